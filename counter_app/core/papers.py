"""What each printed paper says: frozen records, ready for a renderer that knows nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from counter_app.core.records import Collect, Paper


class Sheet(StrEnum):
    """Sheet of paper a form is drawn on; only the receipt has a form for the roll, others are A5 then."""

    A5 = "a5"
    A4 = "a4"
    TWO_UP = "a4-two-up"
    ROLL = "roll80"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptPaper:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01).

    ``words`` are the sentences of the form from the law pack, by key; ``copy`` 0 is the
    first print and n its n-th reprint; ``version`` counts corrected receipts.
    ``term`` and ``due_line`` are finished Vietnamese words ("05 ngày làm việc").
    """

    words: Mapping[str, str]
    form_number: str
    wording: str
    lines: tuple[str, ...]
    place: str
    date: date
    desk: str
    code: str
    scan_number: str
    applicant: str
    citizen_id: str
    address: str
    phone: str
    email: str
    procedure: str
    procedure_code: str
    papers: tuple[Paper, ...]
    sets: int
    term: str
    received_at: datetime
    due_at: datetime
    due_line: str
    collect_place: str
    opening_hours: str
    bring: str
    hotline: str
    fee: str
    volume: str
    ledger_number: int
    submitter: str
    receiver: str
    counter: str
    printed_at: datetime
    version: int = 1
    copy: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One row of the follow-up ledger; the fields are columns 1 to 11 and 13 of the form."""

    number: int
    code: str
    procedure: str
    procedure_code: str
    sets: int
    applicant: str
    address: str
    phone: str
    unit: str
    received: date
    due: date
    returned: date | None
    collect: Collect
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPaper:
    """Sổ theo dõi hồ sơ (Mẫu số 06 of 2018, 07 of 2025) for the days ``first`` to ``last``.

    ``chain_head`` is the journal's head in hex; ``summary`` the finished Vietnamese
    sentence under the table, after the form's own "Cộng trong ngày:"; ``signers`` are
    (title, note, name) from left to right; ``offices`` says of how many offices the rows are, ``whose``
    in words, where they are not of the office in the head.
    """

    words: Mapping[str, str]
    form_number: str
    lines: tuple[str, ...]
    place: str
    volume: str
    first: date
    last: date
    rows: tuple[LedgerRow, ...]
    summary: str
    signers: tuple[tuple[str, str, str], ...]
    chain_head: str
    printed_at: datetime
    offices: int = 1
    whose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRow:
    """One procedure as it is posted; all but the number are finished Vietnamese words.

    ``term`` is the statutory deadline, ``commitment`` the shorter one of the office, ``note``
    what else is said of them; ``papers`` is how many papers the dossier has.
    """

    number: int
    code: str
    name: str
    term: str
    commitment: str
    note: str
    unit: str
    fee: str
    papers: str
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingPaper:
    """Danh mục thủ tục hành chính niêm yết công khai: the procedures by field, to be posted at the desk.

    ``sections`` are (field, its rows); ``decisions`` those by which the procedures were announced.
    """

    words: Mapping[str, str]
    lines: tuple[str, ...]
    place: str
    date: date
    desk: str
    opening_hours: str
    hotline: str
    feedback: str
    decisions: tuple[str, ...]
    sections: tuple[tuple[str, tuple[PostingRow, ...]], ...]
    signer_title: str
    signer_name: str
