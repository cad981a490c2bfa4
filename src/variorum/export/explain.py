"""The judgement of one finding, step by step, from a dossier's JSON."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from variorum.errors import UsageError
from variorum.export.cues import cue_words, withheld
from variorum.export.summary import quoted
from variorum.export.visible import one_line
from variorum.export.words import feature_words, kind_word, slot_words, words
from variorum.text import Span

if TYPE_CHECKING:
    from variorum.export.jsonl import Json

OFFERED = 12
"""Ids that are written out where none fits."""
_NUMBER = re.compile(r"[0-9]{1,3}")


def explain(dossier_json: "Json", finding_id: str) -> str:
    """How one finding was reached: the words, what they resolve to, the claims, the evidence, how sure.

    Args:
        dossier_json: what :func:`variorum.export.json.from_json` returned.
        finding_id: the finding's number as every format lists it (up to three digits), its id, or enough of the
            id's beginning to tell it from the others.

    Returns:
        Lines of plain text; control characters from reports are glyphs.

    Raises:
        UsageError: no finding, or more than one, has that id; or the dossier lacks a field of the contract.
    """
    try:
        finding = _find(dossier_json["findings"], finding_id)
        return "\n".join(_lines(dossier_json, finding)) + "\n"
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        msg = f"this dossier lacks a field of the contract ({error}): changed, or made by another version"
        raise UsageError(msg) from error


def _find(findings: "list[Json]", finding_id: str) -> "Json":
    if _NUMBER.fullmatch(finding_id):
        if 1 <= int(finding_id) <= len(findings):
            return findings[int(finding_id) - 1]
        msg = f"no finding has the number {finding_id}. " + (
            f"Name one from 1 to {len(findings)}." if findings else "The dossier has none."
        )
        raise UsageError(msg)
    exact = [f for f in findings if f["id"] == finding_id]
    found = exact or [f for f in findings if finding_id and f["id"].startswith(finding_id)]
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} findings begin with" if found else "no finding has the id"
    msg = f"{what} {one_line(finding_id)!r}. {_offered(findings, found or findings)}"
    raise UsageError(msg)


def _offered(findings: "list[Json]", these: "list[Json]") -> str:
    """Which numbers and ids can be named: the first ids, and how many are not written out."""
    if not findings:
        return "The dossier has none."
    ids = [one_line(f["id"]) for f in these]
    more = f" and {len(ids) - OFFERED} more" if len(ids) > OFFERED else ""
    return f"Name a number from 1 to {len(findings)}, or one of: {', '.join(ids[:OFFERED])}{more}."


def _lines(dossier: "Json", finding: "Json") -> Iterator[str]:
    kind = finding["kind"]
    number = dossier["findings"].index(finding) + 1
    yield f"{finding['id']}  {kind}: {slot_words(finding['slot'], finding['part'])}"
    yield f"finding {number} of {len(dossier['findings'])}"
    told = next((o["name"] for o in dossier["occurrences"] if o["id"] == finding["occurrence"]), None)
    name = finding.get("about") or told
    if name:
        yield f"of: {one_line(name)}"
    yield one_line(finding["summary"])
    yield from ("", f"What {kind} means here", f"  {kind_word(kind, 'about')}")
    yield from ("", "1. The readings, and the words that they rest on")
    for number, reading in enumerate(finding["readings"], 1):
        yield from _reading(number, reading, dossier)
    yield from ("", "2. The claims that were set side by side")
    claims = [c for c in dossier["claims"] if c["id"] in finding["claims"]]
    yield from [line for c in claims for line in _claim(c, dossier)] or ["  none: the words were compared"]
    yield from ("", "3. The reference dates")
    involved = {a["report"] for r in finding["readings"] for a in r["anchors"]}
    for report in dossier["reports"]:
        if report["sigil"] in involved:
            reference = report["reference"]
            named = f" {one_line(report['outlet'])}" if report["outlet"] else ""
            yield f"  {report['sigil']}{named}: {reference['date'] or 'none'} ({one_line(reference['why'])})"
    yield from ("", "4. The evidence")
    yield from [_evidence(e) for e in finding["evidence"]] or ["  none beside the words"]
    if finding["change"]:
        yield f"  change: {words()['changes'][finding['change']]}"
    yield from ("", "5. How sure")
    confidence = finding["confidence"]
    yield (
        "  precision of this kind and evidence: not measured" if confidence is None
        else f"  precision of this kind and evidence, as measured: {confidence:.2f}"
    )  # fmt: skip


def _reading(number: int, reading: "Json", dossier: "Json") -> Iterator[str]:
    low, high = reading["origins"]
    origins = f"{low}" if low == high else f"{low} to {high}"
    yield f"  reading {number}: {one_line(reading['value'])}"
    for anchor in reading["anchors"]:
        yield f"    {anchor['report']} [{anchor['start']}, {anchor['end']}) “{one_line(anchor['exact'])}”"
    normal = ", ".join(f"{k} {'open' if v is None else v}" for k, v in reading["normal"].items())
    if normal:
        yield f"    read as: {one_line(normal)}"
    for key in reading["attributions"]:
        yield f"    {_attribution(key, dossier)}"
    yield (
        f"    witnesses {', '.join(reading['witnesses'])}; outlets {reading['outlets']}; "
        f"independent origins {origins}"
    )


def _attribution(key: str, dossier: "Json") -> str:
    found: Any = next((a for a in dossier["attributions"] if a["id"] == key), None)
    if found is None:
        return f"attribution {one_line(key)}"
    own = " ".join(s["exact"] for s in found["source"])
    cue, kept = _cue(found, dossier)
    via = "".join(f", through {one_line(v)}" for v in found["via"])
    if kept:
        source = own if withheld("", own) else found["source_name"] or own or "a source not named"
        return f"in {found['report']} {one_line(source)}: {quoted(cue)}{via}"
    source = found["source_name"] or own or "a source not named"
    return f"in {found['report']} from {one_line(source)}{via}" + (f" (“{cue}”)" if cue else "")


def _cue(found: "Json", dossier: "Json") -> tuple[str, bool]:
    """The report's cue words of an attribution, and whether they keep the content from its source."""
    text = next(r["text"] for r in dossier["reports"] if r["sigil"] == found["report"])
    cue, content = ([Span(s["start"], s["end"]) for s in found[part]] for part in ("cue", "content"))
    shown = cue_words(text, cue, content)
    return shown, withheld(shown, " ".join(s["exact"] for s in found["source"]))


def _claim(claim: "Json", dossier: "Json") -> Iterator[str]:
    exact = " … ".join(one_line(a["exact"]) for a in claim["anchors"])
    held = [a for a in dossier["attributions"] if a["id"] in claim["attributions"]]
    denied = [cue for cue, kept in (_cue(a, dossier) for a in held) if kept]
    voice = "from a source" if claim["attributions"] else "in the report's own voice"
    if denied:
        voice = f"a source: {', '.join(map(quoted, denied))}"
    yield f"  {claim['report']} “{exact}”: {claim['modality']}, {claim['polarity']}, {voice}"
    timexes = next(r["timexes"] for r in dossier["reports"] if r["sigil"] == claim["report"])
    for time in claim["times"]:
        timex = timexes[time["timex"]]
        value = one_line(timex["value"] or "not resolved")
        yield f"    “{one_line(timex['exact'])}” dates the {time['bound_to']} ({value})"


def _evidence(item: "Json") -> str:
    score = "no score" if item["score"] is None else f"{item['score']:.2f}"
    detail = f": {one_line(item['detail'])}" if item["detail"] else ""
    return f"  {one_line(feature_words(item['feature']))}{detail} ({score})"
