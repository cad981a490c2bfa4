"""Which names name one referent: full and short forms, acronyms, aliases.

Persons merge with persons only, organisations with organisations, so that a town and the man it is called
after stay apart. Where two full names could own a short one, it keeps a chain of its own.
"""

from collections import defaultdict
from itertools import pairwise

from variorum.annotate.mentions.chains import Chain
from variorum.annotate.mentions.kinds import Name
from variorum.annotate.mentions.names import modifier_word
from variorum.annotate.mentions.words import (
    given_gender,
    heads,
    implied_nouns,
    lists,
    organization_nouns,
    place_name,
    place_of,
)
from variorum.model import Kind, Parse

NEAR = 2
"""Sentences within which another bearer of a surname makes a bare surname unclear."""


def name_chains(parse: Parse, names: tuple[Name, ...]) -> dict[Name, Chain]:
    """The chain of each name."""
    chains = _persons(parse, tuple(n for n in names if n.kind is Kind.PERSON))
    chains |= _organizations(parse, tuple(n for n in names if n.kind is Kind.ORGANIZATION))
    others = tuple(n for n in names if n.kind not in {Kind.PERSON, Kind.ORGANIZATION})
    chains |= _same_words(others)
    return chains


def _same_words(names: tuple[Name, ...]) -> dict[Name, Chain]:
    by_key: dict[tuple[Kind, str], Chain] = {}
    found: dict[Name, Chain] = {}
    for name in names:
        key = place_name(name.key) or name.key.casefold()
        if name.kind is Kind.GROUP:
            key = key.removesuffix("s")
        plural = name.kind is Kind.GROUP and name.words[-1].endswith("s")
        gender = None if name.kind is Kind.GROUP else "n"
        chain = by_key.setdefault(
            (name.kind, f"{key}/{plural}"), Chain(name.kind, plural=plural, gender=gender)
        )
        chain.add_name(name)
        found[name] = chain
    return found


def _core(name: Name) -> tuple[str, ...]:
    """A person's name words for comparing: lower case, no suffix (Jr.), no nickname in quotes."""
    words = [w.casefold().rstrip(".") for w in name.words if w not in {"'s", "’s", '"', "“", "”"}]
    while len(words) > 1 and words[-1] in lists()["suffixes"]:
        words.pop()
    return tuple(words)


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two full names fit one person: one is the other with a middle or second surname left out."""
    if (a[-1] == "jr") != (b[-1] == "jr"):
        return False
    if len(a) > len(b):
        a, b = b, a
    if a == b:
        return True
    if len(a) == 2 and b[-2:] == a and given_gender(a[0]) is None:
        return True
    given = (
        a[0] == b[0]
        or (len(a[0]) == 1 and b[0].startswith(a[0]))
        or (len(b[0]) == 1 and a[0].startswith(b[0]))
    )
    if not given:
        return False
    if a[-1] == b[-1]:
        return len(a) == 2 or all(w in b or any(w == x[:1] for x in b) for w in a[1:-1])
    return len(a) >= 2 and b[: len(a)] == a


def _younger(name: Name) -> bool:
    """Whether a name carries what tells a son from his father (*Jr.*, *III*)."""
    return len(name.words) > 1 and name.words[-1].casefold().rstrip(".") in lists()["suffixes"]


def _two_bearers(parse: Parse, names: tuple[Name, ...]) -> frozenset[tuple[str, ...]]:
    """Full names that a report has with and without *Jr.*, for two persons.

    Two, where the plain name comes first, or a father or son is spoken of; else the suffix was but left out later
    (*Martin Luther King Jr.*, then *Martin Luther King*).
    """
    first: dict[tuple[tuple[str, ...], bool], int] = {}
    for n in names:
        if len(_core(n)) > 1:
            first.setdefault((_core(n), _younger(n)), n.first)
    kin = any(
        t.lemma.lower() in ("father", "son", "dad", "elder", "younger", "namesake") for t in parse.tokens
    )
    return frozenset(
        core
        for (core, young), at in first.items()
        if young and (core, False) in first and (kin or first[core, False] < at)
    )


def _persons(parse: Parse, names: tuple[Name, ...]) -> dict[Name, Chain]:
    found: dict[Name, Chain] = {}
    chains: list[tuple[Chain, list[tuple[str, ...]]]] = []
    apart = _two_bearers(parse, names)
    for name in names:
        core = _core(name)
        if len(core) < 2:
            continue
        if core in apart and _younger(name):
            core = (*core, "jr")
        fits = [c for c, cores in chains if all(_same_person(core, other) for other in cores)]
        if fits:
            chain = fits[-1]
            next(cores for c, cores in chains if c is chain).append(core)
        else:
            chain = Chain(Kind.PERSON)
            chains.append((chain, [core]))
        chain.add_name(name)
        found[name] = chain
    for chain, cores in chains:
        _guess_gender(chain, cores)
    short = [n for n in names if n not in found]
    found |= _short_names(parse, short, chains)
    return found


def _guess_gender(chain: Chain, cores: list[tuple[str, ...]]) -> None:
    if chain.gender is None:
        known = {given_gender(core[0]) for core in cores} & {"m", "f"}
        if len(known) == 1:
            chain.gender, chain.guessed = known.pop(), True


def _short_names(
    parse: Parse, short: list[Name], chains: list[tuple[Chain, list[tuple[str, ...]]]]
) -> dict[Name, Chain]:
    """The chain of each one-word name of a person."""
    found: dict[Name, Chain] = {}
    alone: dict[str, Chain] = {}
    by_word: dict[str, list[Chain]] = defaultdict(list)
    for chain, cores in chains:
        for word in sorted({w for core in cores for w in _surnames(core)}):
            by_word[word].append(chain)
    given: dict[str, list[Chain]] = defaultdict(list)
    for chain, cores in chains:
        for word in sorted({core[0] for core in cores}):
            given[word].append(chain)
    for name in short:
        word = _core(name)[0]
        owners = [c for c in by_word[word] if not (name.gender and c.gender and c.gender != name.gender)]
        chosen = _owner(parse, name, owners)
        if chosen is None and not owners and not name.gender:
            before = [c for c in given[word] if c.names[0].first < name.first]
            chosen = before[0] if len(before) == 1 else None
        if chosen is None:
            chosen = alone.setdefault(word, Chain(Kind.PERSON))
        chosen.add_name(name)
        found[name] = chosen
    return found


def _surnames(core: tuple[str, ...]) -> set[str]:
    """Words of a full name that can stand for it alone: the last, and the first of two surnames."""
    if core[-1] == "jr":
        core = core[:-1]
    words = {core[-1]}
    if len(core) == 3 and given_gender(core[1]) is None and len(core[1]) > 1:
        words.add(core[1])
    if "-" in core:
        words.add("".join(core[core.index("-") - 1 :]))
    return words


def _owner(parse: Parse, name: Name, owners: list[Chain]) -> Chain | None:
    """The one bearer of a surname that a bare use can mean, if there is one."""
    elder = [c for c in owners if not all(_younger(n) for n in c.names if len(n.words) > 1)]
    if len(elder) == 1:
        return elder[0]  # a bare surname beside *Jr.* is the father's
    if len(owners) < 2:
        return owners[0] if owners else None
    sentence = parse.tokens[name.first].sentence
    full = [[n for n in c.names if len(n.words) > 1] for c in owners]
    leading = max(
        range(len(owners)), key=lambda k: (len(full[k]) + len(owners[k].names), -owners[k].names[0].first)
    )
    chosen = owners[leading]
    for k, chain in enumerate(owners):
        if chain is chosen:
            continue
        near = any(0 <= sentence - parse.tokens[n.first].sentence <= NEAR for n in full[k])
        first = full[k][0].first < full[leading][0].first
        if near or first or len(full[k]) * 2 > len(full[leading]) + len(chosen.names):
            return None
    return chosen


def _plain(name: Name) -> tuple[str, ...]:
    """An organisation's words for comparing: without its place or company form."""
    words = list(name.words)
    for mark in ("'s", "’s", "'", "’"):
        if mark in words[1:-1]:
            at = words.index(mark)
            if place_of(" ".join(words[:at])) or place_name(" ".join(words[:at])):
                words = words[at + 1 :]
    if len(words) > 2 and place_of(words[0]):
        words = words[1:]
    while len(words) > 1 and words[-1].casefold() in lists()["corporate"]:
        words.pop()
    return tuple(w.casefold() for w in words)


def _content(name: Name) -> frozenset[str]:
    """The words that count, in no order: *the Commerce Ministry* is the *Ministry of Commerce*."""
    return frozenset(_plain(name)) - {"of", "the", "and", "for", "&", "'s", "’s"}


def _place_before(name: Name) -> str | None:
    """The place in an organisation's name (*Ecuador's Foreign Ministry*, *the Ecuadorian Embassy*)."""
    return next((p for w in name.words[:2] for p in [place_of(w)] if p), None)


def initials(words: tuple[str, ...]) -> set[str]:
    """The acronyms that a name spelled out can have."""
    capitals = [w for w in words if w[0].isupper()]
    found = {"".join(w[0] for w in capitals), "".join(w[0].upper() for w in words if w[0].isalpha())}
    if capitals and place_of(capitals[0]) == "United States":
        found |= {"".join(w[0] for w in capitals[1:]), "US" + "".join(w[0] for w in capitals[1:])}
    return {f for f in found if len(f) >= 2}


def _organizations(parse: Parse, names: tuple[Name, ...]) -> dict[Name, Chain]:
    found: dict[Name, Chain] = {}
    long = sorted((n for n in names if len(n.words) > 1), key=lambda n: n.first)
    chains: list[Chain] = []
    for name in long:
        chain = next((c for c in chains if _same_body(name, c)), None)
        if chain is None:
            chain = Chain(Kind.ORGANIZATION, gender="n")
            chains.append(chain)
        chain.add_name(name)
        found[name] = chain
    single: dict[str, Chain] = {}
    glossed = _glossed(parse, names)
    for name in names:
        if name in found:
            continue
        word = name.words[0]
        key = word.replace(".", "")
        if key not in single:
            single[key] = _body_of(name, chains, found, glossed) or Chain(Kind.ORGANIZATION, gender="n")
        single[key].add_name(name)
        found[name] = single[key]
    for chain in dict.fromkeys(found.values()):
        chain.learn(tuple(n for name in chain.names for n in _implied(name)), (), None)
        chain.modifiers.update(modifier_word(w) for name in chain.names for w in name.words)
    return found


def _implied(name: Name) -> tuple[str, ...]:
    last, first = name.words[-1], name.words[0]
    table = heads()
    if "Police" in name.words[1:]:
        return ("police", "department") if last == "Department" else ("police",)
    if len(name.words) > 1 and last in implied_nouns():
        return (implied_nouns()[last],)
    for word, where in ((last, "last"), (first, "first")):
        if (
            len(name.words) > 1
            and word in table["organization", where]
            and word.casefold() in organization_nouns()
        ):
            return (word.casefold(),)
    return ()


def _same_body(name: Name, chain: Chain) -> bool:
    for other in chain.names:
        if name.words == other.words:
            return True
        if _content(name) == _content(other) and len(_plain(name)) > 1:
            mine, its = _place_before(name), {_place_before(n) for n in chain.names} - {None}
            return mine is None or not its or mine in its
        if len(name.words) > 1 and _plain(name) == tuple(w.casefold() for w in other.words):
            return True
    return False


def _glossed(parse: Parse, names: tuple[Name, ...]) -> dict[str, Name]:
    """Acronyms in brackets right behind the name that they stand for, and the other way round."""
    glosses: dict[str, Name] = {}
    for before, after in pairwise(names):
        gap = parse.text[parse.tokens[before.last - 1].end : parse.tokens[after.first].start]
        if gap.strip() != "(" or len(gap) > 3:
            continue
        for long, short in ((before, after), (after, before)):
            acronym = len(long.words) > 1 and len(short.words) == 1 and short.words[0].isupper()
            if acronym and short.words[0][0] in {w[0].upper() for w in long.words}:
                glosses[short.words[0].replace(".", "")] = long
    return glosses


def _body_of(
    name: Name, chains: list[Chain], found: dict[Name, Chain], glossed: dict[str, Name]
) -> Chain | None:
    """The spelled-out organisation that a single word stands for, if exactly one fits."""
    word = name.words[0]
    key = word.replace(".", "")
    if key in glossed:
        return found[glossed[key]]
    if key.isupper() and len(key) >= 2:
        fits = [c for c in chains if any(key in initials(n.words) for n in c.names)]
        return fits[0] if len(fits) == 1 else None
    low = word.casefold()
    fits = [c for c in chains if any(_plain(n)[0] == low or _plain(n)[-1] == low for n in c.names)]
    return fits[0] if len(fits) == 1 and not place_of(word) else None
