"""What is read off a mention's sentence: head word, classes of predicates, who takes part, when, the words around."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from variorum.annotate.parse import pipeline
from variorum.bench.events.mentions import Mention
from variorum.values.predicates import lexicon

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Vector = NDArray[np.float32]
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "poss", "agent"})
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr", "dative", "oprd"})
_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT"})
_TIMES = frozenset({"DATE", "TIME"})


@dataclass(frozen=True, slots=True)
class Traits:
    """A mention as the scorer sees it; all words are lemmas in lower case."""

    mention: Mention
    lemma: str
    root: str
    """The verb of an event noun (*shooting* gives *shoot*), else the lemma."""
    pos: str
    classes: frozenset[str]
    words: frozenset[str]
    """The words of the sentence that tell what it is about, the mention's own left out."""
    subjects: frozenset[str]
    objects: frozenset[str]
    others: frozenset[str]
    names: frozenset[str]
    times: frozenset[str]
    numbers: frozenset[str]
    negated: bool
    vector: Vector
    context: Vector
    position: int
    """Of the sentence among those of its document that hold mentions, from 0."""


def traits(found: Iterable[Mention]) -> tuple[Traits, ...]:
    """The traits of mentions; each sentence is parsed once.

    Raises:
        ModelError: the default pipeline cannot be loaded.
    """
    nlp, _, _ = pipeline()
    parsed: dict[tuple[str, ...], Doc] = {}
    order: dict[str, list[str]] = {}
    out = []
    for m in found:
        if m.words not in parsed:
            parsed[m.words] = _parse(nlp, m.words)
        before = order.setdefault(m.doc, [])
        if m.sentence not in before:
            before.append(m.sentence)
        out.append(_traits(m, parsed[m.words], before.index(m.sentence)))
    return tuple(out)


def _parse(nlp: Any, words: tuple[str, ...]) -> "Doc":
    from spacy.tokens import Doc  # noqa: PLC0415 - loads with the pipeline

    doc = Doc(nlp.vocab, words=list(words))
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    return doc


def _traits(m: Mention, doc: "Doc", position: int) -> Traits:
    inside = {i for i in m.tokens if i < len(doc)}
    tops = [doc[i] for i in sorted(inside) if doc[i].head.i not in inside or doc[i].head.i == i]
    head = next((t for t in tops if t.pos_ in {"VERB", "NOUN", "PROPN", "ADJ", "AUX"}), tops[0])
    lemma = head.lemma_.lower()
    root = (lexicon().verb_of(lemma) or lemma) if head.pos_ != "VERB" else lemma
    senses = (*lexicon().verb(lemma), *lexicon().noun(lemma))
    content = [t for t in doc if t.i not in inside and t.is_alpha and not t.is_stop]
    near = list(_near(head))
    entities = [
        (t.lemma_.lower(), t.ent_type_) for t in doc if t.ent_type_ and t.i not in inside and not t.is_punct
    ]
    return Traits(
        m, lemma, root, head.pos_, frozenset(s.name for s in senses),
        frozenset(t.lemma_.lower() for t in content),
        frozenset(w for dep, w in near if dep in _SUBJECTS), frozenset(w for dep, w in near if dep in _OBJECTS),
        frozenset(w for _, w in near),
        frozenset(w for w, kind in entities if kind in _NAMED), frozenset(w for w, kind in entities if kind in _TIMES),
        frozenset(t.lower_ for t in doc if t.like_num), any(c.dep_ == "neg" for c in head.children),
        _unit(sum((doc[i].vector for i in inside if not doc[i].is_stop), head.vector * 0) + head.vector),
        _unit(np.sum(np.asarray([t.vector for t in content]), axis=0) if content else head.vector * 0), position,
    )  # fmt: skip


def _near(head: "Token") -> Iterator[tuple[str, str]]:
    """The words that depend on a head, those behind a preposition too, and what governs a noun."""
    for c in head.children:
        if c.dep_ in {"prep", "agent"}:
            yield from (
                ("agent" if c.dep_ == "agent" else "prep", p.lemma_.lower())
                for p in c.children
                if p.dep_ == "pobj"
            )
        elif not c.is_punct and not c.is_stop:
            yield c.dep_, c.lemma_.lower()
    if head.pos_ in {"NOUN", "PROPN"} and head.head.i != head.i:
        yield "head", head.head.lemma_.lower()
    if head.dep_ in {"conj", "xcomp", "advcl", "acl"}:
        yield from ((c.dep_, c.lemma_.lower()) for c in head.head.children if c.dep_ in _SUBJECTS | _OBJECTS)


def _unit(vector: Any) -> Vector:
    norm = float(np.linalg.norm(vector))
    return np.asarray(vector / norm if norm else vector, dtype=np.float32)
