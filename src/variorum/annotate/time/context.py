"""What surrounds an expression: the reference day, earlier expressions of the text, and the verb's tense."""

from dataclasses import dataclass
from datetime import date

from variorum.annotate.time.lexicon import Item
from variorum.annotate.time.tense import (
    LEANS_FUTURE,
    PAST,
    PERHAPS_FUTURE,
    PERHAPS_PAST,
    UNSURE,
    attached,
    carrier,
    governor,
    host,
    lies_ahead,
    listed,
    of_happening,
    promised,
    tense_of,
)
from variorum.model import Parse, Token
from variorum.text import Span


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
    clock_other: int | None = None
    """The same face twelve hours away, where the half of the day is not said."""
    zone: str | None = None
    not_before: date | None = None
    """*later this week*: not before this day."""
    not_after: date | None = None
    """*earlier this month*: not after this day."""
    clock_only: bool = False
    """A clock time whose day nothing says."""
    full_hour: bool = False
    """A clock time given to the hour."""
    vague: bool = False
    """Worth an interval only as far as the words go (*a few days later*)."""


RECENT = 60
"""Days from the reference within which a day named a sentence or two before is still what is told."""


_PHRASE = 5
"""Words after an expression within which the noun is looked for that it stands before."""


@dataclass(slots=True)
class Context:
    """State of reading one text from its start to its end; internal to the resolver."""

    parse: Parse
    reference: date | None
    narrative: bool = False
    late: bool = False
    """The report speaks of the day after its date, and never of its own weekday: it was updated later."""
    last: date | None = None
    """The day (or first day) of the last expression that named one."""
    last_value: str | None = None
    last_month: int | None = None
    """The month that its words stated."""
    last_sentence: int = -9
    """The sentence in which it stood."""
    quarter: tuple[int, int] | None = None
    item: Item | None = None
    near: str | None = None
    """Value of a neighbouring date of the sentence, which may be the day of what is quoted."""
    joined: Sense | None = None
    """The day that a clock time belongs to: of its sentence, or the one last told."""
    year_ahead: tuple[int, int] | None = None
    """Year and month of the date that this one is joined to (*26 June - 4 August 1952*)."""
    week_ahead: date | None = None
    """The Monday of the week that a list of weekdays ends with (*Monday and Friday last week*)."""
    list_before: date | None = None
    """The weekday's day that stands just before in a list."""
    list_after: date | None = None
    """The day of the last weekday of the list that this one opens."""
    _direction: float | None = None

    def at(self, item: Item) -> None:
        """Turn to the next expression."""
        self.item = item
        self._direction = None

    @property
    def told(self) -> date | None:
        """The day that an expression just before named: in this sentence or the two before it."""
        if self.last is None or self.last_value is None or len(self.last_value) < 10:
            return None
        gap = self.sentence() - self.last_sentence
        if gap == 0 or self.narrative or (gap == 1 and self.opens()):
            return self.last
        # Further back, a day of long ago was background.
        recent = self.reference is None or abs((self.last - self.reference).days) <= RECENT
        return self.last if gap <= 2 and recent else None

    def opens(self) -> bool:
        """Whether the expression opens its sentence, but for a preposition: it takes up the sentence before."""
        tokens = self.tokens(self.item) if self.item else ()
        if not tokens:
            return False
        first, _ = self.parse.sentences[tokens[0].sentence]
        return all(t.pos in ("ADP", "CCONJ") for t in self.parse.tokens[first : tokens[0].index])

    def quoted(self) -> bool:
        """Whether the expression stands between quote marks of its paragraph."""
        if self.item is None:
            return False
        text, at = self.parse.text, self.item.start
        start = text.rfind("\n\n", 0, at) + 1
        before = text[start:at]
        return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1

    @property
    def recent(self) -> date | None:
        """The first day of what an expression of any grain named in this sentence or the two before it."""
        near = self.narrative or self.sentence() - self.last_sentence <= 2
        return self.last if near else None

    def speaks_of(self, field: str) -> bool:
        """Whether the sentence has a word of a field: *sport*, where quarters are of a game; *money*; *months*."""
        words = listed("fields.tsv")[field]
        first, last = self.parse.sentences[self.sentence()]
        return any(t.lemma.lower() in words for t in self.parse.tokens[first:last])

    def sentence(self) -> int:
        """The number of the sentence that the expression stands in."""
        tokens = self.tokens(self.item) if self.item else ()
        return tokens[0].sentence if tokens else -9

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

    def raw_after(self, item: Item, ahead: int = 1) -> str:
        """The word *ahead* tokens after an item, as written, or empty."""
        token = self._beside(item, ahead)
        return token.text if token else ""

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

    def direction(self) -> float:
        """Whether the sentence puts the expression in the past or the future, or leaves it unsure."""
        if self._direction is None:
            self._direction = self._tense()
        return self._direction

    def _tense(self) -> float:
        if self.item is None:
            return UNSURE
        words = listed("tense.tsv")
        before = self.word_before(self.item)
        if before in words["since"] or of_happening(self.parse, self._head()) or self._names_happening(words):
            return PAST
        verb = governor(self.parse, self._head())
        tense = UNSURE if verb is None else tense_of(self.parse, verb)
        found = self._by_noun(tense, words)
        if found is not None:
            return found
        found = self._by_verb(verb, tense, before, words) if verb is not None else None
        if found is not None:
            return found
        if self._as_early_as(before, words):
            return max(tense, PERHAPS_FUTURE) if tense > PAST else UNSURE
        return tense

    def _names_happening(self, words: dict[str, frozenset[str]]) -> bool:
        # "the April 16 drive-by shooting": a noun that nobody plans closes the phrase that the expression opens
        if self.item is None:
            return False
        hyphened = False
        for ahead in range(1, _PHRASE):
            token = self._beside(self.item, ahead)
            if token is None:
                return False
            if token.pos == "NOUN" and token.lemma in words["happened"]:
                return True
            if not hyphened and token.text != "-" and token.pos not in ("ADJ", "NOUN", "PROPN"):
                return False
            hyphened = token.text == "-"
        return False

    def _by_noun(self, tense: float, words: dict[str, frozenset[str]]) -> float | None:
        # What the noun beside the expression says of its side, whatever the verb.
        noun = carrier(self.parse, self._head())
        if noun in words["done_noun"]:
            return PERHAPS_PAST
        if tense == UNSURE and noun in words["planned_noun"]:
            return LEANS_FUTURE
        hung = host(self.parse, self._head())
        if hung is not None and hung.lemma in words["planned_noun"] and lies_ahead(self.parse, hung):
            return max(tense, PERHAPS_FUTURE)
        if hung is not None and hung.lemma in words["done_noun"] and tense == LEANS_FUTURE:
            return PERHAPS_PAST  # "the lawsuit on Tuesday targets three laws"
        back = 2 if self.item and self.word_before(self.item) in words["at"] else 1
        if tense > UNSURE and self.item and self.word_before(self.item, back) in words["happened"]:
            return PERHAPS_PAST  # "Crews will search what the fire on Sunday left": the verb's, or the fire's
        return None

    def _by_verb(
        self, verb: Token, tense: float, before: str, words: dict[str, frozenset[str]]
    ) -> float | None:
        # What the verb's meaning and the preposition make of its tense.
        bounded = before in words["preposition"]
        if verb.tag == "VBN" and verb.lemma in words["ahead_for"] and not bounded and not self._set_for(verb):
            return PERHAPS_PAST if tense == PERHAPS_FUTURE else tense
        if self._leads(verb, words):
            return PERHAPS_FUTURE
        if before == "for" and not carrier(self.parse, self._head()) and verb.lemma in words["ahead"]:
            return max(tense, PERHAPS_FUTURE)  # "called a meeting for Thursday"
        if bounded:
            bounds = before != "by" and verb.lemma in words["until_ahead"]
            return UNSURE if tense < UNSURE and not bounds else max(tense, PERHAPS_FUTURE)
        return None

    def _leads(self, verb: Token, words: dict[str, frozenset[str]]) -> bool:
        # "Saturday marks ten years": the day does it; "warned of snow on Sunday": what was warned of is then
        head = self._head()
        if head is None:
            return False
        token = self.parse.tokens[head]
        if token.dep == "nsubj" and token.head == verb.index and verb.tag in ("VBZ", "VBP"):
            return True
        return verb.lemma in words["foretell"] and verb.tag == "VBD" and not self.attached()

    def _as_early_as(self, before: str, words: dict[str, frozenset[str]]) -> bool:
        # "as early as Tuesday", "no later than 30 June", "not before Friday"
        second = self.word_before(self.item, 2) if self.item else ""
        return before in ("as", "than") and second in words["as_early_as"]

    def _set_for(self, verb: Token) -> bool:
        # "set for Monday" and "set for Oslo in April" look ahead, "a record set Monday" does not.
        return any(
            self.parse.tokens[c].text.lower() in ("for", "to") for c in self.parse.children[verb.index]
        )

    def bound_ahead(self) -> bool:
        """Whether the expression ends what goes on, or is of what somebody undertook or asked for."""
        until = self.item is not None and self.word_before(self.item) in listed("tense.tsv")["preposition"]
        return until or promised(self.parse, self._head())

    def attached(self) -> bool:
        """Whether a verb governs the expression itself, and not a noun in between."""
        return attached(self.parse, self._head())

    def _head(self) -> int | None:
        return self.parse.head_in(Span(self.item.start, self.item.end)) if self.item else None
