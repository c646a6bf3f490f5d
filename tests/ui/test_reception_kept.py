"""What is typed outlives a crash, comes back to its officer alone, and goes when it is received."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.records import Officer, Person
from counter_app.core.scan import meaning
from counter_app.services import drafts, queries
from counter_app.services.desk import Desk
from counter_app.services.drafts import Draft
from counter_app.ui.pages.reception import ReceptionPage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW, DemoTemplate
from tests.ui.hands import press, type_text
from tests.ui.reception_form import ALT, CARD, CTRL, MARITAL, RECEIVE, choose_marital, page, rows, window

__all__ = ["page", "window"]

BUU = Draft(at=NOW, applicant=Person(name="Trần Văn Bửu"), procedure="1.004873", sets=2)


def left(session: Session, login: str = "an") -> list[Draft]:
    by = session.officer if login == "an" else Officer(login=login, name="", role=session.officer.role)
    return list(drafts.read(session.desk, by, NOW))


def opened(session: Session, show: Callable[..., QWidget], qtbot: QtBot) -> ReceptionPage:
    """The page of a window that has looked for what was left behind."""
    made = Window(session)
    show(made)
    page = made.page()
    assert isinstance(page, ReceptionPage)
    qtbot.waitUntil(lambda: page.kept._read)
    return page


def test_what_is_typed_is_kept_a_moment_after_the_last_key(
    page: ReceptionPage, session: Session, qtbot: QtBot
) -> None:
    choose_marital(page)
    type_text("Đặng Thị D")
    assert left(session) == [], "not at each key"
    qtbot.waitUntil(lambda: bool(left(session)))
    (kept,) = left(session)
    assert (kept.applicant.name, kept.procedure) == ("Đặng Thị D", "1.004873")
    press(*RECEIVE)
    assert len(rows(session.desk)) == 1
    qtbot.waitUntil(lambda: left(session) == [])


def test_clearing_takes_it_away(page: ReceptionPage, session: Session, qtbot: QtBot) -> None:
    choose_marital(page)
    qtbot.waitUntil(lambda: bool(left(session)))
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: left(session) == [])


def test_the_raw_text_of_a_card_is_never_kept(
    window: Window, page: ReceptionPage, session: Session, qtbot: QtBot
) -> None:
    window.take_scan(meaning(CARD))
    qtbot.waitUntil(lambda: bool(left(session)))
    (path,) = session.desk.home.drafts.iterdir()
    assert "|" not in path.read_text(encoding="utf-8")


def test_one_key_brings_it_back_and_ctrl_z_what_was_typed_meanwhile(
    session: Session, show: Callable[..., QWidget], qtbot: QtBot
) -> None:
    drafts.write(session.desk, session.officer, [BUU])
    page = opened(session, show, qtbot)
    assert page.kept.line.words.text() == "The form of Trần Văn Bửu was left at 15:40."
    choose_marital(page)
    type_text("Đặng")
    page.kept.save()
    qtbot.waitUntil(lambda: len(left(session)) == 2)  # the one offered stays kept beside the one typed
    press(Qt.Key.Key_K, ALT)
    assert page.kept.line.isHidden()
    assert page.person.name.text() == "Trần Văn Bửu"
    assert page.procedure.procedure().name == MARITAL
    assert page.papers.sets.value() == 2
    page.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert page.person.name.text() == "Đặng"


def test_one_key_drops_it(session: Session, show: Callable[..., QWidget], qtbot: QtBot) -> None:
    drafts.write(session.desk, session.officer, [BUU])
    page = opened(session, show, qtbot)
    press(Qt.Key.Key_B, ALT)
    assert page.kept.line.isHidden()
    assert page.is_empty()
    qtbot.waitUntil(lambda: left(session) == [])


def test_a_colleague_never_sees_it(
    session: Session, officers: dict[str, Officer], show: Callable[..., QWidget], qtbot: QtBot
) -> None:
    drafts.write(session.desk, officers["duc"], [BUU])
    page = opened(session, show, qtbot)
    assert page.kept.line.isHidden()
    press(Qt.Key.Key_K, ALT)
    assert page.is_empty()
    assert left(session, "duc") == [BUU]


def test_what_was_received_just_before_the_power_went_is_not_offered(
    session: Session, show: Callable[..., QWidget], page: ReceptionPage, window: Window, qtbot: QtBot
) -> None:
    window.take_scan(meaning(CARD))
    choose_marital(page)
    draft = page.form.draft()
    press(*RECEIVE)
    qtbot.waitUntil(lambda: not page.kept._written)
    drafts.write(session.desk, session.officer, [draft])
    assert drafts.left_behind(session.desk, session.officer, NOW) == ()


def test_a_visit_comes_back_with_what_has_no_receipt_yet(
    session: Session, show: Callable[..., QWidget], window: Window, qtbot: QtBot
) -> None:
    window.take_scan(meaning(CARD))
    choose_marital(window.page())
    press(Qt.Key.Key_D, CTRL)
    (scan,) = rows(session.desk)
    qtbot.waitUntil(lambda: [one.visit for one in left(session)] == [(scan,)])
    page = opened(session, show, qtbot)
    assert page.kept.line.words.text().endswith("1 receipt of the visit to print.")
    press(Qt.Key.Key_K, ALT)
    assert page.visit.numbers() == (scan,)
    press(*RECEIVE)
    qtbot.waitUntil(lambda: queries.dossier(session.desk, scan).receipt_outcome is not None)
    qtbot.waitUntil(lambda: left(session) == [])


def test_a_visit_of_somebody_else_comes_back_only_after_this_one(
    session: Session, show: Callable[..., QWidget], window: Window, said: list[Said], qtbot: QtBot
) -> None:
    window.take_scan(meaning(CARD))
    choose_marital(window.page())
    press(Qt.Key.Key_D, CTRL)
    (first,) = rows(session.desk)
    qtbot.waitUntil(lambda: [one.visit for one in left(session)] == [(first,)])
    page = opened(session, show, qtbot)
    front = page.window()
    assert isinstance(front, Window)
    front.take_scan(meaning("099090000111||Trần Văn Bửu|01021990|Nam|Thôn Hạ|01012022"))
    choose_marital(page)
    press(Qt.Key.Key_D, CTRL)
    own = page.visit.numbers()
    press(Qt.Key.Key_K, ALT)
    assert said[-1].sentence.startswith("Print the receipt of this visit first")
    assert page.visit.numbers() == own, "one receipt never names the dossiers of two people"
    assert page.kept.offered() is not None


def test_a_damaged_file_is_one_sentence(
    session: Session, show: Callable[..., QWidget], said: list[Said], qtbot: QtBot
) -> None:
    drafts.write(session.desk, session.officer, [BUU])
    (path,) = session.desk.home.drafts.iterdir()
    path.write_text("{")
    opened(session, show, qtbot)
    assert said[-1].kind == "problem"
    assert "is damaged; it was taken away" in said[-1].sentence


def test_signing_out_gives_up_what_is_typed_and_keeps_what_was_offered(
    session: Session, desk: Desk, show: Callable[..., QWidget], qtbot: QtBot
) -> None:
    drafts.write(desk, session.officer, [BUU])
    page = opened(session, show, qtbot)
    choose_marital(page)
    page.kept.save()
    qtbot.waitUntil(lambda: len(left(session)) == 2)
    session.sign_out()
    qtbot.waitUntil(lambda: left(session) == [BUU])


def test_a_killed_program_offers_the_form_when_it_is_started_again(
    template: DemoTemplate, home: object, tmp_path: Path
) -> None:
    root = tmp_path / "home"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.killed", str(root), "type"], stdout=subprocess.PIPE, text=True
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "kept\n"
        first.kill()
    if os.name == "posix":
        assert first.returncode == -signal.SIGKILL
        (path,) = (root / "drafts").iterdir()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    told = subprocess.run(
        [sys.executable, "-m", "tests.ui.killed", str(root), "restore"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    assert told.splitlines() == ["Đặng Thị Diễm 099187000456", "1.004873", "3"]
