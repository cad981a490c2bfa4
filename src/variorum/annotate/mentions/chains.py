"""Chains: what the mentions of one referent have in common while a report is read."""

from dataclasses import dataclass, field

from variorum.annotate.mentions.kinds import Name
from variorum.annotate.mentions.nominals import Nominal
from variorum.annotate.mentions.words import place_name
from variorum.model import Form, Kind, Parse


@dataclass(slots=True, eq=False)
class Chain:
    """A referent in the making. Lives only while one report is read; an ``Entity`` is made of it."""

    kind: Kind
    plural: bool = False
    gender: str | None = None
    guessed: bool = False
    """Whether the gender rests on a given name alone."""
    names: list[Name] = field(default_factory=list)
    nominals: list[Nominal] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    modifiers: set[str] = field(default_factory=set)
    owner: "Chain | None" = None

    def add_name(self, name: Name) -> None:
        """Take in a name with the gender, nouns and modifiers that come with it."""
        self.names.append(name)
        if self.kind is Kind.PERSON:
            self.learn(name.nouns, name.modifiers, name.gender)

    def add_nominal(self, nominal: Nominal) -> None:
        """Take in a noun phrase."""
        self.nominals.append(nominal)
        self.learn((nominal.noun,), nominal.modifiers, nominal.gender)

    @property
    def label(self) -> str:
        """The fullest name form, a place by its usual name."""
        known = (place_name(n.key) for n in self.names)
        return next((k for k in known if k), max((n.key for n in self.names), key=lambda k: len(k.split())))

    def learn(self, nouns: tuple[str, ...], modifiers: tuple[str, ...], gender: str | None) -> None:
        """Add what a mention says of the referent."""
        self.nouns += [n for n in dict.fromkeys(nouns) if n not in self.nouns]
        self.modifiers.update(modifiers)
        if gender and (self.gender is None or self.guessed):
            self.gender, self.guessed = gender, False


@dataclass(frozen=True, slots=True)
class Place:
    """One mention in its chain, with what decides how near to mind it is."""

    chain: Chain
    first: int
    last: int
    head: int
    form: Form
    sentence: int
    role: str
    clause: int
    quote: int


@dataclass(slots=True)
class Reading:
    """How far the report has been read: the mentions so far, in order."""

    parse: Parse
    quotes: tuple[int, ...]
    told: tuple[int, ...]
    """For each sentence how many sentences before it are told outside quotation marks."""
    ahead: dict[int, Chain]
    """The chains of all names by their heads, read already or not."""
    places: list[Place] = field(default_factory=list)
    at: dict[int, Chain] = field(default_factory=dict)

    def add(self, chain: Chain, first: int, last: int, head: int, form: Form) -> None:
        """Note a mention."""
        sentence = self.parse.tokens[head].sentence
        role, clause = role_of(self.parse, head)
        self.places.append(Place(chain, first, last, head, form, sentence, role, clause, self.quotes[head]))
        self.at[head] = chain


_SUBJECT = {"nsubj", "nsubjpass", "csubj", "expl"}
_OBJECT = {"dobj", "dative", "iobj", "oprd", "attr"}


def role_of(parse: Parse, index: int) -> tuple[str, int]:
    """The grammatical role of a mention's head and the verb of its clause.

    Roles: ``main`` (subject of the root), ``subject``, ``object``, ``agent``, ``owner``, ``modifier``,
    ``other``.
    """
    token = parse.tokens[index]
    if _dateline(parse, index):
        return "modifier", token.head
    steps = 0
    if token.dep in {"compound", "nmod", "amod"}:
        return "modifier", token.head
    while token.dep in {"conj", "appos"} and steps < 6:
        token = parse.tokens[token.head]
        steps += 1
    governor = parse.tokens[token.head]
    dep = token.dep
    clause = governor
    while clause.pos not in {"VERB", "AUX"} and clause.head != clause.index:
        clause = parse.tokens[clause.head]
    if dep in _SUBJECT:
        return ("main" if governor.dep == "ROOT" else "subject"), governor.index
    if dep in _OBJECT:
        return "object", governor.index
    if dep == "poss":
        return "owner", clause.index
    if dep == "pobj" and governor.dep == "agent":
        return "agent", clause.index
    return "other", clause.index


def _dateline(parse: Parse, index: int) -> bool:
    """Whether a name opens its sentence as the place it was written at (*LIMA, Peru (AP) — *)."""
    first, last = parse.sentences[parse.tokens[index].sentence]
    if index - first > 3:
        return False
    ahead = [t.text for t in parse.tokens[first : min(last, first + 8)]]
    dash = next((k for k, text in enumerate(ahead) if text in {"--", "—", "–", "―", "-"}), None)
    return dash is not None and index < first + dash and parse.tokens[first].ent in {"GPE", "LOC", "ORG"}


def quote_numbers(parse: Parse) -> tuple[int, ...]:
    """For each token the number of the quotation it stands in, 0 outside; a paragraph's end closes."""
    numbers = [0] * len(parse.tokens)
    number = 0
    open_mark = ""
    paragraphs = iter(parse.paragraphs)
    limit = next(paragraphs).end if parse.paragraphs else 0
    for token in parse.tokens:
        while token.start >= limit:
            limit = next(paragraphs).end
            open_mark = ""
        mark = token.text
        if open_mark:
            numbers[token.index] = number
            if mark == _CLOSE[open_mark] and not (mark in "'’" and _apostrophe(parse, token.index)):
                open_mark = ""
        elif mark in _CLOSE and not (mark == "'" and _apostrophe(parse, token.index, opening=True)):
            number += 1
            open_mark = mark
            numbers[token.index] = number
    return tuple(numbers)


def told_sentences(parse: Parse, quotes: tuple[int, ...]) -> tuple[int, ...]:
    """For each sentence how many before it are not wholly quoted: quotations put no distance between."""
    counts: list[int] = []
    count = 0
    for first, last in parse.sentences:
        counts.append(count)
        count += any(not quotes[i] and parse.tokens[i].pos != "PUNCT" for i in range(first, last))
    return tuple(counts)


_CLOSE = {'"': '"', "“": "”", "‘": "’", "'": "'", "``": "''", "«": "»"}


def _apostrophe(parse: Parse, index: int, *, opening: bool = False) -> bool:
    """Whether a mark inside or after a word is an apostrophe, not a quotation mark."""
    token = parse.tokens[index]
    text = parse.text
    before = text[token.start - 1 : token.start]
    after = text[token.end : token.end + 1]
    if opening:
        return bool(before.strip()) and before not in "([—–-"
    return token.tag == "POS" or (after.isalnum() and before.isalnum())
