"""Where an installation keeps its files (Home), and the settings of this PC (Workstation).

Readers and writers of TOML are loaded where a file is read or written: the window is to be
seen before that, as long as there are no settings yet.
"""

import os
import sys
from collections.abc import Container
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from counter_app.errors import BadFile, DeviceProblem
from counter_app.i18n import gettext as _

#: Stands beside a program that the Setup installed for everybody who uses the PC.
FOR_ALL_USERS = "for-all-users"


@dataclass(frozen=True, slots=True)
class Home:
    """All paths of one installation; only a database put elsewhere on purpose is not among them.

    ``server`` is the URL of a PostgreSQL database, where it is not a file.
    """

    root: Path
    other_database: Path | None = None
    server: str = ""

    @property
    def database(self) -> Path:
        """The database file."""
        return self.other_database or self.root / "counter.sqlite3"

    @property
    def place(self) -> Path | str:
        """Where the database is: its file, or its URL on a server."""
        return self.server or self.database

    @property
    def server_file(self) -> Path:
        """Names the server of an office that was moved there: the URL, for its owner only."""
        return self.root / "database.url"

    @property
    def settings(self) -> Path:
        """Settings of this PC."""
        return self.root / "workstation.toml"

    @property
    def prepared_office(self) -> Path:
        """Describes the office that the first start makes; IT or the Setup puts it there."""
        return self.root / "office.toml"

    @property
    def demo_pins(self) -> Path:
        """PINs of a fictional office's officers, so that the sign-in page can show them."""
        return self.root / "demo-pins.toml"

    @property
    def keys(self) -> Path:
        """Folder of this node's private key."""
        return self.root / "keys"

    @property
    def log(self) -> Path:
        """Folder of the program's log."""
        return self.root / "log"

    @property
    def law(self) -> Path:
        """Folder of what the office itself changes in forms and rules of the law."""
        return self.root / "law"

    @property
    def papers(self) -> Path:
        """Folder of forms printed into files."""
        return self.root / "papers"

    @property
    def backups(self) -> Path:
        """Folder of copies taken before an upgrade."""
        return self.root / "backups"

    @property
    def drafts(self) -> Path:
        """Folder of forms that were begun and not recorded yet, a file for each officer."""
        return self.root / "drafts"

    @property
    def lock(self) -> Path:
        """The file that keeps the window to one instance for each home."""
        return self.root / "window.lock"

    def make(self) -> None:
        """Create the home's folder.

        Raises:
            DeviceProblem: the folder cannot be made.
        """
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DeviceProblem(
                _("The folder {path} cannot be made: {reason}. Choose another with --home.").format(
                    path=self.root, reason=error.strerror
                )
            ) from error


def default_home() -> Home:
    """The home in the user's data folder, or in the machine's where the program is installed for all."""
    from platformdirs import site_data_path, user_data_path  # noqa: PLC0415 - not where the home is named

    frozen = getattr(sys, "frozen", False)
    for_all = frozen and Path(sys.executable).with_name(FOR_ALL_USERS).exists()
    place = site_data_path if for_all else user_data_path
    return Home(place("counter-app", appauthor=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Workstation:
    """Settings of this PC (máy trạm): its counter, printer, scanner, paper, language and look.

    ``printer`` empty means none chosen yet, ``FILE_PRINTER`` prints into the home's folder
    of papers. ``scanner_port`` is empty for a scanner that types. ``sheet`` is one of "a5", "a4",
    "a4-two-up", "roll80"; ``scale`` 0 follows the system. ``roll_printer`` empty prints rolls where
    everything is printed; ``roll_width`` is the width in mm that its driver gives the paper.
    ``label_printer`` empty means there is none. ``bar_dots`` holds for each printer, by
    :func:`bars_key`, the width of the narrowest bar in dots. ``closing_export`` exports for the
    node ``closing_receiver`` into ``export_folder`` when the window is closed.
    """

    counter: str = "Quầy 1"
    printer: str = ""
    scanner_port: str = ""
    sheet: str = "a5"
    dpi: int = 300
    roll_printer: str = ""
    roll_dpi: int = 203
    roll_width: int = 80
    label_printer: str = ""
    label_dpi: int = 203
    bar_dots: dict[str, int] = field(default_factory=dict)
    language: str = "vi"
    theme: str = "system"
    scale: int = 0
    export_folder: str = ""
    closing_export: bool = False
    closing_receiver: str = ""
    backup_folder: str = ""
    last_login: str = ""


#: The name under which printing into a file stands among the printers.
FILE_PRINTER = "file"

#: Dots of the widest narrowest bar that a calibration page has: half a millimetre at the finest.
_WIDEST_BAR = 24

#: Dots an inch that a printer can have; the bars are drawn to whole dots.
_DOTS = range(100, 1201)

_CHOICES: dict[str, Container[object]] = {
    "dpi": _DOTS,
    "roll_dpi": _DOTS,
    "label_dpi": _DOTS,
    "roll_width": {72, 80},
    "sheet": {"a5", "a4", "a4-two-up", "roll80"},
    "language": {"vi", "en"},
    "theme": {"system", "light", "dark"},
}


def load_workstation(home: Home) -> Workstation:
    """The settings kept in ``home``, or the defaults where there are none yet.

    Raises:
        BadFile: the file cannot be read; the sentence names it. Nothing is replaced silently.
    """
    try:
        kept = home.settings.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Workstation()
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(home, error) from error
    import tomllib  # noqa: PLC0415 - not where there are no settings

    try:
        return _checked(home, tomllib.loads(kept))
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(home, error) from error


def _unreadable(home: Home, reason: Exception) -> BadFile:
    return BadFile(
        _("The settings {path} cannot be read ({reason}). Mend the file, or delete it to begin anew.").format(
            path=home.settings, reason=reason
        )
    )


def _checked(home: Home, values: dict[str, Any]) -> Workstation:
    station = Workstation()
    for one in fields(Workstation):
        value = values.get(one.name, getattr(station, one.name))
        allowed = _CHOICES.get(one.name)
        wrong_type = type(value) is not type(getattr(station, one.name))
        wrong_type = wrong_type or (one.name == "bar_dots" and not _are_widths(value))
        if wrong_type or (allowed is not None and value not in allowed):
            raise BadFile(
                _(
                    "In the settings {path}, {name} = {value} has no meaning. Mend the line or delete it."
                ).format(path=home.settings, name=one.name, value=value)
            )
        station = replace(station, **{one.name: value})
    return station


def _are_widths(kept: dict[str, Any]) -> bool:
    return all(type(one) is int and 1 <= one <= _WIDEST_BAR for one in kept.values())


def bars_key(printer: str, dpi: int) -> str:
    """Under which name the width of bars is kept that was found for ``printer`` at so many dots an inch."""
    return f"{printer} ({dpi})"


def save_workstation(home: Home, station: Workstation) -> None:
    """Keep ``station`` in ``home``, whole or not at all.

    Raises:
        DeviceProblem: the folder cannot be written.
    """
    import tomli_w  # noqa: PLC0415 - not before the first paint

    draft = home.settings.with_suffix(".new")
    try:
        draft.write_text(tomli_w.dumps(asdict(station)), encoding="utf-8")
        os.replace(draft, home.settings)  # noqa: PTH105 - atomic on every platform
    except OSError as error:
        raise DeviceProblem(
            _("The settings cannot be saved in {path}: {reason}.").format(
                path=home.root, reason=error.strerror
            )
        ) from error
