"""What two values' surroundings share, by named features; never the values themselves."""

from collections.abc import Sequence

from variorum.collate.context import Context
from variorum.collate.counterparts.loci import Locus, Sort
from variorum.collate.lists import noun_groups, words
from variorum.values.predicates import lexicon

HEAVIEST = 5.0
"""Weight of a word beyond which rarity says nothing more."""


def features(ctx: Context, one: Locus, two: Locus, *, rivals: int = 0) -> dict[str, float]:
    """The features that hold of two loci of one sort, with their strength, 0 to 1.

    Args:
        ctx: the story.
        one: a value of one report.
        two: a value of another report.
        rivals: how many other values of either report could be the other's counterpart.
    """
    out = {f"sort {_sort(one, two)}": 1.0, "alone": 1 / (1 + rivals)}
    out["rarest word near both"] = _rarest(ctx, one.near, two.near)
    out["rarest word of both sentences"] = _rarest(ctx, one.words, two.words)
    out["words of both sentences"] = ctx.overlap(one.words, two.words)
    out |= dict.fromkeys((*_nouns(one, two), *_verbs(one, two), *_names(one, two), *_events(one, two)), 1.0)
    if one.leads and two.leads:
        out["both in the opening"] = 1.0
    out["apart in their reports"] = abs(one.at - two.at)
    if one.partial != two.partial:
        out["part against whole"] = 1.0
    days = "day: " if one.sort is Sort.DAY else ""  # what ties days together weighs otherwise
    return {f"{days}{name}": value for name, value in out.items() if value}


def _sort(one: Locus, two: Locus) -> str:
    """The sort; days that both give by the calendar (*15 March*) are told from weekdays."""
    return one.family if one.family == two.family == "date" else one.sort.value


def _rarest(ctx: Context, one: frozenset[str], two: frozenset[str]) -> float:
    return min(max((ctx.weights.get(w, 1.0) for w in one & two), default=0.0), HEAVIEST) / HEAVIEST


def like_nouns(one: str | None, two: str | None) -> bool:
    """Whether two counted nouns are one, stand for one another, or both count anybody."""
    if one is None or two is None:
        return one == two
    anyone = words()["anyone"]
    groups = noun_groups()
    return one == two or {one, two} <= anyone or bool(
        groups.get(one, frozenset()) & groups.get(two, frozenset())
    )  # fmt: skip


def _nouns(one: Locus, two: Locus) -> Sequence[str]:
    if one.sort is not Sort.COUNT:
        return (
            *_topics(one, two),
            *(("other noun",) if one.noun and two.noun and not like_nouns(one.noun, two.noun) else ()),
        )
    if one.noun is None or two.noun is None:
        return ("noun untold",)
    if one.noun == two.noun:
        return ("same noun",)
    return ("like noun",) if like_nouns(one.noun, two.noun) else ("other noun",)


def _topics(one: Locus, two: Locus) -> Sequence[str]:
    if one.topic is None or two.topic is None:
        return ()
    if one.topic == two.topic:
        return ("same topic",)
    return ("like topic",) if like_topics(one.topic, two.topic) else ("other topic",)


def like_topics(one: str, two: str) -> bool:
    """Whether two nouns are one, stand for one another, or tell of one class of occurrence (*vote*, *election*)."""
    shared = {s.name for s in lexicon().noun(one)} & {s.name for s in lexicon().noun(two)}
    return (
        one == two
        or bool(noun_groups().get(one, frozenset()) & noun_groups().get(two, frozenset()))
        or bool(shared)
    )


def _verbs(one: Locus, two: Locus) -> Sequence[str]:
    if one.verb is None or two.verb is None:
        return ("verb untold",)
    if one.verb == two.verb:
        return ("same verb",)
    return ("verbs of one class",) if one.classes & two.classes else ("other verb",)


def _events(one: Locus, two: Locus) -> Sequence[str]:
    """Whether both tell of an incident of one class, or one of them points back at it (*it happened*)."""
    if not one.event or not two.event:
        return ()
    back = [all(c == "happen" or lexicon().has(c, "anaphor") for c in x.event) for x in (one, two)]
    shared = any(c in two.event for c in one.event if not lexicon().has(c, "anaphor"))
    return ("one incident",) if shared or any(back) else ()


def _names(one: Locus, two: Locus) -> Sequence[str]:
    shared = one.figures & two.figures
    apart = one.persons and two.persons and not one.persons & two.persons
    return (*(("same name",) if shared else ()), *(("other person",) if apart else ()))
