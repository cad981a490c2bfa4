"""The stages as a workspace uses them: each report is read alone and kept, each story is compared anew."""

from typing import TYPE_CHECKING, Protocol

from variorum.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from variorum.build import Read
    from variorum.model import Dossier, Parse, Reference, Report


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
        """What is found in one report alone."""
        ...

    def compare(self, reports: "Sequence[Report]", alone: "Sequence[Read]") -> "Dossier":
        """The dossier of a story."""
        ...


class Built:
    """The stages of :mod:`variorum.build`, imported when they are first needed."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @property
    def recipe(self) -> str:
        """The version of the program, the settings, and the weights that find attributions."""
        from variorum import __version__  # noqa: PLC0415 - beside the next
        from variorum.claims.attribution import chosen  # noqa: PLC0415 - brings the tagger's weights

        used = chosen(self.settings.attributor)
        return f"{__version__} {self.settings.sha256} {used.name.value} {used.sha256 or 'rules'}"

    def references(self, reports: "Sequence[Report]") -> "Mapping[str, Reference]":
        """As :func:`variorum.build.references`."""
        from variorum.build import references  # noqa: PLC0415 - brings all stages

        return references(reports)

    def read(self, report: "Report", reference: "Reference", parse: "Parse | None") -> "Read":
        """As :func:`variorum.build.read_alone`."""
        from variorum.build import read_alone  # noqa: PLC0415 - brings all stages

        return read_alone(report, reference, settings=self.settings, parse=parse)

    def compare(self, reports: "Sequence[Report]", alone: "Sequence[Read]") -> "Dossier":
        """As :func:`variorum.build.compare`."""
        from variorum.build import compare  # noqa: PLC0415 - brings all stages

        return compare(reports, alone, settings=self.settings)
