"""``python -m variorum.store.child``: reads reports for :class:`variorum.store.stages.Sheltered`, which asks."""

from typing import TYPE_CHECKING

from variorum.apart.serving import serve
from variorum.model import Reference, Report

if TYPE_CHECKING:
    from variorum.build import Read
    from variorum.model import Parse
    from variorum.settings import Settings


def ready(settings: "Settings") -> None:
    """Load what reading needs."""
    read(Report("", "", (), "Ready.", ()), Reference(None, "none", ""), settings, None)


def read(report: Report, reference: Reference, settings: "Settings", parse: "Parse | None") -> "Read":
    """As :func:`variorum.build.read_alone`."""
    from variorum.build import read_alone  # noqa: PLC0415 - under the caps

    return read_alone(report, reference, settings=settings, parse=parse)


if __name__ == "__main__":
    serve({"ready": ready, "read": read})
