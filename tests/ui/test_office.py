"""F9: settings used at once, officers, the calendar to be read, the catalogue, backups and the check."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.config import FILE_PRINTER, Workstation, load_workstation
from counter_app.core.records import Officer
from counter_app.core.states import Role
from counter_app.services import accounts, upkeep
from counter_app.services.desk import Desk
from counter_app.services.law import Law
from counter_app.ui import tasks, theme
from counter_app.ui.pages.office.backup import BackupSection
from counter_app.ui.pages.office.calendar import CalendarSection
from counter_app.ui.pages.office.catalogue import CatalogueSection
from counter_app.ui.pages.office.law import LawSection
from counter_app.ui.pages.office.officers import OfficersSection
from counter_app.ui.pages.office.station import StationSection
from counter_app.ui.session import Said, Session
from counter_app.ui.widgets import IconLabel
from counter_app.ui.window import Window
from tests.conftest import NOW, Clock
from tests.ui.hands import clipped, press, type_text, unnamed
from tests.ui.pages import opened_section as opened

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def head(desk: Desk, officers: dict[str, Officer], clock: Clock) -> Iterator[Session]:
    """The head of the desk, who may add officers."""
    made = Session(desk, officers["chi"], Workstation(printer=FILE_PRINTER))
    yield made
    tasks.stop(made)


# this computer


def test_settings_are_kept_and_used_at_once(session: Session, show: Callable[..., QWidget]) -> None:
    page = opened(session, show)
    station = page.section_of(StationSection)
    assert station.printer.value() == FILE_PRINTER
    station.counter.setFocus()
    station.counter.edit.selectAll()
    type_text("Quầy 3")
    station.theme.set_value("dark")
    station.sheet.set_value("a4-two-up")
    station.dpi.set_value(600)
    press(Qt.Key.Key_Return, CTRL)
    kept = load_workstation(session.desk.home)
    assert (kept.counter, kept.theme, kept.sheet, kept.dpi) == ("Quầy 3", "dark", "a4-two-up", 600)
    assert session.station.counter == "Quầy 3"
    assert theme.tokens().dark, "the look changes at once"
    assert session.last_said is not None
    assert session.last_said.kind == "done"


def test_the_size_on_the_screen_waits_for_the_next_start(
    session: Session, show: Callable[..., QWidget], said: list[Said]
) -> None:
    page = opened(session, show)
    page.section_of(StationSection).scale.set_value(150)
    press(Qt.Key.Key_Return, CTRL)
    assert load_workstation(session.desk.home).scale == 150
    assert "next start" in said[-1].sentence


def test_a_counter_without_name_is_refused(session: Session, show: Callable[..., QWidget]) -> None:
    page = opened(session, show)
    page.section_of(StationSection).counter.set_text("")
    press(Qt.Key.Key_Return, CTRL)
    assert page.section_of(StationSection).counter.problem()
    assert not session.desk.home.settings.exists()


def test_a_printer_that_is_gone_still_stands_in_the_list(
    desk: Desk, officers: dict[str, Officer], clock: Clock, show: Callable[..., QWidget]
) -> None:
    session = Session(desk, officers["an"], Workstation(printer="HP cũ", dpi=1234))
    page = opened(session, show)
    assert page.section_of(StationSection).printer.currentText() == "HP cũ (not found)"
    assert page.section_of(StationSection).dpi.value() == 1234


# officers


def test_the_head_adds_an_officer_who_can_sign_in(head: Session, show: Callable[..., QWidget]) -> None:
    page = opened(head, show, 2)
    section = page.section_of(OfficersSection)
    before = len(accounts.officers(head.desk))
    section.name.setFocus()
    type_text("Mai Thị Thuận")
    press(Qt.Key.Key_Tab)
    type_text("thuan")
    press(Qt.Key.Key_Tab)
    type_text("2468")
    section.role.set_value(Role.SPECIALIST)
    press(Qt.Key.Key_Return, CTRL)
    officer = accounts.sign_in(head.desk, "thuan", "2468")
    assert (officer.name, officer.role) == ("Mai Thị Thuận", Role.SPECIALIST)
    assert section.table.rows.rowCount() == before + 1
    assert (section.name.text(), section.pin.text()) == ("", ""), "no PIN stays in the form"


@pytest.mark.parametrize(
    ("name", "login", "pin", "field"),
    [
        ("", "thuan", "2468", "name"),
        ("Mai Thuận", "Thuận!", "2468", "login"),
        ("Mai Thuận", "thuan", "12", "pin"),
    ],
)
def test_what_is_wrong_with_a_new_officer_is_said_beside_it(
    head: Session, show: Callable[..., QWidget], name: str, login: str, pin: str, field: str
) -> None:
    section = opened(head, show, 2).section_of(OfficersSection)
    for part, text in ((section.name, name), (section.login, login), (section.pin, pin)):
        part.set_text(text)
    press(Qt.Key.Key_Return, CTRL)
    assert section.fields()[field].problem()
    assert section.problem.isVisible()
    assert len(accounts.officers(head.desk)) == 6


def test_a_login_that_is_taken_is_refused(head: Session, show: Callable[..., QWidget]) -> None:
    section = opened(head, show, 2).section_of(OfficersSection)
    for part, text in ((section.name, "Người Khác"), (section.login, "an"), (section.pin, "2468")):
        part.set_text(text)
    press(Qt.Key.Key_Return, CTRL)
    assert head.last_said is not None
    assert head.last_said.kind == "problem"
    assert len(accounts.officers(head.desk)) == 6


def test_an_officer_of_the_counter_sees_the_list_only(session: Session, show: Callable[..., QWidget]) -> None:
    page = opened(session, show, 2)
    assert page.section_of(OfficersSection).table.rows.rowCount() == 6
    assert not page.section_of(OfficersSection).form.isVisible()
    assert not page.primary_button.isVisible()
    press(Qt.Key.Key_Return, CTRL)
    assert len(accounts.officers(session.desk)) == 6


# calendar and catalogue


def test_the_calendar_of_a_year_with_what_is_not_final(
    session: Session, show: Callable[..., QWidget]
) -> None:
    section = opened(session, show, 3).section_of(CalendarSection)
    rows = section.table.rows
    texts = [[column.text(rows.row(n)) for column in rows.columns] for n in range(rows.rowCount())]
    assert ["Tue 24/11/2026", "Ngày Văn hóa Việt Nam", "final"] in texts
    last = section.year.options()[-1]
    section.year.choose(len(section.year.options()))
    assert last.text() == "2027"
    assert section.list.head is not None
    assert "not final" in section.list.head.hint.text()
    assert section.list.head.hint.property("tone") == "caution"
    assert section.months.accessibleName() == "2027"


def test_days_of_the_calendar_are_told_apart(session: Session, show: Callable[..., QWidget]) -> None:
    section = opened(session, show, 3).section_of(CalendarSection)
    holiday, made_up, saturday, plain = (
        section._look(date(2026, *day)) for day in ((11, 24), (8, 22), (11, 28), (11, 23))
    )
    assert len({holiday.ground, made_up.ground, saturday.ground, plain.ground}) == 4


def test_the_catalogue_says_what_has_no_deadline(session: Session, show: Callable[..., QWidget]) -> None:
    section = opened(session, show, 4).section_of(CatalogueSection)
    procedures = session.desk.catalogue.values()
    assert section.table.rows.rowCount() == len(procedures)
    section.filters.choose(2)
    assert section.table.rows.rowCount() == sum(one.promised is None for one in procedures)
    assert "not configured" in section.table.rows.index(0, 2).data()


# backup and check


def test_a_backup_by_one_key_can_be_opened(
    session: Session, show: Callable[..., QWidget], said: list[Said], qtbot: QtBot, tmp_path: Path
) -> None:
    section = opened(session, show, 5).section_of(BackupSection)
    assert section.last.text() == "There is no backup yet."
    folder = tmp_path / "usb"
    folder.mkdir()
    section.folder.set_text(str(folder))
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: said[-1].kind == "done", timeout=20_000)
    (copy,) = folder.glob("*.sqlite3")
    with sqlite3.connect(copy) as copied:
        assert copied.execute("PRAGMA quick_check").fetchone() == ("ok",)
    copied.close()
    assert section.last.text() == "Last backup 23/11/2026 at 15:40"
    assert upkeep.last_backup(session.desk) == NOW
    assert session.station.backup_folder == str(folder)
    assert session.lamps["backup"].tone == "good"


def test_a_backup_into_nowhere_is_refused_beside_the_field(
    session: Session, show: Callable[..., QWidget]
) -> None:
    section = opened(session, show, 5).section_of(BackupSection)
    section.folder.set_text("/no/such/folder")
    press(Qt.Key.Key_Return, CTRL)
    assert "is not there" in section.folder.field.problem()
    assert section.problem.isVisible()


def test_the_check_proves_database_and_journal(
    session: Session, show: Callable[..., QWidget], said: list[Said], qtbot: QtBot
) -> None:
    section = opened(session, show, 5).section_of(BackupSection)
    press(Qt.Key.Key_K, CTRL)
    qtbot.waitUntil(lambda: said[-1].kind == "done", timeout=20_000)
    assert section.result.text().startswith("Database and journal are whole")
    assert section.check_button.isEnabled()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 690), (1280, 720), (960, 540)])
def test_nothing_is_cut_off_and_everything_has_a_name(
    head: Session, show: Callable[..., QWidget], width: int, height: int, language: str
) -> None:
    i18n.use(language)
    window = show(Window(head, "office"), width, height)
    assert isinstance(window, Window)
    for n in range(1, 7):
        press(Qt.Key(Qt.Key.Key_0 + n), CTRL)
        QApplication.processEvents()
        assert clipped(window.page()) == []
        assert unnamed(window.page()) == []
    press(Qt.Key.Key_F1)
    QApplication.processEvents()
    assert clipped(window.page()) == []


def test_forms_not_compared_and_changes_not_used_are_said(
    session: Session, show: Callable[..., QWidget]
) -> None:
    old, new = session.desk.packs
    receipt = replace(new.forms["receipt"], verified=True)
    part = replace(new, forms={**new.forms, "receipt": receipt})
    whole = replace(old, forms={name: replace(form, verified=True) for name, form in old.forms.items()})
    session.desk.law = Law((whole, part), (), ("law/2025/stop.toml lacks “title”.",))
    section = opened(session, show, 6).section_of(LawSection)
    texts = [one.text() for one in section.findChildren(IconLabel)]
    assert "law/2025/stop.toml lacks “title”." in texts
    assert "forms compared with the annex" in texts
    (missing,) = (text for text in texts if text.startswith("forms not compared yet: "))
    assert "Phiếu từ chối" in missing
    assert "Giấy tiếp nhận hồ sơ" not in missing
