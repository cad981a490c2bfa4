"""What can be wrong with a workspace, each with a sentence that says what to do."""

from variorum.errors import UsageError, VariorumError


class StoreError(VariorumError):
    """A workspace cannot do what was asked of it."""


class NoWorkspaceError(StoreError):
    """The folder holds no workspace, or there is one already."""


class UnknownNameError(UsageError):
    """No story, report, finding or judgement goes by that name, or several do."""


class WorkspaceBusyError(StoreError):
    """Another process is writing, and did not finish in time."""


class WorkspaceFullError(StoreError):
    """The disk is full; what was acknowledged before is kept."""


class WorkspaceReadOnlyError(StoreError):
    """The workspace may be read but not written."""


class DamagedError(StoreError):
    """The database or a capture is not what was written."""
