"""What every page shares: the desk, the officer, the settings of this PC, the clock, and the signals."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from counter_app.config import Workstation, save_workstation
from counter_app.core.records import Officer

if TYPE_CHECKING:
    from counter_app.services.desk import Desk

#: Kinds of what the strip says.
KINDS = ("done", "info", "caution", "problem", "idle")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of the strip (plain text), the ``thing`` in it that stands out, and what comes next."""

    kind: str
    sentence: str
    hint: str = ""
    key: str = ""
    thing: str = ""


@dataclass(frozen=True, slots=True)
class Lamp:
    """One lamp of the header: its state in a word or two, its tone, and what to do about it in a sentence.

    ``tone`` is "good", "caution", "problem" or "text2" (not known yet).
    """

    state: str
    tone: str
    advice: str = ""


class Session(QObject):
    """One officer at one desk; pages reach everything through it and hear of changes by its signals.

    Signals are facts: ``said(Said)``, ``dossier_changed(scan_number)``, ``page_wanted(page id,
    argument)``, ``station_changed()``, ``lamp_changed(lamp id)``, ``signed_out()``,
    ``calendar_changed()``.
    """

    said = Signal(object)
    dossier_changed = Signal(str)
    page_wanted = Signal(str, object)
    station_changed = Signal()
    lamp_changed = Signal(str)
    signed_out = Signal()
    calendar_changed = Signal()

    def __init__(
        self,
        desk: "Desk",
        officer: Officer,
        station: Workstation,
    ) -> None:
        super().__init__()
        self.desk = desk
        self.officer = officer if officer.counter else replace(officer, counter=station.counter)
        self.station = station
        self.last_said: Said | None = None
        self.lamps: dict[str, Lamp] = {}
        self.worker: QObject | None = None
        #: Follows papers to their printer, see :mod:`counter_app.ui.paper_watch`.
        self.watch: QObject | None = None
        #: The window that hands a dossier's fields on, while it is open.
        self.feeder: QObject | None = None
        #: Scan number of the dossier seen, received or changed last; "" while there is none.
        self.at_hand = ""
        #: Whether the scanner at the serial port of this PC is there.
        self.scanner_open = False
        #: Papers on their way to the printer: scan number of the dossier, and the form.
        self.printing: set[tuple[str, str]] = set()
        #: Title of the page to which Esc leads back, and in words what is half done on it.
        self.interrupted: tuple[str, str] = ("", "")

    @property
    def counter(self) -> str:
        """The counter (quầy) at which the officer works."""
        return self.officer.counter or self.station.counter

    def now(self) -> datetime:
        """The moment of the act, to the second, in Vietnamese time."""
        return self.desk.clock()

    def say(self, kind: str, sentence: str, key_hint: str = "", key: str = "", *, thing: str = "") -> None:
        """Show one sentence in the strip.

        ``kind`` is one of :data:`KINDS`; ``key_hint`` and ``key`` say what can be done next;
        ``thing`` is the part of the sentence that stands out, such as the person's name.
        """
        self.repeat(Said(kind, sentence, key_hint, key, thing))

    def repeat(self, said: Said) -> None:
        """Show what somebody else has put into words."""
        self.last_said = said
        self.said.emit(said)

    def open_page(self, page: str, argument: Any = None) -> None:
        """Ask the window for another page, such as ``("dossier", scan_number)``."""
        self.page_wanted.emit(page, argument)

    def tell_changed(self, scan_number: str) -> None:
        """Tell every page that a dossier was received or changed."""
        self.at_hand = scan_number
        self.dossier_changed.emit(scan_number)

    def tell_printed(self, scan_number: str) -> None:
        """Tell every page what became of a paper of a dossier; another one may be at hand by then."""
        self.dossier_changed.emit(scan_number)

    def sign_out(self) -> None:
        """Let somebody else sign in; what was typed and not recorded is given up."""
        self.signed_out.emit()

    def set_lamp(self, lamp: str, state: str, tone: str, advice: str = "") -> None:
        """Set lamp "scanner", "printer", "backup" or "sync"."""
        self.lamps[lamp] = Lamp(state, tone, advice)
        self.lamp_changed.emit(lamp)

    def change_station(self, **values: Any) -> None:
        """Keep other settings of this PC.

        Raises:
            DeviceProblem: the settings cannot be saved; those before stay.
        """
        station = replace(self.station, **values)
        save_workstation(self.desk.home, station)
        self.station = station
        self.station_changed.emit()
