"""Token spans of the network as a draft: marks put back, heads found, the act told."""

from variorum.claims.attribution.drafts import Draft
from variorum.claims.attribution.lexicon import Lexicon
from variorum.claims.attribution.lexicon import words as word_list
from variorum.claims.attribution.narration import words
from variorum.claims.attribution.quotes import Quote, opening_in
from variorum.claims.attribution.tagger.decode import Tagged
from variorum.claims.attribution.tagger.link import Linked
from variorum.model import Act, Parse, Token
from variorum.text import Span

_CLASS = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "A", "ADV": "R"}
_LEFT = 2
"""Words of a sentence after a content that reaches into it; with more, only its beginning was taken."""
_AFTER = 2
"""Characters between a content and the mark that closes its quotation (``.”``)."""


def draft(parse: Parse, found: tuple[Quote, ...], one: Linked, lexical: Lexicon) -> Draft:
    """The draft of one attribution of tokens."""
    trigger = _trigger(parse, one.cue, lexical)
    source = _span(parse, one.source) if one.source else None
    head = parse.head_in(source) if source else None
    content = _joined(parse.text, [_marked(found, s) for s in _near(parse, found, one)])
    direct = any(q.depth == 0 for c in content for q in opening_in(found, c))
    act = _act(parse, trigger, one, lexical, direct=direct)
    return Draft(
        trigger, head, (source,) if source else (), (_span(parse, one.cue),), content, act,
        direct=direct and _direct(parse, found, content),
    )  # fmt: skip


def _near(parse: Parse, found: tuple[Quote, ...], one: Linked) -> list[Span]:
    """The pieces of a content; one in another paragraph than the cue counts only where it is quoted.

    Reported speech without marks does not go on over a paragraph's end: such a piece has lost its own cue.
    """
    every = [_span(parse, p) for p in _whole(parse, found, one)]
    cue = _span(parse, one.cue)
    home = next((p for p in parse.paragraphs if p.overlaps(cue)), cue)
    kept = [s for s in every if home.overlaps(s) or any(q.outer.overlaps(s) for q in found)]
    return kept or every


def _whole(parse: Parse, found: tuple[Quote, ...], one: Linked) -> list[Tagged]:
    """The pieces of a content without parts of sentences that are none of its reported speech.

    Not its last words, if they only begin a sentence (*left at 9 a.m. The driver*); and where its cue closes it,
    not the sentences before the cue's (11 of 1,554 such contents in PolNeAR's train and development halves).
    """
    start, stop = parse.sentences[parse.tokens[one.cue.first].sentence]
    said = any(start < p.last <= one.cue.first for p in one.content)
    out: list[Tagged] = []
    for piece in one.content:
        if any(q.outer.overlaps(_span(parse, piece)) for q in found):
            out.append(piece)
        elif not (said and piece.last <= start):
            first = start if said and piece.first < start else piece.first
            out.append(Tagged(piece.role, first, _end(parse, piece, (start, stop))))
    return out


def _end(parse: Parse, piece: Tagged, home: tuple[int, int]) -> int:
    """Where a piece ends: before a sentence of which it holds only the beginning, the cue's own apart."""
    start, stop = parse.sentences[parse.tokens[piece.last - 1].sentence]
    left = sum(t.text[0].isalnum() for t in parse.tokens[piece.last : stop])
    return start if piece.first < start and left > _LEFT and (start, stop) != home else piece.last


def _span(parse: Parse, tagged: Tagged) -> Span:
    return Span(parse.tokens[tagged.first].start, parse.tokens[tagged.last - 1].end)


def _trigger(parse: Parse, cue: Tagged, lexical: Lexicon) -> int:
    """The word of a cue that reports: a listed one, else its head."""
    inside = parse.tokens[cue.first : cue.last]
    listed = [t for t in inside if (t.lemma, _CLASS.get(t.pos, "")) in lexical.compiled]
    verbs = [t for t in listed if t.pos == "VERB"] or listed
    if verbs:
        return verbs[-1].index
    head = parse.head_in(_span(parse, cue))
    return head if head is not None else cue.first


def _marked(found: tuple[Quote, ...], span: Span) -> Span:
    """A content that begins or ends at the words of a quotation, with the quotation's marks."""
    start, end = span.start, span.end
    for quote in found:
        if quote.outer.start > end:
            break
        if quote.inner.start == start and quote.outer.start < start:
            start = quote.outer.start
        opened = start <= quote.outer.start < end
        if opened and quote.inner.end - _AFTER <= end <= quote.outer.end:
            end = max(end, quote.outer.end)
    return Span(start, end)


def _joined(text: str, pieces: list[Span]) -> tuple[Span, ...]:
    """Pieces with nothing but white space or a comma between them made one, inside a paragraph."""
    out: list[Span] = []
    for piece in sorted(pieces):
        between = text[out[-1].end : piece.start] if out else ""
        if out and (piece.start <= out[-1].end or ("\n" not in between and not between.strip(" ,"))):
            out[-1] = Span(out[-1].start, max(out[-1].end, piece.end))
        else:
            out.append(piece)
    return tuple(out)


def _direct(parse: Parse, found: tuple[Quote, ...], content: tuple[Span, ...]) -> bool:
    """Whether every word of a content stands between quote marks."""
    every = sum(words(parse.text, c) for c in content)
    inner = {
        q.inner for c in content for q in opening_in(found, c) if q.depth == 0 and c.start <= q.outer.start
    }
    return sum(words(parse.text, s) for s in inner) >= every


def _act(parse: Parse, trigger: int, one: Linked, lexical: Lexicon, *, direct: bool) -> Act:
    """What the cue says that the source did."""
    token = parse.tokens[trigger]
    if _seen(parse, one, token):
        return Act.PERCEPTION
    frame = "quote-after" if direct else "inf" if _infinitive(parse, token) else "clause"
    return lexical.act(token.lemma, _CLASS.get(token.pos, "V"), frame)


def _infinitive(parse: Parse, token: Token) -> bool:
    return any(
        parse.tokens[k].dep == "xcomp" and any(parse.tokens[j].tag == "TO" for j in parse.children[k])
        for k in parse.children[token.index]
    )


def _seen(parse: Parse, one: Linked, token: Token) -> bool:
    """*Footage shows …*, *was seen leaving*: what is seen or shown, and nobody says."""
    if one.source and token.lemma in word_list("showing"):
        inside = parse.tokens[one.source.first : one.source.last]
        return any(t.lemma.lower() in word_list("evidence") for t in inside)
    return token.lemma in word_list("seen") and token.tag == "VBN"
