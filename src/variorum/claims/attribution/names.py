"""Sources resolved to names: names, pronouns, institutions, groups, anonymous officials, documents.

Coreference does most of it. What is added here works without it too: a common noun that only one
name in the report ends with (*the ministry*), a surname whose full form the report has, and a subject
that the next subject repeats (:mod:`variorum.claims.attribution.anaphora`).
"""

from itertools import takewhile

from variorum.claims.attribution.anaphora import Anaphora
from variorum.claims.attribution.grammar import kids
from variorum.claims.attribution.lexicon import words
from variorum.model import Entity, Form, Kind, Layers, Mention, Parse, Token
from variorum.text import Span

_SKIP = frozenset(("relcl", "acl", "appos", "advcl", "punct", "case", "parataxis"))
_SPELT = {"centre": "center", "defence": "defense", "organisation": "organization"}
_LONGEST_NAME = 4
_MARKS = "\"“”‘’'`«»,;:–—- "


class Namer:
    """Names the sources of one report; built once a report, it keeps only what the report says."""

    def __init__(self, layers: Layers, spoken: frozenset[int]) -> None:
        self._parse: Parse = layers.parse
        self._entities: dict[str, Entity] = {e.id: e for e in layers.entities}
        self._heads: dict[int, Mention] = {}
        for mention in layers.mentions:
            kept = self._heads.get(mention.head)
            if kept is None or len(mention.span) > len(kept.span):
                self._heads[mention.head] = mention
        of = ((m.head, self._entities[m.entity]) for m in layers.mentions)
        who = {head: entity for head, entity in of if entity.kind is Kind.PERSON}
        self._anaphora = Anaphora(layers.parse, spoken, who)
        self._first: dict[str, int] = {}
        for mention in sorted(layers.mentions, key=lambda m: m.span):
            self._first.setdefault(mention.entity, mention.head)
        self._institutions: dict[str, set[str]] = {}
        self._proper: dict[str, list[Token]] = {}
        for token in self._parse.tokens:
            if token.pos == "PROPN":
                self._proper.setdefault(token.text.lower(), []).append(token)

    def source(self, head: int | None) -> tuple[str | None, str | None]:
        """The entity id and the name of a source, each ``None`` where the report does not tell."""
        if head is None:
            return None, None
        head = self._antecedent(self._titled(head))
        joined = [t.index for t in kids(self._parse, head, "conj") if t.pos in {"NOUN", "PROPN"}]
        if joined:
            several = [self._one(i)[1] for i in (head, *joined)]
            return None, " and ".join(dict.fromkeys(n for n in several if n)) or None
        return self._one(head)

    def _titled(self, head: int) -> int:
        """The name behind an abbreviated title that the parse takes for the source (*Rep. Ina Dorn notes*)."""
        tokens = self._parse.tokens
        if tokens[head].pos != "PROPN" or not tokens[head].text.endswith(".") or head in self._heads:
            return head
        behind = takewhile(lambda t: t.pos == "PROPN", tokens[head + 1 : head + 1 + _LONGEST_NAME])
        return next((t.index for t in behind if t.index in self._heads), head)

    def _one(self, head: int) -> tuple[str | None, str | None]:
        token = self._parse.tokens[head]
        mention = self._heads.get(head)
        entity = self._entities.get(mention.entity) if mention else None
        told = entity is not None and not is_pronoun(entity.name)
        # Coreference is sure of people and groups; *it* it gives to places too readily.
        repeated = self._anaphora.antecedent(token) if not told or token.text.lower() == "it" else None
        if repeated is not None:
            return self.source(repeated)
        if entity is not None and entity.names and not is_pronoun(entity.name):
            return entity.id, entity.name
        if is_pronoun(token.text) or token.pos == "PRON":
            if entity is not None and not is_pronoun(entity.name):
                return entity.id, self._of_nouns(entity)
            again = self._anaphora.again(token) if token.text.lower() in {"he", "she"} else None
            return self._one(again) if again is not None else (None, None)
        bearer = self._anaphora.named(token)
        if bearer is None and (mention is None or self._first[mention.entity] == mention.head):
            bearer = self._anaphora.varied(token)
        if bearer is not None:
            return self._one(bearer)
        name = self._only_name(token) or self._full_name(token) or self.phrase(head)
        return (entity.id if entity else None), name

    def _antecedent(self, head: int) -> int:
        """What a relative pronoun stands for."""
        token = self._parse.tokens[head]
        if token.tag not in {"WP", "WDT", "WP$"}:
            return head
        verb = self._parse.tokens[token.head]
        while verb.dep in {"conj", "xcomp", "ccomp", "auxpass"} and verb.head != verb.index:
            verb = self._parse.tokens[verb.head]
        return verb.head if verb.dep == "relcl" else head

    def phrase(self, head: int) -> str | None:
        """The noun phrase itself as a name, without relative clauses, appositions and quote marks."""
        parse, token = self._parse, self._parse.tokens[head]
        low, high = head, head
        dropped = {
            i
            for c in parse.children[head]
            if parse.tokens[c].dep in _SKIP and c > head
            for i in range(parse.tokens[c].left, parse.tokens[c].right)
        }
        for c in parse.children[head]:
            if c > head and parse.tokens[c].dep in {"cc", "conj"}:
                dropped.update(range(c, token.right))
        while low > token.left:
            low -= 1
        while high + 1 < token.right and high + 1 not in dropped:
            high += 1
        while low < head and parse.tokens[low].pos in {"PUNCT", "CCONJ", "ADV"}:
            low += 1
        text = " ".join(parse.text[parse.tokens[low].start : parse.tokens[high].end].split()).strip(_MARKS)
        first, _, rest = text.partition(" ")
        if rest and parse.tokens[low].pos in {"DET", "NUM"}:
            text = f"{first.lower()} {rest}"
        return text if text and not is_pronoun(text) else None

    def _only_name(self, token: Token) -> str | None:
        """The one institution in the report whose name ends in this common noun.

        *The ministry* is the Foreign Ministry even where that is named only later.
        """
        articles = kids(self._parse, token.index, "det")
        definite = any(d.lemma.lower() in {"the", "this", "that"} for d in articles)
        if not definite or token.lemma.lower() not in words("institution"):
            return None
        key = _SPELT.get(token.text.lower(), token.text.lower())
        if key not in self._institutions:
            spelt = (key, *(other for other, own in _SPELT.items() if own == key))
            same = (t for form in spelt for t in self._proper.get(form, ()) if self._names_one(t))
            self._institutions[key] = {n for t in same if (n := self.phrase(t.index))}
        names = sorted(self._institutions[key], key=lambda n: (-len(n), n))
        if not names:
            return None
        longest = _bare(names[0])
        return names[0] if all(longest.endswith(_bare(n)) for n in names) else None

    def _names_one(self, candidate: Token) -> bool:
        if not candidate.text[0].isupper():
            return False
        return any(
            c.pos in {"PROPN", "ADJ"} and c.text[:1].isupper()
            for c in kids(self._parse, candidate.index, "compound", "amod", "poss", "nmod")
        )

    def _full_name(self, token: Token) -> str | None:
        """The fullest form of a person's name that the report has, if there is only one such person."""
        if token.pos != "PROPN" or kids(self._parse, token.index, "det", "compound", "amod", "poss"):
            return None
        tokens = self._parse.tokens
        found: set[str] = set()
        for other in self._proper.get(token.text.lower(), []):
            if other.text == token.text and other.ent == "PERSON":
                low = other.index
                while not tokens[low].ent_begins and low > 0 and tokens[low - 1].ent == "PERSON":
                    low -= 1
                found.add(self._parse.text[tokens[low].start : other.end])
        found.add(token.text)
        longest = max(sorted(found), key=len)
        return longest if " " in longest and all(longest.endswith(n) for n in found) else None

    def _of_nouns(self, entity: Entity) -> str | None:
        for mention in sorted(
            (m for m in self._heads.values() if m.entity == entity.id), key=lambda m: m.span
        ):
            if mention.form is Form.NOMINAL:
                token = self._parse.tokens[mention.head]
                return self._only_name(token) or self.phrase(mention.head)
        return entity.name

    def via(self, trigger: int | None, content: tuple[Span, ...]) -> tuple[str, ...]:
        """The route by which the words came, as names (*released to the Washington Post*)."""
        if trigger is None:
            return ()
        parse = self._parse
        found: list[str] = []
        first, last = parse.sentences[parse.tokens[trigger].sentence]
        for i in range(max(first, trigger - 12), min(last, trigger + 24)):
            token = parse.tokens[i]
            route = self._route(token)
            if not (route and _is_outlet(token)) or any(s.start <= token.start < s.end for s in content):
                continue
            if not self._near(i, trigger):
                continue
            name = self.phrase(i)
            if name and name not in found:
                found.append(name)
        return tuple(found)

    def _route(self, token: Token) -> bool:
        over = self._parse.tokens[token.head]
        if token.dep == "pobj":
            return f"{self._parse.tokens[over.head].lemma.lower()}:{over.lemma}" in words("route")
        return token.dep in {"dobj", "dative"} and f"{over.lemma.lower()}:{token.dep}" in words("route")

    def _near(self, index: int, trigger: int) -> bool:
        """Whether a token hangs on the trigger, with no other subject between."""
        token = self._parse.tokens[index]
        while token.index not in {trigger, token.head}:
            token = self._parse.tokens[token.head]
        return token.index == trigger


def is_pronoun(text: str) -> bool:
    """Whether a text is no more than a pronoun, which never names anybody."""
    return text.lower() in words("pronoun")


def _is_outlet(token: Token) -> bool:
    other = token.ent in {"PERSON", "GPE", "NORP", "DATE", "TIME", "LOC", "FAC", "EVENT"}
    return token.ent in {"ORG", "WORK_OF_ART"} or (token.pos == "PROPN" and not other)


def _bare(name: str) -> str:
    return name.lower().replace("’", "'").removeprefix("the ")
