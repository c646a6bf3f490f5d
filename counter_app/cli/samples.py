"""Every form with sample data: a fictional office receives dossiers under each law, and prints."""

import tempfile
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from counter_app.cli.sample_slips import SAMPLES
from counter_app.cli.sheet_samples import sheet_samples
from counter_app.config import Home
from counter_app.core.law import LawPack
from counter_app.core.papers import Sheet
from counter_app.core.records import DossierState, Fee, FeeStatus, NewDossier, Officer, Paper, Person
from counter_app.core.states import Role
from counter_app.core.times import VIETNAM
from counter_app.demo import OFFICE, OFFICERS
from counter_app.errors import DeviceProblem
from counter_app.i18n import gettext as _
from counter_app.services import calibration, exchange_papers, files, papers, posting, reception
from counter_app.services.desk import Desk, close_desk, create_office

#: A day on which the latest law is in force and a holiday lies ahead.
TODAY = datetime(2026, 11, 23, 15, 40, tzinfo=VIETNAM)
FIRST = datetime(2018, 6, 21, 7, 30, tzinfo=VIETNAM)

SPECIALIST = next(one for one in OFFICERS if one.role is Role.SPECIALIST)

_SIMPLE = NewDossier(
    procedure="1.004873",
    applicant=Person(
        name="Nguyễn Thị Ưởng",
        citizen_id="099180000123",
        address="Thôn Thượng, xã Đông Phù",
        phone="0900000123",
    ),
    papers=(Paper(name="Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", originals=1),),
    fee=Fee(amount=15_000, status=FeeStatus.PAID, method="cash"),
)

#: The longest that a receipt has to hold: it flows to a second page without loss.
_LONG = replace(
    _SIMPLE,
    applicant=Person(
        name="Công ty trách nhiệm hữu hạn một thành viên " + "Sản xuất và Thương mại " * 5,
        citizen_id="0109900000",
        address="Số 17, ngõ 99, đường liên thôn Cầu Giữa - Đông Trạch, " * 4,
        phone="0900000124",
        email="van-phong@vi-du.example.vn",
    ),
    submitter="Trần Đình Khoát",
    papers=tuple(
        Paper(
            name=f"Giấy tờ thứ {number:02d} kèm theo hồ sơ, bản có xác nhận của cơ quan",
            originals=1,
            copies=2,
        )
        for number in range(1, 21)
    ),
)

_RECEIPTS = (
    ("a5", _SIMPLE, Sheet.A5, 0),
    ("a4", _SIMPLE, Sheet.A4, 0),
    ("a4-two-up", _SIMPLE, Sheet.TWO_UP, 0),
    ("roll80", _SIMPLE, Sheet.ROLL, 0),
    ("reprint", _SIMPLE, Sheet.A5, 1),
    ("long", _LONG, Sheet.A5, 0),
)


def write_samples(folder: Path) -> list[Path]:
    """Draw every form of every law pack into ``folder``; the files written.

    Raises:
        DeviceProblem: the folder cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DeviceProblem(
            _("The folder {path} cannot be made ({reason}); choose another.").format(
                path=folder, reason=error.strerror
            )
        ) from error
    files.require_place(folder / "receipt.pdf")
    written: list[Path] = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        desk = create_office(Home(Path(home)), OFFICE, FIRST, lambda: TODAY + timedelta(hours=8))
        try:
            for pack in desk.packs:
                for name, content in _forms(desk, pack, OFFICERS[0]):
                    written.append(folder / name)
                    files.write_file(written[-1], content)
            for name, content in _of_no_law(desk):
                written.append(folder / name)
                files.write_file(written[-1], content)
        finally:
            close_desk()
    return written


def _forms(desk: Desk, pack: LawPack, by: Officer) -> list[tuple[str, bytes]]:
    at = datetime.combine(_day_of(desk, pack), time(15, 40), VIETNAM)
    received: dict[str, DossierState] = {}
    for name, new, _sheet, _copy in _RECEIPTS:
        received[name] = reception.receive(desk, new, by, at)
        at += timedelta(minutes=4)
    drawn = [
        (
            f"receipt-{pack.id}-{name}.pdf",
            papers.receipt(desk, received[name].scan_number, sheet, by, at, copy, _dpi(sheet)),
        )
        for name, _new, sheet, copy in _RECEIPTS
    ]
    day = at.date()
    drawn += [
        (f"ledger-{pack.id}.{kind}", papers.ledger(desk, day, day, kind, at).content)
        for kind in ("pdf", "xlsx", "csv")
    ]
    drawn += _slips(pack)
    return [*drawn, *sheet_samples(desk, pack, by, SPECIALIST, at)]


def _of_no_law(desk: Desk) -> list[tuple[str, bytes]]:
    """What is the same under each law: the catalogue as it is posted, the pages that try a printer."""
    pages = [
        (f"calibration-{sheet.value}.pdf", calibration.page("counter-app", TODAY, sheet, _dpi(sheet)))
        for sheet in (Sheet.A5, Sheet.A4, Sheet.ROLL)
    ]
    return [("posting.pdf", posting.posting(desk, TODAY).content), *pages, *_exchange_pages(desk)]


def _exchange_pages(desk: Desk) -> list[tuple[str, bytes]]:
    """What goes to other offices: an acknowledgement and the own key."""
    drawn = []
    for sheet in (Sheet.A5, Sheet.A4):
        drawn += [
            (
                f"acknowledgement-{sheet.value}.pdf",
                exchange_papers.sample_acknowledgement(desk, TODAY, sheet),
            ),
            (f"node-key-{sheet.value}.pdf", exchange_papers.own_key(desk, TODAY, sheet)),
        ]
    return drawn


def _dpi(sheet: Sheet) -> int:
    """Dots an inch of the printers that usually print it."""
    return 203 if sheet is Sheet.ROLL else 300


def _slips(pack: LawPack) -> list[tuple[str, bytes]]:
    """Every form that is drawn from blocks, on both sheets."""
    from counter_app.documents import slip as form  # noqa: PLC0415

    return [
        (
            f"{one.name.replace('_', '-')}-{pack.id}-{sheet.value}-{name}.pdf",
            form.draw(sample(one), sheet),
        )
        for one in pack.forms.values()
        if one.blocks is not None
        for sheet in (Sheet.A5, Sheet.A4)
        for name, sample in SAMPLES.items()
    ]


def _day_of(desk: Desk, pack: LawPack) -> date:
    """The last working day, up to today, on which the pack is in force."""
    day = min(TODAY.date(), pack.valid_to or TODAY.date())
    while not desk.calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day
