"""The labelled texts of ``data/attribution/styles.txt``: marks in the text become spans of it."""

import re
from collections import defaultdict
from pathlib import Path

from variorum.bench.attribution import Document, Triple
from variorum.model import Act

PATH = Path(__file__).parent / "data" / "attribution" / "styles.txt"
_MARK = re.compile(r"\{([sct])([\d,]+)([bip]?)\|([^{}]+)\}")
_ACTS = {"": Act.SPEECH, "b": Act.BELIEF, "i": Act.INTENTION, "p": Act.PERCEPTION}


def styles() -> tuple[tuple[Document, dict[tuple[tuple[int, int], ...], Act]], ...]:
    """Each style as a document, with the act of each of its cues by the cue's spans."""
    body = re.sub(r"^#.*\n", "", PATH.read_text(encoding="utf-8"), flags=re.MULTILINE)
    parts = re.split(r"^== (\w+)\n", body, flags=re.MULTILINE)[1:]
    return tuple(_read(name, marked.strip()) for name, marked in zip(parts[::2], parts[1::2], strict=True))


def _read(name: str, marked: str) -> tuple[Document, dict[tuple[tuple[int, int], ...], Act]]:
    text = ""
    last = 0
    spans: dict[int, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    acts: dict[int, Act] = {}
    for mark in _MARK.finditer(marked):
        text += marked[last : mark.start()]
        start = len(text)
        text += mark[4]
        last = mark.end()
        for number in map(int, mark[2].split(",")):
            spans[number][mark[1]].append((start, len(text)))
            if mark[1] == "c":
                acts[number] = _ACTS[mark[3]]
    text += marked[last:]
    gold = tuple(Triple(tuple(r["s"]), tuple(r["c"]), tuple(r["t"])) for _, r in sorted(spans.items()))
    return Document(name, text, gold), {tuple(spans[n]["c"]): act for n, act in acts.items()}
