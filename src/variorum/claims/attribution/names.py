"""Sources resolved to names: names, titles, pronouns, institutions, groups, anonymous officials, documents."""

from variorum.claims.attribution import grammar
from variorum.claims.attribution.grammar import kids
from variorum.model import Entity, Form, Layers, Mention, Parse, Report, Token
from variorum.text import Span

_RELATIVE = frozenset(("who", "which", "that", "whom"))
_PERSONAL = frozenset(
    ["i", "me", "my", "mine", "we", "us", "our", "you", "your", "he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "this", "these", "those", "one", "itself", "himself", "herself"]
)
_QUOTE_MARKS = "\"“”‘’'`«»"


class Namer:
    """Names the sources of one report; built once a report, it keeps nothing but what it was given."""

    def __init__(self, report: Report, layers: Layers) -> None:
        self._report = report
        self._parse: Parse = layers.parse
        self._entities: dict[str, Entity] = {e.id: e for e in layers.entities}
        self._heads: dict[int, Mention] = {}
        for mention in layers.mentions:
            kept = self._heads.get(mention.head)
            if kept is None or len(mention.span) > len(kept.span):
                self._heads[mention.head] = mention

    def source(self, head: int | None, spans: tuple[Span, ...]) -> tuple[str | None, str | None]:
        """The entity id and the name of a source, each ``None`` where the report does not tell."""
        if head is None or not spans:
            return None, None
        head = self._antecedent(head)
        token = self._parse.tokens[head]
        mention = self._heads.get(head)
        if mention is not None and (entity := self._entities.get(mention.entity)) is not None:
            name = entity.name
            if not _is_pronoun(name) and (entity.names or mention.form is Form.NOMINAL):
                return entity.id, (name if entity.names else self._by_noun(token) or name)
            if mention.form is not Form.PRONOUN:
                return entity.id, self._by_noun(token) or self._phrase(head)
        if _is_pronoun(token.text) or token.pos == "PRON":
            return (mention.entity if mention else None), self._guess(token)
        return (mention.entity if mention else None), self._by_noun(token) or self._phrase(head)

    def _antecedent(self, head: int) -> int:
        """What a relative pronoun stands for."""
        token = self._parse.tokens[head]
        if token.text.lower() in _RELATIVE:
            verb = self._parse.tokens[token.head]
            while verb.dep in {"conj", "xcomp", "ccomp"} and verb.head != verb.index:
                verb = self._parse.tokens[verb.head]
            if verb.dep == "relcl":
                return verb.head
        return head

    def _phrase(self, head: int) -> str | None:
        """The noun phrase itself as a name: no relative clause, no apposition, no possessive ending."""
        parse = self._parse
        token = parse.tokens[head]
        drop: set[int] = set()
        for child in parse.children[head]:
            dependant = parse.tokens[child]
            if (
                dependant.dep
                in {"relcl", "acl", "appos", "advcl", "punct", "case", "conj", "cc", "parataxis"}
                and child > head
            ):
                if dependant.dep in {"conj", "cc"} and token.ent != "PERSON":
                    continue
                drop.update(range(dependant.left, dependant.right))
        kept = [i for i in range(token.left, token.right) if i not in drop]
        run = [i for i in kept if i >= token.left]
        if not run:
            return None
        end = head
        while end + 1 in set(run):
            end += 1
        text = parse.text[parse.tokens[run[0]].start : parse.tokens[end].end]
        text = " ".join(text.split()).strip(_QUOTE_MARKS + ",;:–— ")
        return text if text and not _is_pronoun(text) else None

    def _by_noun(self, token: Token) -> str | None:
        """The one name in the report that ends in this common noun: *the ministry* is *Ecuador's Foreign Ministry*."""
        return None

    def _guess(self, token: Token) -> str | None:
        """A name for a pronoun that coreference left alone."""
        return None

    def via(self, trigger: int, content: tuple[Span, ...]) -> tuple[str, ...]:
        """The route by which the words came, as names (*released to the Washington Post*)."""
        return ()


def _is_pronoun(text: str) -> bool:
    return text.lower() in _PERSONAL | _RELATIVE


__all__ = ["Namer", "grammar", "kids"]
