"""One report's layers as the JSON object of ``annotate --format jsonl`` (CONTRACT.md)."""

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from variorum.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model import Attribution, Place, Problem, Quantity, Timex, Witness

Json = dict[str, Any]

# These would act on a terminal, turn a line round, end it, or cannot be encoded: JSON can escape them.
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


def dumped(value: Any, *, indent: int | None = None) -> str:
    """*value* as JSON: UTF-8 letters as they are, every control and format character as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def report_json(
    witness: "Witness", attributions: "Iterable[Attribution]", *, stated_id: str | None = None
) -> Json:
    """The annotate object of one report, with every field of the contract.

    Args:
        witness: the report with its sigil and layers.
        attributions: attributions; those of other reports are left out.
        stated_id: the ``id`` that the input line gave, where it comes back unchanged instead of ours.

    Returns:
        A dictionary in the contract's order; every span counts code points of ``text``, half-open.
    """
    report, text = witness.report, witness.report.text
    own = [a for a in attributions if a.report_id == report.id]
    return {
        "id": stated_id if stated_id is not None else report.id,
        "sigil": witness.sigil,
        **about_report(witness),
        "text": text,
        "edits": [[e.text_start, e.text_end, e.source_start, e.source_end] for e in report.edits],
        "boilerplate": [span_json(s, text) for s in report.boilerplate],
        "sentences": sentences_json(witness),
        "mentions": mentions_json(witness),
        **layers_json(witness),
        "attributions": [attribution_json(a, text) for a in own],
        "problems": [problem_json(p) for p in problems_of(witness)],
    }


def report_line(
    witness: "Witness", attributions: "Iterable[Attribution]", *, stated_id: str | None = None
) -> str:
    """The annotate object of one report as one line, with its line end."""
    return dumped(report_json(witness, attributions, stated_id=stated_id)) + "\n"


def about_report(witness: "Witness") -> Json:
    """Outlet, headline, dates and language of a report, absent ones as ``None``."""
    report, reference = witness.report, witness.layers.reference
    return {
        "outlet": report.outlet,
        "headline": report.headline,
        "byline": report.byline,
        "dateline": report.dateline,
        "wire": report.wire,
        "published": _day(report.published),
        "published_from": report.published_from,
        "url": report.url,
        "reference": {"date": _day(reference.date), "from": reference.origin, "why": reference.why},
        "language": report.language,
    }


def layers_json(witness: "Witness") -> Json:
    """The times, quantities and places of a report; claims refer to them by index."""
    layers, text = witness.layers, witness.report.text
    return {
        "timexes": [_timex(t, text) for t in layers.timexes],
        "quantities": [_quantity(q, text) for q in layers.quantities],
        "places": [_place(p, text) for p in layers.places],
    }


def sentences_json(witness: "Witness") -> list[Json]:
    """The spans of the report's sentences."""
    parse = witness.layers.parse
    spans = (parse.sentence_span(k) for k in range(len(parse.sentences)))
    return [{"start": s.start, "end": s.end} for s in spans]


def mentions_json(witness: "Witness") -> list[Json]:
    """The mentions of a report with the kind and fullest name of what they refer to."""
    entities = {e.id: e for e in witness.layers.entities}
    return [
        {
            **span_json(m.span, witness.report.text),
            "kind": entities[m.entity].kind.value,
            "entity": m.entity,
            "name": entities[m.entity].name,
            "form": m.form.value,
        }
        for m in witness.layers.mentions
        if m.entity in entities
    ]


def attribution_json(attribution: "Attribution", text: str) -> Json:
    """One attribution; ``source``, ``cue`` and ``content`` are lists of spans, empty where there is none."""
    return {
        "id": attribution.id,
        "source": [span_json(s, text) for s in attribution.source],
        "cue": [span_json(s, text) for s in attribution.cue],
        "content": [span_json(s, text) for s in attribution.content],
        "quoted": [span_json(s, text) for s in attribution.quoted],
        "form": attribution.form.value,
        "act": attribution.act.value,
        "entity": attribution.entity,
        "source_name": attribution.source_name,
        "parent": attribution.parent,
        "via": list(attribution.via),
    }


def problems_of(witness: "Witness") -> tuple["Problem", ...]:
    """The problems of a report and of its layers, each once, in order."""
    return tuple(dict.fromkeys((*witness.report.problems, *witness.layers.problems)))


def problem_json(problem: "Problem") -> Json:
    """One problem; ``start`` and ``end`` are ``None`` where it has no place in the text."""
    span = problem.span
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def span_json(span: Span, text: str) -> Json:
    """A span with its characters."""
    return {"start": span.start, "end": span.end, "exact": span.of(text)}


def moment(value: datetime | None) -> str | None:
    """A civil time to the minute, or to the second where it has one: ``2026-01-28T00:00``."""
    if value is None:
        return None
    return value.isoformat(timespec="seconds" if value.second or value.microsecond else "minutes")


def number(value: float | None) -> float | None:
    """A number as JSON has it: whole ones without a fraction, an infinite bound as open."""
    if value is None or value != value or value in (float("inf"), float("-inf")):  # noqa: PLR0124 - this is the test for NaN
        return None
    return int(value) if value == int(value) else value


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _timex(timex: "Timex", text: str) -> Json:
    interval = timex.interval
    return {
        **span_json(timex.span, text),
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "grain": timex.grain.value if timex.grain else None,
        "earliest": moment(interval.earliest) if interval else None,
        "latest": moment(interval.latest) if interval else None,
        "zone": timex.zone,
        "relative": timex.relative,
        "alternatives": [
            {"earliest": moment(i.earliest), "latest": moment(i.latest)} for i in timex.alternatives
        ],
    }


def _quantity(quantity: "Quantity", text: str) -> Json:
    return {
        **span_json(quantity.span, text),
        "low": number(quantity.low),
        "high": number(quantity.high),
        "unit": quantity.unit,
        "noun": quantity.noun,
        "measure": quantity.measure.value,
        "stated": number(quantity.stated),
        "approx": quantity.approx,
        "strict": quantity.strict,
        "subset_of": number(quantity.subset_of),
        "change": quantity.change,
        "partial": quantity.partial,
        "status": quantity.status,
        "role": quantity.role,
        "implied": quantity.implied,
    }


def place_name(place: "Place") -> str:
    """The place with what contains it: ``Minneapolis, Minnesota, United States``."""
    inside = ", ".join(place.path)
    if not inside or inside.casefold().startswith(place.name.casefold()):
        return inside or place.name
    return place.name if place.name.endswith(inside) else f"{place.name}, {inside}"


def _place(place: "Place", text: str) -> Json:
    return {
        **span_json(place.span, text),
        "name": place_name(place),
        "path": list(place.path),
        "facility": place.facility,
        "geonames": place.geonames,
        "lat": number(place.latitude),
        "lon": number(place.longitude),
    }
