"""A dossier as JSON-LD: schema.org news articles, quotations and claims, and W3C Web Annotations."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from variorum.export.json import check_anchors, in_order
from variorum.export.jsonl import Json, dumped
from variorum.export.lookup import Lookup, lookup
from variorum.export.summary import summary_with
from variorum.model import Kind, Speech
from variorum.text import anchor as made_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from variorum.model import Attribution, Claim, Dossier, Finding, Witness
    from variorum.text import Anchor

CONTEXT = [
    "https://schema.org/",
    {"oa": "http://www.w3.org/ns/oa#", "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
     "prov": "http://www.w3.org/ns/prov#"},
]  # fmt: skip
"""Vocabularies: schema.org for what things are, Web Annotation (``oa``) for where their words stand, PROV-O (``prov``)
for what made them of what."""


def to_jsonld(dossier: "Dossier") -> str:
    """The dossier as JSON-LD 1.1; each finding is an annotation with position and quote selectors.

    Raises:
        AnchorError: the exact words of an anchor do not stand at its offsets.
    """
    check_anchors(dossier)
    book = lookup(dossier)
    graph = [_article(w) for w in dossier.witnesses]
    graph += [_quotation(a, book) for a in dossier.attributions if a.form is Speech.DIRECT and a.content]
    graph += [_claim(c) for c in dossier.claims]
    graph += [_finding(f, book) for f in in_order(dossier.findings)]
    graph += _made(dossier)
    return dumped({"@context": CONTEXT, "@graph": graph}, indent=2) + "\n"


def _name(what: str, key: str) -> str:
    return f"urn:variorum:{what}:{quote(key, safe='')}"  # an id that a JSONL line states may hold anything


def _known(pairs: Json) -> Json:
    return {k: v for k, v in pairs.items() if v not in (None, "", [])}


def _article(witness: "Witness") -> Json:
    report = witness.report
    return _known({
        "@id": _name("report", report.id),
        "@type": "NewsArticle",
        "alternateName": witness.sigil,
        "headline": report.headline,
        "publisher": {"@type": "Organization", "name": report.outlet} if report.outlet else None,
        "author": {"@type": "Person", "name": report.byline} if report.byline else None,
        "datePublished": report.published.isoformat() if report.published else None,
        "inLanguage": report.language,
        "url": report.url,
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": report.sha256},
        "articleBody": report.text,
    })  # fmt: skip


def _quotation(attribution: "Attribution", book: Lookup) -> Json:
    witness = book.witness(attribution.report_id)
    text = witness.report.text
    spans = attribution.quoted or attribution.content
    name = None if book.withheld(attribution) else book.source_name(attribution)
    kinds = {e.id: e.kind for e in witness.layers.entities}
    types = {Kind.PERSON: "Person", Kind.ORGANIZATION: "Organization"}
    kind = kinds.get(attribution.entity or "")
    speaker = {"@type": types.get(kind, "Thing") if kind else "Thing", "name": name} if name else None
    return _known({
        "@id": _name("attribution", attribution.id),
        "@type": "Quotation",
        "text": " … ".join(s.of(text) for s in spans),
        "creator": speaker,
        "isPartOf": {"@id": _name("report", attribution.report_id)},
        "subjectOf": _targets(made_anchor(attribution.report_id, text, s) for s in spans),
    })  # fmt: skip


def _claim(claim: "Claim") -> Json:
    return _known({
        "@id": _name("claim", claim.id),
        "@type": "Claim",
        "text": " … ".join(a.exact for a in claim.anchors),
        "appearance": {"@id": _name("report", claim.report_id)},
        "isBasedOn": [{"@id": _name("attribution", a)} for a in claim.attributions],
        "subjectOf": _targets(claim.anchors),
        "prov:wasDerivedFrom": {"@id": _name("report", claim.report_id)},
    })  # fmt: skip


def _finding(finding: "Finding", book: Lookup) -> Json:
    anchors = (a for r in finding.readings for a in r.anchors)
    return _known({
        "@id": _name("finding", finding.id),
        "@type": "oa:Annotation",
        "oa:motivatedBy": {"@id": "oa:classifying"},
        "oa:hasBody": [
            _body("tagging", finding.kind.value),
            _body("tagging", finding.slot.value),
            _body("describing", summary_with(finding, book)),
        ],
        "about": [{"@id": _name("claim", c)} for c in finding.claims],
        "oa:hasTarget": _targets(anchors),
        "prov:wasGeneratedBy": {"@id": _name("activity", "collate")},
        "prov:wasDerivedFrom": [
            {"@id": _name("report", r)} for r in dict.fromkeys(x for each in finding.readings for x in each.reports)
        ],
    })  # fmt: skip


def _made(dossier: "Dossier") -> list[Json]:
    """The stages that made the dossier, and the program that ran them (PROV-O)."""
    agent = {
        "@id": _name("agent", f"variorum-{dossier.version}"),
        "@type": "prov:SoftwareAgent",
        "name": f"variorum {dossier.version}",
    }
    activities = [
        {
            "@id": _name("activity", p.stage),
            "@type": "prov:Activity",
            "name": p.stage,
            "prov:wasAssociatedWith": {"@id": agent["@id"]},
            "prov:used": [{"@id": _name("report", w.report.id)} for w in dossier.witnesses],
            "identifier": [
                {"@type": "PropertyValue", "propertyID": name, "value": value}
                for name, value in (("settings_sha256", p.settings_sha256), ("model_sha256", p.model_sha256))
                if value
            ],
        }
        for p in dossier.provenance
    ]
    return [*activities, agent]


def _body(purpose: str, value: str) -> Json:
    return {"@type": "oa:TextualBody", "oa:hasPurpose": {"@id": f"oa:{purpose}"}, "rdf:value": value}


def _targets(anchors: "Iterable[Anchor]") -> list[Json]:
    return [
        {
            "@type": "oa:SpecificResource",
            "oa:hasSource": {"@id": _name("report", a.report_id)},
            "oa:hasSelector": [
                {"@type": "oa:TextPositionSelector", "oa:start": a.span.start, "oa:end": a.span.end},
                {
                    "@type": "oa:TextQuoteSelector",
                    "oa:exact": a.exact,
                    "oa:prefix": a.prefix,
                    "oa:suffix": a.suffix,
                },
            ],
        }
        for a in anchors
    ]
