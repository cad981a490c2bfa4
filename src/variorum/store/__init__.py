"""The workspace on disk: captures, reports and their versions, stories, judgements and the log."""

from variorum.store.errors import (
    DamagedError,
    NoWorkspaceError,
    StoreError,
    UnknownNameError,
    WorkspaceBusyError,
    WorkspaceFullError,
    WorkspaceReadOnlyError,
)
from variorum.store.records import (
    Act,
    Added,
    AddedReport,
    Came,
    ChangeStep,
    Fault,
    FindingRow,
    Forgotten,
    Hit,
    Judged,
    LogEntry,
    PastFinding,
    ReportRow,
    Standing,
    Status,
    StoryRow,
)
from variorum.store.stages import Built, Stages
from variorum.store.stories import stored_dossier
from variorum.store.workspace import Workspace, find_workspace

__all__ = [
    "Act",
    "Added",
    "AddedReport",
    "Built",
    "Came",
    "ChangeStep",
    "DamagedError",
    "Fault",
    "FindingRow",
    "Forgotten",
    "Hit",
    "Judged",
    "LogEntry",
    "NoWorkspaceError",
    "PastFinding",
    "ReportRow",
    "Stages",
    "Standing",
    "Status",
    "StoreError",
    "StoryRow",
    "UnknownNameError",
    "Workspace",
    "WorkspaceBusyError",
    "WorkspaceFullError",
    "WorkspaceReadOnlyError",
    "find_workspace",
    "stored_dossier",
]
