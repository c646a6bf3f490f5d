"""Papers are followed to the queue; what it does not tell is asked once and stays in the list."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.config import FILE_PRINTER
from counter_app.core.papers import Sheet
from counter_app.core.records import NewDossier, Officer, PrintOutcome
from counter_app.errors import UserError
from counter_app.services import queries, reception, unprinted
from counter_app.services.desk import Desk
from counter_app.ui import paper_watch, print_queue, printing, receipts
from counter_app.ui.pages.reception import ReceptionPage
from counter_app.ui.pages.unprinted import UnprintedPage
from counter_app.ui.print_queue import Job, Stand, Standing
from counter_app.ui.print_targets import Target
from counter_app.ui.printing import Printed
from counter_app.ui.session import Said, Session
from counter_app.ui.slip_printing import SlipKind, print_slip
from counter_app.ui.visit_printing import print_visit
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import press

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
PRINTED, FAILED, UNKNOWN, PENDING = (
    PrintOutcome.PRINTED,
    PrintOutcome.FAILED,
    PrintOutcome.UNKNOWN,
    PrintOutcome.PENDING,
)


class Queue:
    """Stands in for a printer with its queue: it takes every paper and says of it what it is told to."""

    def __init__(self) -> None:
        self.now = Standing(Stand.WAITING)
        self.taken: list[str] = []

    def print_pdf(self, session: Session, _pdf: bytes, name: str, target: Target | None = None) -> Printed:
        self.taken.append(name)
        printer = target.printer if target else session.station.printer
        return Printed(PRINTED, "", printer, Job(printer, name, frozenset()))

    def standing(self, _job: Job, _last: Stand | None = None) -> Standing:
        return self.now


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Queue:
    made = Queue()
    monkeypatch.setattr(printing, "print_pdf", made.print_pdf)
    monkeypatch.setattr(print_queue, "standing", made.standing)
    monkeypatch.setattr(paper_watch, "SOON_MS", 1)
    monkeypatch.setattr(paper_watch, "LATER_MS", 1)
    return made


@pytest.fixture
def number(session: Session, desk: Desk, new_dossier: Callable[..., NewDossier]) -> str:
    return reception.receive(desk, new_dossier(wants_receipt=True), session.officer, NOW).scan_number


def outcomes(desk: Desk, number: str) -> list[PrintOutcome]:
    return [one.outcome for one in queries.dossier(desk, number).prints]


def print_one(session: Session, number: str) -> list[PrintOutcome]:
    settled: list[PrintOutcome] = []
    receipts.print_receipt(session, number, lambda printed, _copy: settled.append(printed.outcome))
    return settled


def test_a_paper_is_printed_once_its_queue_says_so(
    window: Window, session: Session, desk: Desk, queue: Queue, number: str, qtbot: QtBot
) -> None:
    settled = print_one(session, number)
    qtbot.waitUntil(lambda: bool(queue.taken))
    assert outcomes(desk, number) == [PENDING]
    assert receipts.in_flight(session, number), "the key is not heard twice"
    queue.now = Standing(Stand.PRINTED)
    qtbot.waitUntil(lambda: bool(settled))
    assert settled == [PRINTED] == outcomes(desk, number)
    assert not receipts.in_flight(session, number)


def test_a_paper_that_comes_out_late_leaves_the_dossier_at_hand_alone(
    window: Window,
    session: Session,
    desk: Desk,
    queue: Queue,
    number: str,
    new_dossier: Callable[..., NewDossier],
    qtbot: QtBot,
) -> None:
    other = reception.receive(desk, new_dossier(), session.officer, NOW).scan_number
    settled = print_one(session, number)
    qtbot.waitUntil(lambda: bool(queue.taken))
    window.show_page("dossier", other)
    queue.now = Standing(Stand.PRINTED)
    qtbot.waitUntil(lambda: bool(settled))
    assert session.at_hand == other, "its label is printed and its fields are handed on"


def test_what_the_queue_gives_up_is_not_printed_and_no_reprint_follows(
    window: Window, session: Session, desk: Desk, queue: Queue, number: str, qtbot: QtBot
) -> None:
    queue.now = Standing(Stand.FAILED, "the queue gave the job up")
    settled = print_one(session, number)
    qtbot.waitUntil(lambda: bool(settled))
    queue.now = Standing(Stand.PRINTED)
    again = print_one(session, number)
    qtbot.waitUntil(lambda: bool(again))
    prints = queries.dossier(desk, number).prints
    assert [(one.copy, one.outcome) for one in prints] == [(0, FAILED), (0, PRINTED)]


def test_a_stopped_printer_is_said_and_what_it_prints_later_is_known(
    window: Window, session: Session, desk: Desk, queue: Queue, number: str, said: list[Said], qtbot: QtBot
) -> None:
    session.change_station(printer="HP")
    queue.now = Standing(Stand.STOPPED, "no paper")
    settled: list[str] = []
    receipts.print_receipt(session, number, lambda printed, _copy: settled.append(printed.sentence))
    qtbot.waitUntil(lambda: bool(settled))
    assert settled == ["HP: no paper. The paper waits in its queue and comes out once that is put right."]
    assert outcomes(desk, number) == [UNKNOWN]
    assert session.lamps["printer"].state == "1 not printed"
    queue.now = Standing(Stand.PRINTED)
    qtbot.waitUntil(lambda: outcomes(desk, number) == [PRINTED])
    qtbot.waitUntil(lambda: said[-1].sentence == "Printed on HP.")
    assert session.lamps["printer"].state == "ready"
    assert len(settled) == 1


@pytest.fixture
def asked(window: Window, session: Session, queue: Queue, number: str, said: list[Said], qtbot: QtBot) -> str:
    """The scan number of a receipt of which the queue tells nothing: the strip asks."""
    queue.now = Standing(Stand.UNKNOWN)
    print_one(session, number)
    qtbot.waitUntil(lambda: bool(said) and said[-1].sentence.startswith("Did the receipt of Đặng Thị Diễm"))
    return number


def test_the_question_is_answered_by_a_key(asked: str, window: Window, desk: Desk, said: list[Said]) -> None:
    assert outcomes(desk, asked) == [UNKNOWN]
    press(Qt.Key.Key_R, ALT)
    assert outcomes(desk, asked) == [PRINTED]
    assert said[-1].sentence == "Came out: the paper of Đặng Thị Diễm."
    press(Qt.Key.Key_R, ALT)
    assert outcomes(desk, asked) == [PRINTED], "one question has one answer"
    assert said[-1].sentence.startswith("No paper is asked about now")


def test_what_did_not_come_out_is_no_reprint_afterwards(asked: str, window: Window, desk: Desk) -> None:
    press(Qt.Key.Key_C, ALT)
    assert outcomes(desk, asked) == [FAILED]
    assert [one.paper.copy for one in unprinted.papers(desk)] == [0]


def test_the_question_holds_nobody_up_and_unanswered_stays_in_the_list(
    asked: str, window: Window, session: Session, desk: Desk
) -> None:
    press(Qt.Key.Key_F2)
    assert window.page().id == "reception"
    session.sign_out()
    paper_watch.watch_of(session).answer(came_out=True)
    assert outcomes(desk, asked) == [UNKNOWN], "who comes after is not asked"
    assert unprinted.count(desk) == 1


def test_a_queue_that_cannot_be_asked_any_more_is_asked_about(
    window: Window, session: Session, queue: Queue, number: str, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def broken(_job: Job, _last: Stand | None = None) -> Standing:
        raise UserError("the spooler is gone")

    monkeypatch.setattr(print_queue, "standing", broken)
    settled = print_one(session, number)
    qtbot.waitUntil(lambda: bool(settled))
    assert settled == [UNKNOWN]
    assert not receipts.in_flight(session, number), "it can be printed again"


def test_a_slow_queue_is_asked_about_in_the_end(
    window: Window,
    session: Session,
    desk: Desk,
    queue: Queue,
    number: str,
    said: list[Said],
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    monkeypatch.setattr(paper_watch, "PATIENCE_MS", -1)
    settled = print_one(session, number)
    qtbot.waitUntil(lambda: bool(settled) and said[-1].sentence.startswith("Did the receipt"))
    assert outcomes(desk, number) == [UNKNOWN]
    press(Qt.Key.Key_R, ALT)
    queue.now = Standing(Stand.PRINTED)
    watch = paper_watch.watch_of(session)
    qtbot.waitUntil(lambda: not watch._followed)
    assert outcomes(desk, number) == [PRINTED], "what the officer saw is not recorded twice"


def test_the_list_names_every_paper_prints_it_again_and_settles_it(
    window: Window, session: Session, desk: Desk, queue: Queue, number: str, said: list[Said], qtbot: QtBot
) -> None:
    queue.now = Standing(Stand.FAILED, "the queue gave the job up")
    settled = print_one(session, number)
    print_slip(session, number, SlipKind.CONTROL, lambda printed: settled.append(printed.outcome))
    qtbot.waitUntil(lambda: settled == [FAILED, FAILED])

    press(Qt.Key.Key_P, CTRL, SHIFT)
    page = window.page()
    assert isinstance(page, UnprintedPage)
    table = page.papers.table
    shown = [[table.rows.data(table.rows.index(n, c)) for c in (1, 2, 5)] for n in range(2)]
    assert shown == [
        ["Đặng Thị Diễm", "The receipt", "the folder of papers did not print it"],
        ["Đặng Thị Diễm", "The control slip", "the folder of papers did not print it"],
    ]
    queue.now = Standing(Stand.PRINTED)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.rows.rowCount() == 1)
    assert queue.taken.count(number) == 2
    assert not page.keys["Ctrl+K"].autoRepeat(), "held down it settles one paper, not the whole list"
    press(Qt.Key.Key_K, CTRL)
    assert table.rows.rowCount() == 0
    assert unprinted.count(desk) == 0
    assert said[-1].sentence == "Came out: the paper of Đặng Thị Diễm."
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_K, CTRL)
    press(Qt.Key.Key_Escape)
    assert window.page().id == "help"


def test_a_paper_leads_to_its_dossier_and_back(window: Window, session: Session, number: str) -> None:
    press(Qt.Key.Key_P, CTRL, SHIFT)
    page = window.page()
    assert isinstance(page, UnprintedPage)
    assert page.papers.chosen.text().endswith("not sent to a printer yet")
    press(Qt.Key.Key_O, CTRL)
    assert window.page().id == "dossier"
    press(Qt.Key.Key_Escape)
    assert window.page().id == "unprinted"


def test_the_lamp_counts_and_names_the_key(
    window: Window, session: Session, number: str, qtbot: QtBot
) -> None:
    session.change_station(theme="light")
    qtbot.waitUntil(lambda: session.lamps["printer"].state == "1 not printed")
    assert "Ctrl+Shift+P" in session.lamps["printer"].advice
    assert session.lamps["printer"].tone == "caution"


def test_what_role_may_print_may_settle(
    signed_in: Callable[[str], QWidget], desk: Desk, session: Session, number: str
) -> None:
    window = signed_in("dung")
    assert isinstance(window, Window)
    heard: list[Said] = []
    window.session.said.connect(heard.append)
    press(Qt.Key.Key_P, CTRL, SHIFT)
    press(Qt.Key.Key_K, CTRL)
    assert heard[-1].kind == "problem"
    assert unprinted.count(desk) == 1


@pytest.fixture
def visit(
    session: Session, desk: Desk, number: str, new_dossier: Callable[..., NewDossier]
) -> tuple[str, str]:
    """The scan numbers of two dossiers of one person, which have one receipt."""
    other = reception.receive(desk, new_dossier(wants_receipt=True), session.officer, NOW)
    return number, other.scan_number


def print_both(session: Session, visit: tuple[str, str]) -> list[Printed]:
    settled: list[Printed] = []
    print_visit(session, visit, settled.append)
    return settled


def of_both(desk: Desk, visit: tuple[str, str]) -> list[list[PrintOutcome]]:
    return [outcomes(desk, one) for one in visit]


def test_the_receipt_of_a_visit_that_comes_out_late_is_known_for_each_dossier(
    window: Window, session: Session, desk: Desk, queue: Queue, visit: tuple[str, str], qtbot: QtBot
) -> None:
    session.change_station(printer="HP")
    queue.now = Standing(Stand.STOPPED, "no paper")
    settled = print_both(session, visit)
    assert all(receipts.in_flight(session, one) for one in visit)
    qtbot.waitUntil(lambda: bool(settled))
    assert settled[0].outcome is UNKNOWN
    assert of_both(desk, visit) == [[UNKNOWN]] * 2
    assert session.lamps["printer"].state == "2 not printed"
    assert not any(receipts.in_flight(session, one) for one in visit)
    queue.now = Standing(Stand.PRINTED)
    qtbot.waitUntil(lambda: of_both(desk, visit) == [[PRINTED]] * 2)
    qtbot.waitUntil(lambda: session.lamps["printer"].state == "ready")
    assert len(settled) == len(queue.taken) == 1


def test_the_receipt_of_a_visit_is_asked_about_once(
    window: Window,
    session: Session,
    desk: Desk,
    queue: Queue,
    visit: tuple[str, str],
    said: list[Said],
    qtbot: QtBot,
) -> None:
    queue.now = Standing(Stand.UNKNOWN)
    print_both(session, visit)
    question = "Did the receipt of Đặng Thị Diễm come out of the printer?"
    qtbot.waitUntil(lambda: bool(said) and said[-1].sentence == question)
    press(Qt.Key.Key_R, ALT)
    assert of_both(desk, visit) == [[PRINTED]] * 2
    assert [one.sentence for one in said].count(question) == 1
    press(Qt.Key.Key_R, ALT)
    assert said[-1].sentence.startswith("No paper is asked about now")


def test_a_receipt_that_cannot_be_recorded_holds_nobody_up(
    window: Window,
    session: Session,
    queue: Queue,
    visit: tuple[str, str],
    officers: dict[str, Officer],
    qtbot: QtBot,
) -> None:
    settled = print_both(session, visit)
    qtbot.waitUntil(lambda: bool(queue.taken))
    watch = paper_watch.watch_of(session)
    qtbot.waitUntil(lambda: bool(watch._followed))
    watch._followed[0].officer = officers["dung"]  # whose role does not print receipts
    queue.now = Standing(Stand.PRINTED)
    qtbot.waitUntil(lambda: bool(settled))
    assert settled[0].outcome is UNKNOWN
    assert settled[0].sentence.startswith("Your role (specialist) may not do this")
    assert not any(receipts.in_flight(session, one) for one in visit)


def test_where_there_is_only_a_roll_each_dossier_of_a_visit_has_its_own_receipt(
    window: Window, session: Session, desk: Desk, visit: tuple[str, str], said: list[Said], qtbot: QtBot
) -> None:
    session.change_station(printer="", roll_printer=FILE_PRINTER, sheet=Sheet.ROLL)
    window.go("reception")
    page = window.page()
    assert isinstance(page, ReceptionPage)
    page.last.visit_ended([queries.dossier(desk, one) for one in visit])
    assert said[-1].sentence == (
        "One receipt of several needs a printer of sheets: Đặng Thị Diễm gets 2 from the roll. "
        "Next person, please."
    )
    qtbot.waitUntil(lambda: of_both(desk, visit) == [[PRINTED]] * 2)
    assert {path.stem for path in session.desk.home.papers.glob("*.pdf")} == set(visit)


def test_what_belongs_to_no_dossier_is_printed_once_its_queue_says_so(
    window: Window, session: Session, desk: Desk, queue: Queue, number: str, said: list[Said], qtbot: QtBot
) -> None:
    session.change_station(printer="HP", label_printer="Zebra")
    session.at_hand = number
    window.go("help")
    press(Qt.Key.Key_P, CTRL)
    press(Qt.Key.Key_N, CTRL, SHIFT)
    qtbot.waitUntil(lambda: queue.taken == ["command-cards", f"label-{number}"])
    assert said[-1].sentence == "Printing the label of Đặng Thị Diễm.", "nobody knows yet"
    queue.now = Standing(Stand.FAILED, "the queue gave the job up")
    qtbot.waitUntil(lambda: sum(one.kind == "caution" for one in said) == 2)
    assert {one.sentence for one in said[-2:]} == {
        f"Not printed: the queue gave the job up ({printer}). Print it again." for printer in ("HP", "Zebra")
    }
    assert unprinted.count(desk) == 1, "only the receipt"
