"""Slips, lists, books and labels with sample data: ordinary, long, and as long as they can be."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from counter_app.core.law import LawPack
from counter_app.core.papers import Sheet
from counter_app.core.records import DossierState, NewDossier, Officer, Paper, Person
from counter_app.services import ledger_book, processing, reception, sheets, unit_lists
from counter_app.services.desk import Desk

#: The procedure with the longest name of the catalogue, and one that a specialist resolves.
LONGEST, ORDINARY = "1.012836", "1.004873"
UNIT = "Phòng Văn hóa - Xã hội"
SHELVES = (
    (1, "Tủ A, ngăn 3"),
    (9999, "Phòng lưu trữ tầng hai, tủ A bên trái cửa sổ, ngăn thứ ba từ trên xuống"),
)

_NEW = NewDossier(
    procedure=ORDINARY,
    applicant=Person(
        name="Nguyễn Thị Ưởng",
        citizen_id="099180000123",
        address="Thôn Thượng, xã Đông Phù",
        phone="0900000123",
    ),
    papers=(
        Paper(name="Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", originals=1),
        Paper(name="Trích lục ghi chú ly hôn", certified=1),
    ),
)

#: As long as reception takes it.
_EXTREME = replace(
    _NEW,
    applicant=Person(
        name=("Hợp tác xã Dịch vụ nông nghiệp tổng hợp và tiêu thụ nông sản an toàn " * 3)[:200].strip(),
        citizen_id="0109900000",
        address=("Số 17, ngõ 99, đường liên thôn Cầu Giữa - Đông Trạch, " * 10)[:500].strip(),
        phone="0900000124",
    ),
    papers=tuple(Paper(name=f"Giấy tờ thứ {number:02d} kèm theo", copies=2) for number in range(1, 46)),
    submitter=_NEW.applicant.name,
)


def sheet_samples(
    desk: Desk, pack: LawPack, by: Officer, specialist: Officer, at: datetime
) -> Iterator[tuple[str, bytes]]:
    """The name of a file and its bytes, for each paper under ``pack``, whose time ``at`` lies in."""
    visit = _visit(desk, by, at)
    later = at + timedelta(hours=1)
    for name, count in (("new", 0), ("life", 3), ("long", 9)):
        state = visit[-1] if name == "long" else visit[0]
        _forwarded(desk, state, by, at, count - len(state.movements))
        for sheet in (Sheet.A5, Sheet.A4):
            content = sheets.control_slip(desk, state.scan_number, later, sheet)
            yield f"control-slip-{pack.id}-{name}-{sheet.value}.pdf", content
    for state in visit[1:-1]:
        _forwarded(desk, state, by, at, 1)
    processing.finish(desk, visit[0].scan_number, specialist, later)
    numbers = [state.scan_number for state in visit]
    for name, few in (("two", numbers[:2]), ("all", numbers)):
        for sheet in (Sheet.A5, Sheet.A4):
            content = sheets.visit_receipt(desk, few, later, sheet)
            yield f"receipt-several-{pack.id}-{name}-{sheet.value}.pdf", content
    for name, number in (("short", numbers[0]), ("long", numbers[-1])):
        yield f"label-{pack.id}-{name}.pdf", sheets.folder_label(desk, number)
    for shelf, text in SHELVES:
        yield f"shelf-label-{pack.id}-{shelf}.pdf", sheets.shelf_label(desk, shelf, text, at)
    yield f"command-cards-{pack.id}.pdf", sheets.command_cards(desk, at)
    yield from _lists(desk, pack, later)


def _lists(desk: Desk, pack: LawPack, at: datetime) -> Iterator[tuple[str, bytes]]:
    day = at.date()
    for name, unit in (("day", UNIT), ("empty", desk.office.units[-1])):
        made = unit_lists.handover_dossiers(desk, unit, day, at)
        yield f"handover-dossiers-{pack.id}-{name}.pdf", made.content
        made = unit_lists.handover_results(desk, unit, day, at)
        yield f"handover-results-{pack.id}-{name}.pdf", made.content
    for volume, pages, first in ((1, 0, 0), (2, 120, 3211)):
        cover = ledger_book.ledger_cover(desk, at.year, at, volume, pages, first)
        yield f"ledger-cover-{pack.id}-{volume}.pdf", cover
    closing = ledger_book.ledger_closing_paper(desk, at.year, at)
    yield f"ledger-closing-{pack.id}.pdf", ledger_book.draw_closing(closing)
    numbers = tuple((number, number) for number in range(3, 6000, 3))
    yield f"ledger-closing-{pack.id}-gaps.pdf", ledger_book.draw_closing(replace(closing, gaps=numbers))


def _visit(desk: Desk, by: Officer, at: datetime) -> list[DossierState]:
    """Dossiers of one visit: ordinary ones, and last the longest that reception takes."""
    chosen: Sequence[NewDossier] = (*[_NEW] * 5, replace(_EXTREME, procedure=LONGEST))
    if desk.catalogue[LONGEST].promised is None:
        due_at, why = at + timedelta(days=15), "theo văn bản của tỉnh"
        chosen = (*chosen[:-1], replace(chosen[-1], due_at=due_at, due_reason=why))
    return [reception.receive(desk, new, by, at) for new in chosen]


def _forwarded(desk: Desk, state: DossierState, by: Officer, at: datetime, times: int) -> None:
    """Hand the dossier on so often, to one unit and back to another."""
    for number in range(times):
        to = UNIT if number % 2 == 0 else desk.office.units[0]
        processing.forward(desk, state.scan_number, by, at, to, "kèm dự thảo" if number else "")
