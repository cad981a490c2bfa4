# ruff: noqa: DTZ001, FBT003 - civil times carry no zone; a token takes its fields in order
"""A dossier made by hand: three invented reports of an invented ferry fire, with findings of every kind.

Outlet, headline and text of report B are hostile on purpose: markup, attributes, bidirectional controls,
escape sequences and spreadsheet formulas.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from variorum.model import (
    Act,
    Attribution,
    Bound,
    Change,
    Claim,
    ClaimTime,
    DiffStep,
    Dossier,
    Entity,
    Evidence,
    Finding,
    FindingKind,
    Form,
    Grain,
    Interval,
    Kind,
    Layers,
    Measure,
    Mention,
    Modality,
    Occurrence,
    Parse,
    Participant,
    Place,
    Polarity,
    Problem,
    Provenance,
    Quantity,
    Reading,
    Reference,
    Report,
    Severity,
    Slot,
    Speech,
    Timex,
    Token,
    Witness,
)
from variorum.text import Anchor, Edit, Span, anchor, content_id

TEXTS = {
    "A": (
        "Fire on Marigold ferry injures nine\n\n"
        "A fire broke out on the ferry Marigold on Wednesday as it left Port Halden, the Halden Coastguard said in a "
        "statement released to the Strand Post. Nine passengers were injured, it said.\n\n"
        "“Stay calm and walk, do not run, to the upper deck,” the captain, Ilse Varn, told passengers, according to "
        "a recording.\n\n"
        "The ferry operator, Blueline, did not respond to a request for comment. The fire began in the galley. "
        "Crew members launched two lifeboats around 7 a.m. local time.\n"
    ),
    "B": (
        "The ferry Marigold caught fire on Tuesday off Port Halden <script>alert(1)</script>, witnesses said. "
        "At least 14 people were hurt.\n\n"
        "“Stay calm and walk to the upper deck,” captain Ilse Varn said. Two lifeboats were lowered at about 7 am.\n\n"
        "Blueline manager Tor Aske said the engine room caught light first. The Halden Coastguard said the fire "
        'began in the galley. Esc \x1b[31mred\x1b[0m and bidi \u202egnirts\u202c and =HYPERLINK("x") stay text. '
        "The harbour master allegedly left early.\n"
    ),
    "C": (
        "Marigold fire: what is known\n\n"
        "Lifeboats were launched at 7 a.m. after the Marigold caught fire at 6.40 a.m. on Wednesday, 4 March 2026. "
        "A passenger, Ona Brekk, 61, died on Friday.\n\n"
        "The Courier could not verify a video of the blaze. The inquiry will open in April.\n"
    ),
}  # fmt: skip

IDS = {sigil: content_id("report", text) for sigil, text in TEXTS.items()}
_TOKEN = re.compile(r"\w+|[^\w\s]")


def at(sigil: str, words: str, nth: int = 0) -> Anchor:
    """The anchor of the *nth* place where *words* stand in a report."""
    text, start = TEXTS[sigil], -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return anchor(IDS[sigil], text, Span(start, start + len(words)))


def span(sigil: str, words: str, nth: int = 0) -> Span:
    """The span of the *nth* place where *words* stand in a report."""
    return at(sigil, words, nth).span


def trivial_parse(text: str) -> Parse:
    """A parse without a model: words and marks as tokens, a sentence a paragraph, the first word its root."""
    tokens: list[Token] = []
    sentences: list[tuple[int, int]] = []
    paragraphs: list[Span] = []
    for block in re.finditer(r"\S(?:.*\S)?", text):
        paragraphs.append(Span(block.start(), block.end()))
        first = len(tokens)
        found = list(_TOKEN.finditer(text, block.start(), block.end()))
        for k, m in enumerate(found):
            left, right = (first, first + len(found)) if k == 0 else (first + k, first + k + 1)
            tokens.append(
                Token(
                    first + k,
                    m.start(),
                    m.end(),
                    m[0],
                    m[0].lower(),
                    "X",
                    "X",
                    "dep",
                    first,
                    len(sentences),
                    left,
                    right,
                    "",
                    False,
                )
            )
        sentences.append((first, len(tokens)))
    children = tuple(tuple(range(t.index + 1, t.right)) if t.index == t.head else () for t in tokens)
    return Parse(text, tuple(tokens), children, tuple(sentences), tuple(paragraphs), "none", "0" * 64)


def _days(start: datetime, end: datetime) -> Interval:
    return Interval(start, end)


WEDNESDAY = Interval(datetime(2026, 3, 4), datetime(2026, 3, 5))
TUESDAY = Interval(datetime(2026, 3, 3), datetime(2026, 3, 4))
SEVEN = Interval(datetime(2026, 3, 4, 6, 30), datetime(2026, 3, 4, 7, 30))

TIMEXES = {
    "A": (
        Timex(span("A", "Wednesday"), "DATE", "2026-03-04", None, Grain.DAY, WEDNESDAY, relative=True, weekday=2),
        Timex(span("A", "around 7 a.m."), "TIME", "2026-03-04T07:00", "APPROX", Grain.HOUR, SEVEN, clock=420),
    ),
    "B": (
        Timex(span("B", "Tuesday"), "DATE", "2026-03-03", None, Grain.DAY, TUESDAY, relative=True, weekday=1),
        Timex(span("B", "about 7 am"), "TIME", "2026-03-03T07:00", "APPROX", Grain.HOUR, Interval(datetime(2026, 3, 3, 6, 30), datetime(2026, 3, 3, 7, 30)), clock=420),
    ),
    "C": (
        Timex(span("C", "7 a.m."), "TIME", "2026-03-04T07:00", None, Grain.HOUR, Interval(datetime(2026, 3, 4, 7), datetime(2026, 3, 4, 7, 1)), clock=420),
        Timex(span("C", "6.40 a.m. on Wednesday, 4 March 2026"), "TIME", "2026-03-04T06:40", None, Grain.MINUTE, Interval(datetime(2026, 3, 4, 6, 40), datetime(2026, 3, 4, 6, 41)), clock=400, year=2026, month=3, day=4, weekday=2),
        Timex(span("C", "April"), "DATE", "2026-04", None, Grain.MONTH, Interval(datetime(2026, 4, 1), datetime(2026, 5, 1)), relative=True, month=4),
    ),
}  # fmt: skip

QUANTITIES = {
    "A": (Quantity(span("A", "Nine passengers"), Measure.COUNT, 9.0, 9.0, 9.0, noun="passenger"),),
    "B": (Quantity(span("B", "At least 14 people"), Measure.COUNT, 14.0, 14.0, None, noun="people"),),
    "C": (Quantity(span("C", "61"), Measure.AGE, 61.0, 61.0, 61.0, unit="year"),),
}
PLACES = {
    "A": (Place(span("A", "Port Halden"), "Port Halden", ("Port Halden", "Nordmark"), 99, 60.5, 5.25),),
    "B": (Place(span("B", "Port Halden"), "Port Halden", ("Port Halden", "Nordmark"), 99, 60.5, 5.25),),
    "C": (),
}
ENTITIES = {
    "A": (
        Entity(
            "eA1",
            Kind.ORGANIZATION,
            "Halden Coastguard",
            ("Halden Coastguard",),
            ("coastguard",),
            "n",
            plural=False,
        ),
        Entity("eA2", Kind.PERSON, "Ilse Varn", ("Ilse Varn",), ("captain",), "f", plural=False),
    ),
    "B": (
        Entity("eB1", Kind.PERSON, "Ilse Varn", ("Ilse Varn",), ("captain",), "f", plural=False),
        Entity("eB2", Kind.PERSON, "Tor Aske", ("Tor Aske",), ("manager",), "m", plural=False),
    ),
    "C": (),
}
MENTIONS = {
    "A": (Mention(span("A", "Ilse Varn"), 0, Form.NAME, "eA2"),),
    "B": (Mention(span("B", "Ilse Varn"), 0, Form.NAME, "eB1"),),
    "C": (),
}


def attribution(
    key: str, sigil: str, source: str | None, cue: str, content: Iterable[str], /, **more: object
) -> Attribution:
    """An attribution by its words; ``more`` overrides any field."""
    base = Attribution(
        key, IDS[sigil],
        (span(sigil, source),) if source else (), (span(sigil, cue),), tuple(span(sigil, c) for c in content), (),
        Speech.INDIRECT, Act.SPEECH, None, source, None, (),
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]  # a test helper passes fields by name


ATTRIBUTIONS = (
    attribution(
        "a1", "A", "the Halden Coastguard", "said in a statement",
        ["A fire broke out on the ferry Marigold on Wednesday as it left Port Halden"],
        source_name="the Halden Coastguard", entity="eA1", via=("the Strand Post",),
    ),
    attribution("a2", "A", "it", "it said", ["Nine passengers were injured"], source_name="the Halden Coastguard", entity="eA1",
                source=(span("A", "it said"),), cue=(span("A", "said."),)),
    attribution("a3", "A", "a recording", "according to", ["“Stay calm and walk, do not run, to the upper deck,” the captain, Ilse Varn, told passengers"]),
    attribution("a4", "A", "Ilse Varn", "told", ["Stay calm and walk, do not run, to the upper deck,"], form=Speech.DIRECT, parent="a3", entity="eA2",
                quoted=(span("A", "Stay calm and walk, do not run, to the upper deck,"),)),
    attribution("b1", "B", "witnesses", "said", ["The ferry Marigold caught fire on Tuesday off Port Halden"]),
    attribution("b2", "B", "Ilse Varn", "said", ["Stay calm and walk to the upper deck,"], form=Speech.DIRECT, entity="eB1"),
    attribution("b3", "B", "Tor Aske", "said", ["the engine room caught light first"], entity="eB2"),
    attribution("b4", "B", "The Halden Coastguard", "said", ["the fire began in the galley"], source_name="the Halden Coastguard"),
)  # fmt: skip


def claim(
    key: str, sigil: str, predicate: str, words: str, attributions: tuple[str, ...] = (), /, **more: object
) -> Claim:
    """A claim by its words; ``more`` overrides any field."""
    base = Claim(
        key, IDS[sigil], 0, predicate, (at(sigil, words),), (), (), (), (),
        Polarity.POSITIVE, Modality.ASSERTED, attributions,
    )  # fmt: skip
    return replace(base, **more)  # type: ignore[arg-type]  # a test helper passes fields by name


EVENT = Bound.EVENT
CLAIMS = (
    claim("ca1", "A", "break", "A fire broke out on the ferry Marigold", ("a1",), times=(ClaimTime(0, EVENT),), places=(0,)),
    claim("cb1", "B", "catch", "The ferry Marigold caught fire", ("b1",), times=(ClaimTime(0, EVENT),), places=(0,),
          participants=(Participant("agent", "ferry Marigold", None, span("B", "The ferry Marigold"), 0),)),
    claim("cc1", "C", "catch", "the Marigold caught fire", (), times=(ClaimTime(1, EVENT),)),
    claim("ca2", "A", "injure", "Nine passengers were injured", ("a2",), quantities=(0,)),
    claim("cb2", "B", "hurt", "At least 14 people were hurt", (), quantities=(0,)),
    claim("ca3", "A", "launch", "Crew members launched two lifeboats", (), times=(ClaimTime(1, EVENT),)),
    claim("cb3", "B", "lower", "Two lifeboats were lowered", (), times=(ClaimTime(1, EVENT),)),
    claim("cc3", "C", "launch", "Lifeboats were launched", (), times=(ClaimTime(0, EVENT),)),
    claim("ca4", "A", "begin", "The fire began in the galley", ()),
    claim("cb4", "B", "begin", "the fire began in the galley", ("b4",)),
    claim("cb5", "B", "catch", "the engine room caught light first", ("b3",)),
    claim("cb6", "B", "leave", "The harbour master allegedly left early", (), modality=Modality.ALLEGED),
    claim("cc6", "C", "open", "The inquiry will open", (), modality=Modality.PLANNED, times=(ClaimTime(2, EVENT),)),
    claim("cc7", "C", "die", "A passenger, Ona Brekk, 61, died on Friday", ()),
)  # fmt: skip
OCCURRENCES = (
    Occurrence("o1", "A fire broke out on the ferry Marigold", ("ca1", "cb1", "cc1")),
    Occurrence("o2", "Nine passengers were injured", ("ca2", "cb2")),
    Occurrence("o3", "Lifeboats were launched", ("ca3", "cb3", "cc3")),
    Occurrence("o4", "The fire began in the galley", ("ca4", "cb4", "cb5")),
    Occurrence("o5", "The harbour master left early", ("cb6",)),
    Occurrence("o6", "The inquiry will open", ("cc6",)),
    Occurrence("o7", "A passenger died", ("cc7",)),
)


def reading(
    value: str,
    *anchors: Anchor,
    by: tuple[str, ...] = (),
    origins: tuple[int, int] = (1, 1),
    normal: Interval | None = None,
) -> Reading:
    """A reading with these anchors."""
    pairs = (("earliest", normal.earliest), ("latest", normal.latest)) if normal else ()
    shown = tuple((k, v.isoformat(timespec="minutes") if v else None) for k, v in pairs)
    return Reading(value, shown, anchors, by, origins)


def _evidence(feature: str, score: float | None = None, detail: str = "") -> tuple[Evidence, ...]:
    return (Evidence(feature, score, detail),)


FINDINGS = (
    Finding("f01", FindingKind.CONFLICT, Slot.TIME, "day", "o1", ("ca1", "cb1"), (
        reading("Wednesday 4 March 2026", at("A", "on Wednesday"), by=("a1",), normal=WEDNESDAY),
        reading("Tuesday 3 March 2026", at("B", "on Tuesday"), by=("b1",), normal=TUESDAY),
    ), (*_evidence("same ferry and fire", 0.91, "both tell of the Marigold"), Evidence("days apart", None, "4 March against 3 March; <b>no overlap</b>"))),
    Finding("f02", FindingKind.DISPUTE, Slot.CAUSE, None, "o4", ("cb4", "cb5"), (
        reading("galley", at("B", "began in the galley"), by=("b4",)),
        reading("engine room", at("B", "the engine room caught light first"), by=("b3",)),
    ), _evidence("two named sources", None, "Halden Coastguard and Tor Aske")),
    Finding("f03", FindingKind.VARIANT, Slot.WORDING, None, None, (), (
        reading("Stay calm and walk, do not run, to the upper deck,", at("A", "Stay calm and walk, do not run, to the upper deck,"), by=("a3", "a4")),
        reading("Stay calm and walk to the upper deck,", at("B", "Stay calm and walk to the upper deck,"), by=("b2",)),
    ), _evidence("same speaker", 1.0, "Ilse Varn"), Change.CUT, (
        DiffStep("equal", "Stay calm and walk", "Stay calm and walk"), DiffStep("delete", ", do not run,", ""),
        DiffStep("equal", "to the upper deck,", "to the upper deck,"),
    )),
    Finding("f04", FindingKind.UNVERIFIED, Slot.VERIFICATION, None, None, (), (
        reading("could not verify", at("C", "could not verify a video of the blaze")),
    ), _evidence("verification phrase", None, "could not verify")),
    Finding("f05", FindingKind.UNVERIFIED, Slot.VERIFICATION, None, None, (), (
        reading("no comment", at("A", "did not respond to a request for comment")),
    ), _evidence("verification phrase")),
    Finding("f06", FindingKind.UPDATE, Slot.QUANTITY, None, "o2", ("ca2", "cb2"), (
        reading("9", at("A", "Nine passengers"), by=("a2",)),
        reading("14 or more", at("B", "At least 14 people")),
    ), _evidence("a later report counts more", None, "published a day later")),
    Finding("f07", FindingKind.REFINEMENT, Slot.TIME, "clock", "o1", ("ca1", "cc1"), (
        reading("Wednesday 4 March 2026", at("A", "Wednesday"), by=("a1",), normal=WEDNESDAY),
        reading("Wednesday 4 March 2026, 6:40", at("C", "at 6.40 a.m. on Wednesday, 4 March 2026"), normal=TIMEXES["C"][1].interval),
    ), _evidence("one contains the other", 1.0)),
    Finding("f08", FindingKind.AGREEMENT, Slot.TIME, "clock", "o3", ("ca3", "cb3", "cc3"), (
        reading("about 7:00", at("A", "around 7 a.m. local time"), at("B", "at about 7 am"), at("C", "at 7 a.m."), origins=(2, 3)),
    ), _evidence("clock times near", 0.97, "within half an hour")),
    Finding("f09", FindingKind.AGREEMENT, Slot.EVENT, None, "o4", ("ca4", "cb4"), (
        reading("fire began in galley", at("A", "The fire began in the galley"), at("B", "the fire began in the galley"), by=("b4",), origins=(1, 2)),
    ), _evidence("same words", 1.0)),
    Finding("f10", FindingKind.SINGLE, Slot.EVENT, None, "o5", ("cb6",), (
        reading("left", at("B", "The harbour master allegedly left early")),
    ), ()),
    Finding("f11", FindingKind.SINGLE, Slot.EVENT, None, "o6", ("cc6",), (reading("open", at("C", "The inquiry will open")),), ()),
    Finding("f12", FindingKind.SINGLE, Slot.EVENT, None, "o7", ("cc7",), (
        reading("died", at("C", "A passenger, Ona Brekk, 61, died on Friday")),
    ), ()),
    Finding("f13", FindingKind.SINGLE, Slot.EVENT, None, None, (), (
        reading("stay text", at("B", '=HYPERLINK("x") stay text')), ), ()),
)  # fmt: skip

_REPORTS = {
    "A": {"headline": "Fire on Marigold ferry injures nine", "headline_span": span("A", "Fire on Marigold ferry injures nine"),
          "outlet": "Halden Courier", "published": date(2026, 3, 5), "published_from": "sidecar", "byline": "Pia Lund", "language": "en",
          "url": "https://courier.invalid/marigold"},
    "B": {"headline": '"onmouseover="alert(2)" \u202edlrow <img src=x onerror=alert(3)>', "outlet": "=cmd|'/c calc'!A0",
          "published": None, "language": "en", "wire": "AP", "url": "javascript:alert(4)"},
    "C": {"headline": "Marigold fire: what is known", "headline_span": span("C", "Marigold fire: what is known"),
          "outlet": "Isle Telegraph", "published": date(2026, 3, 7), "published_from": "json-ld", "language": "en"},
}  # fmt: skip


def witness(sigil: str) -> Witness:
    """One of the three witnesses."""
    text = TEXTS[sigil]
    edits = (Edit(0, 0, 0, 3),) if sigil == "A" else ()
    problems = () if sigil != "B" else (
        Problem("bidi", Severity.WARNING, "The text holds bidirectional controls: \u202e", IDS["B"], span("B", "\u202e")),
    )  # fmt: skip
    report = Report(
        IDS[sigil],
        content_id("sha", text).ljust(64, "0"),
        (f"{sigil}.txt",),
        text,
        edits,
        problems=problems,
        **_REPORTS[sigil],
    )  # type: ignore[arg-type]  # fields by name
    published = report.published
    why = "its own date of publication" if published else "borrowed from report A"
    reference = Reference(published or date(2026, 3, 5), "published" if published else "story", why)
    layers = Layers(
        IDS[sigil],
        trivial_parse(text),
        reference,
        MENTIONS[sigil],
        ENTITIES[sigil],
        TIMEXES[sigil],
        QUANTITIES[sigil],
        PLACES[sigil],
        (),
    )
    return Witness(sigil, report, layers)


def dossier() -> Dossier:
    """The whole dossier: three witnesses, findings of every kind, two problems."""
    return Dossier(
        tuple(witness(s) for s in "ABC"), ATTRIBUTIONS, CLAIMS, OCCURRENCES, FINDINGS,
        (Problem("no-date", Severity.NOTE, "No date of publication was found.", IDS["B"]),
         Problem("binary", Severity.ERROR, "D.bin is not text.", "D.bin")),
        (Provenance("annotate", "0.1.0", "1" * 64, "2" * 64), Provenance("collate", "0.1.0", "3" * 64, None)),
        "0.1.0",
    )  # fmt: skip


def alone() -> Dossier:
    """A dossier of one report only."""
    whole = dossier()
    own = tuple(c for c in CLAIMS if c.report_id == IDS["C"])
    singles = tuple(f for f in FINDINGS if f.id in {"f11", "f12", "f04"})
    occurrences = tuple(
        replace(o, claims=tuple(c for c in o.claims if c.startswith("cc"))) for o in OCCURRENCES
    )
    return replace(whole, witnesses=(replace(witness("C"), sigil="A"),), attributions=(), claims=own, findings=singles,
                   occurrences=tuple(o for o in occurrences if o.claims), problems=())  # fmt: skip
