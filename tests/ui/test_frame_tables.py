"""Tables hold ids, fetch by the page, keep the row, and let the status colours live in the chosen row."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from counter_app.ui import theme
from counter_app.ui.tables import PAGE, Column, RowsModel, TableView
from tests.ui.hands import press, type_text


class Rows:
    """Rows that count how often they were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, ids: Sequence[int]) -> list[str]:
        self.asked.append(len(ids))
        return [f"row {one}" for one in ids]


COLUMNS = (
    Column("Code", str, 160),
    Column("State", lambda _row: "ready", tone="good", icon="checkmark_circle_16_filled", weight=600),
)


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture
def table(rows: Rows, show: Callable[..., QWidget]) -> TableView:
    made = TableView(COLUMNS, rows, name="dossiers")
    made.show_ids(range(1, 5001))
    show(made, 600, 400)
    return made


def test_the_model_is_sound(rows: Rows, qtmodeltester: ModelTester) -> None:
    model = RowsModel(COLUMNS, rows)
    model.set_ids(range(150))
    qtmodeltester.check(model)


def test_only_what_is_seen_is_fetched(table: TableView, rows: Rows) -> None:
    table.grab()
    assert rows.asked == [PAGE]
    table.choose_row(4999)
    table.grab()
    assert rows.asked == [PAGE, PAGE]
    assert table.current_id() == 5000
    assert table.current_row() == "row 5000"


def test_the_keyboard_moves_and_opens(table: TableView) -> None:
    opened: list[int] = []
    chosen: list[int] = []
    table.opened.connect(opened.append)
    table.row_chosen.connect(chosen.append)
    table.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        press(key)
    assert (opened, chosen) == ([3], [2, 3])
    type_text("r")
    assert table.current_id() == 3, "letters move nothing"
    press(Qt.Key.Key_PageDown)
    assert table.current_id() > 8


def test_the_row_stays_chosen_over_another_answer(table: TableView) -> None:
    table.choose_row(41)
    table.show_ids([7, 42, 9])
    assert table.current_id() == 42
    table.show_ids([7, 9])
    assert table.current_id() == 7
    table.show_ids([])
    assert (table.current_id(), table.current_row()) == (0, None)


def test_a_row_that_is_gone_is_empty_and_nothing_falls(show: Callable[..., QWidget]) -> None:
    table = TableView(COLUMNS, lambda ids: [f"row {one}" for one in ids][:2])
    table.show_ids([1, 2, 3])
    show(table, 600, 300).grab()
    assert table.rows.row(2) is None


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_colour_of_a_state_survives_in_the_chosen_row(table: TableView, qapp, look: str) -> None:
    theme.apply(qapp, look)
    table.choose_row(0)
    top = theme.HEAD_HEIGHT
    row = table.grab().toImage().copy(170, top, 200, theme.ROW_HEIGHT)
    colours = {row.pixelColor(x, y).rgb() for x in range(row.width()) for y in range(row.height())}
    assert theme.colour("good").rgb() in colours
    assert theme.colour("soft").rgb() in colours


def test_the_empty_table_says_why(table: TableView) -> None:
    table.set_empty("Nothing found; try fewer letters.")
    table.show_ids([])
    picture = table.grab().toImage()
    colours = {picture.pixelColor(x, y).rgb() for x in range(300) for y in range(40, 80)}
    assert len(colours) > 2


def test_a_long_question_draws_a_line_under_the_head(table: TableView, qtbot: QtBot) -> None:
    table.set_busy(True)
    at = (5, theme.HEAD_HEIGHT - 1)
    assert table.grab().toImage().pixelColor(*at) != QColor(theme.tokens().accent), "not before 300 ms"
    qtbot.waitUntil(lambda: table.grab().toImage().pixelColor(*at) == QColor(theme.tokens().accent))
    table.show_ids([1])
    assert table.grab().toImage().pixelColor(*at) != QColor(theme.tokens().accent)
