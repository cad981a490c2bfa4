"""The plain words under which findings, slots and changes are shown, from ``data/words.json``."""

import json
from functools import lru_cache
from importlib import resources
from typing import Any

from variorum.model import Finding, FindingKind, Modality, Polarity

ORDER: tuple[FindingKind, ...] = tuple(FindingKind)
"""Kinds in the order in which findings are listed (CONTRACT.md)."""


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The tables of ``data/words.json``; callers only read them."""
    text = resources.files("variorum.export").joinpath("data", "words.json").read_text("utf-8")
    table: dict[str, Any] = json.loads(text)
    return table


@lru_cache(maxsize=1)
def _hedges() -> frozenset[tuple[str, str]]:
    text = resources.files("variorum.export").joinpath("data", "hedges.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset((sense, word) for sense, word in rows)


@lru_cache(maxsize=1)
def number_words() -> dict[str, str]:
    """Small numbers in words with their figures."""
    return {word: str(n) for n, word in enumerate(words()["numbers"])} | dict(words()["counting"])


def scales() -> tuple[str, ...]:
    """Words that are a part of a number and say nothing of what is counted: ``million``, ``times``."""
    return tuple(words()["scales"])


def kind_word(kind: str, field: str) -> str:
    """The word for a kind of finding: its ``title``, ``one``, ``many``, ``mark`` or what it is ``about``."""
    return str(words()["kinds"][kind][field])


def counted(number: int, kind: str) -> str:
    """*number* with the kind's noun: ``1 conflict``, ``3 conflicts``."""
    return f"{number} {kind_word(kind, 'one' if number == 1 else 'many')}"


def slot_words(slot: str, part: str | None) -> str:
    """What a finding is about in plain words: ``when, the day``."""
    name = str(words()["slots"].get(slot, slot))
    if part in words()["parts_alone"]:
        return str(words()["parts_alone"][part])
    return f"{name}, {words()['parts'].get(part, part)}" if part else name


def weekdays() -> tuple[str, ...]:
    """The days of the week, Monday first."""
    return tuple(words()["weekdays"])


def borrowed_date() -> str:
    """What is said of a day that was not read by the report's own date."""
    return str(words()["borrowed_date"])


def feature_words(feature: str) -> str:
    """A kind of evidence in plain words; one without words of its own stands as it is."""
    known = words()["features"].get(feature)
    if known is None and feature.startswith("same ") and feature.count(" ") == 1:
        return f"same “{feature.removeprefix('same ')} …”"  # a preposition: off the same port
    return str(known or feature)


def about(finding: Finding) -> str:
    """What a finding is about in plain words: ``when, the day``."""
    return slot_words(finding.slot, finding.part)


def putting(exact: str, modality: Modality, polarity: Polarity) -> tuple[str, ...]:
    """How a claim is put (*as alleged*, *negated*), unless the quoted words already show it."""
    shown = {w.strip(".,;:!?\"'“”‘’()") for w in exact.casefold().split()}
    shown |= {"n't" for w in shown if w.endswith(("n't", "n’t"))}
    marks = ((modality.value, "modalities"), (polarity.value, "polarities"))
    return tuple(
        str(words()[table][sense])
        for sense, table in marks
        if sense in words()[table] and not any((sense, w) in _hedges() for w in shown)
    )
