"""What the tagger is told of each token beside its word: casing, quote state, cue list, parse.

Each feature is a small number; the network holds one vector for each value of each feature and adds
them to the word's. The values are fixed here, so that weights and features cannot drift apart.
"""

from functools import lru_cache

from variorum.claims.attribution.lexicon import lexicon, rows, words
from variorum.claims.attribution.quotes import quotes
from variorum.model import Parse, Token

SIZES = (8, 8, 8, 8, 64, 64, 12, 8)
"""Number of values of each feature: casing, quote state, cue, governor's cue, relation, tag, entity, place."""
OFFSETS = tuple(sum(SIZES[:k]) for k in range(len(SIZES)))
"""Where each feature's values begin in the one table that holds all of them."""

_CLASS = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "A", "ADV": "R"}
_ACTS = {"speech": 1, "belief": 2, "intention": 3, "perception": 4}
_CASES = (str.islower, str.istitle, str.isupper)


def features(parse: Parse) -> list[tuple[int, ...]]:
    """The features of each token, as rows of the one table."""
    state = _quote_state(parse)
    cue = [_cue(t) for t in parse.tokens]
    place = _place(parse)
    labels = _labels()
    out = []
    for t in parse.tokens:
        row = (
            _casing(t.text), state[t.index], cue[t.index], cue[t.head] if t.head != t.index else 7,
            labels["dep"].get(t.dep, 0), labels["tag"].get(t.tag, 0), labels["ent"].get(t.ent, 11 if t.ent else 0),
            place[t.index],
        )  # fmt: skip
        out.append(tuple(o + v for o, v in zip(OFFSETS, row, strict=True)))
    return out


def _casing(text: str) -> int:
    if not any(c.isalnum() for c in text):
        return 1
    if any(c.isdigit() for c in text):
        return 2
    return next((3 + k for k, test in enumerate(_CASES) if test(text)), 6)


def _quote_state(parse: Parse) -> list[int]:
    """0 outside; 1 inside, 2 inside one that is never closed, 3 nested; 4 opening mark, 5 closing mark."""
    out = [0] * len(parse.tokens)
    for quote in quotes(parse.text, parse.paragraphs):
        inside = 3 if quote.depth else 1 if quote.closed else 2
        for token in parse.tokens_in(quote.outer):
            if token.end <= quote.inner.start:
                out[token.index] = 4
            elif token.start >= quote.inner.end:
                out[token.index] = 5
            else:
                out[token.index] = inside
    return out


def _cue(token: Token) -> int:
    """0 no listed cue; 1 to 4 by the act that it reports; 5 hearsay; 6 *accord*."""
    if token.lemma == "accord":
        return 6
    if token.lemma in words("hearsay"):
        return 5
    listed = lexicon().compiled.get((token.lemma, _CLASS.get(token.pos, "")))
    return _ACTS[listed[0].value] if listed else 0


def _place(parse: Parse) -> list[int]:
    """1 opens a paragraph, 2 opens a sentence, 3 stands in the first paragraph, 4 closes a sentence; 0 the rest."""
    head = parse.paragraphs[0].end if parse.paragraphs else 0
    out = [3 if t.start < head else 0 for t in parse.tokens]
    opens = {p.start for p in parse.paragraphs}
    for first, last in parse.sentences:
        out[last - 1] = 4
        out[first] = 1 if parse.tokens[first].start in opens else 2
    return out


@lru_cache(maxsize=1)
def _labels() -> dict[str, dict[str, int]]:
    """The numbers of the parse's labels, in the order in which ``data/labels.tsv`` lists them, from 1."""
    return {name: {v: k for k, v in enumerate(listed.split(), 1)} for name, listed in rows("labels.tsv")}
