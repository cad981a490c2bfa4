"""What *it*, *they* and *the senator* stand for when they are sources: subjects go on being subjects.

Coreference over the whole report is cautious; a source is a subject, and the subject before it is the
likeliest antecedent (the parallel preference of Hobbs 1978; centering, Grosz et al. 1995).
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from variorum.claims.attribution.grammar import kids
from variorum.claims.attribution.lexicon import words
from variorum.model import Entity, Parse, Token

_BACK = 3
"""Sentences that an antecedent may stand back."""
_CAPITALS = 4
"""Letters of an acronym at most; a place in more capitals is a dateline."""
_LATELY = 3
"""Sentences back to the one that was last spoken of."""
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
    """The antecedents in one report; ``spoken`` are the tokens between quote marks.

    ``who`` are the people, by the heads of their mentions.
    """

    def __init__(
        self, parse: Parse, spoken: frozenset[int], who: Mapping[int, Entity] = MappingProxyType({})
    ) -> None:
        self._parse = parse
        self._who = who
        self._spoken = spoken
        self._roles: dict[str, set[str]] | None = None

    def antecedent(self, token: Token, depth: int = 0) -> int | None:
        """The head of what a subject pronoun *it* or *they* repeats, or ``None`` where nothing fits."""
        word = token.text.lower()
        fits = {"it": self._thing, "they": self._group}.get(word)
        if fits is None or depth > _BACK:
            return None
        for found in self._subjects(token):
            subject = self._relative(found) if word == "it" else found
            if subject is found and subject.left <= token.index < subject.right:
                continue  # "the one thing it wants": the noun of a clause is not its subject
            if subject.text.lower() == word:
                if word == "it" and self._expletive(subject):
                    continue
                return self.antecedent(subject, depth + 1)
            if fits(subject):
                return subject.index
        return self._shown(token) if word == "they" else None

    def _relative(self, token: Token) -> Token:
        """What *which* stands for, and any other token itself."""
        if token.tag != "WDT":
            return token
        verb = self._parse.tokens[token.head]
        return self._parse.tokens[verb.head] if verb.dep == "relcl" else token

    def _shown(self, token: Token) -> int | None:
        """Who stands behind *there* or *are* (*on one side are activists*), or is worked on (*that worries many*)."""
        for number in (token.sentence, token.sentence - 1):
            if number < 0:
                continue
            first, last = self._parse.sentences[number]
            roles = ("attr", "dobj") if number == token.sentence else ("attr",)
            before = self._parse.tokens[first : min(last, token.index)]
            mine = [t for t in before if t.dep in roles and self._heard(t, token) and self._people(t)]
            if mine:
                return mine[-1].index if number == token.sentence else mine[0].index
        return None

    def _people(self, token: Token) -> bool:
        return token.tag in {"NNS", "NNPS"} and token.index in self._who and self._group(token)

    def varied(self, token: Token) -> int | None:
        """The person whom *the Vermont senator* or *the candidate* goes on about, or ``None``.

        A reporter who calls somebody by an office that was not told yet means the one just spoken of: the
        subject of the sentence before, if the report gives that office to nobody else.
        """
        if not self._role(token) or token.dep not in _SUBJECT:
            return None
        wanted = self._office(token)
        holders = {name for name, said in self._described().items() if wanted <= said}
        man = _GENDER.get(_ending(token.lemma.lower()))
        return self._last_spoken_of(
            token, lambda one: holders <= _parts(one) and (man is None or one.gender in {man, None})
        )

    def again(self, token: Token) -> int | None:
        """Whom a *he* or *she* that coreference left alone repeats: the same pronoun just before, or the last subject.

        The subject counts only if the report tells that it is a man, or a woman.
        """
        word = token.text.lower()
        first = self._parse.sentences[max(0, token.sentence - 1)][0]
        for earlier in reversed(self._parse.tokens[first : token.index]):
            same = earlier.text.lower() == word and earlier.dep in _SUBJECT and self._heard(earlier, token)
            if same and earlier.index in self._who and self._who[earlier.index].names:
                return earlier.index
        gender = "m" if word == "he" else "f"
        return self._last_spoken_of(token, lambda one: one.gender == gender)

    def _last_spoken_of(self, token: Token, fits: Callable[[Entity], bool]) -> int | None:
        """The one named person who is a subject of the last sentence that has such subjects, if that person fits.

        Where the token's own sentence names somebody before it, it is too unsure who is meant.
        """
        own = self._parse.tokens[self._parse.sentences[token.sentence][0] : token.index]
        if token.index in self._spoken or any(self._told(t) for t in own):
            return None
        for number in range(token.sentence - 1, max(-1, token.sentence - 1 - _LATELY), -1):
            first, last = self._parse.sentences[number]
            mine = {
                self._who[t.index].id: t for t in reversed(self._parse.tokens[first:last]) if self._told(t)
            }
            if mine:
                ((_, one), *others) = mine.items()
                return one.index if not others and fits(self._who[one.index]) else None
        return None

    def _told(self, token: Token) -> bool:
        """Whether one person is named there as a subject, outside quotations."""
        one = self._who.get(token.index)
        named = one is not None and bool(one.names) and not one.plural
        return named and token.pos == "PROPN" and token.dep in _SUBJECT and token.index not in self._spoken

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
            and not (token.ent == "GPE" and token.text.isupper() and len(token.text) > _CAPITALS)
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
        if not self._role(token):
            return None
        wanted = self._office(token)
        near: dict[str, int] = {}
        for other in self._parse.tokens[: token.index]:
            if token.sentence - other.sentence > _NEAR or self._inner(other):
                continue
            if other.ent == "PERSON" and other.pos == "PROPN":
                near.setdefault(other.text.lower(), other.index)
        bearers = [i for name, i in near.items() if wanted <= self._described().get(name, set())]
        return bearers[0] if len(bearers) == 1 else None

    def _role(self, token: Token) -> bool:
        """Whether a noun is a bare definite office: *the senator*, *the Vermont senator*, not *the senator who …*."""
        return (
            token.tag == "NN"
            and token.ent != "PERSON"
            and token.lemma.lower() in words("role")
            and self._definite(token)
            and not kids(self._parse, token.index, "poss", "prep", "relcl", "appos", "acl", "conj")
        )

    def _office(self, token: Token) -> set[str]:
        """The words of an office: *vice*, *president*."""
        own = (m.lemma.lower() for m in kids(self._parse, token.index, *_BEFORE))
        return {token.lemma.lower(), *own}

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


_GENDER = {"man": "m", "woman": "f", "ess": "f"}


def _ending(role: str) -> str:
    return next((end for end in ("woman", "man", "ess") if role.endswith(end)), "")


def _parts(one: Entity) -> set[str]:
    return {part.lower() for name in one.names for part in name.split()}


def _full(word: str) -> str:
    return _TITLES.get(word.rstrip("."), word)


_TITLES = {"sen": "senator", "gov": "governor", "rep": "representative", "gen": "general", "lt": "lieutenant",
           "sgt": "sergeant", "capt": "captain", "prof": "professor", "dr": "doctor", "pres": "president",
           "supt": "superintendent", "insp": "inspector", "det": "detective", "cllr": "councillor"}  # fmt: skip
