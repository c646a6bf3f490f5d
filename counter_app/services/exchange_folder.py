"""Many files at once: what lies in a folder or was chosen together, each taken in or refused by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter_app.core.progress import Stopped
from counter_app.core.records import Officer
from counter_app.errors import DeviceProblem, NotFound, UserError
from counter_app.i18n import gettext as _
from counter_app.services import acknowledgements
from counter_app.services.acknowledgements import Acknowledged
from counter_app.services.desk import Desk
from counter_app.services.exchange import Imported, import_bundle
from counter_app.services.nodes import require_exchanger
from counter_app.sync.acknowledgement import SUFFIX as ACKNOWLEDGEMENT
from counter_app.sync.bundle import SUFFIX as BUNDLE
from counter_app.sync.sealing import SUFFIX as SEALED
from counter_app.sync.sealing import SealedForAnother

#: How the files begin that the exchange writes: node, epoch, first event.
_NAME = re.compile(r"([0-9]{4})-([0-9]{1,9})-([0-9]{1,15})-")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTaken:
    """What became of one file: a bundle, an acknowledgement, or ``problem``, the sentence that refused it.

    With ``for_another`` the problem is nobody's: only another office can open the file.
    """

    file: Path
    imported: Imported | None = None
    acknowledged: Acknowledged | None = None
    problem: str = ""
    for_another: bool = False


def import_folder(desk: Desk, folder: Path, at: datetime, by: Officer | None = None) -> tuple[FileTaken, ...]:
    """Take in every exchange file and acknowledgement in ``folder``.

    Acknowledgements that this office itself wrote, for others to fetch, are left out.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        NotFound: there is no such file in it.
        DeviceProblem: the folder cannot be read.
    """
    own = f"{desk.office.node}-"
    found = [one for one in _listed(folder) if not (is_acknowledgement(one) and one.name.startswith(own))]
    if not found:
        require_exchanger(by)
        raise NotFound(
            _("There is no exchange file in {path}: their names end in .hsb, .age or .hsa.").format(
                path=folder
            )
        )
    return import_files(desk, found, at, by)


def import_files(
    desk: Desk, files: Iterable[Path], at: datetime, by: Officer | None = None
) -> tuple[FileTaken, ...]:
    """Take ``files`` in, bundles of each node in their order, then acknowledgements.

    One that is refused leaves the others as they are; stopped between two files, those before stay.

    Raises:
        NotAllowed: the role of ``by`` may not exchange.
        Stopped: whoever listens stopped the work.
    """
    require_exchanger(by)
    return tuple(_take(desk, one, at, by) for one in sorted(files, key=_order))


def is_acknowledgement(file: Path) -> bool:
    """Whether this is the name of an acknowledgement."""
    return file.suffix == ACKNOWLEDGEMENT


def _take(desk: Desk, file: Path, at: datetime, by: Officer | None) -> FileTaken:
    try:
        if is_acknowledgement(file):
            return FileTaken(file=file, acknowledged=acknowledgements.take_file(desk, file, by))
        return FileTaken(file=file, imported=import_bundle(desk, file, at, by))
    except Stopped:
        raise
    except UserError as error:
        return FileTaken(file=file, problem=str(error), for_another=isinstance(error, SealedForAnother))


def _listed(folder: Path) -> list[Path]:
    try:
        return [
            one
            for one in folder.iterdir()
            if one.suffix in (BUNDLE, SEALED, ACKNOWLEDGEMENT) and one.is_file()
        ]
    except OSError as error:
        raise DeviceProblem(
            _("The folder {path} cannot be read ({reason}). Put the stick in again.").format(
                path=folder, reason=error.strerror
            )
        ) from error


def _order(file: Path) -> tuple[bool, str, int, int, str]:
    found = _NAME.match(file.name)
    node, epoch, first = found.groups() if found else ("9999", "0", "0")
    return is_acknowledgement(file), node, int(epoch), int(first), file.name
