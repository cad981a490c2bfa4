"""Accuracy within 161 km and speed of the place stage on gold spans (Gritta et al. 2019)."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from xml.etree.ElementTree import Element

from variorum.annotate.place.earth import distance
from variorum.annotate.place.resolve import Named, resolve
from variorum.errors import UnreadableError
from variorum.text import Span

WITHIN = 161.0
"""Kilometres (100 miles), the customary threshold of geocoding accuracy."""
FILES = ("GeoVirus.xml", "TR-News.xml", "lgl.xml", "GWN.xml")


class Half(Enum):
    """Which texts of each set are scored, counted from 0."""

    DEVELOP = "develop"
    """The even ones, which the rules and the weights were made on."""
    MEASURE = "measure"
    """The odd ones, which are kept for measuring and not read."""
    WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A place name of a set with its coordinates."""

    span: Span
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class GoldText:
    """A text of a set with its places that have coordinates, in order and without overlaps."""

    id: str
    text: str
    places: tuple[GoldPlace, ...]


@dataclass(frozen=True, slots=True)
class SetScore:
    """One set's counts."""

    name: str
    texts: int
    places: int
    right: int
    guessed: int
    """Right ones among names that the gazetteer does not have, by the place named nearest to them."""
    told: int
    """Places of whose resolution the stage is sure: what findings rest on."""
    told_right: int
    seconds: float
    sha256: str

    @property
    def accuracy(self) -> float:
        """The share of gold places resolved to within 161 km."""
        return self.right / self.places if self.places else 0.0

    @property
    def precision(self) -> float:
        """The share of right ones among the places that are told."""
        return self.told_right / self.told if self.told else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one run, a row for each set found."""

    sets: tuple[SetScore, ...]
    half: Half = Half.WHOLE

    def __str__(self) -> str:
        part = "" if self.half is Half.WHOLE else f", the half to {self.half.value}"
        lines = [f"place: accuracy within 161 km on gold spans{part}"]
        for one in self.sets:
            rate = one.texts / one.seconds if one.seconds else 0.0
            lines.append(
                f"  {one.name:<12} {one.accuracy:.3f}  ({one.right} of {one.places} places, {one.guessed} of them "
                f"guessed; told {one.told}, right {one.precision:.3f}; {one.texts} texts, {rate:.0f} a second, "
                f"data sha256 {one.sha256[:16]})"
            )
        return "\n".join(lines)


def run(data: Path, predictions: Path | None = None, *, half: Half = Half.WHOLE) -> Scores:
    """Score the resolver on gold spans.

    Args:
        data: a folder with any of ``GeoVirus.xml``, ``TR-News.xml``, ``lgl.xml``, ``GWN.xml`` (also below
            ``Corpora/``), or one of these files.
        predictions: where to write one tab-separated line a place: set, text, start, end, name, latitude and
            longitude predicted.
        half: the texts of each set that are scored.

    Raises:
        UnreadableError: no such file is there, or one is not in its set's form.
    """
    paths = [data] if data.is_file() else [p for name in FILES for p in sorted(data.rglob(name))]
    if not paths:
        raise UnreadableError(
            str(data),
            "holds none of " + ", ".join(FILES),
            "Give the data folder of the geoparsing guide",
            code="data",
        )
    scores, lines = [], []
    for path in paths:
        score, some = _scored(path, half)
        scores.append(score)
        lines += some
    if predictions is not None:
        predictions.write_text("".join(lines), "utf-8")
    return Scores(tuple(scores), half)


def _scored(path: Path, half: Half) -> tuple[SetScore, list[str]]:
    """One set's counts and its predictions, a line each."""
    texts = list(read(path))
    if half is not Half.WHOLE:
        texts = texts[(0 if half is Half.DEVELOP else 1) :: 2]
    started = time.process_time()
    results = [resolve(t.text, tuple(p.span for p in t.places)) for t in texts]
    seconds = time.process_time() - started
    pairs = [
        (hit(gold, named), named)
        for text, result in zip(texts, results, strict=True)
        for gold, named in zip(text.places, result, strict=True)
    ]
    lines = [
        _line(path.stem, text.id, named)
        for text, result in zip(texts, results, strict=True)
        for named in result
    ]
    score = SetScore(
        name=path.stem, texts=len(texts), places=len(pairs), right=sum(ok for ok, _ in pairs),
        guessed=sum(ok and n.entry is None for ok, n in pairs), told=sum(n.sure for _, n in pairs),
        told_right=sum(ok and n.sure for ok, n in pairs), seconds=seconds,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )  # fmt: skip
    return score, lines


def hit(gold: GoldPlace, named: Named) -> bool:
    """Whether a name was resolved, or guessed from what is named near it, to within 161 km of its gold coordinates."""
    entry = named.entry or named.guess
    if entry is None:
        return False
    return distance((gold.latitude, gold.longitude), (entry.latitude, entry.longitude)) <= WITHIN


def _line(name: str, text: str, named: Named) -> str:
    entry = named.entry or named.guess
    at = (f"{entry.latitude:.3f}", f"{entry.longitude:.3f}") if entry else ("", "")
    return "\t".join((name, text, str(named.span.start), str(named.span.end), named.surface, *at)) + "\n"


def read(path: Path) -> Iterator[GoldText]:
    """The texts of one set.

    Raises:
        UnreadableError: the file is not well formed.
    """
    # The sets are local files that the user names; expat in Python 3.11 bounds entity expansion.
    import xml.etree.ElementTree as ET  # noqa: PLC0415 - only where a set is XML

    try:
        root = ET.parse(path).getroot()  # noqa: S314 - see above
    except (OSError, ET.ParseError) as error:
        raise UnreadableError(str(path), f"not readable ({error})", "Fetch it again", code="data") from error
    for number, article in enumerate(root.iter("article")):
        text = article.findtext("text") or ""
        places: list[GoldPlace] = []
        for node in [*article.iter("toponym"), *article.iter("location")]:
            place = _place(node, text)
            if place is not None:
                places.append(place)
        places.sort(key=lambda p: (p.span.start, p.span.end))
        kept: list[GoldPlace] = []
        for place in places:
            if not kept or place.span.start >= kept[-1].span.end:
                kept.append(place)
        yield GoldText(article.get("docid") or article.get("file") or str(number), text, tuple(kept))


def _place(node: Element, text: str) -> GoldPlace | None:
    start, end = node.findtext("start"), node.findtext("end")
    latitude = _first(node, "lat") or _first(node, "latitude")
    longitude = _first(node, "lon") or _first(node, "longitude")
    if node.find("geonamesID") is not None and not node.findtext("geonamesID"):
        # GeoWebNews also marks streets and buildings that no gazetteer has.
        return None
    if not (start and end and latitude and longitude):
        return None
    name = node.findtext("phrase") or node.findtext("name") or node.findtext("extractedName") or ""
    at = int(start)
    if name and text[at : int(end)] != name:
        # Some of the sets count a few characters off.
        near = text.find(name, max(0, at - 30), at + 30 + len(name))
        if near < 0:
            return None
        return GoldPlace(Span(near, near + len(name)), float(latitude), float(longitude))
    return GoldPlace(Span(at, int(end)), float(latitude), float(longitude))


def _first(node: Element, tag: str) -> str | None:
    found = next(node.iter(tag), None)
    return found.text if found is not None else None
