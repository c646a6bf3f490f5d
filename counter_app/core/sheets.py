"""What slips, lists, books and labels say: frozen records, ready for a renderer that knows nothing else.

Receipt and ledger stand in :mod:`counter_app.core.papers`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from counter_app.core.records import Paper


class Timing(StrEnum):
    """How a step ended against its due moment (trước hạn, đúng hạn, quá hạn)."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


def timing(ended: datetime, due: datetime) -> Timing:
    """Before the due day, on it, or after it; days count, as in report II.06a (TT 01/2020/TT-VPCP)."""
    if ended.date() == due.date():
        return Timing.ON_TIME
    return Timing.EARLY if ended.date() < due.date() else Timing.LATE


def ranges(numbers: list[int]) -> tuple[tuple[int, int], ...]:
    """Rising ``numbers`` as runs of neighbours, first and last of each: 3, 7-9 are (3, 3), (7, 9)."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return tuple(runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What every sheet says of the office and of itself.

    ``words`` are the form's from the law pack, by key; ``lines`` the unit lines at the top
    left, the last one bold; ``form_number`` is empty for a form that no annex has.
    """

    words: Mapping[str, str]
    form_number: str
    wording: str
    lines: tuple[str, ...]
    place: str
    printed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipMove:
    """One hand-over on the control slip; ``at`` None is one still to come, to be filled in by hand.

    ``due`` is the moment by which the taker has to be done, where a stage of the procedure
    (liên thông) has its own; ``result`` says how the giver kept it.
    """

    giver: str
    taker: str
    at: datetime | None = None
    giver_name: str = ""
    taker_name: str = ""
    due: datetime | None = None
    result: Timing | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlSlip(Sheet):
    """Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu số 05 of 2018, 06 of 2025)."""

    date: date
    code: str
    scan_number: str
    applicant: str
    procedure: str
    procedure_code: str
    received_at: datetime
    due_at: datetime
    unit: str
    partners: tuple[str, ...]
    moves: tuple[SlipMove, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerCover(Sheet):
    """Bìa Sổ theo dõi hồ sơ: the cover of one volume of the year's ledger.

    ``pages`` and ``first_number`` 0 leave room for a hand: pages are counted when the book is
    bound. A later volume goes on with the numbers of the one before (TT 01/2018/TT-VPCP, art. 10).
    """

    year: int
    volume: int
    pages: int
    first_number: int
    signer_title: str
    signer_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingMonth:
    """One month of the year's ledger; the numbers are 0 where nothing was received.

    ``open`` are those in no final status: what is not returned, refused or withdrawn.
    """

    month: int
    received: int
    first_number: int
    last_number: int
    returned: int
    refused: int = 0
    withdrawn: int = 0

    @property
    def open(self) -> int:
        """How many are followed further."""
        return self.received - self.returned - self.refused - self.withdrawn


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerClosing(Sheet):
    """Khóa sổ: what the year's ledger holds, signed at its end.

    ``gaps`` are runs of numbers that were never used, first and last of each; ``returned``
    counts results handed over until ``closed_at``; ``chain_head`` is the journal's head in hex.
    ``ended`` says in words how many were refused or withdrawn, "" where none was.
    """

    office: str
    year: int
    volumes: int
    closed_at: datetime
    first_number: int
    last_number: int
    received: int
    returned: int
    refused: int = 0
    withdrawn: int = 0
    ended: str = ""
    gaps: tuple[tuple[int, int], ...]
    months: tuple[ClosingMonth, ...]
    signers: tuple[tuple[str, str, str], ...]
    chain_head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRow:
    """One dossier on a hand-over list; ``papers`` counts what lies in it."""

    code: str
    procedure: str
    procedure_code: str
    sets: int
    papers: int
    applicant: str
    address: str
    phone: str
    received: date
    due: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierHandover(Sheet):
    """Danh sách bàn giao hồ sơ: dossiers that go from one unit to another; each side keeps a copy."""

    giver: str
    taker: str
    at: datetime
    rows: tuple[HandoverRow, ...]
    giver_name: str
    head_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One result on its way back to the desk; ``fee`` and ``post`` are the columns marked with an X."""

    code: str
    procedure: str
    procedure_code: str
    result: str
    applicant: str
    address: str
    fee: bool
    post: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultHandover(Sheet):
    """Phiếu bàn giao kết quả giải quyết TTHC: results of one unit, given to the desk; two copies."""

    unit: str
    taker: str
    at: datetime
    rows: tuple[ResultRow, ...]
    taker_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDossier:
    """One dossier of a visit; ``owner`` is empty where it is the person who came."""

    code: str
    scan_number: str
    owner: str
    procedure: str
    procedure_code: str
    papers: tuple[Paper, ...]
    sets: int
    due_at: datetime
    ledger_number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReceipt(Sheet):
    """Giấy tiếp nhận nhiều hồ sơ: one receipt for all dossiers that one person handed in at one visit."""

    date: date
    desk: str
    submitter: str
    citizen_id: str
    address: str
    phone: str
    received_at: datetime
    dossiers: tuple[VisitDossier, ...]
    collect_place: str
    opening_hours: str
    bring: str
    hotline: str
    receiver: str
    counter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderLabel:
    """Nhãn bìa hồ sơ: the label on a dossier's folder; ``number`` is the dossier's of its day."""

    words: Mapping[str, str]
    applicant: str
    procedure: str
    scan_number: str
    number: int
    received: date
    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfLabel:
    """Nhãn kệ: the label of a place where folders stand; ``number`` is from 1 to 9999."""

    words: Mapping[str, str]
    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandCards:
    """Thẻ lệnh: the sheet of cards that drive the window with the scanner alone."""

    words: Mapping[str, str]
