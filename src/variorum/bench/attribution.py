"""The benchmark of attributions: source, cue and content on PolNeAR (Newell et al., LREC 2018).

Reads JSON lines ``{"doc", "text", "attributions": [{"source": [[s, e]], "cue": [...], "content": [...]}]}``
(gold optional) and scores spans as sets of word tokens: exact roles, content tokens, contents paired one
to one at Dice .5 or more, and *triples*: such pairs whose sources share a word.
"""

import hashlib
import json
import re
import time as clock
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from variorum.errors import UnreadableError
from variorum.model import Attribution, Layers, Parse, Reference, Report
from variorum.settings import Attributing

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FUNCTION = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "and", "or", "by", "with", "from", "as", "that", "this",
    "his", "her", "its", "their", "our", "my", "your",
))  # fmt: skip
"""Words that two sources may share without being the same, as in PolNeAR's scorer."""
_OPENING, _CLOSING = "“\"‘'`«", "”\"’'»"
ROLES = ("source", "cue", "content")

Spans = tuple[tuple[int, int], ...]
Tokens = frozenset[int]
Role = dict[str, Tokens]
Stage = Callable[[Report, Layers], tuple[Attribution, ...]]


@dataclass(frozen=True, slots=True)
class Triple:
    """Source, cue and content as the benchmark counts them; ``type`` is direct, mixed or indirect."""

    source: Spans
    cue: Spans
    content: Spans
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One line of the set; ``gold`` is ``None`` where the line has none."""

    name: str
    text: str
    gold: tuple[Triple, ...] | None


@dataclass(frozen=True, slots=True)
class AttributionScores:
    """F1 and recall in per cent, counts, and seconds: the stage alone, and with the parse."""

    documents: int
    gold: int
    predicted: int
    source_exact: float
    cue_exact: float
    content_exact: float
    content_tokens: float
    content_half: float
    triple: float
    recall_direct: float
    recall_indirect: float
    speaker_direct: float
    """Of the direct quotations that were found, the share whose source shares a word with the gold's."""
    seconds: float
    parse_seconds: float
    sha256: str
    attributor: str = "unnamed"

    @property
    def documents_a_second(self) -> float:
        """Documents a second of CPU time, parse included."""
        total = self.seconds + self.parse_seconds
        return self.documents / total if total else 0.0

    def lines(self) -> tuple[str, ...]:
        """The scores for people, one a line."""
        exact = f"{self.source_exact:.1f} / {self.cue_exact:.1f} / {self.content_exact:.1f}"
        share = 100 * self.seconds / self.parse_seconds if self.parse_seconds else 0.0
        rate = self.documents_a_second
        speed = f"{rate:.1f} documents a CPU second, parse included; the stage is {share:.1f} % of the parse"
        return (
            f"attributor          {self.attributor}",
            f"documents           {self.documents}, attributions {self.gold} (gold), {self.predicted} (found)",
            f"exact F1            {exact} (source / cue / content)",
            f"content tokens F1   {self.content_tokens:.1f}",
            f"content@.5 F1       {self.content_half:.1f}",
            f"triple F1           {self.triple:.1f}",
            f"recall@.5           {self.recall_direct:.1f} / {self.recall_indirect:.1f} (direct / indirect)",
            f"speaker             {self.speaker_direct:.1f} of the direct quotations found",
            f"speed               {speed}",
            f"data                sha256 {self.sha256}",
        )

    def __str__(self) -> str:
        return "\n".join(self.lines())


def run(
    data: Path, predictions: Path | None = None, *, model: str | None = None, stage: Stage | None = None,
    attributor: Attributing = Attributing.AUTO,
) -> AttributionScores:  # fmt: skip
    """Read a set, find its attributions, score them, and write the predictions if a path is given.

    Args:
        data: a JSONL file, or a folder whose ``dev.jsonl`` (or only JSONL file) is meant.
        predictions: where the lines go with the predictions as ``attributions``.
        model: the spaCy pipeline, or the default one.
        stage: an attributor of the caller's own.
        attributor: which of the program's own attributors, where *stage* is not given.

    Raises:
        UnreadableError: the data cannot be read.
        ModelError: the pipeline cannot be loaded.
    """
    from variorum.annotate.parse import DEFAULT_PIPELINE, parse_all  # noqa: PLC0415 - loads spaCy
    from variorum.claims.attribution import chosen  # noqa: PLC0415 - with the parse

    path = _file(data)
    docs = tuple(documents(path))
    name = model or DEFAULT_PIPELINE
    own = chosen(attributor)
    find = stage or own.attribute
    # Pipeline and weights load outside the time.
    find(*_layers(Document("warm", "Warm.", None), next(parse_all(["Warm."], model=name))))
    started = clock.process_time()
    parses = tuple(parse_all((d.text for d in docs), model=name))
    parsed = clock.process_time()
    found = tuple(_triples(find(*_layers(d, p))) for d, p in zip(docs, parses, strict=True))
    seconds = clock.process_time() - parsed
    if predictions is not None:
        predictions.write_text(
            "".join(_line(d, f) for d, f in zip(docs, found, strict=True)), encoding="utf-8"
        )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    scores = score(docs, found, seconds=seconds, parse_seconds=parsed - started, sha256=digest)
    return replace(scores, attributor="the caller's" if stage else own.name.value)


def _file(data: Path) -> Path:
    if data.is_file():
        return data
    found = sorted(data.glob("*.jsonl"))
    named = [p for p in found if p.name == "dev.jsonl"] or found
    if len(named) != 1:
        reason = f"{len(found)} .jsonl files are there, and none is dev.jsonl"
        raise UnreadableError(str(data), reason, "Name one JSONL file", code="no-data")
    return named[0]


def documents(path: Path) -> Iterator[Document]:
    """The documents of a JSONL file.

    Raises:
        UnreadableError: a line is no JSON object of this form.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row: dict[str, Any] = json.loads(line)
            gold = row.get("attributions")
            triples = None if gold is None else tuple(_triple(g) for g in gold)
            yield Document(str(row.get("doc", row.get("id", number))), row["text"], triples)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            reason = f"not a document of this benchmark ({error})"
            advice = "Give one JSON object a line, with doc, text and attributions"
            where = f"{path}:{number}"
            raise UnreadableError(where, reason, advice, code="bad-line") from error


def _triple(row: dict[str, Any]) -> Triple:
    source, cue, content = (tuple((int(s), int(e)) for s, e in row.get(role) or ()) for role in ROLES)
    return Triple(source, cue, content, row.get("type"))


def _layers(doc: Document, parse: Parse) -> tuple[Report, Layers]:
    report = Report(doc.name, "", (), doc.text, ())
    nothing = Reference(None, "none", "the set gives no date")
    return report, Layers(doc.name, parse, nothing, (), (), (), (), (), ())


def _triples(found: Iterable[Attribution]) -> tuple[Triple, ...]:
    def spans(a: Attribution, role: str) -> Spans:
        return tuple((s.start, s.end) for s in getattr(a, role))

    return tuple(Triple(spans(a, "source"), spans(a, "cue"), spans(a, "content")) for a in found)


def _line(doc: Document, found: Sequence[Triple]) -> str:
    rows = [{"source": t.source, "cue": t.cue, "content": t.content} for t in found]
    return json.dumps({"doc": doc.name, "text": doc.text, "attributions": rows}, ensure_ascii=False) + "\n"


class Words:
    """The word tokens of one text; a token is covered if any of its characters is."""

    def __init__(self, text: str) -> None:
        self.tokens = [m.group().lower() for m in _TOKEN.finditer(text)]
        self._at = [-1] * (len(text) + 1)
        for number, match in enumerate(_TOKEN.finditer(text)):
            self._at[match.start() : match.end()] = [number] * (match.end() - match.start())

    def cover(self, spans: Spans) -> Tokens:
        """The numbers of the word tokens that the spans touch."""
        return frozenset(i for s, e in spans for i in self._at[max(0, s) : e] if i >= 0)

    def content_words(self, found: Tokens) -> Tokens:
        """The same tokens without function words, or all of them if there are no others."""
        return frozenset(i for i in found if self.tokens[i] not in _FUNCTION) or found


def kind(text: str, spans: Spans) -> str:
    """Direct, mixed or indirect, by the quote marks of a content, as in PolNeAR's scorer."""
    whole = " ".join(text[s:e] for s, e in sorted(spans)).strip()
    core = whole.rstrip(".,;:!? ")
    if whole[:1] and whole[:1] in _OPENING and (core[-1:] in _CLOSING or whole[-1:] in _CLOSING):
        return "direct"
    if whole[:1] and whole[:1] in '“"':
        return "mixed" if any(c in whole[1:] for c in '“”"') else "direct"
    return "mixed" if any(c in whole for c in '“”"') else "indirect"


def score(
    docs: Sequence[Document], found: Sequence[Sequence[Triple]], *, seconds: float = 0.0,
    parse_seconds: float = 0.0, sha256: str = "",
) -> AttributionScores:  # fmt: skip
    """The scores of predictions against the gold of *docs*, micro-averaged."""
    total: Counter[str] = Counter()
    for doc, triples in zip(docs, found, strict=True):
        if doc.gold is not None:
            _count(doc, triples, total)

    def f1(hits: str, role: str = "") -> float:
        both = total[f"predicted {role}"] + total[f"gold {role}"]
        return 200 * total[hits] / both if both else 0.0

    def share(part: str, whole: str) -> float:
        return 100 * total[part] / total[whole] if total[whole] else 0.0

    return AttributionScores(
        len(docs), total["gold "], total["predicted "],
        f1("exact source", "source"), f1("exact cue", "cue"), f1("exact content", "content"),
        f1("tokens", "tokens"), f1("half"), f1("triple"),
        share("half direct", "gold direct"), share("half indirect", "gold indirect"),
        share("speaker direct", "half direct"), seconds, parse_seconds, sha256,
    )  # fmt: skip


def _count(doc: Document, triples: Sequence[Triple], total: Counter[str]) -> None:
    text = Words(doc.text)
    gold = _roles(doc.text, text, doc.gold or ())
    mine = _roles(doc.text, text, triples)
    total["gold "] += len(gold)
    total["predicted "] += len(mine)
    for role in ROLES:
        wanted, given = {g[role] for g, _ in gold if g[role]}, {p[role] for p, _ in mine if p[role]}
        total[f"exact {role}"] += len(wanted & given)
        total[f"gold {role}"] += len(wanted)
        total[f"predicted {role}"] += len(given)
    wanted_tokens = frozenset[int]().union(*(g["content"] for g, _ in gold))
    given_tokens = frozenset[int]().union(*(p["content"] for p, _ in mine))
    total["tokens"] += len(wanted_tokens & given_tokens)
    total["gold tokens"] += len(wanted_tokens)
    total["predicted tokens"] += len(given_tokens)
    total.update(f"gold {form}" for _, form in gold)
    for (wanted_role, form), (given_role, _) in _pairs(gold, mine):
        total["half"] += 1
        total[f"half {form}"] += 1
        same = _same_source(text, wanted_role["source"], given_role["source"])
        total["triple"] += same
        total[f"speaker {form}"] += same


def _roles(whole: str, text: Words, triples: Iterable[Triple]) -> list[tuple[Role, str]]:
    out = []
    for t in triples:
        role = {"source": text.cover(t.source), "cue": text.cover(t.cue), "content": text.cover(t.content)}
        if role["content"]:
            out.append((role, t.type or kind(whole, t.content)))
    return out


def _pairs(
    gold: list[tuple[Role, str]], mine: list[tuple[Role, str]]
) -> Iterator[tuple[tuple[Role, str], tuple[Role, str]]]:
    """One-to-one pairs by descending Dice of their contents (ties: earlier gold), those of .5 or more."""
    ranked = []
    for i, (g, _) in enumerate(gold):
        for j, (p, _) in enumerate(mine):
            shared = len(g["content"] & p["content"])
            if shared:
                ranked.append((-2 * shared / (len(g["content"]) + len(p["content"])), i, j))
    taken_gold: set[int] = set()
    taken: set[int] = set()
    for dice, i, j in sorted(ranked):
        if i in taken_gold or j in taken:
            continue
        taken_gold.add(i)
        taken.add(j)
        if -dice >= 0.5:
            yield gold[i], mine[j]


def _same_source(text: Words, gold: Tokens, mine: Tokens) -> bool:
    if not gold or not mine:
        return not gold and not mine
    return bool(text.content_words(gold) & text.content_words(mine))
