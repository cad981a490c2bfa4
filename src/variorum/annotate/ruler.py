"""The pipeline's attribute ruler, remembered: the same attributes, without matching every pattern at every token.

spaCy's ``AttributeRuler`` runs some two hundred patterns over each text, an eighth of a parse's time. All but a few of
them look at one token, and there at its lower-case form, its tag, its dependency and whether it is space. What they set
is therefore worked out once for each such combination and kept; the rest is matched as ever.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

_NAME = "variorum_attribute_ruler"
_LOOKED_AT = frozenset({"LOWER", "TAG", "DEP", "IS_SPACE"})
_SETS = frozenset({"POS", "MORPH", "LEMMA", "TAG", "DEP"})
_Key = tuple[int, int, int, int]


def remember(nlp: "Language") -> None:
    """Put a remembered ruler in the place of the pipeline's own; one whose patterns look at more is left as it is."""
    from spacy.language import Language  # noqa: PLC0415 - a model loads when it is first needed
    from spacy.pipeline import AttributeRuler  # noqa: PLC0415 - a model loads when it is first needed

    names = [name for name, pipe in nlp.pipeline if isinstance(pipe, AttributeRuler)]
    if len(names) != 1:
        return
    ruler = cast("AttributeRuler", nlp.get_pipe(names[0]))
    patterns = cast("list[dict[str, Any]]", ruler.patterns)
    if not all(set(p["attrs"]) <= _SETS for p in patterns):
        return
    if not Language.has_factory(_NAME):
        Language.factory(_NAME, func=_made)
    nlp.add_pipe(_NAME, after=names[0], config={"patterns": patterns})
    nlp.remove_pipe(names[0])


def _made(nlp: "Language", name: str, patterns: list[dict[str, Any]]) -> "RememberedRuler":  # noqa: ARG001 - spaCy passes the name
    return RememberedRuler(nlp.vocab, patterns)


def _is_plain(option: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an option is one token, known by what is looked at here."""
    return len(option) == 1 and all(
        name in _LOOKED_AT and (isinstance(held, str | bool) or set(held) <= {"IN", "NOT_IN"})
        for name, held in option[0].items()
    )


class RememberedRuler:
    """Sets what an ``AttributeRuler`` of the same patterns sets; where several match a token, the later ones win."""

    def __init__(self, vocab: "Vocab", patterns: list[dict[str, Any]]) -> None:
        self._vocab = vocab
        self._sets = [dict(p["attrs"]) for p in patterns]
        self._at = [int(p["index"]) for p in patterns]
        self._alone = _matcher(vocab, patterns, _is_plain)
        self._joined = _matcher(vocab, patterns, lambda option: not _is_plain(option))
        self._named = {vocab.strings[word] for p in patterns for word in _words(p)}
        self._known: dict[_Key, tuple[int, ...]] = {}

    def __call__(self, doc: "Doc") -> "Doc":
        """Set the attributes of a parsed text's tokens."""
        keys = self._keys(doc)
        if not self._known.keys() >= set(keys):
            self._learn(doc, keys)
        more: dict[int, list[int]] = {}
        for rule, start, end in _matches(self._joined, doc):
            at = self._at[rule]
            more.setdefault(start + at if at >= 0 else end + at, []).append(rule)
        for token, key in zip(doc, keys, strict=True):
            rules = self._known[key]
            if token.i in more:
                rules = tuple(sorted([*rules, *more[token.i]]))
            for rule in rules:
                self._put(token, self._sets[rule])
        return doc

    def _keys(self, doc: "Doc") -> list[_Key]:
        """What the patterns look at, of each token; a word that none of them names is as good as any other such."""
        from spacy.attrs import DEP, IS_SPACE, LOWER, TAG  # noqa: PLC0415 - a model loads when it is first needed

        named = self._named
        return [(word if word in named else 0, tag, dep, space)
                for word, tag, dep, space in doc.to_array([LOWER, TAG, DEP, IS_SPACE]).tolist()]  # fmt: skip

    def _learn(self, doc: "Doc", keys: list[_Key]) -> None:
        found: dict[int, list[int]] = {}
        for rule, start, _ in _matches(self._alone, doc):
            found.setdefault(start, []).append(rule)
        for i, key in enumerate(keys):
            self._known[key] = tuple(sorted(found.get(i, ())))

    def _put(self, token: "Token", attributes: Mapping[str, Any]) -> None:
        for name, value in attributes.items():
            if name == "POS":
                token.pos_ = value
            elif name == "MORPH":
                cast("Any", token).set_morph(value)  # spaCy's stubs lack it
            elif name == "LEMMA":
                token.lemma_ = value
            elif name == "TAG":
                token.tag_ = value
            else:
                token.dep_ = value


def _matcher(
    vocab: "Vocab", patterns: list[dict[str, Any]], wanted: Callable[[Sequence[Mapping[str, Any]]], bool]
) -> "Matcher":
    from spacy.matcher import Matcher  # noqa: PLC0415 - a model loads when it is first needed

    out = Matcher(vocab)
    for k, pattern in enumerate(patterns):
        options = [option for option in pattern["patterns"] if wanted(option)]
        if options:
            out.add(str(k), options)
    return out


def _matches(matcher: "Matcher", doc: "Doc") -> Iterable[tuple[int, int, int]]:
    strings = doc.vocab.strings
    return [(int(strings[m]), start, end) for m, start, end in matcher(doc, allow_missing=True)]


def _words(pattern: Mapping[str, Any]) -> Iterable[str]:
    for option in filter(_is_plain, pattern["patterns"]):
        words = option[0].get("LOWER", ())
        yield from (
            [words] if isinstance(words, str) else [w for listed in dict(words).values() for w in listed]
        )
