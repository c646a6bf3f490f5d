"""F2 where nothing is received yet: supplement and refusal slip, and an application only registered."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.core.records import Channel
from counter_app.core.scan import meaning
from counter_app.core.states import Status
from counter_app.models import dossiers as kept
from counter_app.services import queries
from counter_app.services.supplements import REFUSAL_FORM, SUPPLEMENT_FORM
from counter_app.ui.pages.reception import ReceptionPage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.ui.hands import clipped, press, type_text, unnamed

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key
CARD = "099187000456||Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"


@pytest.fixture
def page(session: Session, show: Callable[..., QWidget]) -> ReceptionPage:
    """A form with procedure and person."""
    return begun(session, show, 1366, 768)


def begun(session: Session, show: Callable[..., QWidget], width: int, height: int) -> ReceptionPage:
    window = Window(session)
    show(window, width, height)
    found = window.page()
    assert isinstance(found, ReceptionPage)
    type_text("tinh trang hon nhan")
    press(Key.Key_Return)
    window.take_scan(meaning(CARD))
    return found


def printed(session: Session, form: str) -> str:
    (path,) = Path(session.desk.home.papers).glob(f"{form}-*.pdf")
    return str(pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded())


def test_a_missing_required_paper_leads_to_the_slip_instead_of_the_receipt(
    page: ReceptionPage, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    page.papers.enter()
    press(Key.Key_Space)
    assert page.foot.receive.text() == "Supplement slip: say what is missing"
    press(Key.Key_Return, CTRL)
    assert page.advising.mode == SUPPLEMENT_FORM
    assert page.advising.missing.isVisible()
    (line,) = [one.text() for one in page.advising.slip.lines if one.isVisible()]
    assert line.startswith("1. Tờ khai")
    press(Key.Key_G, ALT)
    type_text("Bản sao hộ chiếu")
    press(Key.Key_Return, CTRL)
    assert kept.count() == 0, "nothing is received"
    assert said[-1].sentence == (
        "Supplement slip no. 1 for Đặng Thị Diễm; nothing is received yet. Next person, please."
    )
    assert page.is_empty()
    qtbot.waitUntil(
        lambda: bool(list(Path(session.desk.home.papers).glob("supplement-*.pdf"))), timeout=20_000
    )
    assert "Bản sao hộ chiếu" in printed(session, "supplement")
    press(Key.Key_Z, CTRL)
    assert page.person.name.text() == "Đặng Thị Diễm"


def test_it_is_received_all_the_same_where_the_officer_says_so(page: ReceptionPage, session: Session) -> None:
    page.papers.enter()
    press(Key.Key_Space)
    press(Key.Key_B, CTRL)
    assert page.foot.supplement.text() == "Receive all the same"
    press(Key.Key_B, CTRL)
    assert page.foot.receive.text() == "Receive and print 2 copies"
    press(Key.Key_Return, CTRL)
    assert kept.count() == 1


def test_a_slip_without_a_paper_or_a_name_is_refused(page: ReceptionPage, said: list[Said]) -> None:
    press(Key.Key_B, CTRL)
    press(Key.Key_Return, CTRL)
    assert page.advising.missing.problem().startswith("Name at least one paper")
    press(Key.Key_Escape)
    assert page.advising.mode == ""
    assert not page.is_empty(), "Esc leaves the slip, not the form"
    page.person.name.set_text("")
    press(Key.Key_K, CTRL)
    press(Key.Key_Return, CTRL)
    assert page.person.name.problem() == "Write the name of the applicant; it stands on the slip."
    page.person.name.set_text("Đặng Thị Diễm")
    press(Key.Key_Return, CTRL)
    reason = page.advising.slip.reason
    assert reason.problem() == "Write why the dossier is not accepted; it stands on the slip."
    assert reason.edit.hasFocus()


def test_a_refusal_slip_says_why(
    page: ReceptionPage, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    press(Key.Key_K, CTRL)
    assert page.advising.mode == REFUSAL_FORM
    type_text("không thuộc thẩm quyền của xã")
    press(Key.Key_Return, CTRL)
    assert said[-1].sentence == "Refusal slip no. 1 for Đặng Thị Diễm. Next person, please."
    qtbot.waitUntil(lambda: bool(list(Path(session.desk.home.papers).glob("refusal-*.pdf"))), timeout=20_000)
    assert "không thuộc thẩm quyền của xã" in " ".join(printed(session, "refusal").lower().split())
    assert kept.count() == 0


def test_a_slip_that_did_not_come_out_is_printed_again_under_its_number(
    page: ReceptionPage, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    session.station = replace(session.station, printer="")
    press(Key.Key_K, CTRL)
    type_text("không thuộc thẩm quyền của xã")
    press(Key.Key_Return, CTRL)
    for times in (1, 2):
        qtbot.waitUntil(lambda times=times: sum(one.kind == "caution" for one in said) == times)
        assert said[-1].sentence.startswith("Slip no. 1 of Đặng Thị Diễm is kept in the journal. Not printed")
        assert (said[-1].hint, said[-1].key) == ("Print again", "Ctrl+P")
        if times == 2:
            window = page.window()
            assert isinstance(window, Window)
            window.sign_out()
            assert "slip no. 1 of Đặng Thị Diễm, not known to have come out" in said[-1].sentence
            session.station = replace(session.station, printer="file")
        press(Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: said[-1].sentence == "Slip no. 1 of Đặng Thị Diễm is printed.", timeout=20_000)
    assert [one.name for one in Path(session.desk.home.papers).glob("refusal-*.pdf")] == ["refusal-1.pdf"]
    assert not page.advising.can_print()


def test_an_application_that_came_online_is_registered_only(
    page: ReceptionPage, session: Session, said: list[Said]
) -> None:
    assert not page.foot.register.isVisible()
    press(Key.Key_H, ALT)
    assert page.foot.register.isVisible()
    assert page.papers.code_row.isVisible()
    press(Key.Key_G, CTRL)
    (row,) = queries.rows(session.desk, queries.open_work(session.desk, session.now()).registered)
    assert (row.status, row.received) == (Status.REGISTERED, False)
    assert queries.dossier(session.desk, row.scan_number).channel is Channel.ONLINE
    assert said[-1].sentence.endswith("is registered, not received yet. It waits under F5.")
    press(Key.Key_F3)
    table = page.window().page().table  # type: ignore[attr-defined]
    texts = [column.text(row) for column in table.rows.columns]
    assert "26/11/2026" not in " ".join(texts)
    assert "27/11/2026" not in " ".join(texts)


def test_a_code_of_another_system_is_scanned_into_the_form(
    page: ReceptionPage, session: Session, said: list[Said]
) -> None:
    page.window().take_scan(meaning("H26.170-261120-0007"))  # type: ignore[attr-defined]
    assert page.papers.given_code() == "H26.170-261120-0007"
    assert said[-1].kind == "done"
    press(Key.Key_Return, CTRL)
    number = queries.identify(session.desk, "H26.170-261120-0007")
    assert queries.dossier(session.desk, number).code == "H26.170-261120-0007"
    page.window().take_scan(meaning("H26.170-261120-0007"))  # type: ignore[attr-defined]
    assert page.window().page().id == "dossier", "a code known here opens its dossier"  # type: ignore[attr-defined]


def test_a_code_that_is_none_is_said_beside_it(page: ReceptionPage) -> None:
    press(Key.Key_M, ALT)
    type_text("giấy tờ")
    press(Key.Key_Return, CTRL)
    assert "is no dossier code" in page.papers.problem("code")
    assert kept.count() == 0


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 690), (1280, 720)])
def test_nothing_is_cut_off(
    session: Session, show: Callable[..., QWidget], width: int, height: int, language: str
) -> None:
    i18n.use(language)
    page = begun(session, show, width, height)
    for keys in ((Key.Key_H, ALT), (Key.Key_B, CTRL), (Key.Key_K, CTRL)):
        press(*keys)
        QApplication.processEvents()
        assert clipped(page) == []
        assert unnamed(page) == []
