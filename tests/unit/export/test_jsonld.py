"""JSON-LD: what stands in the graph, in the terms of its contexts."""

import json
import re
import runpy
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

from variorum.export.jsonld import to_jsonld

MADE = SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name("fixtures.py"))))


def test_jsonld_has_articles_claims_quotations_and_selectors() -> None:
    """The graph has a node for each report, claim, direct quotation and finding, with selectors that hold."""
    graph = json.loads(to_jsonld(MADE.dossier()))["@graph"]
    kinds = [n["@type"] for n in graph]
    counts = {k: kinds.count(k) for k in set(kinds)}
    made = {"prov:Activity": 2, "prov:SoftwareAgent": 1}
    assert counts == {"NewsArticle": 3, "Quotation": 2, "Claim": 14, "oa:Annotation": 13, **made}
    texts = {n["@id"]: n["articleBody"] for n in graph if n["@type"] == "NewsArticle"}
    for target in (t for n in graph if n["@type"] == "oa:Annotation" for t in n["oa:hasTarget"]):
        position, quote = target["oa:hasSelector"]
        text = texts[target["oa:hasSource"]["@id"]]
        assert text[position["oa:start"] : position["oa:end"]] == quote["oa:exact"]


SCHEMA_ORG = """about alternateName appearance articleBody author creator datePublished headline identifier inLanguage
isBasedOn isPartOf name propertyID publisher subjectOf text url value"""
"""Properties of schema.org (release 29) that the graph uses."""
ANNOTATION = "exact hasBody hasPurpose hasSelector hasSource hasTarget motivatedBy prefix start end suffix"
"""Properties of the Web Annotation vocabulary (W3C Recommendation of 2017) that the graph uses."""
PROV = "used wasAssociatedWith wasDerivedFrom wasGeneratedBy"
"""Properties of PROV-O (W3C Recommendation of 2013) that the graph uses."""
TYPES = """prov:Activity prov:SoftwareAgent NewsArticle Organization Person PropertyValue Quotation Claim Thing oa:Annotation oa:TextualBody
oa:SpecificResource oa:TextPositionSelector oa:TextQuoteSelector"""


def test_jsonld_uses_the_terms_of_its_contexts_only() -> None:
    """Every property and class is one of schema.org, or of the annotation vocabulary with its prefix; names are IRIs."""
    whole = MADE.dossier()
    odd = replace(whole.witnesses[2], report=replace(whole.witnesses[2].report, id="x 1/ü"))
    graph = json.loads(
        to_jsonld(replace(whole, witnesses=(*whole.witnesses[:2], odd), findings=(), claims=()))
    )["@graph"]
    graph += json.loads(to_jsonld(whole))["@graph"]

    def nodes(value: object) -> list[dict[str, object]]:
        if isinstance(value, list):
            return [n for v in value for n in nodes(v)]
        return [value, *(n for v in value.values() for n in nodes(v))] if isinstance(value, dict) else []

    every = nodes(graph)
    keys = {k for n in every for k in n if not k.startswith("@")}
    terms = {f"oa:{k}" for k in ANNOTATION.split()} | {f"prov:{k}" for k in PROV.split()} | {"rdf:value"}
    assert keys <= set(SCHEMA_ORG.split()) | terms
    assert {n["@type"] for n in every if "@type" in n} <= set(TYPES.split())
    names = {str(n["@id"]) for n in every if "@id" in n}
    assert "urn:variorum:report:x%201%2F%C3%BC" in names
    assert all(re.fullmatch(r"(urn:variorum:[a-z]+:|oa:)[\w.%~-]+", name) for name in names)


def test_jsonld_says_what_was_made_of_what() -> None:
    """Each finding is derived from the reports of its readings, by a stage of a program whose settings are named."""
    dossier = MADE.dossier()
    graph = {n["@id"]: n for n in json.loads(to_jsonld(dossier))["@graph"]}
    for finding in dossier.findings:
        node = graph[f"urn:variorum:finding:{finding.id}"]
        reports = {f"urn:variorum:report:{a.report_id}" for r in finding.readings for a in r.anchors}
        assert {n["@id"] for n in node["prov:wasDerivedFrom"]} == reports
        stage = graph[node["prov:wasGeneratedBy"]["@id"]]
        assert (stage["name"], stage["identifier"][0]["value"]) == ("collate", "3" * 64)
        assert graph[stage["prov:wasAssociatedWith"]["@id"]]["name"] == "variorum 0.1.0"


def test_jsonld_names_the_speaker() -> None:
    """A quotation's creator is the attributed source, a person where the report says so."""
    graph = json.loads(to_jsonld(MADE.dossier()))["@graph"]
    quotation = next(n for n in graph if n["@id"].endswith(":b2"))
    assert quotation["creator"] == {"@type": "Person", "name": "Ilse Varn"}
