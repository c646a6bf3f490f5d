"""F5 without a dossier: what is still open, by what has to be done about it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter_app.config import Workstation
from counter_app.core.life import MissingPaper
from counter_app.core.records import Channel, Officer
from counter_app.services import reception, supplements
from counter_app.services.desk import Desk
from counter_app.ui.pages.dossier import DossierPage
from counter_app.ui.session import Session
from counter_app.ui.window import Window
from tests.conftest import Clock
from tests.ui.hands import press
from tests.ui.pages import Dossiers

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: Window, scan_number: str = "") -> DossierPage:
    window.show_page("dossier", scan_number or None)
    page = window.page()
    assert isinstance(page, DossierPage)
    return page


def shown(page: DossierPage) -> list[str]:
    """Names in the list, in the order of its rows."""
    return [page.worklist.table.rows.row(n).applicant for n in range(page.worklist.table.rows.rowCount())]


def test_open_dossiers_by_what_has_to_be_done_about_them(window: Window, dossiers: Dossiers) -> None:
    person = dossiers.new().applicant
    received = dossiers.received()
    dossiers.in_progress(applicant=type(person)(name="Lê Văn Hữu"))
    dossiers.ready(applicant=type(person)(name="Mai Thị Ngần"))
    dossiers.in_progress("2026-11-09T09:00:00", applicant=type(person)(name="Nguyễn Thế Vững"))
    dossiers.received("2026-11-23T09:00:00", wants_receipt=True, applicant=type(person)(name="Cao Thị Lụa"))
    waiting = dossiers.in_progress(applicant=type(person)(name="Hà Văn Tế"))
    session = window.session
    supplements.request(
        session.desk,
        waiting.scan_number,
        [MissingPaper(name="Hộ chiếu")],
        session.officer,
        session.now(),
    )
    online = dossiers.new(applicant=type(person)(name="Vi Thị Sầm"), channel=Channel.ONLINE)
    reception.register(session.desk, online, session.officer, session.now())
    press(Qt.Key.Key_F5)
    page = window.page()
    assert isinstance(page, DossierPage)
    expected = {
        Qt.Key.Key_1: [received.applicant.name, "Cao Thị Lụa"],
        Qt.Key.Key_2: ["Nguyễn Thế Vững", "Lê Văn Hữu"],
        Qt.Key.Key_3: ["Hà Văn Tế"],
        Qt.Key.Key_4: [],
        Qt.Key.Key_5: [],
        Qt.Key.Key_6: ["Mai Thị Ngần"],
        Qt.Key.Key_7: ["Nguyễn Thế Vững"],
        Qt.Key.Key_8: ["Vi Thị Sầm"],
        Qt.Key.Key_9: ["Cao Thị Lụa"],
    }
    for key, names in expected.items():
        press(key, CTRL)
        assert shown(page) == names
    counts = [option.accessibleDescription() for option in page.worklist.filters.options()]
    assert counts == ["2", "2", "1", "0", "0", "1", "1", "1", "1"]


def test_one_registered_has_no_promised_day_and_one_that_waits_is_not_late(
    window: Window, dossiers: Dossiers
) -> None:
    session = window.session
    late = dossiers.in_progress("2026-11-09T09:00:00")
    supplements.request(
        session.desk,
        late.scan_number,
        [MissingPaper(name="Hộ chiếu")],
        session.officer,
        session.now(),
    )
    reception.register(session.desk, dossiers.new(channel=Channel.POST), session.officer, session.now())
    page = opened(window)
    texts = {}
    for key in (Qt.Key.Key_3, Qt.Key.Key_8):
        press(key, CTRL)
        model = page.worklist.table.rows
        texts[key] = [model.columns[column].text(model.row(0)) for column in (4, 5)]
    assert texts == {
        Qt.Key.Key_3: ["12/11/2026", "time at rest"],
        Qt.Key.Key_8: ["", "Not received yet"],
    }


def test_the_list_can_be_narrowed_to_who_holds_the_dossiers(window: Window, dossiers: Dossiers) -> None:
    mine, unit = dossiers.received(), dossiers.in_progress()
    page = opened(window)
    press(Qt.Key.Key_2, CTRL)
    assert page.worklist.holder.text() == "Held by anybody"
    press(Qt.Key.Key_M, CTRL)
    assert page.worklist.holder.text() == "Held by Nguyễn Thu An"
    assert shown(page) == []
    press(Qt.Key.Key_M, CTRL)
    assert page.worklist.holder.text() == f"Held by {unit.holder}"
    assert len(shown(page)) == 1
    press(Qt.Key.Key_M, CTRL)
    press(Qt.Key.Key_M, CTRL)
    press(Qt.Key.Key_1, CTRL)
    assert shown(page) == [mine.applicant.name], "what lies at this counter is the officer's own"


def test_an_empty_group_says_so(dossiers: Dossiers, window: Window) -> None:
    dossiers.in_progress()
    page = opened(window)
    assert page.worklist.table._empty == "Every dossier has been forwarded."


def test_an_office_without_open_dossiers_says_what_to_do_and_offers_nothing_to_open(window: Window) -> None:
    page = opened(window)
    assert page.worklist.table._empty == "No dossier is open. Receive one with F2, or scan a receipt."
    assert not page.worklist.open_button.isEnabled()
    press(Qt.Key.Key_Return)
    assert page.state() is None


def test_a_specialist_begins_with_what_is_in_progress(
    desk: Desk, officers: dict[str, Officer], clock: Clock, show: Callable[..., QWidget], dossiers: Dossiers
) -> None:
    dossiers.in_progress()
    session = Session(desk, officers["dung"], Workstation())
    page = opened(show(Window(session, "dossier")))
    assert page.worklist.filters.value() == "in_progress"
    assert shown(page) == ["Đặng Thị Diễm"]


def test_enter_opens_a_row_and_esc_leads_back_to_the_list(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.received()
    page = opened(window)
    press(Qt.Key.Key_Return)
    assert page.state() == state
    assert page.card.back.whole() == "Back to the open dossiers"
    press(Qt.Key.Key_Escape)
    assert page.state() is None
    assert window.page() is page


def test_the_list_follows_what_happens_elsewhere(window: Window, dossiers: Dossiers) -> None:
    page = opened(window)
    state = dossiers.received()
    window.session.tell_changed(state.scan_number)
    assert shown(page) == [state.applicant.name]
