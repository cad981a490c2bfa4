"""BagIt packages (RFC 8493, version 1.0): files with a manifest of their SHA-256, written and checked."""

import hashlib
import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote

from variorum.store.records import Fault

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9a-fA-F]{64})[ \t]+\*?(.+)")
_BLOCK = 1 << 20


def write(folder: Path, payload: Iterable[tuple[str, bytes]], about: Mapping[str, str]) -> None:
    """Write a bag.

    Args:
        folder: an empty folder.
        payload: the files by their path below ``data/``, each path once.
        about: what ``bag-info.txt`` says, beside the payload's size, which is counted here.
    """
    manifest: dict[str, str] = {}
    size = 0
    for name, data in payload:
        path = folder / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, data)
        manifest[f"data/{name}"] = hashlib.sha256(data).hexdigest()
        size += len(data)
    info = {**about, "Payload-Oxum": f"{size}.{len(manifest)}"}
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{k}: {' '.join(v.split())}\n" for k, v in info.items()).encode(),
        "manifest-sha256.txt": _listed(manifest),
    }
    for name, data in tags.items():
        _put(folder / name, data)
    _put(
        folder / "tagmanifest-sha256.txt",
        _listed({name: hashlib.sha256(data).hexdigest() for name, data in tags.items()}),
    )


def _put(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _listed(hashes: Mapping[str, str]) -> bytes:
    lines = (f"{hashes[name]}  {quote(name, safe=_SAFE)}\n" for name in sorted(hashes))
    return "".join(lines).encode()


_SAFE = "".join(chr(c) for c in range(0x20, 0x7F) if chr(c) != "%")
"""RFC 8493 asks only that line ends and the percent sign are escaped; names are ours and plain."""


def faults(folder: Path) -> list[Fault]:
    """What of a bag does not hold: files missing, changed, or not listed."""
    if not (folder / "bagit.txt").is_file():
        return [Fault(str(folder), "it is no package: it has no bagit.txt")]
    found: list[Fault] = []
    payload = _manifest(folder, "manifest-sha256.txt", found)
    tags = _manifest(folder, "tagmanifest-sha256.txt", found)
    for name, sha256 in {**payload, **tags}.items():
        found += _file(folder, name, sha256)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found.append(Fault(name, "it is a link, which a package must not hold"))
        elif path.is_file() and name.startswith("data/") and name not in payload:
            found.append(Fault(name, "it is not listed in the manifest"))
    return found + _size(folder, payload)


def _manifest(folder: Path, name: str, found: list[Fault]) -> dict[str, str]:
    try:
        lines = (folder / name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        found.append(Fault(name, f"it cannot be read ({error})"))
        return {}
    out = {}
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None or not _inside(unquote(match[2])):
            found.append(Fault(f"{name}:{number}", "it is no line of a manifest"))
            continue
        out[unquote(match[2])] = match[1].lower()
    return out


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and "\0" not in name


def _file(folder: Path, name: str, sha256: str) -> list[Fault]:
    path = folder / name
    if path.is_symlink() or not path.is_file():
        return [Fault(name, "it is listed, but missing")]
    with path.open("rb") as file:
        made = hashlib.file_digest(file, "sha256").hexdigest()
    return [] if made == sha256 else [Fault(name, "it was changed (its SHA-256 differs)")]


def _size(folder: Path, payload: Mapping[str, str]) -> list[Fault]:
    try:
        said = re.search(
            r"^Payload-Oxum: (\d+)\.(\d+)$", (folder / "bag-info.txt").read_text("utf-8"), re.MULTILINE
        )
    except (OSError, UnicodeDecodeError) as error:
        return [Fault("bag-info.txt", f"it cannot be read ({error})")]
    have = [folder / name for name in payload]
    size = sum(p.stat().st_size for p in have if p.is_file())
    if said and (int(said[1]), int(said[2])) != (size, len(have)):
        return [Fault("bag-info.txt", "it states another size of the payload")]
    return []
