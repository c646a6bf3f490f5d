"""F9, catalogue: found by keys, put right, a file looked at before it is taken in, written out and posted."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.config import FILE_PRINTER, Workstation
from counter_app.core.deadlines import parse_rule
from counter_app.core.records import Officer, Paper
from counter_app.services import catalogue
from counter_app.services.desk import Desk
from counter_app.ui import tasks
from counter_app.ui.pages.office.catalogue import CatalogueSection
from counter_app.ui.pages.office.catalogue_preview import Part
from counter_app.ui.pages.office.law import LawSection
from counter_app.ui.pages.office.page import OfficePage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import clipped, press, type_text, unnamed
from tests.ui.pages import opened_section as opened

CTRL = Qt.KeyboardModifier.ControlModifier
CODE = "1.004873"


@pytest.fixture
def head(qapp: QApplication, desk: Desk, officers: dict[str, Officer]) -> Iterator[Session]:
    """The head of the desk, who keeps the catalogue."""
    made = Session(desk, officers["chi"], Workstation(printer=FILE_PRINTER))
    yield made
    tasks.stop(made)


def section_of(session: Session, show: Callable[..., QWidget]) -> CatalogueSection:
    return opened(session, show, 4).section_of(CatalogueSection)


def find(section: CatalogueSection, text: str) -> None:
    press(Qt.Key.Key_F, CTRL)
    assert section.search.hasFocus()
    type_text(text)


@pytest.fixture
def province_list(desk: Desk, tmp_path: Path) -> Path:
    """A list with one procedure changed, one new, and two rows that cannot be used."""
    file = tmp_path / "danh-muc.csv"
    catalogue.export(desk, file, NOW)
    with file.open(encoding="utf-8-sig", newline="") as written:
        heading, *rows = csv.reader(written)
    for row in rows:
        if row[0] == CODE:
            row[heading.index("deadline_value")] = "2"
            row[heading.index("after_supplement")] = "resume"
            row[heading.index("valid_from")] = "2026-12-01"
            row[heading.index("fast")] = "1"
    rows[0][0] = "1.004"
    rows[1][heading.index("deadline_kind")] = "tuần"
    rows.append(["1.999999", "Thủ tục mới", "Hộ tịch", *[""] * (len(heading) - 3)])
    with file.open("w", encoding="utf-8", newline="") as changed:
        csv.writer(changed).writerows([heading, *rows])
    return file


def previewed(section: CatalogueSection, file: Path, qtbot: QtBot) -> None:
    section.open_preview(file)
    qtbot.waitUntil(lambda: section.stack.currentWidget() is section.preview, timeout=20_000)


def test_a_procedure_is_found_and_its_missing_deadline_is_seen(
    head: Session, show: Callable[..., QWidget]
) -> None:
    section = section_of(head, show)
    find(section, "xac nhan tinh trang hon nhan")
    row = section.table.current_row()
    assert row.code == CODE
    assert section.form.title.text() == row.name
    assert section.table.rows.index(0, 2).data() == "3 working days"
    find(section, " zzz")
    assert section.table.rows.rowCount() == 0
    assert not section.form.isEnabled()
    press(Qt.Key.Key_Return, CTRL)
    assert head.desk.catalogue[CODE] == row, "nothing is saved where nothing is chosen"


def test_one_procedure_is_put_right_by_keys(head: Session, show: Callable[..., QWidget]) -> None:
    section = section_of(head, show)
    find(section, CODE)
    section.table.setFocus()
    press(Qt.Key.Key_Return)
    assert section.form.deadline.hasFocus()
    section.form.deadline.set_value("days")
    fields = section.fields()
    fields["deadline_value"].setFocus()
    fields["deadline_value"].edit.selectAll()
    type_text("7")
    section.form.commitment.set_value("days")
    fields["commitment_value"].set_text("5")
    fields["valid_to"].set_text("31/12/2026")
    line = section.form.papers.lines[-1]
    line.name.setFocus()
    type_text("don")
    line.copies.set_value(2)
    assert len(section.form.papers.lines) == len(head.desk.catalogue[CODE].papers) + 2, "one more to fill"
    press(Qt.Key.Key_Return, CTRL)
    after = head.desk.catalogue[CODE]
    assert (after.deadline, after.commitment) == (parse_rule("days:7"), parse_rule("days:5"))
    assert after.papers[-1] == Paper(name="don", copies=2)
    assert head.last_said is not None
    assert head.last_said.kind == "done"
    assert section.table.current_row().code == CODE
    assert section.fields()["valid_to"].text() == "31/12/2026"
    assert section.table.rows.index(0, 2).data() == "5 days (commitment)"
    press(Qt.Key.Key_Return, CTRL)
    assert "nothing to save" in head.last_said.sentence


def test_what_is_wrong_is_said_beside_the_field(head: Session, show: Callable[..., QWidget]) -> None:
    section = section_of(head, show)
    find(section, CODE)
    before = head.desk.catalogue[CODE]
    section.form.commitment.set_value("working_days")
    section.fields()["commitment_value"].set_text("9")
    press(Qt.Key.Key_Return, CTRL)
    assert "is longer than the statutory deadline" in section.fields()["commitment_value"].problem()
    assert head.desk.catalogue[CODE] == before


def test_a_file_is_looked_at_and_left(
    head: Session, show: Callable[..., QWidget], qtbot: QtBot, province_list: Path
) -> None:
    page = opened(head, show, 4)
    section = page.section_of(CatalogueSection)
    before = dict(head.desk.catalogue)
    previewed(section, province_list, qtbot)
    card = section.preview
    assert card.parts.value() is Part.REFUSED
    assert card.table.rows.index(0, 1).data() == "The code “1.004” must look like 1.004873."
    assert card.whole.text().startswith("danh-muc.csv, line 2, column “code”")
    assert page.primary_button.text() == "Take this into the catalogue"
    card.parts.choose(2)
    changes = [tuple(card.table.rows.index(n, c).data() for c in (2, 3, 4)) for n in range(4)]
    assert changes == [
        ("Statutory deadline", "3 working days", "2 working days"),
        ("Done while the citizen waits", "no", "yes"),
        ("After a supplement", "as the law says", "the waiting time is added"),
        ("In force from", "(empty)", "01/12/2026"),
    ]
    assert card.whole.text() == "Statutory deadline: “3 working days” becomes “2 working days”."
    card.parts.choose(1)
    assert card.table.rows.index(0, 0).data() == "1.999999"
    card.parts.choose(4)
    assert card.table.rows.rowCount() == 1
    press(Qt.Key.Key_Escape)
    assert section.stack.currentWidget() is section.list
    assert page.primary_button.text() == "Save this procedure"
    assert dict(head.desk.catalogue) == before
    press(Qt.Key.Key_Escape)
    window = QApplication.activeWindow()
    assert isinstance(window, Window)
    assert window.page() is not page


def test_good_rows_are_taken_in_only_where_they_are_asked_for(
    head: Session, show: Callable[..., QWidget], qtbot: QtBot, province_list: Path
) -> None:
    section = section_of(head, show)
    previewed(section, province_list, qtbot)
    before = dict(head.desk.catalogue)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: head.last_said is not None and head.last_said.kind == "problem", timeout=20_000)
    assert head.last_said is not None
    assert "Another row is refused" in head.last_said.sentence
    assert dict(head.desk.catalogue) == before
    section.preview.partial.setFocus()
    press(Qt.Key.Key_Space)
    for _twice in range(2):
        press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: head.last_said is not None and head.last_said.kind == "done", timeout=20_000)
    assert head.desk.catalogue[CODE].deadline == parse_rule("working_days:2")
    assert "1.999999" in head.desk.catalogue
    assert section.stack.currentWidget() is section.list
    assert head.last_said.sentence == "The catalogue is up to date by danh-muc.csv: 1 new, 1 changed."


def test_promises_and_papers_are_named_in_the_preview(
    head: Session, show: Callable[..., QWidget], qtbot: QtBot, tmp_path: Path, dossiers: object
) -> None:
    section = section_of(head, show)
    file = tmp_path / "a.csv"
    file.write_text("code,name,field\n1.004873,Tên mới,Hộ tịch\n", encoding="utf-8")
    (tmp_path / "a.papers.csv").write_text(
        "code,name,originals,certified,copies\n1.004873,Đơn,1,0,2\n", encoding="utf-8"
    )
    previewed(section, file, qtbot)
    assert section.preview.parts.value() is Part.CHANGED
    papers = section.preview.table.rows.index(1, 4).data()
    assert papers == "Đơn (1 originals, 0 certified, 2 copies)"
    assert not section.preview.partial.isVisible()


def test_the_same_list_again_says_so(
    head: Session, show: Callable[..., QWidget], qtbot: QtBot, tmp_path: Path
) -> None:
    section = section_of(head, show)
    section.export_to(tmp_path / "a.xlsx")
    qtbot.waitUntil((tmp_path / "a.xlsx").exists, timeout=20_000)
    previewed(section, tmp_path / "a.xlsx", qtbot)
    assert head.last_said is not None
    assert head.last_said.sentence == "a.xlsx says what the catalogue says already."
    assert section.preview.whole.text() == ""


def test_files_are_chosen_in_the_dialogs_of_the_system(
    head: Session,
    show: Callable[..., QWidget],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    province_list: Path,
) -> None:
    section = section_of(head, show)
    answers = iter([str(tmp_path / "b.csv"), "", str(tmp_path / "b.pdf"), "", str(province_list), ""])
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_arguments: (next(answers), ""))
    for _twice in range(2):
        press(Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(
        lambda: head.last_said is not None and "The catalogue is in" in head.last_said.sentence,
        timeout=20_000,
    )
    assert (tmp_path / "b.csv").exists()
    assert (tmp_path / "b.papers.csv").exists()
    for _twice in range(2):
        press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(
        lambda: head.last_said is not None and "to print" in head.last_said.sentence, timeout=20_000
    )
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")
    for _twice in range(2):
        press(Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: section.stack.currentWidget() is section.preview, timeout=20_000)


def test_a_file_that_is_no_catalogue_is_said_in_the_strip(
    head: Session, show: Callable[..., QWidget], qtbot: QtBot, tmp_path: Path
) -> None:
    section = section_of(head, show)
    (tmp_path / "a.xlsx").write_text("hello", encoding="utf-8")
    section.open_preview(tmp_path / "a.xlsx")
    qtbot.waitUntil(lambda: head.last_said is not None and head.last_said.kind == "problem", timeout=20_000)
    assert section.stack.currentWidget() is section.list


def test_an_officer_reads_and_changes_nothing(
    session: Session, show: Callable[..., QWidget], said: list[Said]
) -> None:
    page = opened(session, show, 4)
    section = page.section_of(CatalogueSection)
    assert not page.foot.isVisible()
    assert not section.import_button.isVisible()
    assert not section.form.content.isEnabled()
    press(Qt.Key.Key_O, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    assert section.stack.currentWidget() is section.list
    assert not said


def test_the_packs_of_the_law_stand_in_a_section_of_their_own(
    head: Session, show: Callable[..., QWidget]
) -> None:
    assert opened(head, show, 6).section_of(LawSection).packs.isVisible()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("width", "height"), [(1366, 690), (1280, 720), (960, 540)])
def test_nothing_of_the_preview_is_cut_off(
    head: Session,
    show: Callable[..., QWidget],
    qtbot: QtBot,
    province_list: Path,
    width: int,
    height: int,
    language: str,
) -> None:
    i18n.use(language)
    window = show(Window(head, "office"), width, height)
    assert isinstance(window, Window)
    press(Qt.Key.Key_4, CTRL)
    page = window.page()
    assert isinstance(page, OfficePage)
    previewed(page.section_of(CatalogueSection), province_list, qtbot)
    QApplication.processEvents()
    assert clipped(page) == []
    assert unnamed(page) == []
