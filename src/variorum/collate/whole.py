"""The clause that a claim stands in, whole: from its subject to the last that its verb is not told without.

A claim's own phrase is cut to its participants; shown alone it can say another thing than the report (*will be used to
treat patients* **who do not have the disease**), or nothing (*another bystander rushed*).
"""

from variorum.collate.lists import words
from variorum.model import Parse, Token
from variorum.text import Span

LONGEST = 25
"""Words of a whole clause at most; a longer one is not shown."""
CLIMBED = 6
"""Governors that are tried for the verb of a clause."""
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_NEEDED = frozenset(("advmod", "dobj", "dative", "attr", "acomp", "oprd", "xcomp", "ccomp", "prt", "neg", "agent",
                     "prep", "npadvmod", "aux", "auxpass", "nsubj", "nsubjpass", "expl"))  # fmt: skip
"""Relations of what stands behind a verb and belongs to what it tells."""
_LOOSE = frozenset(("prep", "npadvmod", "advmod", "agent"))
"""Those of them that are an aside behind a comma, and that a long clause is shown without."""
_NOTHING_SAID = frozenset(("nsubj", "nsubjpass", "csubj", "advmod", "punct", "neg", "aux", "cc", "mark"))
"""Relations beside which *is* has said nothing yet."""
_ASIDES = frozenset(("relcl", "appos", "acl", "advcl", "parataxis"))
_CLIMB = frozenset(("conj", "xcomp", "acomp", "attr", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "agent", "advcl",
                    "acl", "relcl", "pcomp", "compound", "nmod", "poss", "appos", "oprd"))  # fmt: skip
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_RELATIVE = frozenset(("WDT", "WP", "WP$"))
_COMMAS = frozenset((",", ";", ":", "-", "–", "—", "(", "--"))
_GOES_ON = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "AUX", "VERB"))
_QUOTES = frozenset("“”\"‘’'")
_DASHES = frozenset(("-", "–", "—", "--", ";"))
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))


def verb_of(parse: Parse, trigger: Token) -> Token | None:
    """The finite verb with a subject of its own that governs a predicate, itself included, or ``None``."""
    token = trigger
    for _ in range(CLIMBED):
        if finite(parse, token) and subject_of(parse, token) is not None and token.dep != "relcl":
            return token
        if token.dep not in _CLIMB:
            return None
        token = parse.tokens[token.head]
    return None


def subject_of(parse: Parse, verb: Token) -> Token | None:
    """The subject of a verb, unless it is a relative pronoun."""
    kids = (parse.tokens[i] for i in parse.children[verb.index])
    return next((k for k in kids if k.dep in _SUBJECTS and k.tag not in _RELATIVE), None)


def whole_clause(parse: Parse, trigger: Token) -> Span | None:
    """The clause of a predicate from its subject on, or ``None`` where it has none, is too long, or breaks a quotation.

    Args:
        parse: the parse of the report.
        trigger: the predicate.
    """
    verb = verb_of(parse, trigger)
    subject = None if verb is None else subject_of(parse, verb)
    if verb is None or subject is None:
        return _described(parse, trigger)
    first = min(_start(parse, subject, verb), *(k.left for k in _auxiliaries(parse, verb)), verb.index)
    for end in _ends(parse, verb, trigger):
        held = parse.tokens[first:end]
        if trigger.index >= end or trigger.index < first:
            return None
        if sum(t.pos != "PUNCT" for t in held) <= LONGEST:
            if _broken_off(parse, verb, held[-1]) or _unfinished(parse, verb, held[-1]):
                return None
            span = _closed(parse.text, Span(held[0].start, held[-1].end))
            return span if _sound(span.of(parse.text)) else None
    return None


def _broken_off(parse: Parse, verb: Token, last: Token) -> bool:
    """Whether a clause ends inside a phrase that was parsed amiss (*in the March 4* | *shooting death*)."""
    next_ = last.index + 1
    while next_ < len(parse.tokens) and parse.tokens[next_].text in _QUOTES:
        next_ += 1
    after = parse.tokens[next_] if next_ < len(parse.tokens) else last
    if after.sentence != last.sentence or after is last or after.pos not in _GOES_ON:
        return False
    begins = {
        parse.tokens[i].left for t in parse.tokens[verb.index : after.index] for i in parse.children[t.index]
    }
    return after.index not in begins


def _unfinished(parse: Parse, verb: Token, last: Token) -> bool:
    """Whether a clause ends before what it says (*the trader is reportedly* | *under inquiry*; *accused of* | *it*)."""
    kids = [parse.tokens[i] for i in parse.children[verb.index] if i <= last.index]
    bare = verb.lemma == "be" and all(k.dep in _NOTHING_SAID for k in kids) and verb.index < last.index
    after = parse.tokens[last.index + 1] if last.index + 1 < len(parse.tokens) else last
    goes_on = after.sentence == last.sentence and after.pos != "PUNCT"
    return bare or (last.pos == "ADP" and last.dep == "prep" and goes_on and after is not last)


def _described(parse: Parse, trigger: Token) -> Span | None:
    """What an apposition describes, with it (*Operation Gale, a campaign that has led to 300 arrests*)."""
    token = trigger
    for _ in range(CLIMBED):
        if token.dep == "relcl" and parse.tokens[token.head].dep == "appos":
            named = parse.tokens[parse.tokens[token.head].head]
            held = parse.tokens[named.left : token.right]
            held = held[:-1] if held[-1].pos == "PUNCT" else held
            span = Span(held[0].start, held[-1].end)
            short = sum(t.pos != "PUNCT" for t in held) <= LONGEST
            return span if short and _sound(span.of(parse.text)) else None
        token = parse.tokens[token.head]
    return None


def _start(parse: Parse, subject: Token, verb: Token) -> int:
    """Where a subject's words begin, behind a label and its colon (*UPDATE: four men* …)."""
    colon = (t.index + 1 for t in parse.tokens[subject.left : verb.index] if t.text == ":")
    return max(colon, default=subject.left)


def finite(parse: Parse, token: Token) -> bool:
    """Whether a token is a finite verb, by itself or by its auxiliary."""
    if token.pos not in ("VERB", "AUX"):
        return False
    kids = [parse.tokens[i] for i in parse.children[token.index]]
    said = token.tag == "VBN" and token.dep == "ROOT" and any(k.dep == "nsubj" for k in kids)  # tagged amiss
    return said or token.tag in _FINITE or any(k.tag in _FINITE for k in _auxiliaries(parse, token))


def _auxiliaries(parse: Parse, verb: Token) -> list[Token]:
    return [parse.tokens[i] for i in parse.children[verb.index] if parse.tokens[i].dep in ("aux", "auxpass")]


def _ends(parse: Parse, verb: Token, trigger: Token) -> list[int]:
    """Where the clause can end, the fullest first: the token after the last."""
    ends = [verb.index + 1]
    loose: list[bool] = []
    ranges = False
    for kid in (parse.tokens[i] for i in parse.children[verb.index] if i > verb.index):
        if kid.left <= trigger.index < kid.right and kid.dep in ("conj", "advcl"):
            verbs = _last(parse, kid) if kid.dep == "conj" else kid
            return _ends(parse, verbs, trigger)  # "hit a bus, killing four": its own end
        after_comma = parse.tokens[kid.left - 1].text in _COMMAS and not _of_a_date(parse, kid)
        if kid.dep in ("punct", "cc"):
            if kid.dep == "punct" and kid.text[0].isalpha():  # "around 6:30 a.m."
                ends[-1] = max(ends[-1], kid.right)
            continue
        if kid.dep == "conj" and subject_of(parse, kid) is None and _but(parse, kid):
            ends.append(
                next(iter(_ends(parse, _last(parse, kid), kid)), kid.right)
            )  # "denied it at first, but later confessed"
            loose.append(False)
            break
        purpose = kid.dep in ("advcl", "acl") and kid.tag in ("VB", "VBG") and not after_comma
        aside = after_comma and kid.dep in _LOOSE and not (kid.lemma == "to" and ranges)
        if not (kid.dep in _NEEDED or purpose) or aside:
            if kid.dep == "advcl" and not after_comma and verb.lemma in words()["told_with_when"]:
                return []  # "it started" | "when her son pushed a man"
            break
        ranges = kid.lemma == "from"  # "from 3 per cent in Corrin, to 7 per cent"
        ends.append(_without_asides(parse, verb, kid.right, trigger))
        loose.append(kid.dep in _LOOSE or purpose)
    out = [ends.pop()]
    dash = _dash(parse, max(verb.index, trigger.index), out[0])
    while len(ends) > 1 and loose.pop():
        out.append(ends.pop())
    return out if dash is None else [out[0], dash, *(e for e in out[1:] if e < dash)]


def _but(parse: Parse, kid: Token) -> bool:
    """Whether a joined verb turns what the first one tells."""
    before = {t.lemma.lower() for t in parse.tokens[max(0, kid.left - 3) : kid.index]}
    return bool(before & words()["turning"])


def _last(parse: Parse, verb: Token) -> Token:
    """The last of verbs that are joined to one: a list is not broken off (*left, came back and fired*)."""
    joined = (parse.tokens[i] for i in parse.children[verb.index] if parse.tokens[i].dep == "conj")
    further = next((t for t in joined if t.pos in ("VERB", "AUX") and subject_of(parse, t) is None), None)
    return verb if further is None else _last(parse, further)


def _dash(parse: Parse, after: int, end: int) -> int | None:
    """The first dash between spaces behind a token: what follows is an aside."""
    marks = (
        t for t in parse.tokens[after + 1 : end] if t.text in _DASHES and parse.text[t.start - 1].isspace()
    )
    return next((t.index for t in marks), None)


def _of_a_date(parse: Parse, kid: Token) -> bool:
    """Whether the comma before words is one of a date (*on Saturday, May 21, 2016, for* …)."""
    inside = parse.tokens[kid.left].ent == "DATE"
    return inside or (parse.tokens[kid.left - 2].ent == "DATE" and parse.tokens[kid.left - 3].text == ",")


def _without_asides(parse: Parse, verb: Token, end: int, trigger: Token) -> int:
    """Where words end without the relative clauses and appositions behind a comma at their end."""
    for token in parse.tokens[verb.index + 1 : end]:
        aside = token.dep in _ASIDES and token.right >= end and token.left > verb.index + 1
        listed = any(
            t.text == "," for t in parse.tokens[token.left : end]
        )  # "the couple, Ida and Jon Holm, hostage"
        if (
            aside
            and not listed
            and parse.tokens[token.left - 1].text in _COMMAS
            and trigger.index < token.left
        ):
            end = token.left - 1
            break
    while end > verb.index + 1 and parse.tokens[end - 1].pos in ("PUNCT", "CCONJ", "SCONJ"):
        if parse.tokens[end - 1].text in ("”", '"', "’", "'", ")", "%"):
            break
        end -= 1
    return end


def _closed(text: str, span: Span) -> Span:
    """The span with the quote mark right behind it, where it holds the one that opens."""
    exact, after = span.of(text), text[span.end : span.end + 1]
    opened = (after == "”" and exact.count("“") > exact.count("”")) or (
        after == '"' and exact.count('"') % 2 == 1
    )
    opened = opened or (after == "’" and exact.count("‘") > exact.count("’"))
    return Span(span.start, span.end + 1) if opened else span


def _sound(exact: str) -> bool:
    """Whether words hold both marks of each pair, or neither, and no line's end."""
    return (
        exact.count("‘") <= exact.count("’")
        and "\n" not in exact
        and exact.count('"') % 2 == 0
        and all(exact.count(a) == exact.count(b) for a, b in _PAIRS)
    )
