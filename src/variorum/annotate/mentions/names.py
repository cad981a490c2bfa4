"""Names in the text: where they stand, what kind of thing they name, and the words that come with them.

The pipeline's entity labels are evidence, not verdicts: spans are cut to their capitalised words, names
that it missed are added, and one kind is chosen for a name from all its places in the report together.
"""

from collections import Counter, defaultdict
from dataclasses import replace

from variorum.annotate.mentions.kinds import Name, kind_here, kind_votes
from variorum.annotate.mentions.words import (
    given_gender,
    heads,
    lists,
    person_nouns,
    place_name,
    place_of,
    titles,
)
from variorum.model import Kind, Parse, Token

LABELS = {
    "PERSON": Kind.PERSON,
    "ORG": Kind.ORGANIZATION,
    "GPE": Kind.PLACE,
    "LOC": Kind.PLACE,
    "FAC": Kind.PLACE,
    "NORP": Kind.GROUP,
    "EVENT": Kind.OTHER,
    "PRODUCT": Kind.OTHER,
    "WORK_OF_ART": Kind.OTHER,
    "LAW": Kind.OTHER,
}
_ADJECTIVAL = {"amod", "compound", "nmod"}
_JUNK = frozenset("()[]{}@#/\\—:;=<>|_*")


def find_names(parse: Parse) -> tuple[Name, ...]:
    """The names of a report in text order; they do not overlap."""
    headlines = {k for k in range(len(parse.sentences)) if is_headline(parse, k)}
    raw = [n for n in _labelled(parse) if _keep_labelled(parse, n, headlines)]
    taken = _taken(parse, raw)
    raw = [part for n in raw for part in _parts(parse, n, {n.key for n in raw})]
    raw += _repeated(
        [n for n in _unlabelled(parse, taken) if parse.tokens[n.first].sentence not in headlines]
    )
    raw = [_with_descriptor(parse, _with_possessor(parse, n)) for n in raw]
    raw += [_with_descriptor(parse, n) for n in _again(parse, raw)]
    raw.sort(key=lambda n: n.first)
    kinds = kind_votes(parse, raw)
    named = (replace(n, kind=kind_here(n, kinds[n.key])) for n in raw)
    return tuple(n for n in named if not _adjective(parse, n))


def _parts(parse: Parse, name: Name, keys: set[str]) -> list[Name]:
    """A label over *X and Y* is two names where the report has one of them alone."""
    if "and" not in name.words[1:-1] or name.words.count("and") > 1:
        return [name]
    at = next(i for i in range(name.first, name.last) if parse.tokens[i].text == "and")
    halves = [_name(parse, name.first, at, name.label), _name(parse, at + 1, name.last, name.label)]
    found = [half for half in halves if half]
    return found if len(found) == 2 and any(half.key in keys for half in found) else [name]


def is_headline(parse: Parse, sentence: int) -> bool:
    """Whether a sentence is set in title case or capitals, so that capitals tell nothing."""
    first, last = parse.sentences[sentence]
    long = [t for t in parse.tokens[first + 1 : last] if len(t.text) >= 4 and t.text.isalpha()]
    if len(long) < 3 or parse.tokens[last - 1].text in {".", "?", "”", '"'}:
        return False
    return sum(t.text[0].isupper() for t in long) >= 0.75 * len(long)


def _capital(token: Token) -> bool:
    text = token.text
    if not any(c.isupper() for c in text) or not text[0].isalnum():
        return False
    return not (_JUNK & set(text)) and not (token.pos in {"ADJ", "VERB", "ADV"} and "-" in text)


def _joins(parse: Parse, index: int) -> bool:
    """Whether the token can stand between two capitalised words of one name."""
    token = parse.tokens[index]
    if token.text in {"-", "–", "/"}:
        before, after = parse.tokens[index - 1], parse.tokens[index + 1]
        return before.end == token.start and after.start == token.end
    return token.text.lower() in lists()["connectors"] or token.tag == "POS"


def _runs(parse: Parse, first: int, last: int, *, joined: bool) -> list[tuple[int, int]]:
    """Maximal capitalised runs in ``[first, last)``; *joined* lets small words stand inside."""
    runs: list[tuple[int, int]] = []
    at = first
    while at < last:
        if not _capital(parse.tokens[at]):
            at += 1
            continue
        end = reach = at + 1
        while reach < last:
            token = parse.tokens[reach]
            if _capital(token) or (token.text.isdigit() and reach == end):
                end = reach + 1
            elif not (_joins(parse, reach) and (joined or _within_person(token)) and reach - end < 2):
                break
            reach += 1
        runs.append((at, end))
        at = end
    return [(_with_particle(parse, a), b) for a, b in runs]


def _within_person(token: Token) -> bool:
    return token.text == "-" or (token.text.islower() and token.text in lists()["particles"])


def _with_particle(parse: Parse, first: int) -> int:
    """The start of a name with the small word before it (*al Qaeda*, *van Dijk*)."""
    at = first - 1
    if at > 0 and parse.tokens[at].text == "-" and parse.tokens[at].end == parse.tokens[first].start:
        at -= 1
    if (
        at >= 0
        and parse.tokens[at].text in lists()["leading"]
        and parse.tokens[at].sentence == parse.tokens[first].sentence
    ):
        return at
    return first


def _name(parse: Parse, first: int, last: int, label: Kind | None) -> Name | None:
    """A name over the tokens once determiners, titles and stray marks are off, or ``None``."""
    tokens = parse.tokens
    while first < last and tokens[first].text.lower() in {"the", "a", "an"}:
        first += 1
    gender: str | None = None
    while last - first > 1 and tokens[first].text.lower() in titles() and label in {None, Kind.PERSON}:
        gender = titles()[tokens[first].text.lower()][0] or gender
        first += 1
    if first >= last:
        return None
    words = _words(parse, first, last)
    low = words[0].lower()
    blank = len(words) == 1 and (low in lists()["not_names"] or len(low) < 2)
    empty = all(w.lower() in lists()["calendar"] for w in words) or all(w.lower() in titles() for w in words)
    if blank or empty or not tokens[first].text[0].isalnum() or _role(words, label):
        return None
    inside = range(first, last)
    head = next((i for i in inside if tokens[i].head not in inside or tokens[i].head == i), last - 1)
    return Name(first, last, head, label, label or Kind.OTHER, words, gender)


def _words(parse: Parse, first: int, last: int) -> tuple[str, ...]:
    """The words of a name; what hyphens join is one word."""
    words: list[str] = []
    for at in range(first, last):
        token = parse.tokens[at]
        joined = at > first and parse.tokens[at - 1].end == token.start
        if joined and ("-" in {token.text, parse.tokens[at - 1].text}):
            words[-1] += token.text
        else:
            words.append(token.text)
    return tuple(words)


def _role(words: tuple[str, ...], label: Kind | None) -> bool:
    """Whether capitals only adorn a role (*Harris County Fire Marshal*, *Prime Minister*)."""
    last = words[-1].lower()
    if len(words) < 2 or label not in {None, Kind.PERSON} or given_gender(words[0]) is not None:
        return False
    return last in person_nouns() and not words[-1].isupper()


def _labelled(parse: Parse) -> list[Name]:
    found: list[Name] = []
    tokens = parse.tokens
    at = 0
    while at < len(tokens):
        if not tokens[at].ent:
            at += 1
            continue
        end = at + 1
        while end < len(tokens) and tokens[end].ent == tokens[at].ent and not tokens[end].ent_begins:
            end += 1
        label = LABELS.get(tokens[at].ent)
        if label:
            # A label often ends in the middle of a hyphenated or "X of Y" name; capitals tell where.
            for first, last in _runs(parse, at, end, joined=label is not Kind.PERSON):
                name = _name(parse, first, last, label)
                if name:
                    found.append(name)
        at = end
    return found


def _keep_labelled(parse: Parse, name: Name, headlines: set[int]) -> bool:
    token = parse.tokens[name.first]
    if token.sentence in headlines:
        return _known(name)
    start = parse.sentences[token.sentence][0] == name.first
    common = token.pos in {"VERB", "AUX", "ADV", "PRON", "ADP", "DET", "INTJ", "SCONJ", "CCONJ", "NUM"}
    return not (len(name.words) == 1 and common and (start or name.label is not Kind.PERSON))


def _known(name: Name) -> bool:
    given = given_gender(name.words[0]) is not None and len(name.words) in {2, 3}
    return (given and name.label is Kind.PERSON) or place_name(name.key) is not None


def _taken(parse: Parse, names: list[Name]) -> list[bool]:
    taken = [False] * len(parse.tokens)
    for name in names:
        taken[name.first : name.last] = [True] * (name.last - name.first)
    return taken


def _unlabelled(parse: Parse, taken: list[bool]) -> list[Name]:
    """Names that no label covers: proper nouns in capitals, a lone one only inside a sentence."""
    found: list[Name] = []
    for start, stop in parse.sentences:
        at = start
        while at < stop:
            if not _proper(parse.tokens[at]) or taken[at]:
                at += 1
                continue
            end = at + 1
            while end < stop and _proper(parse.tokens[end]) and not taken[end]:
                end += 1
            name = _name(parse, at, end, None)
            if name and (len(name.words) > 1 or at > start) and not _common(parse, name):
                found.append(name)
            at = end
    return found


def _repeated(names: list[Name]) -> list[Name]:
    """Without the lone words that stand only once: nothing but their capital speaks for them."""
    counts = Counter(n.words for n in names)
    return [n for n in names if len(n.words) > 1 or counts[n.words] > 1]


def _proper(token: Token) -> bool:
    return token.pos == "PROPN" and _capital(token) and token.ent not in {"DATE", "TIME", "MONEY", "CARDINAL"}


def _common(parse: Parse, name: Name) -> bool:
    """Whether a lone capitalised word is a common noun with a capital (*the Consulate*, *the Mayor*)."""
    if len(name.words) > 1:
        return False
    token = parse.tokens[name.first]
    low = token.text.lower()
    if low in person_nouns() or token.dep in _ADJECTIVAL:
        return True
    before = parse.tokens[name.first - 1].text.lower() if name.first else ""
    return before in {"the", "this", "that", "a", "an"}


def _with_possessor(parse: Parse, name: Name) -> Name:
    """*Ecuador's Foreign Ministry* is one name where the rest alone could belong to any place."""
    if name.label is not Kind.ORGANIZATION or name.first < 2 or len(name.words) > 3:
        return name
    tokens = parse.tokens
    mark, owner = tokens[name.first - 1], tokens[name.first - 2]
    generic = name.words[-1] in heads()["organization", "last"]
    if mark.tag != "POS" or owner.ent not in {"GPE", "LOC"} or not generic or owner.sentence != mark.sentence:
        return name
    first = name.first - 2
    while first and tokens[first].ent == owner.ent and not tokens[first].ent_begins:
        first += 1 if tokens[first].text.lower() == "the" else -1
        if tokens[first].text.lower() == "the":
            first += 1
            break
    return replace(name, first=first, words=_words(parse, first, name.last))


def _leads_up(token: Token) -> bool:
    """Whether a noun tells what the name behind it is; *the man Ann accused* has one that does not."""
    lemma = token.lemma.lower()
    fits = token.pos in {"NOUN", "PROPN"} and token.tag != "NNS"
    return fits and lemma in person_nouns() and lemma not in lists()["generic"]


def _with_descriptor(parse: Parse, name: Name) -> Name:
    """The name with the gender, nouns and modifiers of the words before it."""
    tokens = parse.tokens
    nouns: list[str] = []
    modifiers: list[str] = []
    gender = name.gender
    titled = False
    at = name.first - 1
    start = parse.sentences[tokens[name.first].sentence][0]
    if at - 4 >= start and [t.text for t in tokens[at - 3 : at]] == ["-", "of", "-"]:
        at -= 4
    while at >= start:
        token = tokens[at]
        low = token.text.lower()
        if low in titles() and _capital(token):
            title_gender, noun = titles()[low]
            titled = True
            gender = gender or title_gender
            nouns += [noun] if noun else []
        elif _leads_up(token):
            nouns.append(token.lemma.lower())
        elif nouns and token.pos in {"ADJ", "NOUN", "PROPN"}:
            modifiers.append(modifier(token))
        elif not (nouns and token.text == "-"):
            break
        at -= 1
    return replace(name, gender=gender, nouns=tuple(nouns), modifiers=tuple(modifiers), titled=titled)


def _again(parse: Parse, names: list[Name]) -> list[Name]:
    """Further places of names found elsewhere in the report, and of their persons' surnames."""
    kinds: dict[tuple[str, ...], Kind | None] = {}
    for name in names:
        texts = tuple(t.text for t in parse.tokens[name.first : name.last])
        kinds.setdefault(texts, name.label)
        if name.label is Kind.PERSON and len(name.words) > 1:
            kinds.setdefault(texts[-1:], Kind.PERSON)
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in sorted(kinds, key=lambda w: (-len(w), w)):
        by_first[words[0]].append(words)
    taken = _taken(parse, names)
    found: list[Name] = []
    for token in parse.tokens:
        for words in by_first.get(token.text, ()):
            last = token.index + len(words)
            if last > len(taken) or any(taken[token.index : last]) or not _fits(parse, token, words):
                continue
            again = _name(parse, token.index, last, kinds[words])
            if again:
                taken[again.first : again.last] = [True] * (again.last - again.first)
                found.append(again)
            break
    return found


def _fits(parse: Parse, token: Token, words: tuple[str, ...]) -> bool:
    if tuple(t.text for t in parse.tokens[token.index : token.index + len(words)]) != words:
        return False
    if not words[0][0].isupper():
        return False
    return len(words) > 1 or token.pos == "PROPN" or (token.pos == "NOUN" and words[0].isupper())


def modifier(token: Token) -> str:
    """A modifier for comparing: a place for its name or demonym, else the word in lower case."""
    word = modifier_word(token.text)
    return token.lemma.lower() if token.pos == "NOUN" and not word.startswith("@") else word


def modifier_word(word: str) -> str:
    """The same for one word."""
    place = place_of(word) if word[0].isupper() else None
    return f"@{place}" if place else word.lower()


def _adjective(parse: Parse, name: Name) -> bool:
    """Whether a group's name is only an adjective (*Ecuadorian consulate*)."""
    token = parse.tokens[name.head]
    groupish = name.kind is Kind.GROUP or (place_of(name.key) is not None and place_name(name.key) is None)
    return groupish and (token.dep in _ADJECTIVAL or token.pos == "ADJ")
