"""What annotation finds in one report: parse, mentions, times, quantities, places."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter

from variorum.model.material import Problem
from variorum.text import Span

_END = attrgetter("end")


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the parse. ``dep`` and ``ent`` use spaCy's English (ClearNLP, OntoNotes) labels."""

    index: int
    start: int
    end: int
    text: str
    lemma: str
    """Lower case, except for proper nouns."""
    pos: str
    tag: str
    dep: str
    head: int
    """Index of the governor; a root is its own head."""
    sentence: int
    left: int
    """Index of the first token of this token's subtree."""
    right: int
    """Index after the last token of this token's subtree."""
    ent: str
    """OntoNotes entity label, or empty."""
    ent_begins: bool

    @property
    def span(self) -> Span:
        """The token's characters."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Parse:
    """Sentences, tokens and dependencies of one text; no sentence crosses a paragraph.

    ``sentences[k]`` is ``(first token, token after the last)``; ``children[i]`` are the dependants of
    token *i* in text order; ``paragraphs`` are spans of the text. ``pipeline`` names the model and
    its version, ``pipeline_sha256`` its weights.
    """

    text: str
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    sentences: tuple[tuple[int, int], ...]
    paragraphs: tuple[Span, ...]
    pipeline: str
    pipeline_sha256: str

    def sentence_span(self, sentence: int) -> Span:
        """The characters of one sentence."""
        first, last = self.sentences[sentence]
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def subtree_span(self, index: int) -> Span:
        """The characters of a token and all its dependants (their hull)."""
        token = self.tokens[index]
        return Span(self.tokens[token.left].start, self.tokens[token.right - 1].end)

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that overlap *span*, by binary search."""
        tokens, stop = self.tokens, span.end
        first = end = bisect_right(tokens, span.start, key=_END)
        while end < len(tokens) and tokens[end].start < stop:
            end += 1
        return tokens[first:end]

    def head_in(self, span: Span) -> int | None:
        """The token in *span* whose governor is outside it (the highest one), or ``None``."""
        inside = self.tokens_in(span)
        indices = {token.index for token in inside}
        tops = [t for t in inside if (t.head not in indices or t.head == t.index) and t.pos != "PUNCT"]
        return tops[0].index if tops else None


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    GROUP = "group"
    OTHER = "other"


class Form(StrEnum):
    """How a mention refers: by name, by a common noun, or by a pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text that names something. ``head`` is a token index, ``entity`` an entity id."""

    span: Span
    head: int
    form: Form
    entity: str


@dataclass(frozen=True, slots=True)
class Entity:
    """What the mentions of one report refer to (coreference inside the report).

    ``name`` is the fullest form in the text; ``names`` all name forms; ``nouns`` the head lemmas of
    its nominal mentions (*nurse*, *ministry*); ``gender`` is ``m``, ``f``, ``n`` or ``None``.
    """

    id: str
    kind: Kind
    name: str
    names: tuple[str, ...]
    nouns: tuple[str, ...]
    gender: str | None
    plural: bool


class Grain(StrEnum):
    """The unit to which a time is given."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


@dataclass(frozen=True, slots=True)
class Interval:
    """A half-open stretch of civil time; ``None`` is an unknown or open end. Naive local datetimes."""

    earliest: datetime | None
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class Reference:
    """The day that a report's relative times are read against, and where it comes from."""

    date: date | None
    origin: str
    """``published``, ``story`` (borrowed from another report) or ``none``."""
    why: str


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression (TIMEX3) and the interval it denotes.

    ``interval`` is ``None`` for durations, sets and what cannot be resolved. ``weekday`` (Monday is
    0), ``month``, ``day``, ``year`` and ``clock`` (minutes after midnight) are the calendar parts
    that the words themselves state, whatever the reference: they are what can be compared when the
    reference is borrowed. ``relative`` tells whether the reference date was needed at all.
    """

    span: Span
    type: str
    """``DATE``, ``TIME``, ``DURATION`` or ``SET``."""
    value: str | None
    mod: str | None
    """TIMEX3 ``mod``: ``APPROX``, ``START``, ``MID``, ``END``, ``BEFORE``, ``AFTER`` ..."""
    grain: Grain | None
    interval: Interval | None
    alternatives: tuple[Interval, ...] = ()
    zone: str | None = None
    relative: bool = False
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    clock: int | None = None
    clock_other: int | None = None
    """The same face twelve hours away, where the half of the day is not said (*half past three*)."""


class Measure(StrEnum):
    """What a quantity measures."""

    COUNT = "count"
    ORDINAL = "ordinal"
    AGE = "age"
    MONEY = "money"
    PERCENT = "percent"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with bounds and what it counts.

    ``low`` and ``high`` are inclusive bounds; ``None`` is open (*over 3,000* is ``low=3000,
    high=None, strict=True``). ``stated`` is the number as written. ``noun`` is the lemma of the
    counted noun and ``noun_token`` its token; for an age, ``noun_token`` is the person's token.
    ``subset_of`` is the whole of *two of the five*; ``change`` marks *rose by 12*; ``partial`` a count
    that leaves out others of its kind, whether or not the whole is stated: *two of them*, *the first
    two*, *two others*, *his two sons and four guests*. Amounts compare without regard to it. ``status`` is
    what befell what is counted, in the words of ``status.tsv`` (*killed*, *injured*, *arrested*), and
    ``role`` whether it does or undergoes what its clause tells (``agent``, ``patient``). ``implied`` marks a
    sum of persons that are named one by one (*a man and a woman*).
    """

    span: Span
    measure: Measure
    stated: float
    low: float | None
    high: float | None
    approx: bool = False
    strict: bool = False
    unit: str | None = None
    noun: str | None = None
    noun_token: int | None = None
    subset_of: float | None = None
    change: bool = False
    partial: bool = False
    status: str | None = None
    role: str | None = None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its containment path, innermost first: ``(Minneapolis, Minnesota, United States)``.

    ``facility`` marks a building or venue, whose ``path`` then starts with the place it stands in. ``county`` is
    a town's second division where the gazetteer has it, which paths leave out.
    """

    span: Span
    name: str
    path: tuple[str, ...]
    geonames: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    facility: bool = False
    county: str = ""


@dataclass(frozen=True, slots=True)
class Layers:
    """Everything that annotation found in one report; indices and ids refer into these tuples."""

    report_id: str
    parse: Parse
    reference: Reference
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    timexes: tuple[Timex, ...]
    quantities: tuple[Quantity, ...]
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]
