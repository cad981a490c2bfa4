"""Errors that two reports share: the strongest sign that one copied the other, or both a third.

After textual criticism (Lachmann; Maas, *Textual Criticism*, 1958): witnesses are grouped by the errors that
they have in common, never by what is right in them, for what is right may be found twice.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from variorum.lineage.passages import Passage
from variorum.model import Report

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_DOUBLED = re.compile(r"\b(the|a|an|of|to|in|and|for|with|on|at|by|from|is|was|were) \1\b", re.IGNORECASE)
LEAST = 6
"""Letters of the shortest word of which another spelling is looked for."""
_SPELLINGS = frozenset({("s", "z"), ("c", "s"), ("e", "a"), ("", "u"), ("", "l"), ("", "e"), ("", "-")})
"""Letters in which good spellings differ (organise, defence, grey, colour, travelled, ageing, e-mail)."""


def shared_misprints(passage: Passage, reports: Mapping[str, Report]) -> tuple[str, ...]:
    """The errors that stand in both sides of a passage, in order of the text; empty where there is none.

    A word set twice (*the the*); and a word of six letters or more that both reports spell in another way
    elsewhere: a name, one letter away, or any word with two letters exchanged (*based* and *biased* are two words).
    Only the two reports themselves are asked, so that a further report never changes what two of them share.

    Args:
        passage: what two reports share.
        reports: reports by id, those of the passage among them.
    """
    sides = [(reports.get(side.report_id), side.span) for side in (passage.a, passage.b)]
    texts = [report.text for report, _ in sides if report]
    if len(texts) < 2:
        return ()
    one, other = (span.of(report.text) for report, span in sides if report)
    twice = {found[0].casefold() for found in _DOUBLED.finditer(one)}
    doubled = [found[0] for found in _DOUBLED.finditer(other) if found[0].casefold() in twice]
    return (*doubled, *_odd_spellings(one, other, texts))


def _odd_spellings(one: str, other: str, texts: Sequence[str]) -> Iterator[str]:
    here, counts = set(_WORD.findall(other)), [Counter(_WORD.findall(text)) for text in texts]
    both = [word for word in counts[0] if word in counts[1] and len(word) >= LEAST - 1]
    for word in dict.fromkeys(_WORD.findall(one)):
        once = len(word) >= LEAST and word in here and all(count[word] == 1 for count in counts)
        if once and any(_one_letter_off(word, usual) for usual in both):
            yield word


def _one_letter_off(one: str, other: str) -> bool:
    # One letter more, less or else, or two exchanged, but not at the end, where words are inflected, nor where good
    # spellings differ.
    if abs(len(one) - len(other)) > 1 or one.casefold() == other.casefold() or one[0] != other[0]:
        return False
    start = next((k for k, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), None)
    if start is None:
        return False
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    apart = sorted((one[start : len(one) - end], other[start : len(other) - end]), key=lambda x: (len(x), x))
    if tuple(apart) in _SPELLINGS or tuple(reversed(apart)) in _SPELLINGS:
        return False
    if end < 2:
        return bool(end) and len(apart[0]) == 2 and apart[0] == apart[1][::-1]
    exchanged = len(apart[0]) == 2 and apart[0] == apart[1][::-1]
    return exchanged or (max(map(len, apart)) <= 1 and one[0].isupper())
