"""The reporter's words around quotations: what leads in, which verb is the cue, who is its subject."""

from collections.abc import Callable
from dataclasses import dataclass

from variorum.claims.attribution import grammar
from variorum.claims.attribution.lexicon import words as word_list
from variorum.claims.attribution.quotes import Quote
from variorum.model import Parse, Token
from variorum.text import Span

DASHES = frozenset(("-", "–", "—", "―", "--"))
STOPS = frozenset((".", "?", "!", ";", "..", "?!", "!!"))
NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
LIKELY = 0.3
"""The rating from which a verb beside a quotation is taken for its cue."""
_PARTS = frozenset(("compound", "nmod", "poss", "amod", "nummod"))
_REACH = 34
"""Tokens of narration in which a cue is looked for (a subject with an apposition may come first)."""

Rating = Callable[[str, str], float]
"""``rating(lemma, frame)``: how often a verb in that place is a cue, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Narration between two quotations of a paragraph, as token indices."""

    first: int
    last: int

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return self.first >= self.last


def words(text: str, span: Span) -> int:
    """The number of words in a span."""
    return len(span.of(text).split())


def gaps_of(parse: Parse, paragraph: Span, here: list[Quote]) -> list[Gap]:
    """The narration before, between and after the quotations of a paragraph: one more than there are quotations."""
    edges = [paragraph.start]
    for quote in here:
        edges += [quote.outer.start, quote.outer.end]
    edges.append(paragraph.end)
    out: list[Gap] = []
    for a, b in zip(edges[::2], edges[1::2], strict=True):
        inside = parse.tokens_in(Span(a, b)) if a < b else ()
        inside = tuple(t for t in inside if t.start >= a and t.end <= b)
        out.append(Gap(inside[0].index, inside[-1].index + 1) if inside else Gap(0, 0))
    return out


def alone(parse: Parse, gap: Gap) -> bool:
    """Whether there is no narration but punctuation."""
    return gap.empty or all(t.pos == "PUNCT" for t in parse.tokens[gap.first : gap.last])


def head_part(parse: Parse, gap: Gap) -> range:
    """The part of the narration before its first full stop."""
    end = gap.first
    while end < gap.last and parse.tokens[end].text not in STOPS:
        end += 1
    return range(gap.first, min(end, gap.first + _REACH))


def tail_part(parse: Parse, gap: Gap) -> range:
    """The part of the narration after its last full stop."""
    start = gap.last
    while start > gap.first and parse.tokens[start - 1].text not in STOPS:
        start -= 1
    return range(start, gap.last)


def end_of(parse: Parse, quote: Quote) -> str:
    """The last character inside the marks."""
    return quote.inner.of(parse.text).rstrip()[-1:]


def coordinated(parse: Parse, gap: Gap) -> bool:
    """Whether the narration begins with a conjunction."""
    return not gap.empty and parse.tokens[gap.first].pos in {"CCONJ", "SCONJ"}


def trails(parse: Parse, gap: Gap) -> bool:
    """Whether the narration goes on with the clause before the quotation (*and added*, *adding*)."""
    return coordinated(parse, gap) or (not gap.empty and parse.tokens[gap.first].tag == "VBG")


def lead_of(parse: Parse, gap: Gap, rating: Rating) -> str:
    """What stands right before a quotation: ``start``, ``,``, ``:``, ``dash``, ``cue`` or ``word``."""
    if gap.empty:
        return "start"
    token = parse.tokens[gap.last - 1]
    if token.text in STOPS or token.text in {"...", "…"}:
        return "start"
    if token.text in {",", ":"}:
        return token.text
    if token.text in DASHES:
        return "dash"
    names = token.lemma in word_list("naming")
    return (
        "cue"
        if token.pos == "VERB" and not names and rating(token.lemma, "quote-before") >= LIKELY
        else "word"
    )


def comma_first(parse: Parse, gap: Gap) -> bool:
    """Whether the narration begins with a comma."""
    return not gap.empty and parse.tokens[gap.first].text == ","


def verbs_of(parse: Parse, part: range) -> list[Token]:
    """The verbs of a stretch of narration, without auxiliaries and verbs of naming."""
    tokens = (parse.tokens[i] for i in part)
    naming = word_list("naming")  # *a play called "Brokers"* quotes nobody
    return [
        t for t in tokens
        if t.pos in {"VERB", "AUX"} and t.dep not in {"aux", "auxpass"} and t.lemma not in naming
    ]  # fmt: skip


def cue_after(parse: Parse, gap: Gap, rating: Rating) -> int | None:
    """The cue in the narration after a quotation, as a token index."""
    part = head_part(parse, gap)
    if part and parse.tokens[part.start].tag in {"VBD", "VBZ"} and parse.tokens[part.start].pos == "VERB":
        return part.start
    for token in verbs_of(parse, part):
        if token.dep in {"relcl", "acl"} and token.head in part and token.index - part.start > 1:
            continue
        if token.lemma in word_list("heard") and grammar.is_passive(parse, token.index):
            continue
        if rating(token.lemma, "quote-after") >= LIKELY:
            return token.index
    return None


def cue_before(parse: Parse, gap: Gap, rating: Rating) -> int | None:
    """The cue in the narration before a quotation, as a token index."""
    if gap.empty:
        return None
    verbs = verbs_of(parse, tail_part(parse, gap))
    for token in reversed(verbs):
        if rating(token.lemma, "quote-before") >= LIKELY:
            return token.index
    if parse.tokens[gap.last - 1].text == ":" and verbs:
        return next((t.index for t in verbs if t.dep == "ROOT"), verbs[-1].index)
    return None


def subject_of(parse: Parse, verb: int, gap: Gap, *, early: bool) -> int | None:
    """The head of the cue's subject, by the parse if it stands in the narration, else by position."""
    if parse.tokens[verb].lemma == "accord":
        return grammar.according(parse, verb)
    found = grammar.speaker(parse, verb)
    if (
        found is not None
        and (gap.first <= found < gap.last)
        and parse.tokens[found].pos in NOMINAL | {"DET", "ADJ"}
        and not dated(parse, found)
    ):
        return found
    if grammar.is_passive(parse, verb):
        return found if early else None
    if early:
        return found if found is not None else sentence_subject(parse, range(gap.first, verb))
    first = sentence_subject(parse, range(gap.first, verb))
    if first is not None:
        return first
    return _inverted(parse, range(verb + 1, min(gap.last, verb + 5)), gap)


def _inverted(parse: Parse, part: range, gap: Gap) -> int | None:
    """The subject that follows its verb (*said the warden's deputy*)."""
    for i in part:
        if parse.tokens[i].pos == "ADP":
            return None
        if parse.tokens[i].pos in NOMINAL:
            top = parse.tokens[i]
            while top.dep in _PARTS and part.start <= top.head < gap.last:
                top = parse.tokens[top.head]
            return top.index
    return None


def dated(parse: Parse, index: int) -> bool:
    """Whether a noun is a time, which says nothing."""
    token = parse.tokens[index]
    return token.ent in {"DATE", "TIME"} or token.dep == "npadvmod"


def sentence_subject(parse: Parse, part: range) -> int | None:
    """The first subject of the narration before a cue, past sentence breaks that are none."""
    start = part.stop
    while start > part.start and parse.tokens[start - 1].text not in STOPS:
        start -= 1
    nominal = [i for i in range(start, part.stop) if parse.tokens[i].pos in NOMINAL and not dated(parse, i)]
    subjects = [i for i in nominal if parse.tokens[i].dep in {"nsubj", "nsubjpass"}]
    if subjects:
        return subjects[0]
    first = next(iter(nominal), None)
    while (
        first is not None and parse.tokens[first].dep == "compound" and parse.tokens[first].head < part.stop
    ):
        first = parse.tokens[first].head
    return first


def last_token(parse: Parse, paragraph: int) -> int | None:
    """The index of the last token of a paragraph."""
    inside = parse.tokens_in(parse.paragraphs[paragraph]) if paragraph >= 0 else ()
    return inside[-1].index if inside else None


def person(parse: Parse, index: int | None) -> int | None:
    """The same index, if a person or an organisation stands there."""
    if index is None:
        return None
    token: Token = parse.tokens[index]
    return (
        index if token.ent in {"PERSON", "ORG"} or token.text.lower() in {"he", "she", "they", "i"} else None
    )
