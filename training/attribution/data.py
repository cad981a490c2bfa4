"""Texts with gold attributions, parsed and cut into windows, for training the tagger.

The parses are kept in the working folder, so that a second run does not parse again.
"""

import hashlib
import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from variorum.annotate.parse import parse_all
from variorum.bench.attribution import Document, documents
from variorum.claims.attribution.quotes import quotes
from variorum.claims.attribution.tagger.windows import Window, windows
from variorum.encode.wordpiece import WordPieces
from variorum.model import Parse

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_ROLES = {"source": 1, "cue": 3, "content": 5}
_STYLES = (("‘", "’"), ('"', '"'), ("“", "”"), ("«", "»"), ("'", "'"))
"""Quote marks that a text is given in its second form: what news agencies and papers of Europe print."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Per token: its label, and for the tokens of a content the token at which its cue begins.

    ``source`` has, for the token at which a cue begins, the token at which its source begins, or -1.
    """

    labels: tuple[int, ...]
    cue: dict[int, int]
    source: dict[int, int]


@dataclass(frozen=True, slots=True)
class Example:
    """One text as the network sees it."""

    name: str
    windows: tuple[Window, ...]
    gold: Gold


def texts(path: Path, work: Path, *, restyled: bool = False) -> list[tuple[Document, Parse]]:
    """The documents of a set with their parses; *restyled*: with other quote marks than they have."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
    cache = work / f"parses-{digest}-{'restyled' if restyled else 'plain'}.pickle"
    docs = list(documents(path))
    if restyled:
        docs = [Document(d.name, restyle(d.text, k), d.gold) for k, d in enumerate(docs)]
    if cache.exists():
        return list(zip(docs, pickle.loads(cache.read_bytes()), strict=True))  # noqa: S301 - written below
    parses = list(parse_all(d.text for d in docs))
    cache.write_bytes(pickle.dumps(parses))
    return list(zip(docs, parses, strict=True))


def restyle(text: str, number: int) -> str:
    """The text with the marks of another style around its quotations; every offset stays."""
    from variorum.annotate.parse import paragraphs  # noqa: PLC0415 - beside its only use

    opening, closing = _STYLES[number % len(_STYLES)]
    out = list(text)
    for quote in quotes(text, paragraphs(text)):
        if quote.depth:
            continue
        if quote.inner.start - quote.outer.start == 1:
            out[quote.outer.start] = opening
        if quote.outer.end - quote.inner.end == 1:
            out[quote.inner.end] = closing
    return "".join(out)


def examples(pairs: list[tuple[Document, Parse]], pieces: WordPieces) -> Iterator[Example]:
    """The documents as windows with gold."""
    for doc, parse in pairs:
        yield Example(doc.name, tuple(windows(parse, pieces)), gold(doc, parse))


def gold(doc: Document, parse: Parse) -> Gold:
    """The gold of a document on the tokens of its parse; a token has the role of most of its characters."""
    owner: list[tuple[int, int, str] | None] = [None] * len(doc.text)
    for number, triple in enumerate(doc.gold or ()):
        for role in ("content", "source", "cue"):
            for start, end in getattr(triple, role):
                owner[start:end] = [(number, start, role)] * (end - start)
    labels: list[int] = []
    firsts: dict[tuple[int, str], int] = {}
    inside: dict[int, int] = {}
    last: tuple[int, int, str] | None = None
    for token, mine in zip(parse.tokens, _owned(owner, parse), strict=True):
        if mine is None:
            labels.append(0)
        else:
            number, _, role = mine
            labels.append(_ROLES[role] + (mine == last))
            firsts.setdefault((number, role), token.index)
            if role == "content":
                inside[token.index] = number
        last = mine
    cue = {token: firsts[n, "cue"] for token, n in inside.items() if (n, "cue") in firsts}
    shared = _shared(doc, firsts)
    source = {i: shared.get(n, -1) for (n, role), i in firsts.items() if role == "cue"}
    return Gold(tuple(labels), cue, source)


def _owned(owner: list[tuple[int, int, str] | None], parse: Parse) -> list[tuple[int, int, str] | None]:
    """Whose each token is: that of most of its characters; punctuation at the ends of a span with words is nobody's."""
    out: list[tuple[int, int, str] | None] = []
    for token in parse.tokens:
        here = owner[token.start : token.end]
        out.append(max(dict.fromkeys(here), key=lambda o: (here.count(o), o is not None)))
    worded = {o for o, t in zip(out, parse.tokens, strict=True) if any(c.isalnum() for c in t.text)}
    marks = [
        not any(c.isalnum() for c in t.text) and o in worded for o, t in zip(out, parse.tokens, strict=True)
    ]
    for order in (range(len(out)), range(len(out) - 1, -1, -1)):
        last: tuple[int, int, str] | None = None
        for i in order:
            if marks[i] and out[i] != last:
                out[i] = None
            last = out[i]
    return out


def _shared(doc: Document, firsts: dict[tuple[int, str], int]) -> dict[int, int]:
    """The token at which the source of each attribution begins; attributions may share the words of one."""
    by_span = {}
    for number, triple in enumerate(doc.gold or ()):
        if (number, "source") in firsts and triple.source:
            by_span[triple.source] = firsts[number, "source"]
    return {n: by_span[t.source] for n, t in enumerate(doc.gold or ()) if t.source and t.source in by_span}


def describe(pairs: list[tuple[Document, Parse]]) -> str:
    """How much there is, for the log."""
    return json.dumps({"texts": len(pairs), "tokens": sum(len(p.tokens) for _, p in pairs)})
