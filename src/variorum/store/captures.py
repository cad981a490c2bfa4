"""Captures on disk: bytes as received, under their SHA-256, whole or not there."""

import errno
import hashlib
import os
import secrets
from pathlib import Path

from variorum.store.errors import DamagedError, StoreError, WorkspaceFullError, WorkspaceReadOnlyError

FOLDER = "captures"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_DENIED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class Captures:
    """The folder of captures of a workspace."""

    def __init__(self, workspace: Path) -> None:
        self.folder = workspace / FOLDER

    def path(self, sha256: str) -> Path:
        """Where a capture stands or would stand."""
        return self.folder / sha256[:2] / sha256

    def put(self, data: bytes, sha256: str) -> bool:
        """Keep *data*, which hashes to *sha256*; on the disk when this returns. Whether it was not there.

        Raises:
            WorkspaceFullError: the disk is full; nothing is left behind.
            WorkspaceReadOnlyError: the folder may not be written.
        """
        target = self.path(sha256)
        if target.exists() and target.stat().st_size == len(data):
            return False
        try:
            target.parent.mkdir(mode=0o700, exist_ok=True)
            self._write(data, target)
            synced(target.parent)
            synced(self.folder)
        except OSError as error:
            raise _told(error, self.folder) from error
        return True

    def _write(self, data: bytes, target: Path) -> None:
        temporary = target.with_name(f".{target.name[:12]}.{secrets.token_hex(4)}.part")
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise

    def get(self, sha256: str) -> bytes:
        """The bytes of a capture, hashed again.

        Raises:
            DamagedError: it is missing, or not what was received.
        """
        path = self.path(sha256)
        try:
            data = path.read_bytes()
        except FileNotFoundError as error:
            msg = f"{path}: the capture is missing. Restore it from a copy, or add the report again."
            raise DamagedError(msg) from error
        except OSError as error:
            raise _told(error, path) from error
        if hashlib.sha256(data).hexdigest() != sha256:
            msg = (
                f"{path}: the capture is not what was received (its SHA-256 differs). "
                "Restore it from a copy, or add the report again."
            )
            raise DamagedError(msg)
        return data

    def mend(self, data: bytes, sha256: str) -> bool:
        """Put a capture back that is missing or damaged; whether that was so."""
        try:
            self.get(sha256)
        except DamagedError:
            self.path(sha256).unlink(missing_ok=True)
            self.put(data, sha256)
            return True
        return False

    def erase(self, sha256: str) -> None:
        """Overwrite a capture and remove it; nothing if it is gone already."""
        path = self.path(sha256)
        try:
            with path.open("r+b") as file:
                file.write(b"\0" * path.stat().st_size)
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
            synced(path.parent)
        except FileNotFoundError:
            return
        except OSError as error:
            raise _told(error, path) from error

    def kept(self) -> frozenset[str]:
        """The hashes under which captures stand in the folder."""
        return frozenset(p.name for p in self.folder.glob("??/*") if not p.name.startswith("."))

    def sweep(self) -> int:
        """Remove what interrupted writes left; how many files those were."""
        left = list(self.folder.glob("??/.*.part"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def synced(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _told(error: OSError, where: Path) -> StoreError:
    if error.errno in _FULL:
        return WorkspaceFullError(
            f"{where}: the disk is full. Make room and repeat; what was done before is kept."
        )
    if error.errno in _DENIED:
        return WorkspaceReadOnlyError(f"{where}: may not be written ({error.strerror}).")
    return StoreError(f"{where}: {error.strerror or error}.")
