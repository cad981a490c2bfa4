"""How well anaphoric sources get a name: pronouns and role nouns of PolNeAR texts that were read by hand."""

import hashlib
import json
from pathlib import Path

from variorum.annotate.mentions import mentions
from variorum.annotate.parse import parse_all
from variorum.claims.attribution.names import Namer
from variorum.claims.attribution.quotes import quotes
from variorum.model import Layers, Parse, Reference
from variorum.text import Span

LABELS = Path(__file__).parent / "data" / "pronouns.jsonl"
LEAST = 304
RIGHT = 0.9
"""The share that gets the right name, or rightly none."""
WRONG = 0.06
"""The most that may get another's name."""
_SMALL = frozenset(
    ("the", "a", "an", "of", "his", "her", "its", "their", "some", "many", "most", "mr", "mrs", "ms")
)


def test_anaphoric_sources_get_the_right_name(bench_data: Path) -> None:
    """*He*, *she*, *it*, *they* and *the senator* go to the name that a reader gives them, or to none."""
    rows = [row for row in map(json.loads, LABELS.read_text("utf-8").splitlines()) if "doc" in row]
    assert len(rows) >= LEAST
    texts = _texts(bench_data)
    docs = sorted({row["doc"] for row in rows})
    right = wrong = 0
    for doc, parse in zip(docs, parse_all([texts[d] for d in docs]), strict=True):
        named, entities = mentions(parse)
        namer = Namer(_layers(parse, named, entities), _spoken(parse))
        found = {m.span: m.entity for m in named}
        names = {e.id: e.name for e in entities}
        for row in (r for r in rows if r["doc"] == doc):
            assert hashlib.sha256(parse.text.encode()).hexdigest() == row["sha256"]
            entity, name = namer.source(parse.head_in(Span(row["start"], row["end"])))
            place = Span(*row.get("same", row.get("different")))
            theirs = found.get(place) or next((e for s, e in found.items() if place.contains(s)), None)
            words = _words(place.of(parse.text)) | _words(names.get(theirs or "", ""))
            same = name is not None and (entity == theirs is not None or bool(_words(name) & words))
            own = name is not None and _words(name) == _words(parse.text[row["start"] : row["end"]])
            right += same if "same" in row else not same
            wrong += (name is not None and not same and not own) if "same" in row else same
    assert right / len(rows) >= RIGHT, f"{right} of {len(rows)} right, {wrong} wrong"
    assert wrong / len(rows) <= WRONG, f"{wrong} of {len(rows)} wrong"


def _words(name: str) -> set[str]:
    return {w.strip(".,'s") for w in name.lower().replace("’", "'").split()} - _SMALL


def _layers(parse: Parse, named: object, entities: object) -> Layers:
    nothing = Reference(None, "none", "the set gives no date")
    return Layers("r", parse, nothing, named, entities, (), (), (), ())  # type: ignore[arg-type]


def _spoken(parse: Parse) -> frozenset[int]:
    found = quotes(parse.text, parse.paragraphs)
    return frozenset(t.index for q in found for t in parse.tokens_in(q.inner) if q.depth == 0)


def _texts(bench_data: Path) -> dict[str, str]:
    lines = (
        line
        for name in ("dev.jsonl", "train.jsonl")
        for line in (bench_data / "polnear-dev" / name).read_text("utf-8").splitlines()
    )
    return {row["doc"]: row["text"] for row in map(json.loads, lines)}
