"""What a stage depends on beside its input: code and data of its rooms, weights, and the libraries that decide."""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import variorum
from variorum.annotate.parse import weights_sha256
from variorum.batch.files import key_of
from variorum.claims.attribution.tagger.network import PACKAGE, installed
from variorum.settings import Attributing, Settings

NOUNS = ("__init__.py", "errors.py", "text.py", "model", "settings.py")
ROOMS = {
    "reading": ("read", "batch/reading.py"),
    "days": ("batch/days.py",),
    "grouping": ("stories", "batch/grouping.py"),
    "stitching": ("batch/stitching.py",),
    "annotating": (
        "annotate",
        "values",
        "encode",
        "claims",
        "build.py",
        "export/jsonl.py",
        "batch/annotating.py",
    ),
    "comparing": (
        "values",
        "collate",
        "encode",
        "lineage",
        "claims/attribution/__init__.py",
        "build.py",
        "export",
        "batch/comparing.py",
    ),
}
"""Where the code of each stage stands, beside the nouns and what all stages share."""
SHARED = ("store/codec.py", "batch/tables.py", "batch/files.py", "batch/failures.py", "batch/parts.py")
LIBRARIES = {
    "reading": (
        "lxml",
        "trafilatura",
        "htmldate",
        "py3langid",
        "charset-normalizer",
        "justext",
        "dateparser",
    ),
    "annotating": ("spacy", "thinc", "numpy", "rapidfuzz", "onnxruntime", "variorum-tagger"),
    "comparing": ("numpy", "rapidfuzz", "onnxruntime", "variorum-pairs"),
}


def versions(settings: Settings) -> dict[str, str]:
    """The version of each stage: another one makes its partitions anew, and those that are made from them.

    Raises:
        ModelError: the pipeline of the settings is not installed.
    """
    weights = {
        "annotating": (weights_sha256(settings.spacy_model), _tagger(settings)),
        "comparing": (settings.pairing.value,),
    }
    return {
        stage: key_of(
            stage, [_sha256(part) for part in (*NOUNS, *SHARED, *rooms)],
            [_version(name) for name in ("duckdb", *LIBRARIES.get(stage, ()))], list(weights.get(stage, ())),
        )
        for stage, rooms in ROOMS.items()
    }  # fmt: skip


def _tagger(settings: Settings) -> str:
    if settings.attributor is Attributing.RULES or not installed():
        return "rules"
    return f"{PACKAGE} {_version('variorum-tagger')}"


def _version(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} none"


@cache
def _sha256(part: str) -> str:
    """The hash of a module, or of all modules and data of a room."""
    root = Path(variorum.__file__).parent
    whole = hashlib.sha256()
    place = root / part
    for path in [place] if place.is_file() else sorted(place.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            whole.update(path.relative_to(root).as_posix().encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()
