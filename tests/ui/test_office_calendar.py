"""F9, calendar: days are marked by keys, what moves is seen first, and the head decides on each promise."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app.config import FILE_PRINTER, Workstation
from counter_app.core.events import CalendarChanged, DayChange
from counter_app.core.records import Officer
from counter_app.core.times import VIETNAM
from counter_app.services import calendar, decisions, queries, reception
from counter_app.services.desk import Desk
from counter_app.ui import tasks
from counter_app.ui.pages.office.calendar import CalendarSection
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import clipped, press, type_text, unnamed
from tests.ui.test_office import opened

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def make_session(desk: Desk, officers: dict[str, Officer]):
    made: list[Session] = []

    def make(login: str) -> Session:
        made.append(Session(desk, officers[login], Workstation(printer=FILE_PRINTER)))
        return made[-1]

    yield make
    for one in made:
        tasks.stop(one)


@pytest.fixture
def head(make_session) -> Session:
    return make_session("chi")


@pytest.fixture
def heard(head: Session) -> list[Said]:
    """What the strip was told."""
    said: list[Said] = []
    head.said.connect(said.append)
    return said


@pytest.fixture
def promised(desk: Desk, officers: dict[str, Officer], new_dossier) -> str:
    """Due Friday 27/11."""
    return reception.receive(desk, new_dossier(), officers["an"], NOW).scan_number


def section_of(session: Session, show: Callable[..., QWidget]) -> CalendarSection:
    return opened(session, show, 3).section_of(CalendarSection)


def mark_off(section: CalendarSection, days: int = 3) -> None:
    """From today, Monday 23/11, three (or other) ``days`` on; off for a reason."""
    section.months.setFocus()
    for _one in range(days):
        press(Qt.Key.Key_Right)
    section.form.reason.setFocus()
    type_text("mat dien")
    press(Qt.Key.Key_N, CTRL)


def look_ahead(section: CalendarSection, qtbot: QtBot) -> None:
    section.form.decision.setFocus()
    type_text("125/QD")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: section.stack.currentWidget() is section.moves, timeout=20_000)


def test_from_a_marked_day_to_a_promise_that_moves_by_keys_alone(
    head: Session, show, promised: str, heard: list[Said], qtbot: QtBot
) -> None:
    section = section_of(head, show)
    mark_off(section)
    assert section.draft.days[date(2026, 11, 26)].worked is False
    assert head.desk.calendar.is_working_day(date(2026, 11, 26)), "nothing is changed yet"
    look_ahead(section, qtbot)
    row = section.moves.table.current_row()
    assert [column.text(row) for column in section.moves.table.rows.columns][3:] == [
        "Fri 27/11 15:40",
        "Mon 30/11 15:40",
        "not decided",
    ]
    press(Qt.Key.Key_Space)
    assert section.moves.verdicts == {promised: False}
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].kind == "done", timeout=20_000)
    assert not head.desk.calendar.is_working_day(date(2026, 11, 26))
    assert f"{queries.dossier(head.desk, promised).due_at:%d/%m}" == "30/11"
    assert section.stack.currentWidget() is section.sheet
    assert not section.draft
    assert not section.waiting.isVisible()


def test_what_was_left_open_waits_for_the_head(
    make_session, head: Session, show, promised: str, heard: list[Said], qtbot: QtBot
) -> None:
    it = make_session("it")
    section = section_of(it, show)
    mark_off(section)
    look_ahead(section, qtbot)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_D, CTRL)
    assert section.moves.verdicts == {}, "the administrator decides on no promise"
    assert not section.moves.keep.isVisible()
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(section.waiting.isVisible, timeout=20_000)
    assert [one.scan_number for one in calendar.undecided(it.desk)] == [promised]
    section = section_of(head, show)
    qtbot.waitUntil(section.waiting.isVisible, timeout=20_000)
    press(Qt.Key.Key_M, CTRL)
    assert section.action == "Record the decisions"
    press(Qt.Key.Key_G, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(heard) and "recorded" in heard[-1].sentence, timeout=20_000)
    assert calendar.undecided(head.desk) == ()
    assert f"{queries.dossier(head.desk, promised).due_at:%d/%m}" == "27/11"


def test_days_between_are_held_with_shift_and_taken_back(head: Session, show) -> None:
    section = section_of(head, show)
    section.months.choose(date(2026, 12, 10))
    section.months.setFocus()
    press(Qt.Key.Key_Right, SHIFT)
    assert len(section.months.days()) == 2
    section.form.reason.set_text("sửa trụ sở")
    press(Qt.Key.Key_N, CTRL)
    assert sorted(section.draft.days) == [date(2026, 12, 10), date(2026, 12, 11)]
    assert section.action == "See which promises move"
    press(Qt.Key.Key_U, CTRL)
    assert not section.draft, "as usual is what they are"
    section.months.choose(date(2026, 11, 24))
    press(Qt.Key.Key_U, CTRL)
    assert not section.draft, "a holiday that was shipped is no word of the office to take back"
    assert head.last_said is not None
    assert "came with the program" in head.last_said.sentence
    assert section.form.state.text() != "working day"
    press(Qt.Key.Key_Escape)
    window = QApplication.activeWindow()
    assert isinstance(window, Window)
    assert window.page().id != "office"


def test_the_draft_shows_what_a_taken_back_word_leaves(
    head: Session, officers: dict[str, Officer], show
) -> None:
    holiday, plain = date(2026, 11, 24), date(2026, 11, 26)
    said = CalendarChanged(
        decision="125/QD",
        days=(
            DayChange(day=holiday, worked=True, reason="làm việc", confirmed=True),
            DayChange(day=plain, worked=False, reason="mất điện", confirmed=True),
        ),
    )
    calendar.change(head.desk, [said], officers["chi"], NOW)
    section = section_of(head, show)
    for day in (holiday, plain):
        section.months.choose(day)
        section.months.setFocus()
        press(Qt.Key.Key_U, CTRL)
    assert sorted(section.draft.days) == [holiday, plain]
    drawn = {one.day: one.state for one in section._specials}
    assert (drawn[holiday].worked, drawn[holiday].reason) == (False, "Ngày Văn hóa Việt Nam")
    assert (drawn[plain].worked, drawn[plain].kind) == (True, "")
    press(Qt.Key.Key_Escape)
    assert not section.draft


def test_a_given_date_on_a_closed_day_is_kept_or_left(
    head: Session, officers: dict[str, Officer], promised: str, show, heard: list[Said], qtbot: QtBot
) -> None:
    given = datetime(2026, 11, 30, 16, tzinfo=VIETNAM)
    decisions.extend(head.desk, promised, officers["chi"], NOW, given, "thiếu người")
    section = section_of(head, show)
    mark_off(section, 7)
    look_ahead(section, qtbot)
    assert "1 given date falls" in heard[-1].sentence
    assert "give an extension" in section.moves.note.text()
    row = section.moves.table.current_row()
    assert [column.text(row) for column in section.moves.table.rows.columns][3:] == [
        "Mon 30/11 16:00",
        "day now closed",
        "not decided",
    ]
    press(Qt.Key.Key_D, CTRL)
    assert section.moves.verdicts == {}, "there is no date to move it to"
    for wanted in ({promised: False}, {}, {promised: False}):
        press(Qt.Key.Key_Space)
        assert section.moves.verdicts == wanted
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: heard[-1].kind == "done", timeout=20_000)
    assert calendar.given_undecided(head.desk) == ()
    assert f"{queries.dossier(head.desk, promised).due_at:%d/%m}" == "30/11"


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Qt.Key.Key_Left, (11, 22)),
        (Qt.Key.Key_Up, (11, 16)),
        (Qt.Key.Key_Down, (11, 30)),
        (Qt.Key.Key_PageUp, (10, 23)),
        (Qt.Key.Key_PageDown, (12, 23)),
        (Qt.Key.Key_Home, (1, 1)),
        (Qt.Key.Key_End, (12, 31)),
    ],
)
def test_the_months_are_walked_by_keys(head: Session, show, key: Qt.Key, day: tuple[int, int]) -> None:
    section = section_of(head, show)
    section.months.setFocus()
    press(key)
    assert section.months.days() == (date(2026, *day),)


def test_a_click_chooses_a_day(head: Session, show) -> None:
    section = section_of(head, show)
    spot = next(spot for spot, day in section.months._spots if day == date(2026, 12, 5))
    QTest.mouseClick(
        section.months, Qt.MouseButton.LeftButton, pos=QPoint(*map(round, spot.center().toTuple()))
    )
    assert section.months.days() == (date(2026, 12, 5),)
    assert section.form.day.text() == "Saturday 05/12/2026"
    assert section.form.state.text() == "weekend"


def test_what_is_missing_is_said_beside_its_field(head: Session, show) -> None:
    section = section_of(head, show)
    section.months.choose(date(2026, 11, 26))
    press(Qt.Key.Key_N, CTRL)
    assert "needs a reason" in section.form.reason.problem()
    section.form.reason.set_text("x")
    press(Qt.Key.Key_L, CTRL)
    assert head.last_said is not None
    assert "worked anyway" in head.last_said.sentence
    press(Qt.Key.Key_N, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    assert "number of the decision" in section.form.decision.problem()


def test_hours_and_a_final_year_are_decided_together(
    head: Session, show, heard: list[Said], qtbot: QtBot
) -> None:
    section = section_of(head, show)
    section.year.set_value(2027)
    section.year.changed.emit(2027)
    press(Qt.Key.Key_Y, CTRL)
    press(Qt.Key.Key_G, CTRL)
    section.hours.lines[1].set_text("07:30-11:30 11:00-17:00")
    press(Qt.Key.Key_Return, CTRL)
    assert section.hours.problem.isVisible()
    assert section.hours.lines[1].edit.hasFocus()
    section.hours.lines[1].set_text("07:30-11:30 13:30-17:00")
    section.hours.lines[5].set_text("07:30-11:00")
    press(Qt.Key.Key_Return, CTRL)
    assert section.draft.sessions[5] == "07:30-11:00"
    look_ahead(section, qtbot)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(heard) and heard[-1].kind == "done", timeout=20_000)
    assert head.desk.calendar.is_final(2027)
    section.months.choose(date(2027, 6, 5))
    assert section.form.state.text() == "dossiers are received, no working day"
    press(Qt.Key.Key_G, CTRL)
    assert section.hours.lines[5].text() == "07:30-11:00"
    press(Qt.Key.Key_Escape)
    assert section.stack.currentWidget() is section.sheet


def test_others_read_the_calendar_only(session: Session, show) -> None:
    section = section_of(session, show)
    assert not section.form.isVisible()
    for key in (Qt.Key.Key_N, Qt.Key.Key_L, Qt.Key.Key_G, Qt.Key.Key_Y, Qt.Key.Key_M):
        press(key, CTRL)
    assert not section.draft
    assert section.stack.currentWidget() is section.sheet
    assert section.action == ""


def test_a_row_of_the_list_leads_to_its_day(head: Session, show) -> None:
    section = section_of(head, show)
    section.table.setFocus()
    section.table.choose_row(0)
    section.table.choose_row(1)
    assert section.months.days() == (date(2026, 1, 2),)


@pytest.mark.parametrize(("width", "height"), [(1366, 690), (1280, 720), (960, 540)])
def test_nothing_is_cut_off(
    head: Session, show, promised: str, qtbot: QtBot, width: int, height: int
) -> None:
    section = section_of(head, show)
    window = QApplication.activeWindow()
    assert isinstance(window, Window)
    window.resize(width, height)
    QApplication.processEvents()
    mark_off(section)
    assert promised
    press(Qt.Key.Key_G, CTRL)
    QApplication.processEvents()
    assert clipped(window.page()) == []
    assert unnamed(window.page()) == []
    press(Qt.Key.Key_Escape)
    look_ahead(section, qtbot)
    QApplication.processEvents()
    assert clipped(window.page()) == []
    assert unnamed(window.page()) == []
