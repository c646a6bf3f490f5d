"""Command cards: the window driven with the scanner alone, and never further than what was shown."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.command_cards import Command, card_digits, card_name
from counter_app.core.records import Collect, Fee, FeeStatus, Person, PrintOutcome
from counter_app.core.scan import meaning
from counter_app.core.states import Action, Status
from counter_app.services import queries
from counter_app.ui.pages.dossier import DossierPage
from counter_app.ui.pages.handover import HandoverPage
from counter_app.ui.scanner import Scanner
from counter_app.ui.session import Said
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import press, scan, type_text
from tests.ui.pages import Dossiers

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scanned(window: Window) -> Callable[[Command | str], None]:
    """Whatever the scanner delivers: a card of a command, or the bars of a receipt."""

    def take(what: Command | str) -> None:
        window.take_scan(meaning(card_digits(what) if isinstance(what, Command) else what))

    return take


@pytest.fixture
def scanner(qapp: QApplication, window: Window) -> Iterator[Scanner]:
    """A keyboard-type scanner that the window listens to."""
    made = Scanner(qapp)
    made.scanned.connect(window.take_scan)
    yield made
    made.deleteLater()


class Keys(QObject):
    """Counts the keys that somebody presses: those that act by themselves, and those that a window gets."""

    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        acts = event.type() is QEvent.Type.Shortcut
        self.count += acts or (event.type() is QEvent.Type.KeyPress and isinstance(watched, QWindow))
        return False


def now(window: Window, number: str) -> Status:
    return queries.dossier(window.session.desk, number).status


# one scan and one key


@pytest.mark.parametrize("page", ["help", "handover", "reception"])
def test_a_result_goes_over_with_one_scan_and_one_key(
    qapp: QApplication, window: Window, scanner: Scanner, dossiers: Dossiers, said: list[Said], page: str
) -> None:
    state = dossiers.ready()
    window.show_page(page)
    scan(state.scan_number)
    keys = Keys()
    qapp.installEventFilter(keys)
    assert now(window, state.scan_number) is Status.FINISHED, "the Enter of the scan confirms nothing"
    press(Qt.Key.Key_F10)
    assert now(window, state.scan_number) is Status.RETURNED
    qapp.removeEventFilter(keys)
    assert keys.count == 1
    assert (said[-1].kind, "Diễm" in said[-1].thing) == ("done", True)


# TRẢ


def test_the_scanner_alone_hands_a_result_over(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], said: list[Said]
) -> None:
    state = dossiers.ready()
    scanned(state.scan_number)
    scanned(Command.HAND_OVER)
    assert isinstance(window.page(), HandoverPage)
    assert said[-1].sentence.startswith("Scan HAND OVER once more: the result goes to Ms Diễm.")
    assert now(window, state.scan_number) is Status.FINISHED
    scanned(Command.HAND_OVER)
    assert now(window, state.scan_number) is Status.RETURNED
    assert said[-1].kind == "done"
    scanned(Command.HAND_OVER)
    assert said[-1].sentence == "This result was handed over at 15:40 on 23/11/2026 to Đặng Thị Diễm."


def test_on_its_own_page_the_receipt_shows_and_the_card_does(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None]
) -> None:
    state = dossiers.ready()
    press(Qt.Key.Key_F4)
    scanned(state.scan_number)
    scanned(Command.HAND_OVER)
    assert now(window, state.scan_number) is Status.RETURNED


@pytest.mark.parametrize(
    ("open_point", "part"),
    [
        ({"fee": Fee(amount=16_000, status=FeeStatus.DUE)}, "Collect 16.000 đ first"),
        ({"submitter": "Lê Văn Hữu"}, "Lê Văn Hữu handed the dossier in"),
        ({"collect": Collect.POST}, "was to go by post"),
    ],
)
def test_a_card_settles_nothing_that_needs_the_keyboard(
    window: Window,
    dossiers: Dossiers,
    scanned: Callable[[Command | str], None],
    said: list[Said],
    open_point: dict[str, object],
    part: str,
) -> None:
    state = dossiers.ready(**open_point)
    scanned(state.scan_number)
    for _time in range(3):
        scanned(Command.HAND_OVER)
        assert said[-1].kind == "caution"
        assert part in said[-1].sentence
        assert said[-1].key == "F10"
    assert now(window, state.scan_number) is Status.FINISHED
    press(Qt.Key.Key_F10)
    assert now(window, state.scan_number) is Status.RETURNED


def test_somebody_elses_card_needs_the_authorisation_before_the_command(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], said: list[Said]
) -> None:
    state = dossiers.ready()
    scanned(state.scan_number)
    scanned(Command.HAND_OVER)
    scanned("099195003344||Lê Thị Mỹ Hạnh|14031995|Nữ|Thôn Hạ, xã Đông Phù|01022022")
    scanned(Command.HAND_OVER)
    assert said[-1].kind == "problem"
    assert "note the authorisation" in said[-1].sentence
    type_text("Số 118 ngày 20/11/2026")
    scanned(Command.HAND_OVER)
    after = queries.dossier(window.session.desk, state.scan_number)
    assert (after.status, after.collector) == (Status.RETURNED, "Lê Thị Mỹ Hạnh")


def test_other_results_of_the_person_are_told(
    dossiers: Dossiers, scanned: Callable[[Command | str], None], said: list[Said]
) -> None:
    state = dossiers.ready()
    dossiers.ready()
    scanned(state.scan_number)
    scanned(Command.HAND_OVER)
    assert said[-1].sentence.endswith("1 more waits.")
    assert said[-1].key == "Alt+T"


def test_without_a_result_the_card_says_where_it_is(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], said: list[Said]
) -> None:
    state = dossiers.in_progress()
    scanned(state.scan_number)
    scanned(Command.HAND_OVER)
    assert isinstance(window.page(), DossierPage)
    assert said[-1].sentence.startswith("No result yet for Đặng Thị Diễm: đang xử lý, at")


# the others


def test_forward_goes_to_the_unit_as_f10_does(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], said: list[Said]
) -> None:
    state = dossiers.received()
    scanned(state.scan_number)
    scanned(Command.FORWARD)
    after = queries.dossier(window.session.desk, state.scan_number)
    assert (after.status, after.holder) == (Status.IN_PROGRESS, state.unit)
    assert (said[-1].kind, state.unit in said[-1].sentence) == ("done", True)


def test_forward_of_what_is_at_work_asks_to_whom_and_a_second_scan_sends_it(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], said: list[Said]
) -> None:
    state = dossiers.in_progress()
    scanned(state.scan_number)
    scanned(Command.FORWARD)
    assert said[-1].sentence.startswith("Choose to whom the dossier of Ms Đặng Thị Diễm goes")
    press(Qt.Key.Key_1, CTRL)
    scanned(Command.FORWARD)
    after = queries.dossier(window.session.desk, state.scan_number)
    assert after.holder == window.session.desk.office.units[0]


def test_reprint_prints_the_receipt_again(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], qtbot: QtBot
) -> None:
    desk, state = window.session.desk, dossiers.received()

    def printed() -> list[int]:
        prints = queries.dossier(desk, state.scan_number).prints
        return [one.copy for one in prints if one.outcome is PrintOutcome.PRINTED]

    scanned(state.scan_number)
    for copies in (1, 2):
        scanned(Command.REPRINT)
        qtbot.waitUntil(lambda n=copies: printed() == list(range(n)), timeout=20_000)


def test_supplement_opens_the_form_of_where_the_dossier_stands(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], said: list[Said]
) -> None:
    state = dossiers.in_progress()
    scanned(state.scan_number)
    for _time in range(2):
        scanned(Command.SUPPLEMENT)
        assert said[-1].sentence.startswith("Papers that Ms Đặng Thị Diễm is to bring")
    page = window.page()
    assert isinstance(page, DossierPage)
    assert page.acting.deed is not None
    assert page.acting.deed.action is Action.REQUEST_SUPPLEMENT
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Return, CTRL)
    assert now(window, state.scan_number) is Status.SUPPLEMENT
    scanned(Command.SUPPLEMENT)
    assert said[-1].sentence.startswith("Papers of Ms Đặng Thị Diễm: tick what is here")


def test_undo_shows_the_step_and_a_second_scan_takes_it_back_with_its_reason(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], said: list[Said]
) -> None:
    state = dossiers.ready()
    press(Qt.Key.Key_F4)
    scanned(state.scan_number)
    scanned(Command.HAND_OVER)
    scanned(Command.UNDO)
    assert isinstance(window.page(), DossierPage), "what was handed over just now is still at hand"
    assert said[-1].sentence.endswith("Scan UNDO once more to take it back.")
    assert now(window, state.scan_number) is Status.RETURNED
    scanned(Command.UNDO)
    assert now(window, state.scan_number) is Status.FINISHED
    last = queries.events(window.session.desk, state.scan_number)[-1]
    assert last.data["reason"] == "Undone by command card"


def test_a_step_of_another_day_stays(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], said: list[Said]
) -> None:
    state = dossiers.in_progress()
    scanned(state.scan_number)
    scanned(Command.UNDO)
    assert (said[-1].kind, "only one of today" in said[-1].sentence) == ("problem", True)
    assert queries.dossier(window.session.desk, state.scan_number) == state


# no dossier, something begun, a box in front


@pytest.mark.parametrize("page", ["help", "reception", "search", "handover", "dossier", "fast"])
def test_a_card_alone_asks_which_dossier(
    window: Window,
    dossiers: Dossiers,
    scanned: Callable[[Command | str], None],
    said: list[Said],
    page: str,
) -> None:
    state = dossiers.ready()
    window.go(page)
    for command in Command:
        scanned(command)
        assert said[-1].kind == "problem"
        assert said[-1].sentence.startswith(f"Card {card_name(command)}: which dossier? Scan the receipt")
        assert window.page().id == page
    assert queries.dossier(window.session.desk, state.scan_number) == state


@pytest.mark.parametrize("command", [Command.HAND_OVER, Command.REPRINT, Command.UNDO, Command.FORWARD])
def test_what_was_begun_is_not_lost_to_a_card(
    window: Window,
    dossiers: Dossiers,
    scanned: Callable[[Command | str], None],
    said: list[Said],
    command: Command,
) -> None:
    state = dossiers.ready()
    scanned(state.scan_number)
    press(Qt.Key.Key_E, CTRL)
    scanned(command)
    page = window.page()
    assert isinstance(page, DossierPage)
    assert page.acting.deed is not None
    assert page.acting.deed.action is Action.CORRECT
    assert (said[-1].kind, said[-1].sentence.startswith("Not finished:")) == ("problem", True)


def test_a_box_in_front_is_closed_first(
    window: Window,
    dossiers: Dossiers,
    scanned: Callable[[Command | str], None],
    said: list[Said],
    show: Callable[..., QWidget],
) -> None:
    state = dossiers.received()
    scanned(state.scan_number)
    show(QMessageBox(QMessageBox.Icon.Question, "", "?", QMessageBox.StandardButton.Ok), 300, 200)
    scanned(Command.FORWARD)
    assert said[-1].sentence.startswith("Close what is open in front first")
    assert now(window, state.scan_number) is Status.RECEIVED


def test_the_form_of_a_hand_over_waits_while_its_receipt_is_printed_again(
    window: Window, dossiers: Dossiers, scanned: Callable[[Command | str], None], qtbot: QtBot
) -> None:
    state = dossiers.ready(applicant=Person(name="Mai Thị Ngần"))
    press(Qt.Key.Key_F4)
    scanned(state.scan_number)
    scanned(Command.REPRINT)
    qtbot.waitUntil(
        lambda: bool(queries.dossier(window.session.desk, state.scan_number).prints), timeout=20_000
    )
    press(Qt.Key.Key_Escape)
    assert window.page().kept_words() == "the hand-over for Mai Thị Ngần"
    assert NOW.date() == queries.dossier(window.session.desk, state.scan_number).prints[0].at.date()
