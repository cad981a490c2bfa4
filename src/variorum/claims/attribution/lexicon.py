"""The cue lexicon: which words report, in which construction, how often, and what act they report."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from variorum.model import Act

_WEIGHT = 3.0
"""How many sightings the prior of a word counts for."""
_UNKNOWN = 0.12
_COMPILED = {"clause": 0.7, "quote-after": 0.8, "quote-before": 0.7, "inf": 0.45, "aside": 0.6, "as": 0.4}
"""What is believed of a compiled cue in a construction that it is listed with, before any count."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts and acts by lemma, word class and construction."""

    counts: dict[tuple[str, str, str], tuple[int, int]]
    base: dict[tuple[str, str], float]
    compiled: dict[tuple[str, str], tuple[Act, frozenset[str]]]

    def rating(self, lemma: str, pos: str, frame: str) -> float:
        """How often *lemma* in this construction is a cue (0 to 1), smoothed towards its kind."""
        hits, seen = self.counts.get((lemma, pos, frame), (0, 0))
        return (hits + _WEIGHT * self._prior(lemma, pos, frame)) / (seen + _WEIGHT)

    def _prior(self, lemma: str, pos: str, frame: str) -> float:
        base = self.base.get((pos, frame), 0.0)
        listed = self.compiled.get((lemma, pos))
        if listed is None:
            # A word that nobody has listed and that was never seen to report probably does not.
            known = self.counts.get((lemma, pos, frame), (0, 0))[0]
            return base if known and not frame.startswith("quote") else min(base, _UNKNOWN)
        kind = frame.split("/", maxsplit=1)[0].split(":", maxsplit=1)[0].split("-", maxsplit=1)[0]
        return max(base, _COMPILED.get(frame, 0.25)) if kind in listed[1] else max(base, 0.15)

    def act(self, lemma: str, pos: str, frame: str) -> Act:
        """What the cue says that its source did."""
        if frame.startswith("quote"):
            return Act.SPEECH
        if frame in {"scene", "tape"} or (frame in {"inf/p", "ing/p", "raise/p"} and lemma in words("seen")):
            return Act.PERCEPTION
        if frame == "inf" and (lemma, pos) in _intentions():
            return Act.INTENTION
        listed = self.compiled.get((lemma, pos))
        return listed[0] if listed else Act.SPEECH


def rows(name: str) -> list[list[str]]:
    """The rows of a data file, without its comments and its heading."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line.split("\t") for line in lines[1:]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once from ``data/cues.tsv`` and ``data/cue_counts.tsv``."""
    counts = {(lemma, pos, frame): (int(h), int(n)) for lemma, pos, frame, h, n in rows("cue_counts.tsv")}
    base = {(pos, frame): h / n for (lemma, pos, frame), (h, n) in counts.items() if lemma == "*"}
    compiled = {
        (w, pos): (Act(act), frozenset(frames.split(","))) for w, pos, act, frames in rows("cues.tsv")
    }
    return Lexicon(counts, base, compiled)


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed.split()) for name, listed in rows("words.tsv")}


def words(name: str) -> frozenset[str]:
    """One of the small word lists of ``data/words.tsv``."""
    return _words()[name]


@lru_cache(maxsize=1)
def _intentions() -> frozenset[tuple[str, str]]:
    wanted = "want plan intend aim seek mean vow pledge promise decide resolve hope wish propose agree refuse decline"
    return frozenset((word, "V") for word in wanted.split())
