"""Numbers that count nothing: years, clock times, telephone and street numbers, scores, laws, names."""

import re

from variorum.annotate.quantity.figure import Amount
from variorum.annotate.quantity.lexicon import words
from variorum.model import Parse, Token

_PHONE = re.compile(
    r"(?<!\d)(?:9-1-1(?!-)|1-[89]\d\d-[\w-]+(?:\s\(\d{3,4}\))?|"
    r"\+?\d[\d(). -]{8,}\d|\d{3}[-.]\d{4}|\d{3}[-.]\d{3}[-.](?:\d{4}|[A-Z]{4}))(?!\d)"
)
_CLOCK_AFTER = re.compile(r"\s?(?:a\.?m\.?|p\.?m\.?|o['’]clock|GMT|UTC)(?![a-zA-Z])", re.IGNORECASE)
_NAMED = frozenset({"PRODUCT", "FAC", "LAW", "WORK_OF_ART", "EVENT", "ORG", "PERSON", "LOC", "GPE"})
_YEAR_BEFORE = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "from",
        "during",
        "before",
        "after",
        "of",
        "year",
        "late",
        "early",
        "mid",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
    ]
)
_STREET = re.compile(r"(?:\s(?:[A-Z][\w’'-]*\.?|\d+(?:st|nd|rd|th))){1,4}")
_CALIBRE = re.compile(r"[\s-](?:calib(?:er|re)|gauge)(?!\w)", re.IGNORECASE)
_OR_TWO = re.compile(r"(?<!\w)an?\s\w+\sor\s\Z", re.IGNORECASE)
_CRAFT = re.compile(r"(?<!\w)(?:Boeing|Airbus|airliner|jetliner)")
_ITEM = re.compile(r"(?:^|\n)[ \t]*[(#\[]?\Z")
_ITEM_START = re.compile(r"(?:[:;,.—–-]|\band)\s\Z")
_ITEM_END = re.compile(r"[.):]?[ \t]*(?:\n|\Z)|[.)\]](?=\s)")
_ATTACKS = re.compile(
    r"9[-–]11(?!\d)(?!\s(?:per ?cent|people|(?:[a-z]+\s)?[a-z]+s)(?!\w))|9[-–]11\s(?:attack|terror|hijack)"
)
_PAGE = re.compile(
    r"(?<!\w)(?:image|photo|page|slide|part|picture|figure|step|chapter|item|video)\s\d+\s(?:of|/)\s(?:/\s)?\Z|\d\s?/\s?\Z",
    re.IGNORECASE,
)
_CITED = re.compile(
    r"§\s?\Z|§[^.;]{0,24}[,&]\s\Z|(?:[)\w]|\b(?:paragraphs?|subdivisions?|sections?|clauses?|item)\s)\(\Z|\)\s(?:and|or)\s\(\Z",
    re.IGNORECASE,
)
"""What stands before the number of a paragraph: *§ 170.3*, *(c)(4)*, *paragraph (5)*."""
_BLOCKS = re.compile(r"\s(?:and|to|or|through)\s\d+\sblocks?(?!\w)")
_TEXTED = re.compile(
    r"(?<!\w)(?:text|texting|sms)(?!\w)[^.]*\sto\s\Z|(?<!\w)(?:or|and|to|please)\s(?:text|dial|call|sms)\s\Z",
    re.IGNORECASE,
)
_BORE = re.compile(
    r"\.(?:17|22|25|30|32|357|38|380|40|44|45|50)\s(?:revolver|pistol|handgun|rifle|gun|magnum|special|weapon|round|bullet|shell|ammo)",
    re.IGNORECASE,
)
"""Calibres in inches without the word (*a .38 revolver*)."""
_LETTERED = re.compile(r"\d+[A-Za-z]")
_LETTERED_PART = re.compile(r"\([a-z]\)")
_VERSION = re.compile(r"\d\.0")
_QUOTES = frozenset("“\"‘'”’")
_LONGEST_LIST = 20
_ODDS = re.compile(r"-in-\d")
_CAPITAL = re.compile(r"[A-Z]")


def phone_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Telephone numbers."""
    return tuple(m.span() for m in _PHONE.finditer(text) if not re.fullmatch(r"\d{4}\s?-\s?\d{4}", m[0]))


_INDEX = re.compile(
    r"(?<!\w)(?:S\s?(?:&|and)?\s?P|FTSE|Stoxx|Nikkei|Russell|ASX|CAC|Nifty|Topix|CSI|SMI|OMX)\s\Z",
    re.IGNORECASE,
)
"""Share indices that carry a number, also as transcripts write them (*the sp 500*)."""


def counts_nothing(parse: Parse, one: Amount, inside: tuple[Token, ...], *, title: bool) -> bool:
    """Whether a number is a name, an address, a date, a score or a label rather than a quantity.

    Args:
        parse: the parse of the text.
        one: the number.
        inside: its tokens.
        title: whether its sentence is set in title case (then capitals tell nothing).
    """
    if one.score or one.bare:
        return True
    if one.unit or one.age:
        return False
    text, first, last = parse.text, inside[0], inside[-1]
    if not one.worded and _paged(text, one):
        return True
    if _lettered(text, one) or _CLOCK_AFTER.match(text, one.core):
        return True
    before = _neighbour(parse, first, -1)
    after = _neighbour(parse, last, 1)
    if (
        not one.worded
        and _INDEX.search(text, max(0, one.core_start - 12), one.core_start)
        and one.stated % 5 == 0
    ):
        return True
    if (
        _BORE.match(text, one.core_start)
        or _CALIBRE.match(text, one.core)
        or _ODDS.match(text, one.core)
        or _LETTERED_PART.match(text, one.core)
        or _OR_TWO.search(text, max(0, one.start - 24), one.start)
    ):
        return True
    if before is not None and before.text == "(" and _enumerated(parse, one, before):
        return True
    return (
        _labelled(parse, one, before, after)
        or _dated(text, one, before, after)
        or _addressed(text, one, after)
        or (one.worded and not title and _named(parse, one, inside, after))
        or (
            not one.worded
            and not title
            and (_in_name(first, before) or _model(parse, one, inside, before, after))
        )
    )


def _neighbour(parse: Parse, token: Token, step: int) -> Token | None:
    index = token.index + step
    if 0 <= index < len(parse.tokens) and parse.tokens[index].sentence == token.sentence:
        return parse.tokens[index]
    return None


def _paged(text: str, one: Amount) -> bool:
    """Whether a figure numbers an item of a list or a picture of a series: *3.*, *1 / 2*, *Image 2 of 7*."""
    before = text[max(0, one.core_start - 24) : one.core_start]
    if _CITED.search(before) and (before[-1] != "(" or text[one.core : one.core + 1] == ")"):
        return True
    alone = text[one.core : one.core + 2] == ") " and "(" not in before
    if alone and one.stated < _LONGEST_LIST and _ITEM_START.search(before):
        return True
    if one.stated < 100 and _ITEM.search(before) and _ITEM_END.match(text, one.core):
        return True
    return (
        bool(_PAGE.search(before))
        or _ATTACKS.match(text, one.core_start) is not None
        or (one.stated < 1000 and re.match(r"\s/\s\d", text[one.core : one.core + 4]) is not None)
    )


def _lettered(text: str, one: Amount) -> bool:
    # F-16, Covid-19, Sars-CoV-2; but magnitude-6 and mid-20.
    before = text[max(0, one.core_start - 16) : one.core_start]
    if re.search(r"(?<!\w)(?:[Nn]os?\.\s?|№\s?|#)\Z", before) or text[one.core_start : one.core] in {
        "911",
        "999",
    }:
        return True
    match = re.search(r"([A-Za-z]+)[-‑]\Z", before)
    return bool(match) and match is not None and match[1].lower() not in words("allowed")


def _enumerated(parse: Parse, one: Amount, opening: Token) -> bool:
    """Whether *(2)* opens the second of several things, or repeats a number in figures."""
    previous = _neighbour(parse, opening, -1)
    names = previous is not None and previous.pos in {"NOUN", "PROPN", "PRON"}
    return (
        one.stated < _LONGEST_LIST
        and not one.worded
        and parse.text[one.core : one.core + 1] == ")"
        and not names
    )


def _listed(parse: Parse, before: Token, after: Token | None) -> bool:
    """Whether a number goes on a list of labels: *pages 12 and 13*, *routes 4, 7 and 9*."""
    if after is not None and after.pos in {"NOUN", "ADJ", "PROPN"}:
        return False
    at, figures = before.index, 0
    while at > 0 and (
        parse.tokens[at].text in {"and", "or", "to", ",", "through", "&"} or parse.tokens[at].tag == "CD"
    ):
        figures += parse.tokens[at].text.isdigit()
        at -= 1
    return (
        figures > 0 and parse.tokens[at].text.lower() in words("identifier") and parse.tokens[at].tag != "NN"
    )


def _labelled(parse: Parse, one: Amount, before: Token | None, after: Token | None) -> bool:
    text = parse.text
    if before is None or one.bounded or before.end > one.core_start:
        return False
    word = before.text.lower()
    if word == "top" and not one.worded and one.stated % 10 == 0:
        return True
    if word in {"top", "bottom"}:
        return not (after is not None and after.pos in {"NOUN", "ADJ"})
    if before.text in {"AM", "FM"}:
        return True
    if word in {"and", "or", "to", ",", "through", "&"}:
        return _listed(parse, before, after)
    written = text[one.core_start : one.core]
    titled = before.text[:1].isupper() and not one.worded and word in words("titled")
    if word not in words("identifier") and not titled:
        return False
    if _LETTERED.fullmatch(written):
        return True  # "Apartment 3B"
    if word in {"no", "no."}:
        return word == "no." or before.text == "No"
    # "the bus 12 people were on" is rarer than "bus 12"; a figure with a comma is no label.
    return "," not in written and one.stated < 100_000


def _dated(text: str, one: Amount, before: Token | None, after: Token | None) -> bool:
    written = text[one.core_start : one.core]
    earlier = before.text.lower().strip(".") if before else ""
    later = after.text.lower().strip(".") if after else ""
    if written.isdigit() and one.stated <= 31 and not one.bounded:
        if earlier in words("month") and (before is None or before.text[0].isupper()):
            return True
        if after is not None and later in words("month") and after.text[0].isupper():
            return True
    if earlier in words("month") and re.fullmatch(r"\d{1,2}\s?[-–]\s?\d{1,2}", written):
        return True
    if not (written.isdigit() and len(written) == 4 and 1000 <= one.stated <= 2200):
        return False
    counts = after is not None and after.tag == "NNS"
    if earlier in words("month") or (
        earlier in _YEAR_BEFORE and (not counts or earlier in {"in", "since", "until"})
    ):
        return True
    comma_date = re.search(
        r"[A-Z][a-z]+\.?\s\d{1,2},\s\Z", text[max(0, one.core_start - 20) : one.core_start]
    )
    if comma_date or re.search(r"['’]s?\s\Z", text[max(0, one.core_start - 3) : one.core_start]):
        return True
    if counts and not one.bounded and _named_by_year(one, before):
        return True
    if earlier in {"a", "an"} and not counts and one.stated <= 2100 and not one.compound:
        return True  # "a 1641 landscape"
    return 1900 <= one.stated <= 2100 and not one.bounded and not counts


def _named_by_year(one: Amount, before: Token | None) -> bool:
    """Whether *the* makes a year of a number before a plural: *the 2023 riots*, not *the 2000 guests*."""
    led = before is not None and (before.tag == "PRP$" or before.text.lower() == "the")
    return led and 1900 < one.stated <= 2100 and one.stated % 100 != 0


def _addressed(text: str, one: Amount, after: Token | None) -> bool:
    if one.bounded:
        return False
    if not one.worded and (
        _BLOCKS.match(text, one.core) or _TEXTED.search(text[max(0, one.start - 48) : one.start])
    ):
        return one.stated >= 100 and "," not in text[one.core_start : one.core]
    if after is not None and after.text.lower() in words("follower"):
        return one.stated >= 100 and one.stated % 100 == 0 and "," not in text[one.core_start : one.core]
    if one.worded:
        return False
    match = _STREET.match(text, one.end)
    if match is None:
        return False
    said = match[0].split()
    streets = [word.lower().strip(".,") in words("street") for word in said]
    return any(streets[1:]) or (
        len(said) > 1 and streets[0] and said[0].lower() in {"ave", "avenue", "rue", "via", "calle"}
    )


def _named(parse: Parse, one: Amount, inside: tuple[Token, ...], after: Token | None) -> bool:
    # Seven Network, Group of Seven, Big Ten: a capital inside a sentence, or inside a name.
    first, last = inside[0], inside[-1]
    if not _CAPITAL.match(parse.text, one.core_start) or one.bounded:
        return False
    opens = first.index == parse.sentences[first.sentence][0] or _opens_quote(parse, first)
    quoted = (
        parse.text[one.core : one.core + 1] in _QUOTES and parse.text[max(0, one.core_start - 1)] in _QUOTES
    )
    if not opens or quoted:
        return True
    return (last.ent in _NAMED and not last.ent_begins) or (
        first.ent in _NAMED and after is not None and after.ent == first.ent and not after.ent_begins
    )


def _opens_quote(parse: Parse, token: Token) -> bool:
    before = parse.tokens[token.index - 1].text if token.index else ""
    return before in {'"', "“", "‘", "'", ":", "—", "–", "-", "•", "``"}


def _in_name(first: Token, before: Token | None) -> bool:
    """A figure at the end of a name: *Boeing 737*, *Apollo 11*, *Expo 67*."""
    if first.ent not in _NAMED or before is None or first.ent_begins:
        return False
    return (
        before.ent == first.ent
        and before.text[:1].isupper()
        and before.pos == "PROPN"
        and first.dep != "appos"
    )


def _model(
    parse: Parse, one: Amount, inside: tuple[Token, ...], before: Token | None, after: Token | None
) -> bool:
    """A number that is part of a name, whatever its entity: *FTSE 100*, *iPhone 11*, *737 Max*."""
    written = parse.text[one.core_start : one.core]
    if _VERSION.fullmatch(written) and before is not None and before.pos in {"NOUN", "PROPN"}:
        return True
    if not written.isdigit() or one.bounded or one.range or one.change:
        return False
    if written in words("model") and (
        (after is not None and after.text.lower() in words("craft")) or _CRAFT.search(parse.text)
    ):
        return True
    if after is not None and len(written) == 5 and after.text.lower() == "zip":
        return True
    if (
        after is not None
        and after.tag == "NNP"
        and after.text.istitle()
        and after.ent not in {"NORP", "PERSON", "GPE"}
    ):
        # "8 News", "7 Mile Road": the figure opens a name.
        head = parse.tokens[inside[-1].head]
        if head.tag == "NNP" and head.index > inside[-1].index:
            return True
    if before is None or before.end + 1 != one.start or before.sentence != inside[0].sentence:
        return False
    named = (
        before.tag in {"NNP", "NNPS"}
        and before.text[:1].isupper()
        and before.ent not in {"DATE", "TIME", "GPE", "NORP"}
    )
    brand = before.text[:1].islower() and any(c.isupper() for c in before.text[1:])
    index = after is not None and after.lemma in {"index", "benchmark"}
    # "the Deuce 8 street gang": a figure over one counts no noun in the singular, *staff* and *crew* apart.
    one_noun = after is not None and after.tag == "NN" and after.text.lower() not in words("people")
    counts = after is not None and after.pos == "NOUN" and after.sentence == before.sentence and not index
    counts = counts and not (one_noun and one.stated > 1)
    return (named or brand) and not counts and inside[0].dep not in {"dobj", "attr"}
