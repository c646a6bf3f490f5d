"""While you wait (F6) with many rows: how few keys one takes, what stays in sight, and all or nothing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.core.records import PrintOutcome
from counter_app.models import office as offices
from counter_app.services import fast_day, queries
from counter_app.ui.pages.fast import FastPage
from counter_app.ui.pages.page import Page
from counter_app.ui.session import Said, Session
from tests.ui.hands import clipped, press, type_text

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
FINISH = (Qt.Key.Key_Return, CTRL)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> FastPage:
    found = open_page("fast", 1366, 690)
    assert isinstance(found, FastPage)
    return found


class Presses(QObject):
    """Counts the keys that reach the window, letters and figures of a text apart."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0
        self.letters = 0
        self._seen: set[int] = set()
        window = QGuiApplication.focusWindow()
        assert window is not None
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.text().isprintable() and event.text() and not event.modifiers() & (CTRL | ALT):
                self.letters += 1
            else:
                self.keys += 1
        return False


def fill(rows: int) -> None:
    """One person's rows, copies and signatures in turn, the last one still open."""
    type_text("Trần Văn Bửu")
    press(Qt.Key.Key_Return)
    for number in range(rows):
        if number % 2:
            type_text("2")
        else:
            type_text("1")
            type_text(str(2 + number % 5))
            press(Qt.Key.Key_Return)
        type_text(str(1 + number % 3))
        if number < rows - 1:
            press(Qt.Key.Key_Return)


def in_sight(widget: QWidget) -> bool:
    """Whether the whole of ``widget`` can be seen."""
    return bool(widget.visibleRegion().boundingRect() == QRect(QPoint(0, 0), widget.size()))


def test_a_row_takes_at_most_six_keys_beside_what_is_typed(page: FastPage, session: Session) -> None:
    presses = Presses()
    type_text("Trần Văn Bửu")
    press(Qt.Key.Key_Return)
    type_text("1")  # the matter; one key, and no text of the row
    type_text("4")
    press(Qt.Key.Key_Return)
    type_text("3")
    press(*FINISH)
    (matter,) = fast_day.fast_day(session.desk, session.now()).matters
    assert (matter.pages, matter.count, matter.fee.amount) == (4, 3, 18_000)
    assert presses.letters == len("Trần Văn Bửu") + len("1") + len("4") + len("3")
    assert presses.keys + len("1") <= 6


def test_another_row_of_the_same_person_takes_no_more(page: FastPage) -> None:
    fill(1)
    presses = Presses()
    press(Qt.Key.Key_Return)
    type_text("1")
    type_text("5")
    press(Qt.Key.Key_Return)
    type_text("2")
    assert page.rows.lines()[1].person.name == "Trần Văn Bửu"
    assert presses.keys + len("1") <= 6


def test_fifty_rows_are_finished_in_one_go(page: FastPage, session: Session, said: list[Said]) -> None:
    fill(50)
    assert page.finish_button.text() == "Finish and hand over 50 matters"
    told: list[str] = []
    session.dossier_changed.connect(told.append)
    press(*FINISH)
    matters = fast_day.fast_day(session.desk, session.now()).matters
    assert [one.ledger_number for one in matters] == list(range(50, 0, -1))
    assert {one.received_at for one in matters} == {session.now()}
    assert said[-1].sentence.startswith("Done for Trần Văn Bửu: 50 matters")
    assert (said[-1].hint, said[-1].key) == ("Take it back", "Ctrl+Z")
    assert len(told) == 1, "the other pages read their figures once"
    assert page.rows.is_empty()


def test_fifty_rows_that_cannot_all_be_done_stay_fifty(
    page: FastPage, session: Session, said: list[Said]
) -> None:
    fill(50)
    offices.raise_counter(offices.day_counter(session.now().date()), 9_980)
    press(*FINISH)
    assert said[-1].kind == "problem"
    assert len(page.rows.lines()) == 50
    assert fast_day.fast_day(session.desk, session.now()).matters == ()


def test_with_fifty_rows_the_open_one_its_heads_and_the_sum_stay_in_sight(page: FastPage) -> None:
    fill(50)
    QApplication.processEvents()
    row = page.rows.row
    for keys in ((), (Qt.Key.Key_Up, CTRL), (Qt.Key.Key_Delete, CTRL), (Qt.Key.Key_Down, CTRL)):
        if keys:
            press(*keys)
        QApplication.processEvents()
        focus = QApplication.focusWidget()
        assert focus is not None
        assert row.isAncestorOf(focus)
        assert in_sight(focus)
        assert in_sight(page.rows.heads)
        assert in_sight(page.money.amount)
        assert in_sight(page.finish_button)
        assert in_sight(page.recent.table)
        assert clipped(page) == []


def test_up_through_all_rows_keeps_the_cell(page: FastPage) -> None:
    fill(12)
    assert row_and_cell(page) == (12, "count")
    for _one in range(11):
        press(Qt.Key.Key_Up, CTRL)
    QApplication.processEvents()
    assert row_and_cell(page) == (1, "count")
    assert in_sight(page.rows.row.count)
    press(Qt.Key.Key_Up, CTRL)
    assert row_and_cell(page) == (1, "count")
    type_text("9")
    press(Qt.Key.Key_Down, CTRL)
    assert page.rows.lines()[0].count == 9


def row_and_cell(page: FastPage) -> tuple[int, str]:
    return page.rows.row.number(), page.rows.row.cell()


def test_a_row_removed_in_the_middle_takes_its_fee_along(page: FastPage) -> None:
    fill(4)  # 4.000, 20.000, 18.000 and 10.000 đồng
    assert page.money.amount.text() == "52.000 đ"
    press(Qt.Key.Key_Up, CTRL)
    press(Qt.Key.Key_Delete, CTRL)
    assert page.money.amount.text() == "34.000 đ"
    assert [line.count for line in page.rows.lines()] == [1, 2, 1]


@pytest.mark.parametrize("cell", ["name", "procedure", "pages", "count", "fee"])
def test_a_megabyte_pasted_into_a_cell_is_cut_and_nothing_is_lost(page: FastPage, cell: str) -> None:
    fill(2)
    press(Qt.Key.Key_Up, CTRL)
    line = page.rows.row.line()
    edit = page.rows.row._places[cell]
    edit.setFocus()
    QApplication.clipboard().setText("Ễ9" * 500_000)
    edit.paste()
    assert len(edit.text()) <= 200
    assert len(page.rows.lines()) == 2
    assert line.person.name == "Trần Văn Bửu"


def test_a_receipt_is_printed_where_the_citizen_asks_for_one(
    page: FastPage, session: Session, qtbot: object
) -> None:
    fill(1)
    press(Qt.Key.Key_I, ALT)
    assert page.money.receipt.isChecked()
    press(*FINISH)
    assert not page.money.receipt.isChecked()
    (matter,) = fast_day.fast_day(session.desk, session.now()).matters

    def printed() -> bool:
        return queries.dossier(session.desk, matter.scan_number).receipt_outcome is PrintOutcome.PRINTED

    qtbot.waitUntil(printed)  # type: ignore[attr-defined]
    assert list(session.desk.home.papers.rglob("*.pdf"))
