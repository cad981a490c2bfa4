"""The words of a sentence as keys that stay the same where another report words, counts or dates it otherwise."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.collate.traits import content_words
from variorum.model import Layers, Timex, Token
from variorum.values.predicates import lexicon

ALIKE = 0.8
"""How far a word is met by another form of it (*explode*, *explosion*)."""
AKIN = 0.5
"""How far a predicate is met by another one of its classes (*die*, *kill*)."""
STEM = 5
"""Letters that two forms of one word begin with, at least."""


@dataclass(frozen=True, slots=True)
class Key:
    """A word, number or time: what it is met by, and what it is met by in part.

    ``sort`` is ``name``, ``value`` or ``word``; ``root`` its verb or stem; ``classes`` those of a predicate.
    """

    word: str
    sort: str
    root: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """What some words hold, for asking whether a key is among it."""

    words: frozenset[str]
    roots: frozenset[str]
    classes: frozenset[str]

    def met(self, key: Key) -> float:
        """How far a key is among these words: wholly, in another form, or by a predicate of its class."""
        if key.word in self.words:
            return 1.0
        if key.sort == "value":
            return 0.0
        if key.root in self.roots:
            return ALIKE
        return AKIN if key.classes & self.classes else 0.0


def held(keys: Sequence[Key]) -> Held:
    """What some keys hold together."""
    return Held(
        frozenset(k.word for k in keys),
        frozenset(k.root for k in keys),
        frozenset(c for k in keys for c in k.classes),
    )


def keys(layers: Layers, tokens: Sequence[Token]) -> tuple[Key, ...]:
    """The content of some tokens, each key once, in their order."""
    valued = dict(_values(layers, tokens))
    found: dict[str, Key] = {}
    for token in tokens:
        for key in valued.get(token.index) or _word(token):
            found.setdefault(key.word, key)
    return tuple(found.values())


def _word(token: Token) -> Iterator[Key]:
    return (_known(lemma, token.pos) for lemma in content_words([token]))


@lru_cache(maxsize=1 << 16)
def _known(lemma: str, pos: str) -> Key:
    if pos == "NUM":
        return Key(lemma, "value", lemma, frozenset())
    if pos == "PROPN":
        return Key(lemma, "name", lemma, frozenset())
    senses = (*lexicon().verb(lemma), *lexicon().noun(lemma))
    root = lexicon().verb_of(lemma) or lemma
    stem = root[: max(STEM, len(root) - 3)] if len(root) > STEM else root
    classes = frozenset(s.name for s in senses if not lexicon().has(s.name, "weak"))
    return Key(lemma, "word", stem, classes)


def _values(layers: Layers, tokens: Sequence[Token]) -> Iterator[tuple[int, tuple[Key, ...]]]:
    """The keys of the tokens that stand in a number or time."""
    if not tokens:
        return
    first, last = tokens[0].start, tokens[-1].end
    for timex in layers.timexes:
        if first <= timex.span.start and timex.span.end <= last:
            told = tuple(Key(w, "value", w, frozenset()) for w in _time(timex))
            for token in layers.parse.tokens_in(timex.span) if told else ():
                yield token.index, told
    for q in layers.quantities:
        if first <= q.span.start and q.span.end <= last:
            word = f"{q.measure} {q.stated:g} {q.unit or ''}".strip()
            for token in layers.parse.tokens_in(q.span):
                if token.pos == "NUM" or token.text in "$£€%":
                    yield token.index, (Key(word, "value", word, frozenset()),)


def _time(timex: Timex) -> Iterator[str]:
    if timex.clock is not None:
        yield f"clock {timex.clock}"
    if timex.value and timex.type == "DURATION" and "X" not in timex.value:
        yield f"lasting {timex.value}"
    elif timex.value and timex.type in ("DATE", "TIME"):
        yield f"date {timex.value.split('T')[0]}"
