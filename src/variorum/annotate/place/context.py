"""What the words beside a name say of its place: what it lies in, what kind it is, what it is listed with."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from variorum.annotate.place.earth import apart
from variorum.annotate.place.gazetteer import Entry, rows, state_marks
from variorum.annotate.place.names import by_admin
from variorum.annotate.place.votes import prior
from variorum.text import Span

_NEXT = re.compile(r"(?:'s|’s)?(?:,\s+|\s+\(|\s+in\s+(?:the\s+)?|\s+(?:in|of)\s+)")
_MARK = re.compile(r"[A-Z][A-Za-z.]*\.?(?:\s?[A-Z][a-z]*\.)?")
_JOINTS = {
    ", ",
    " and ",
    " or ",
    ", and ",
    " & ",
    ", or ",
    "; ",
    "; and ",
    " and the ",
    ", the ",
    ", and the ",
}
_LAST = {" and ", " or ", ", and ", " & ", ", or ", "; and ", " and the ", ", and the "}
_WIDER = "CADR"
_COUNTY_LIST = re.compile(r"\s+(?:[Cc]ounties|[Pp]arishes)\b")
_DOUBT, _STATE_DOUBT = 3.0, 5.5
"""Orders of magnitude by which a name is better known elsewhere before a comma is taken for a list's."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a name: the kinds that the words call for, an article, the names it is listed with."""

    kinds: frozenset[str]
    article: bool
    capitals: bool
    listed: tuple[int, ...]


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    out: dict[str, list[tuple[re.Pattern[str], str]]] = {"before": [], "after": []}
    for side, kinds, *words in rows("cues.tsv"):
        some = "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))
        form = rf"(?:{some})(?![\w-])" if side == "after" else rf"(?<![\w-])(?:{some})\s+(?:the\s+)?\Z"
        out[side].append((re.compile(form, re.IGNORECASE), kinds))
    return {side: tuple(some) for side, some in out.items()}


def beside(text: str, spans: Sequence[Span]) -> list[Beside]:
    """What stands beside each name."""
    runs = _runs(text, spans)
    out = []
    for k, span in enumerate(spans):
        run = runs[k]
        kinds = _cued(text, span)
        if len(run) > 1 and _COUNTY_LIST.match(text, spans[run[-1]].end):
            kinds = frozenset("D")
        before = text[max(0, span.start - 4) : span.start].lower()
        surface = span.of(text)
        out.append(
            Beside(
                kinds,
                before.endswith("the "),
                surface.isupper() and len(surface) > 3,
                tuple(i for i in run if i != k),
            )
        )
    return out


def _cued(text: str, span: Span) -> frozenset[str]:
    """The kinds that the words right before and right after a name call for."""
    after = text[span.end : span.end + 30]
    if after[:2] in {"'s", "’s"}:
        after = after[2:]
    if after[:1] == " ":
        for form, kinds in _cues()["after"]:
            if form.match(after, 1):
                return frozenset(kinds)
    before = text[max(0, span.start - 30) : span.start]
    for form, kinds in _cues()["before"]:
        if form.search(before):
            return frozenset(kinds)
    return frozenset()


def _runs(text: str, spans: Sequence[Span]) -> list[tuple[int, ...]]:
    """For each name the run of names joined by commas, *and*, *or* that it stands in, if with *and* or of four."""
    out: list[tuple[int, ...]] = [()] * len(spans)
    start = 0
    while start < len(spans):
        end = start
        joints = []
        while end + 1 < len(spans) and text[spans[end].end : spans[end + 1].start] in _JOINTS:
            joints.append(text[spans[end].end : spans[end + 1].start])
            end += 1
        if joints and (len(joints) > 2 or any(j in _LAST for j in joints)):
            for k in range(start, end + 1):
                out[k] = tuple(range(start, end + 1))
        start = end + 1
    return out


def holder(text: str, spans: Sequence[Span], found: Sequence[tuple[Entry, ...]], k: int) -> tuple[Entry, ...]:
    """What the words right after a name say it lies in: *Pandi, Bulacan*; *Quito (Ecuador)*; *Reno, Nev.*."""
    end = spans[k].end
    joint = _NEXT.match(text, end)
    if joint is None:
        return ()
    if k + 1 < len(spans) and 0 <= spans[k + 1].start - joint.end() <= 4:
        wider = tuple(e for e in found[k + 1] if e.kind in _WIDER)
        if _abbreviated(spans[k + 1].of(text)) and joint[0].startswith(","):
            return wider
        if wider or spans[k + 1].of(text) + "." not in state_marks():
            return () if joint[0] == ", " and _listed(text, spans, found, k) else wider
    mark = _MARK.match(text, joint.end())
    if mark:
        code = state_marks().get(mark[0]) or state_marks().get(mark[0].rstrip("."))
        if code and joint[0].startswith(","):
            return by_admin(code)
    return ()


def _abbreviated(surface: str) -> bool:
    """Whether a name is a state's abbreviation (*Pa.*, *NSW*)."""
    return surface in state_marks() and (surface.endswith(".") or surface.isupper())


def _listed(text: str, spans: Sequence[Span], found: Sequence[tuple[Entry, ...]], k: int) -> bool:
    """Whether a comma parts two items of a list (*in Peru, Chile and Bolivia*)."""
    if k + 2 < len(spans) and text[spans[k + 1].end : spans[k + 2].start] in _LAST - {", or ", "; and "}:
        return True
    # A country lies in no country, and a large place is not a village elsewhere: "China, Japan".
    held = inside(found[k], tuple(e for e in found[k + 1] if e.kind in _WIDER))
    most = max(found[k], key=prior, default=None)
    kept = max((prior(e) for e in held), default=0.0)
    next_best = max(found[k + 1], key=prior, default=None)
    if most is not None and next_best is not None and most.kind == next_best.kind and most.kind in "CAR":
        return all(e.population < 40_000 for e in held)
    states = any(e.kind == "A" for e in found[k + 1])
    return (prior(most) if most else 0.0) - kept > (_STATE_DOUBT if states else _DOUBT)


def inside(some: Sequence[Entry], outer: Sequence[Entry]) -> tuple[Entry, ...]:
    """The places among *some* that lie in one of *outer*."""
    return tuple(entry for entry in some if any(lies_in(entry, one) for one in outer))


def lies_in(entry: Entry, outer: Entry) -> bool:
    """Whether *entry* lies in *outer* and is not the same."""
    if entry == outer:
        return False
    if outer.kind == "C":
        return entry.country == outer.country and entry.kind != "C"
    if outer.kind == "A":
        return entry.admin == outer.admin and entry.kind in "DPN"
    if outer.kind == "D":
        return entry.kind == "P" and entry.admin == outer.admin and apart(entry, outer) < 120
    return outer.kind == "R" and (entry.country in outer.parts or entry.admin in outer.parts)
