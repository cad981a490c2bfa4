"""What the lines above and below a report's body say of it: headline, date, byline, outlet, agency."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from variorum.read import boilerplate
from variorum.read.credits import dateline_of, headline_and_stamps
from variorum.read.dates import DateReading, after_date, date_at, whole_date
from variorum.read.lines import CLOSERS, OPENERS, Layout, Line, ends_sentence, joins, unfinished
from variorum.read.spaces import squeezed
from variorum.read.tables import mapping, pattern, rows
from variorum.text import Span

DEEPEST = 15
"""Lines: a header is never longer."""
SHORTEST_HEADLINE, LONGEST_HEADLINE = 3, 20
"""Words, without a label that says it is a headline."""
BODY = 3000
"""Code points of the body in which a headline's words are looked for."""

_KEYED = re.compile(r"(?P<key>[A-Za-z][A-Za-z ]{1,24}?)\s*[:：]\s*(?P<value>\S.*)", re.DOTALL)
_DATED = re.compile(
    r"(?:(?:first |last |originally )?(?:published|posted|updated|modified|date)(?: on| at)?|on)\b\s*[:|–—-]?\s*(?=\S)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?:words |written |story |reported |text )?by:?\s+(?P<names>\S.*)|(?P<agency_first>From .+ in .+)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*[|·•]\s*|\s+[–—]\s+|\s+(?=(?:Posted|Published|Updated|Last [Uu]pdated):)")
_NOT = ("caption", "kicker", "person", "greeting", "notice")
_PERSON = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}"
_PEOPLE = re.compile(rf"{_PERSON}(?:(?:, | and |, and | & ){_PERSON})*(?: (?:and|in|for) {_PERSON})?")
_FULL_DATE = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}\b|\b\d{1,2} [A-Z][a-z]{2,8} \d{4}\b")
_EMPTY = frozenset(
    {
        "with",
        "from",
        "that",
        "this",
        "have",
        "will",
        "after",
        "over",
        "says",
        "more",
        "than",
        "what",
        "when",
        "they",
    }
)
_URL = re.compile(r"(?:https?://|www\.)\S+")
_SMALL = frozenset(
    {
        "and",
        "of",
        "for",
        "the",
        "in",
        "de",
        "da",
        "del",
        "der",
        "di",
        "la",
        "le",
        "van",
        "von",
        "al",
        "bin",
        "el",
        "y",
        "e",
        "&",
        "with",
        "at",
    }
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the lines around the body say. ``cut`` are the lines that only say that, by index.

    ``headline`` spans the headline in the text, ``body`` is the index of the first line of the body;
    ``cut_before`` is the offset up to which a label on the headline's own line is cut, ``cut_after`` the one
    from which a date or a section's name is.
    """

    headline: Span | None = None
    labelled: bool = False
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    wire: str | None = None
    published: DateReading | None = None
    updated: DateReading | None = None
    cut: frozenset[int] = frozenset()
    cut_before: int | None = None
    cut_after: int | None = None
    body: int = 0


def read_header(
    text: str, lines: tuple[Line, ...], how: Layout, *, headline: Span | None = None, guess: bool = True
) -> Header:
    """What the lines above the body say.

    Args:
        text: the text the lines are of.
        lines: its lines.
        how: its layout.
        headline: where the headline stands, if that is known.
        guess: whether a first line without a label may be taken for the headline.

    Returns:
        The header; nothing in it is invented: a line that could be something else says nothing.
    """
    header = Header(headline=headline)
    kickers: set[int] = set()
    index = 0
    while index < min(len(lines), DEEPEST):
        after = _next(text, lines, index, header, how, guess=guess)
        if after is not None:
            header, index = after
        elif header.headline is None and _is_kicker(text, lines[index]):
            kickers.add(index)
            index += 1
        elif header.headline is not None and _credits_below(text, lines, index):
            index += 1
        else:
            break
    if header.headline is not None:
        header = replace(header, cut=header.cut | kickers)
    return replace(header, body=index)


def _next(
    text: str, lines: tuple[Line, ...], index: int, header: Header, how: Layout, *, guess: bool
) -> tuple[Header, int] | None:
    """The header with one line more, and the line after; ``None`` if the line says nothing of the kind."""
    here = lines[index]
    line = squeezed(text[here.start : here.end])
    if header.headline and here.start < header.headline.end and header.headline.start < here.end:
        return header, index + 1
    took = _combined(text, here, header) or metadata(line, index, header)
    if took is None and boilerplate.is_phrase(line):
        took = header
    if took is not None:
        return took, index + 1
    last = _headline_end(text, lines, index, how) if header.headline is None and guess else None
    if last is None:
        return None
    return replace(header, headline=Span(here.start, lines[last].end)), last + 1


def _is_kicker(text: str, line: Line) -> bool:
    return pattern("not_headlines.tsv", "kicker").search(squeezed(text[line.start : line.end])) is not None


def _credits_below(text: str, lines: tuple[Line, ...], index: int) -> bool:
    """Whether a byline or a date stands within three lines below, so that this line is a standfirst."""
    for below in range(index, min(index + 3, len(lines))):
        line = squeezed(text[lines[below].start : lines[below].end])
        found = metadata(line, below, Header())
        if found is not None and (found.byline or found.published or found.updated):
            return True
        if len(line.split()) > 45:
            return False
    return False


def _combined(text: str, line: Line, header: Header) -> Header | None:
    """A headline on one line with its label (*Title: …*), its date before or after it, or itself once more."""
    raw = text[line.start : line.end]
    keyed = _KEYED.fullmatch(raw)
    if keyed and mapping("keys.tsv").get(keyed["key"].lower()) == "headline" and header.headline is None:
        start = line.start + keyed.start("value")
        return replace(header, headline=Span(start, line.end), labelled=True, cut_before=start)
    stamped = headline_and_stamps(raw) if header.headline is None else None
    if stamped and not _byline(raw[: stamped[0]]):
        span = Span(line.start, line.start + stamped[0])
        header = replace(header, headline=span, labelled=True, cut_after=span.end)
        for name, date in stamped[1]:
            header = _with_date(header, name, date)
        return header
    lead = re.match(r"(?:date|dated|published|posted)\b\s*:?\s*", raw, re.IGNORECASE)
    reading = date_at(raw, lead.end()) if lead else None
    if reading is None or header.headline is not None:
        return None
    start = after_date(raw, reading)
    rest = raw[start:]
    if len(rest.split()) < 2 or not (rest[:1].isupper() or rest[:1].isdigit() or rest[0] in OPENERS):
        return None
    span = Span(line.start + start, line.end)
    return replace(
        header, headline=span, labelled=True, cut_before=span.start, published=header.published or reading
    )


def metadata(line: str, index: int, header: Header) -> Header | None:
    """The header with what a line of nothing but metadata says, or ``None`` if it is no such line."""
    cut = replace(header, cut=header.cut | {index})
    keyed = _KEYED.fullmatch(line)
    name = mapping("keys.tsv").get(keyed["key"].lower().strip()) if keyed else None
    if keyed and name and len(keyed["value"].split()) <= 25:
        found = _keyed_value(name, keyed["value"], cut)
        if found is not None:
            return found
    byline = _byline(line)
    if byline:
        return _with_byline(cut, byline)
    if line in mapping("agencies.tsv"):
        return replace(cut, wire=header.wire or mapping("agencies.tsv")[line])
    if _URL.fullmatch(line):
        return replace(cut, url=header.url or line)
    return _dated(line, cut)


def _keyed_value(name: str, value: str, cut: Header) -> Header | None:
    if name == "-":
        return cut
    if name in {"published", "updated"}:
        reading = whole_date(value)
        return None if reading is None else _with_date(cut, name, reading)
    if name == "byline":
        return _with_byline(cut, value) if _names(value) else None
    if name == "outlet":
        fits = len(value.split()) <= 8 and not value.endswith((".", "!", "?"))
        return replace(cut, outlet=cut.outlet or value) if fits else None
    if name == "url":
        return replace(cut, url=cut.url or value) if _URL.fullmatch(value) else None
    if name == "language":
        return replace(cut, language=cut.language or value) if len(value.split()) == 1 else None
    return None


def _with_date(header: Header, name: str, reading: DateReading) -> Header:
    """The header with its first date of publication or of updating."""
    if name == "updated":
        return replace(header, updated=header.updated or reading)
    return replace(header, published=header.published or reading)


def _with_byline(header: Header, byline: str) -> Header:
    """The header with a byline; an agency at its end is the wire."""
    agencies = mapping("agencies.tsv")
    wire = next(
        (
            short
            for form, short in agencies.items()
            if re.search(rf"(?:^|[\s,(/|]){re.escape(form)}\)?$", byline)
        ),
        None,
    )
    return replace(header, byline=header.byline or byline, wire=header.wire or wire)


def _byline(line: str) -> str | None:
    found = _BYLINE.fullmatch(line)
    names = found["names"] if found else None
    return names if names and _names(names) else None


def _names(text: str) -> bool:
    """Whether the text is names and nothing else: capitalised words, and few of them."""
    tokens = [t for t in re.split(r"[\s,/|]+", text) if t]
    if not 1 <= len(tokens) <= 14 or (
        text.endswith(".") and not re.search(r"\b(?:Jr|Sr|[A-Z]|M\.D|Ph\.D)\.$", text)
    ):
        return False
    if tokens[0].lower().strip(".") in _calendar() or any(c.isdigit() for c in text) or '"' in text:
        return False
    proper = [t for t in tokens if t.lstrip("(@")[:1].isupper()]
    return bool(proper) and all(t in _SMALL or t.lstrip("(@")[:1].isupper() or "@" in t for t in tokens)


@lru_cache(maxsize=1)
def _calendar() -> frozenset[str]:
    return frozenset(row[1] for row in rows("calendar.tsv"))


def _dated(line: str, cut: Header) -> Header | None:
    """A line of a date and what may stand beside it: clock time, outlet, byline, reading time."""
    found, dates = cut, 0
    parts = [part for part in _PARTS.split(line) if part]
    for place, part in enumerate(parts):
        label = _DATED.match(part)
        reading = whole_date(part[label.end() :]) if label else whole_date(part)
        if reading is not None:
            dates += 1
            name = (
                "updated"
                if label and re.match(r"(?:last )?(?:updated|modified)", part, re.IGNORECASE)
                else "published"
            )
            found = _with_date(found, name, reading)
        elif _byline(part):
            found = _with_byline(found, _byline(part) or "")
        elif boilerplate.is_phrase(part) or re.fullmatch(r"\d{1,2}[:.]\d{2}.{0,12}", part):
            continue
        elif place == 1 and len(parts) == 2 and dates and len(part.split()) <= 6 and part[:1].isupper():
            found = replace(found, outlet=found.outlet or part)
        elif len(part.split()) > 6 or part.endswith((".", "!", "?")):
            return None
    return found if dates else None


def _headline_end(text: str, lines: tuple[Line, ...], index: int, how: Layout) -> int | None:
    """The last line of the headline that opens at a line, or ``None`` if none does."""
    last = index
    while (
        last + 1 < len(lines)
        and last - index < 2
        and not lines[last + 1].blank
        and joins(text, lines[last], lines[last + 1], how)
    ):
        last += 1
    raw = squeezed(text[lines[index].start : lines[last].end])
    if last > index and not (how.wrapped and last + 1 < len(lines) and lines[last + 1].blank):
        last, raw = index, squeezed(text[lines[index].start : lines[index].end])
        if raw.rstrip(CLOSERS).endswith(".") or _continues(text, lines, index):
            return None
    if not _like_headline(raw) or (how.wrapped and not (last + 1 < len(lines) and lines[last + 1].blank)):
        return None
    if not _body_follows(text, lines, last):
        return None
    return last if _tells_of(raw, text[lines[last].end : lines[last].end + BODY]) else None


def _continues(text: str, lines: tuple[Line, ...], index: int) -> bool:
    after = text[lines[index + 1].start : lines[index + 1].end].lstrip(OPENERS)
    return after[:1].islower()


def _like_headline(line: str) -> bool:
    """Whether a line without a label has the form of a headline: no caption, no names, no notice, no sentence."""
    count = len(line.split())
    if not SHORTEST_HEADLINE <= count <= LONGEST_HEADLINE or unfinished(line) or _stops(line):
        return False
    if dateline_of(line) or any(pattern("not_headlines.tsv", kind).search(line) for kind in _NOT):
        return False
    return line[0] not in "(-*•|#" and not _PEOPLE.fullmatch(line) and not _FULL_DATE.search(line)


def _tells_of(headline: str, body: str) -> bool:
    """Whether a line has at least two words of substance in common with the body (or half of its few)."""
    wanted = _substance(headline)
    shared = wanted & _substance(body)
    return len(shared) >= 2 or (0 < len(wanted) <= 2 * len(shared))


def _substance(text: str) -> set[str]:
    """The words of four letters and more, cut to five so that *agents* meets *agent*."""
    return {word.lower()[:5] for word in re.findall(r"[^\W\d_]{4,}", text)} - _EMPTY


def _stops(line: str) -> bool:
    """Whether the line is a sentence with its full stop (an abbreviation's does not count)."""
    core = line.rstrip(CLOSERS)
    if not core.endswith((".", ":", ";")):
        return len(core) < len(line) and core.endswith((",", "!", "?"))
    return core.split()[-1] not in mapping("abbreviations.tsv")


def _body_follows(text: str, lines: tuple[Line, ...], last: int) -> bool:
    """Whether a sentence follows within the next lines, a page's furniture aside, so that the line is above a body."""
    raws = ((line, text[line.start : line.end]) for line in lines[last + 1 : last + 1 + DEEPEST])
    told = ((line, raw) for line, raw in raws if not boilerplate.is_phrase(raw))
    return any(
        len(raw.split()) >= 6 and (ends_sentence(text, line) or len(raw) > 60)
        for line, raw in islice(told, 5)
    )
