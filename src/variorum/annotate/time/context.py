"""What surrounds an expression: the reference day, earlier expressions of the text, and the verb's tense."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from variorum.annotate.time.lexicon import Item, rows
from variorum.model import Parse, Token
from variorum.text import Span

PAST, UNSURE, FUTURE = -1, 0, 1


@lru_cache(maxsize=4)
def listed(name: str) -> dict[str, frozenset[str]]:
    """A data file of *class, words* as sets."""
    return {kind: frozenset(words.split(", ")) for kind, words in rows(name)}


@dataclass(frozen=True, slots=True)
class Sense:
    """What an expression means, as a TIMEX3 value and the parts that its words state."""

    type: str
    value: str | None
    mod: str | None = None
    relative: bool = False
    others: tuple[str, ...] = ()
    """Values of other readings, where past or future, or the half of the day, is unsure."""
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    clock: int | None = None
    zone: str | None = None
    not_before: date | None = None
    """*later this week*: not before this day."""
    not_after: date | None = None
    """*earlier this month*: not after this day."""
    vague: bool = False
    """Worth an interval only as far as the words go (*a few days later*)."""


@dataclass(slots=True)
class Context:
    """State of reading one text from its start to its end; internal to the resolver."""

    parse: Parse
    reference: date | None
    narrative: bool = False
    last: date | None = None
    """The day (or first day) of the last expression that named one."""
    last_value: str | None = None
    quarter: tuple[int, int] | None = None
    item: Item | None = None
    near: str | None = None
    year_ahead: tuple[int, int] | None = None
    """Year and month of the date that this one is joined to (*26 June - 4 August 1952*)."""
    """Value of a neighbouring date of the sentence that a clock time can join."""
    _direction: int | None = None

    def at(self, item: Item) -> None:
        """Turn to the next expression."""
        self.item = item
        self._direction = None

    @property
    def anchor(self) -> date | None:
        """The day that *later* and *the following day* count from."""
        return self.last or self.reference

    @property
    def base(self) -> date | None:
        """The day that *today* and *last week* count from."""
        return self.reference

    def tokens(self, item: Item) -> tuple[Token, ...]:
        """The parsed tokens of an item."""
        return self.parse.tokens_in(Span(item.start, item.end)) if item.end > item.start else ()

    def word_before(self, item: Item, back: int = 1) -> str:
        """The word *back* tokens before an item, in lower case, or empty at the start of its sentence."""
        token = self._beside(item, -back)
        return token.text.lower() if token else ""

    def word_after(self, item: Item, ahead: int = 1) -> str:
        """The word *ahead* tokens after an item, in lower case, or empty at the end of its sentence."""
        token = self._beside(item, ahead)
        return token.text.lower() if token else ""

    def _beside(self, item: Item, step: int) -> Token | None:
        inside = self.tokens(item)
        if not inside:
            return None
        index = (inside[0].index if step < 0 else inside[-1].index) + step
        if not 0 <= index < len(self.parse.tokens):
            return None
        token = self.parse.tokens[index]
        return token if token.sentence == inside[0].sentence else None

    def after(self, item: Item) -> Token | None:
        """The token after an item, inside its sentence."""
        return self._beside(item, 1)

    def before(self, item: Item) -> Token | None:
        """The token before an item, inside its sentence."""
        return self._beside(item, -1)

    def direction(self) -> int:
        """Whether the sentence puts the expression in the past or the future, or leaves it unsure."""
        if self._direction is None:
            self._direction = self._tense()
        return self._direction

    def _tense(self) -> int:
        if self.item is None:
            return UNSURE
        words = listed("tense.tsv")
        if self.word_before(self.item) in words["preposition"]:
            verb = self._governor()
            return (
                FUTURE if verb is None or _tense_of(self.parse, verb) != PAST or verb.tag != "VBD" else UNSURE
            )
        if self.word_before(self.item) in words["since"]:
            return PAST
        verb = self._governor()
        return UNSURE if verb is None else _tense_of(self.parse, verb)

    def attached(self) -> bool:
        """Whether a verb governs the expression itself, and not a noun in between."""
        if self.item is None:
            return False
        head = self.parse.head_in(Span(self.item.start, self.item.end))
        for _ in range(3):
            if head is None:
                return False
            token = self.parse.tokens[self.parse.tokens[head].head]
            if token.pos in ("VERB", "AUX"):
                return True
            if token.pos not in ("ADP", "SCONJ", "ADV") or token.index == head:
                return False
            head = token.index
        return False

    def _governor(self) -> Token | None:
        # The nearest verb, or word such as "due" and "scheduled", above the expression.
        if self.item is None:
            return None
        head = self.parse.head_in(Span(self.item.start, self.item.end))
        ahead = listed("tense.tsv")["ahead"]
        for _ in range(7):
            if head is None:
                return None
            token = self.parse.tokens[head]
            if token.pos in ("VERB", "AUX") or (token.lemma in ahead and token.pos == "ADJ"):
                return token
            if token.head == token.index:
                return None
            head = token.head
        return None


def _tense_of(parse: Parse, verb: Token, depth: int = 0) -> int:
    words = listed("tense.tsv")
    aux = [parse.tokens[c] for c in parse.children[verb.index] if parse.tokens[c].dep in ("aux", "auxpass")]
    if any(t.tag == "MD" or t.text.lower() in words["modal"] and t.tag != "VBD" for t in aux):
        perfect = any(t.text.lower() == "have" for t in aux)
        return PAST if perfect else FUTURE
    if any(t.text.lower() in ("had", "was", "were", "did", "'d") or t.tag == "VBD" for t in aux):
        planned = verb.lemma in words["ahead"] and verb.tag == "VBN"
        return FUTURE if planned and not any(t.text.lower() == "had" for t in aux) else PAST
    if any(t.lemma == "have" and t.tag in ("VBZ", "VBP") for t in aux):
        return PAST
    if any(t.tag == "TO" for t in aux):
        return _infinitive(parse, verb, depth)
    if verb.lemma in words["ahead"] and verb.tag in ("VBN", "JJ", "IN", "VBZ", "VBP", "VBG"):
        return FUTURE
    if verb.tag == "VBD":
        return PAST
    if verb.tag == "VBN":
        return PAST
    if verb.tag == "VBG":
        if any(t.lemma == "be" for t in aux):
            return FUTURE
        return (
            _tense_of(parse, parse.tokens[verb.head], depth + 1)
            if verb.head != verb.index and depth < 4
            else UNSURE
        )
    if verb.pos not in ("VERB", "AUX") and verb.head != verb.index and depth < 4:
        return _tense_of(parse, parse.tokens[verb.head], depth + 1)
    return UNSURE


def _infinitive(parse: Parse, verb: Token, depth: int) -> int:
    head = parse.tokens[verb.head]
    if head.index == verb.index or depth > 4:
        return FUTURE
    if any(parse.tokens[c].text.lower() == "had" for c in parse.children[head.index]):
        return PAST
    if head.lemma in listed("tense.tsv")["ahead"] or head.pos in ("NOUN", "ADJ") or head.lemma == "be":
        return FUTURE
    return _tense_of(parse, head, depth + 1)
