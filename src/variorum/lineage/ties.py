"""Which reports hang together as a whole: prose that both print, or one agency that both credit."""

import re
from collections.abc import Sequence
from itertools import combinations

from variorum.lineage.credits import AGENCIES, credit
from variorum.lineage.data import settings
from variorum.lineage.passages import Passage, PassageKind
from variorum.model import Report, Tie

COPIED = 0.5
"""Share of the shorter report's words from which the two are one text for certain."""
_WORD = re.compile(r"\w+")


def ties(reports: Sequence[Report], passages: Sequence[Passage]) -> tuple[Tie, ...]:
    """The pairs of reports that may not be independent, by their ids; the order of *reports* plays no part.

    Args:
        reports: the reports of the story.
        passages: what :func:`variorum.lineage.passages.passages` found between them; quotations do not count, for
            several reporters may hear one speaker.

    Returns:
        One tie a pair that prints the same prose or credits the same agency; ``sure`` where at least half of the
        shorter report is the other's prose.
    """
    distinct = sorted({r.id: r for r in reports}.values(), key=lambda r: r.id)
    least = settings().sure_prose_words  # fewer may be a page's furniture, or chance
    shared: dict[tuple[str, str], int] = {}
    for passage in passages:
        if passage.kind is PassageKind.PROSE:
            pair = (passage.a.report_id, passage.b.report_id)
            shared[pair] = shared.get(pair, 0) + passage.words
    shared = {pair: words for pair, words in shared.items() if words >= least}
    found = (_tie(one, two, shared.get((one.id, two.id), 0)) for one, two in combinations(distinct, 2))
    return tuple(tie for tie in found if tie)


def _tie(one: Report, two: Report, words: int) -> Tie | None:
    first, second = credit(one), credit(two)
    agency = first if first == second and first != AGENCIES else None
    whole = one.text == two.text
    if not (words or agency or whole):
        return None
    shorter = min(len(_WORD.findall(r.text)) for r in (one, two))
    words = shorter if whole else min(words, shorter)
    return Tie((one.id, two.id), words, agency, sure=words >= COPIED * shorter > 0)
