"""The workspace on disk: captures, reports and their versions, stories, judgements and the log."""

from variorum.store.analysis import NOT_ANALYSED
from variorum.store.database import find_workspace
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
from variorum.store.stages import Built, Sheltered, Stages
from variorum.store.stories import stored_dossier
from variorum.store.today import Gone, finding_today, gone, story_today
from variorum.store.workspace import Workspace

__all__ = [
    "NOT_ANALYSED",
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
    "Gone",
    "Hit",
    "Judged",
    "LogEntry",
    "NoWorkspaceError",
    "PastFinding",
    "ReportRow",
    "Sheltered",
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
    "finding_today",
    "gone",
    "stored_dossier",
    "story_today",
]
