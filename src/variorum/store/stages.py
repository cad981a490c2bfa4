"""The stages as a workspace uses them: each report is read alone and kept, each story is compared anew."""

from typing import TYPE_CHECKING, Protocol

from variorum.apart.child import Child, DeadError
from variorum.errors import VariorumError
from variorum.settings import Settings
from variorum.store import codec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.build import Read
    from variorum.model import Dossier, Parse, Problem, Reference, Report

MEMORY = 6 * 1024**3
"""Bytes of addresses that reading a report may take; the models, mapped, are the larger part."""
LOADING = 1200.0
"""Seconds that the models may take to load, and any report to be read."""
SECONDS_LEAST = 60.0
SECONDS_SIGN = 0.002
"""Seconds that reading a report may take: so many, and so many a sign more; some twenty times what is usual."""


class Stages(Protocol):
    """What a workspace needs of the stages; tests give cheaper ones."""

    @property
    def recipe(self) -> str:
        """Names version, settings and weights: what is kept under another recipe is read anew."""
        ...

    def references(self, reports: "Sequence[Report]") -> "Mapping[str, Reference]":
        """What each report of a story is read against."""
        ...

    def read(self, report: "Report", reference: "Reference", parse: "Parse | None") -> "Read":
        """What is found in one report alone.

        Raises:
            DeadError: the report killed what was to read it.
        """
        ...

    def compare(
        self, reports: "Sequence[Report]", alone: "Sequence[Read]", problems: "Sequence[Problem]" = ()
    ) -> "Dossier":
        """The dossier of a story; *problems* are of reports that are not among them."""
        ...


class Built:
    """The stages of :mod:`variorum.build`, imported when they are first needed."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @property
    def recipe(self) -> str:
        """The version of the program, the form of what it finds, the settings, and the weights for attributions."""
        from variorum import __version__  # noqa: PLC0415 - beside the next
        from variorum.build import Read  # noqa: PLC0415 - brings all stages
        from variorum.claims.attribution import chosen  # noqa: PLC0415 - brings the tagger's weights

        used = chosen(self.settings.attributor)
        form = codec.shape(Read)[:12]
        return f"{__version__} {form} {self.settings.sha256} {used.name.value} {used.sha256 or 'rules'}"

    def references(self, reports: "Sequence[Report]") -> "Mapping[str, Reference]":
        """As :func:`variorum.build.references`."""
        from variorum.build import references  # noqa: PLC0415 - brings all stages

        return references(reports)

    def read(self, report: "Report", reference: "Reference", parse: "Parse | None") -> "Read":
        """As :func:`variorum.build.read_alone`."""
        from variorum.build import read_alone  # noqa: PLC0415 - brings all stages

        return read_alone(report, reference, settings=self.settings, parse=parse)

    def compare(
        self, reports: "Sequence[Report]", alone: "Sequence[Read]", problems: "Sequence[Problem]" = ()
    ) -> "Dossier":
        """As :func:`variorum.build.compare`."""
        from variorum.build import compare  # noqa: PLC0415 - brings all stages

        return compare(reports, alone, problems=problems, settings=self.settings)


class Sheltered(Built):
    """The stages; each report is read in one process of its own, under caps, and in a new one when that dies.

    Args:
        settings: how reports are read.
        memory: bytes of addresses that the process may take.
    """

    def __init__(self, settings: Settings | None = None, *, memory: int = MEMORY) -> None:
        super().__init__(settings)
        self._child = Child("variorum.store.child", seconds=LOADING + SECONDS_LEAST, memory=memory)
        self._ready = -1

    def read(self, report: "Report", reference: "Reference", parse: "Parse | None") -> "Read":
        """As :func:`variorum.build.read_alone`."""

        def asked() -> "Read":
            if self._ready != self._child.turn:
                self._load()
            seconds = SECONDS_LEAST + len(report.text) * SECONDS_SIGN
            found: Read = self._child.ask("read", report, reference, self.settings, parse, seconds=seconds)
            return found

        return self._child.twice(asked)

    def _load(self) -> None:
        """Load the models, for which no report is to blame."""
        try:
            self._child.ask("ready", self.settings)
        except DeadError as error:
            msg = f"The models cannot be loaded ({error}). What was added is kept; free some memory, and analyse again."
            raise VariorumError(msg) from error
        self._ready = self._child.turn

    def close(self) -> None:
        """End the process."""
        self._child.end()
