"""What *it*, *they* and *the senator* stand for when they are sources: subjects go on being subjects.

Coreference over the whole report is cautious; a source is a subject, and the subject before it is the
likeliest antecedent (the parallel preference of Hobbs 1978; centering, Grosz et al. 1995).
"""

from collections.abc import Iterator

from variorum.claims.attribution.grammar import kids
from variorum.claims.attribution.lexicon import words
from variorum.model import Parse, Token

_BACK = 3
"""Sentences that an antecedent may stand back."""
_NEAR = 6
"""Sentences in which a name must have stood for *the senator* to be its bearer."""
_OTHER = frozenset(("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "DET"))
_VERBAL = frozenset(("VERB", "AUX"))
_ABSTRACT = ("ments", "tions", "ities", "ances", "ences", "isms")
"""Endings of what has no will: it says nothing."""
_BEFORE = ("compound", "nmod", "amod")
_SUBJECT = ("nsubj", "nsubjpass")


class Anaphora:
    """The antecedents in one report; ``spoken`` are the tokens between quote marks."""

    def __init__(self, parse: Parse, spoken: frozenset[int]) -> None:
        self._parse = parse
        self._spoken = spoken
        self._roles: dict[str, set[str]] | None = None

    def antecedent(self, token: Token, depth: int = 0) -> int | None:
        """The head of what a subject pronoun *it* or *they* repeats, or ``None`` where nothing fits."""
        word = token.text.lower()
        fits = {"it": self._thing, "they": self._group}.get(word)
        if fits is None or depth > _BACK:
            return None
        for subject in self._subjects(token):
            if subject.text.lower() == word:
                if word == "it" and self._expletive(subject):
                    continue
                return self.antecedent(subject, depth + 1)
            if fits(subject):
                return subject.index
        return None

    def _subjects(self, token: Token) -> Iterator[Token]:
        """Subjects before *token*, the likeliest first: of the clauses above its own, then sentence by sentence."""
        yield from self._above(token)
        tokens = self._parse.tokens
        start = self._parse.sentences[token.sentence][0]
        before = tokens[start : token.index]
        yield from (t for t in reversed(before) if t.dep in _SUBJECT and self._heard(t, token))
        for number in range(token.sentence - 1, max(-1, token.sentence - 1 - _BACK), -1):
            first, last = self._parse.sentences[number]
            mine = [t for t in tokens[first:last] if t.dep in _SUBJECT and self._heard(t, token)]
            main = [t for t in mine if tokens[t.head].dep == "ROOT"]
            yield from main
            yield from (t for t in mine if t not in main)

    def _above(self, token: Token) -> Iterator[Token]:
        tokens = self._parse.tokens
        verb = tokens[token.head]
        seen = {token.index}
        while True:
            for subject in kids(self._parse, verb.index, *_SUBJECT):
                if subject.index < token.index and subject.index not in seen and self._heard(subject, token):
                    seen.add(subject.index)
                    yield subject
            if verb.head == verb.index:
                return
            verb = tokens[verb.head]

    def _heard(self, earlier: Token, token: Token) -> bool:
        """Whether both stand inside quotations or both outside."""
        return (earlier.index in self._spoken) == (token.index in self._spoken)

    def _expletive(self, token: Token) -> bool:
        verb = self._parse.tokens[token.head]
        return verb.lemma in {"be", "seem", "appear", "become", "take"}

    def _thing(self, token: Token) -> bool:
        return (
            token.pos in {"NOUN", "PROPN"}
            and not token.tag.endswith("S")
            and token.ent not in {"PERSON", *_OTHER}
            and not kids(self._parse, token.index, "conj")
            and token.lemma.lower() not in words("role")
        )

    def _group(self, token: Token) -> bool:
        if token.pos not in _NOMINAL or token.ent in _OTHER or token.text.lower() in words("pronoun"):
            return token.text.lower() in {"some", "many", "others", "both"}
        if token.lemma.lower() in words("document") or token.text.lower().endswith(_ABSTRACT):
            return False
        if token.tag in {"NNS", "NNPS"} or kids(self._parse, token.index, "conj") or token.pos == "NUM":
            return token.lemma.lower() not in words("happening")
        inside = (p for of in kids(self._parse, token.index, "prep") if of.lemma == "of" for p in
                  kids(self._parse, of.index, "pobj"))  # fmt: skip
        return token.lemma.lower() in words("share") and any(p.tag in {"NNS", "NNPS"} for p in inside)

    def named(self, token: Token) -> int | None:
        """The person named shortly before of whom alone the report says that they are *the senator*.

        By a title (*Sen. Ana Ruiz*), a noun before the name (*presidential candidate Ana Ruiz*) or an
        apposition (*Ana Ruiz, the mayor*); what *the* phrase adds (*the vice president*) must stand there too.
        """
        role = token.lemma.lower()
        if (
            token.tag != "NN"
            or token.ent == "PERSON"
            or role not in words("role")
            or not self._definite(token)
        ):
            return None
        if kids(self._parse, token.index, "poss", "prep", "relcl", "appos", "acl", "conj"):
            return None
        wanted = {
            role,
            *(m.lemma.lower() for m in kids(self._parse, token.index, "compound", "amod", "nmod")),
        }
        near: dict[str, int] = {}
        for other in self._parse.tokens[: token.index]:
            if token.sentence - other.sentence > _NEAR or self._inner(other):
                continue
            if other.ent == "PERSON" and other.pos == "PROPN":
                near.setdefault(other.text.lower(), other.index)
        bearers = [i for name, i in near.items() if wanted <= self._described().get(name, set())]
        return bearers[0] if len(bearers) == 1 else None

    def _described(self) -> dict[str, set[str]]:
        """By a name's last word, what the words around it say its bearer is, anywhere in the report."""
        if self._roles is None:
            self._roles = {}
            for token in self._parse.tokens:
                if token.ent == "PERSON" and token.pos == "PROPN" and not self._inner(token):
                    said = self._words_of(token)
                    parts = (
                        t for t in kids(self._parse, token.index, "compound", "nmod") if t.ent == "PERSON"
                    )
                    for part in (token, *parts):
                        self._roles.setdefault(part.text.lower(), set()).update(said)
        return self._roles

    def _inner(self, token: Token) -> bool:
        """Whether a token is a name's first part."""
        return self._parse.tokens[token.head].ent == "PERSON" and token.dep in {"compound", "nmod"}

    def _definite(self, token: Token) -> bool:
        return any(d.lemma.lower() == "the" for d in kids(self._parse, token.index, "det"))

    def _words_of(self, name: Token) -> set[str]:
        tokens = self._parse.tokens
        around = [*kids(self._parse, name.index, *_BEFORE)]
        heads = [
            *kids(self._parse, name.index, "appos"),
            *([tokens[name.head]] if name.dep == "appos" else []),
        ]
        around += [w for head in heads for w in (head, *kids(self._parse, head.index, *_BEFORE))]
        around += [w for title in around for w in kids(self._parse, title.index, "compound")]
        first = min((t.index for t in around if t.ent == "PERSON"), default=name.index)
        around += tokens[max(0, first - 1) : first]  # a title that the parser hung elsewhere
        return {
            _full(t.lemma.lower()) for t in around if t.ent != "PERSON" or t.lemma.lower() in words("role")
        }


def _full(word: str) -> str:
    return _TITLES.get(word.rstrip("."), word)


_TITLES = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "lt": "lieutenant",
           "sgt": "sergeant", "capt": "captain", "prof": "professor", "dr": "doctor", "pres": "president",
           "supt": "superintendent", "insp": "inspector", "det": "detective", "cllr": "councillor"}  # fmt: skip
