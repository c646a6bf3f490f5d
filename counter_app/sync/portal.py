"""``dossiers.csv``: the state of each dossier with the field names of the national portal.

Cổng Dịch vụ công quốc gia names these fields in its exchange of dossiers (hồ sơ); offices
without this program can read them in a spreadsheet. Only fields of that exchange are
written, and of them only what this program knows: no address, no date of birth.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from counter_app.core.journal import canonical_json
from counter_app.core.plain import from_plain
from counter_app.core.records import Channel, Collect, Fee, FeeStatus, Paper, Person
from counter_app.sync.tables import csv_parts, csv_rows

_MARK = "\ufeff"
_ONLY_DIGITS = str.maketrans("", "", "-T:")

_TIME = {"type": "datetime", "format": "%Y%m%d%H%M%S"}
_TEXT = {"type": "string"}
_LIST = {"type": "array"}

_FIELDS: dict[str, dict[str, str]] = {
    "MaHoSo": _TEXT,
    "MaTTHC": _TEXT,
    "TenTTHC": _TEXT,
    "MaLinhVuc": _TEXT,
    "TenLinhVuc": _TEXT,
    "KenhThucHien": _TEXT,
    "ChuHoSo": _TEXT,
    "LoaiDoiTuong": _TEXT,
    "Email": _TEXT,
    "SoDienThoai": _TEXT,
    "TrichYeuHoSo": _TEXT,
    "NgayTiepNhan": _TIME,
    "NgayHenTra": _TIME,
    "TrangThaiHoSo": _TEXT,
    "NgayTra": _TIME,
    "ThongTinTra": _TEXT,
    "HinhThuc": _TEXT,
    "NgayKetThucXuLy": _TIME,
    "DonViXuLy": _TEXT,
    "GhiChu": _TEXT,
    "DanhSachLePhi": _LIST,
    "DanhSachTepDinhKemKhac": _LIST,
    "DinhDanhCHS": _LIST,
    "NgayNopHoSo": _TIME,
}

#: Values that the portal lists for a field; a number outside them is an error of ours.
_LISTED = {
    "KenhThucHien": ["1", "2", "3"],
    "LoaiDoiTuong": ["1", "2", "3", "4"],
    "TrangThaiHoSo": [str(number) for number in range(1, 11)],
    "HinhThuc": ["0", "1"],
}

_CHANNELS = {Channel.DIRECT: "1", Channel.ONLINE: "2", Channel.POST: "3"}
_KINDS_OF_PAPER = (("originals", 1), ("certified", 2), ("copies", 3))
_SUMMARY_LIMIT = 1000

COLUMNS = tuple(_FIELDS)
_cells = itemgetter(*COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the table tells of a dossier: a part of its written state, moments as they are written."""

    code: str
    procedure_code: str
    procedure_name: str
    procedure_field: str
    channel: Channel
    applicant: Person
    received_at: str
    due_at: str
    status: int
    returned_at: str = ""
    collector: str = ""
    collect: Collect
    finished_at: str = ""
    unit: str = ""
    holder: str
    note: str
    fee: Fee
    earlier_fees: tuple[Fee, ...] = ()
    papers: tuple[Paper, ...]


def schema() -> dict[str, Any]:
    """Table Schema of ``dossiers.csv``."""
    columns = []
    for name, kind in _FIELDS.items():
        column: dict[str, Any] = {"name": name, **kind}
        if name in _LISTED:
            column["constraints"] = {"required": True, "enum": _LISTED[name]}
        columns.append(column)
    return {"fields": columns, "primaryKey": ["MaHoSo"]}


def table(states: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """``dossiers.csv`` with one row for each of ``states``, as they are written, part by part.

    Times are ``yyyyMMddHHmmss``. It begins with a byte order mark, without which spreadsheets
    misread Vietnamese letters.
    """
    yield _MARK
    yield from csv_parts(COLUMNS, (_cells(_row(from_plain(_Told, state))) for state in states))


def count_dossiers(lines: Iterable[str]) -> int | None:
    """How many dossiers a ``dossiers.csv`` lists, or None where it is not one."""
    try:
        rows = csv_rows(lines)
        head = next(rows, ())
        marked = "".join(head[:1]).startswith(_MARK)
        known = ("".join(head[:1]).removeprefix(_MARK), *head[1 : len(COLUMNS)]) == COLUMNS
        return sum(1 for _row in rows) if marked and known else None
    except (UnicodeDecodeError, csv.Error):
        return None


def _row(state: _Told) -> dict[str, str]:
    owner = state.applicant
    return {
        "MaHoSo": state.code,
        "MaTTHC": state.procedure_code,
        "TenTTHC": state.procedure_name,
        "MaLinhVuc": "",
        "TenLinhVuc": state.procedure_field,
        "KenhThucHien": _CHANNELS[state.channel],
        "ChuHoSo": owner.name,
        "LoaiDoiTuong": _kind_of_owner(owner),
        "Email": owner.email,
        "SoDienThoai": owner.phone,
        "TrichYeuHoSo": state.procedure_name[:_SUMMARY_LIMIT],
        "NgayTiepNhan": _time(state.received_at),
        "NgayHenTra": _time(state.due_at),
        "TrangThaiHoSo": str(state.status),
        "NgayTra": _time(state.returned_at),
        "ThongTinTra": state.collector,
        "HinhThuc": "1" if state.collect is Collect.POST else "0",
        "NgayKetThucXuLy": _time(state.finished_at),
        "DonViXuLy": state.unit or state.holder,
        "GhiChu": state.note,
        "DanhSachLePhi": canonical_json(_fees((*state.earlier_fees, state.fee))),
        "DanhSachTepDinhKemKhac": canonical_json(_papers(state.papers)),
        "DinhDanhCHS": canonical_json(_identities(owner)),
        "NgayNopHoSo": _time(state.received_at),
    }


def _time(moment: str) -> str:
    """2026-11-23T15:40:00+07:00 as the portal writes it: 20261123154000."""
    return moment[:19].translate(_ONLY_DIGITS)


def _kind_of_owner(owner: Person) -> str:
    """1 a citizen, 2 an enterprise: who has a tax code (mã số thuế, 10 or 13 digits) is the latter."""
    return "2" if re.fullmatch("[0-9]{10}|[0-9]{10}-?[0-9]{3}", owner.citizen_id) else "1"


def _fees(fees: Iterable[Fee]) -> list[dict[str, str]]:
    return [
        {"TenPhiLePhi": "Phí, lệ phí", "Gia": str(fee.amount)}
        for fee in fees
        if fee.status not in (FeeStatus.NONE, FeeStatus.FREE)
    ]


def _papers(papers: Iterable[Paper]) -> list[dict[str, Any]]:
    return [
        {"TenGiayTo": paper.name, "SoLuong": number, "LoaiGiayTo": kind}
        for paper in papers
        for word, kind in _KINDS_OF_PAPER
        if (number := getattr(paper, word))
    ]


def _identities(owner: Person) -> list[dict[str, str]]:
    """Số định danh: 1 the twelve digits of a citizen, 2 the nine digits of an old card."""
    kind = {12: "1", 9: "2"}.get(len(owner.citizen_id))
    return [{"LoaiDinhDanh": kind, "SoDinhDanh": owner.citizen_id}] if kind else []
