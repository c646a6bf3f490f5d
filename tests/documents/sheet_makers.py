"""Slips, lists, books and labels of a fictional office, xã Đông Phù, as the forms draw them."""

from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.core.codes import scan_number
from counter_app.core.sheets import (
    ClosingMonth,
    CommandCards,
    ControlSlip,
    DossierHandover,
    FolderLabel,
    HandoverRow,
    LedgerClosing,
    LedgerCover,
    ResultHandover,
    ResultRow,
    ShelfLabel,
    SlipMove,
    Timing,
    VisitDossier,
    VisitReceipt,
)
from tests.documents.paper_makers import DAY, MATTERS, PEOPLE, TOWNS, many_papers, moment, pack, receipt

CENTRE = "Trung tâm Phục vụ hành chính công xã Đông Phù"
UNIT, OFFICE = "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND"
DUE = date(2026, 12, 1)
SIGN = "(Ký, ghi rõ họ tên)"


def said(form: str, law: str = "2025") -> dict[str, Any]:
    """What every sheet says of the office and of itself."""
    text = pack(law).forms[form]
    return {
        "words": text.words,
        "form_number": text.number,
        "wording": text.wording,
        "lines": TOWNS,
        "place": "Đông Phù",
        "printed_at": moment("2026-11-23T17:06"),
    }


MOVES = (
    SlipMove(
        giver=CENTRE,
        taker=UNIT,
        at=moment("2026-11-23T16:30"),
        giver_name="Nguyễn Thu An",
        taker_name="Phạm Quốc Dũng",
        due=moment("2026-11-27T16:00"),
    ),
    SlipMove(
        giver=UNIT,
        taker=OFFICE,
        at=moment("2026-11-27T10:05"),
        giver_name="Phạm Quốc Dũng",
        due=moment("2026-11-30T16:00"),
        result=Timing.ON_TIME,
        note="kèm dự thảo",
    ),
    SlipMove(giver=OFFICE, taker=CENTRE),
)


def control_slip(law: str = "2025", **changes: object) -> ControlSlip:
    """A dossier that two units resolve in turn, two hand-overs done and one to come."""
    slip = ControlSlip(
        **said("control_slip", law),
        date=DAY,
        code="H99.017-261123-0042",
        scan_number=scan_number("0117", DAY, 42),
        applicant="Nguyễn Thị Hạnh",
        procedure="Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội",
        procedure_code="1.014027",
        received_at=moment("2026-11-23T09:12"),
        due_at=moment("2026-12-01T16:00"),
        unit=UNIT,
        partners=(OFFICE,),
        moves=MOVES,
    )
    return replace(slip, **changes)


def handover_row(number: int, **changes: object) -> HandoverRow:
    procedure, code, _unit = MATTERS[number % 3]
    row = HandoverRow(
        code=f"H99.017-261123-{41 + number:04d}",
        procedure=procedure,
        procedure_code=code,
        sets=1,
        papers=3 + number % 4,
        applicant=PEOPLE[number % 5],
        address="thôn Trung, Đông Phù",
        phone=f"0900000{number % 1000:03d}",
        received=DAY,
        due=DUE,
    )
    return replace(row, **changes)


def dossier_handover(rows: int | tuple[HandoverRow, ...] = 3, **changes: object) -> DossierHandover:
    paper = DossierHandover(
        **said("handover_dossiers"),
        giver=CENTRE,
        taker=UNIT,
        at=moment("2026-11-23T16:30"),
        rows=tuple(handover_row(number) for number in range(rows)) if isinstance(rows, int) else rows,
        giver_name="Nguyễn Thu An",
        head_name="Vũ Đình Khải",
    )
    return replace(paper, **changes)


def result_row(number: int, **changes: object) -> ResultRow:
    procedure, code, _unit = MATTERS[number % 3]
    row = ResultRow(
        code=f"H99.017-261123-{41 + number:04d}",
        procedure=procedure,
        procedure_code=code,
        result="Giấy xác nhận số 12/GXN" if number % 2 else "Đã giải quyết",
        applicant=PEOPLE[number % 5],
        address="thôn Trung, Đông Phù",
        fee=number % 2 == 0,
        post=number % 3 == 2,
    )
    return replace(row, **changes)


def result_handover(rows: int | tuple[ResultRow, ...] = 3, **changes: object) -> ResultHandover:
    paper = ResultHandover(
        **said("handover_results"),
        unit=UNIT,
        taker=CENTRE,
        at=moment("2026-11-23T16:30"),
        rows=tuple(result_row(number) for number in range(rows)) if isinstance(rows, int) else rows,
        taker_name="Nguyễn Thu An",
    )
    return replace(paper, **changes)


def ledger_cover(law: str = "2025", **changes: object) -> LedgerCover:
    cover = LedgerCover(
        **said("ledger_cover", law),
        year=2026,
        volume=1,
        pages=0,
        first_number=0,
        signer_title="GIÁM ĐỐC",
        signer_name="Vũ Đình Khải",
    )
    return replace(cover, **changes)


def ledger_closing(**changes: object) -> LedgerClosing:
    """A year with 500 dossiers a month, nothing in December, and four numbers left out."""
    months = tuple(
        ClosingMonth(
            month=month,
            received=500 if month < 12 else 0,
            first_number=(month - 1) * 500 + 1,
            last_number=month * 500,
            returned=500 - (month > 9) * 40,
        )
        for month in range(1, 13)
    )
    closing = LedgerClosing(
        **said("ledger_closing"),
        office=CENTRE,
        year=2026,
        volumes=1,
        closed_at=moment("2026-12-31T17:00"),
        first_number=1,
        last_number=5504,
        received=5500,
        returned=5420,
        gaps=((12, 12), (77, 79)),
        months=months,
        signers=(
            ("NGƯỜI GHI SỔ", SIGN, ""),
            ("NGƯỜI KIỂM TRA", SIGN, ""),
            ("GIÁM ĐỐC", "(Ký, ghi rõ họ tên, đóng dấu)", "Vũ Đình Khải"),
        ),
        chain_head="7f3a91c40b2ed58a6c17e94023bfa86d" * 2,
    )
    return replace(closing, **changes)


def visit_dossier(number: int, **changes: object) -> VisitDossier:
    procedure, code, _unit = MATTERS[number % 3]
    one = VisitDossier(
        code=f"H99.017-261123-{41 + number:04d}",
        scan_number=scan_number("0117", DAY, 41 + number),
        owner="" if number % 2 else PEOPLE[number % 5],
        procedure=procedure,
        procedure_code=code,
        papers=many_papers(1 + number % 4),
        sets=1,
        due_at=moment("2026-12-01T16:00") if number % 2 else moment("2026-12-08T09:30"),
        ledger_number=6186 + number,
    )
    return replace(one, **changes)


def visit(dossiers: int | tuple[VisitDossier, ...] = 3, law: str = "2025", **changes: object) -> VisitReceipt:
    """So many dossiers of one visit, or those given."""
    usual = receipt()
    paper = VisitReceipt(
        **said("receipt_several", law),
        date=DAY,
        desk=usual.desk,
        submitter=usual.submitter,
        citizen_id=usual.citizen_id,
        address=usual.address,
        phone=usual.phone,
        received_at=usual.received_at,
        dossiers=(
            tuple(visit_dossier(number) for number in range(dossiers))
            if isinstance(dossiers, int)
            else dossiers
        ),
        collect_place=usual.collect_place,
        opening_hours=usual.opening_hours,
        bring=usual.bring,
        hotline=usual.hotline,
        receiver=usual.receiver,
        counter=usual.counter,
    )
    return replace(paper, **changes)


def folder_label(**changes: object) -> FolderLabel:
    label = FolderLabel(
        words=pack().forms["folder_label"].words,
        applicant="Nguyễn Thị Hạnh",
        procedure="Đăng ký lại khai sinh",
        scan_number=scan_number("0117", DAY, 42),
        number=42,
        received=DAY,
        due=DUE,
    )
    return replace(label, **changes)


def shelf_label(number: int = 12, text: str = "Tủ A, ngăn 3") -> ShelfLabel:
    return ShelfLabel(words=pack().forms["shelf_label"].words, number=number, text=text)


def command_cards(law: str = "2025") -> CommandCards:
    return CommandCards(words=pack(law).forms["command_cards"].words)
