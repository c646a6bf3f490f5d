"""The desk at the speed of a queue: recorded walks through the window by keys alone, and their presses."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.life import MissingPaper
from counter_app.core.records import Collect, NewDossier, Person, PrintOutcome
from counter_app.services import queries, reception, supplements
from counter_app.ui.session import Session
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.counted_keys import CountedKeys
from tests.ui.reception_form import rows

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
CARD = "099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"
#: What the reception of a known citizen may cost.
RECEPTION = 12


@pytest.fixture
def window(
    session: Session,
    show: Callable[..., QWidget],
    new_dossier: Callable[..., NewDossier],
    qtbot: QtBot,
) -> Window:
    """The window of an office that knows the citizen and what is often missing."""
    old = new_dossier(sets=2, collect=Collect.POST)
    reception.receive(session.desk, old, session.officer, NOW - timedelta(days=90))
    first, second = (paper.name for paper in session.desk.catalogue["1.004873"].papers[:2])
    for _again in range(3):
        supplements.advise(
            session.desk,
            "supplement",
            "1.004873",
            Person(name="Trần Văn Bửu"),
            session.officer,
            NOW - timedelta(days=20),
            [MissingPaper(name=first), MissingPaper(name=second)],
        )
    made = Window(session)
    show(made)
    qtbot.waitUntil(lambda: bool(made.pages["reception"].often._known))
    return made


@pytest.fixture
def keys(window: Window) -> CountedKeys:
    return CountedKeys(window)


def test_a_known_citizen_with_a_card_from_scan_to_receipt(
    window: Window, session: Session, keys: CountedKeys, qtbot: QtBot
) -> None:
    keys.scan(CARD)
    keys.type_text("tinh trang hon nhan")
    keys.press(Qt.Key.Key_Return)  # the procedure
    keys.press(Qt.Key.Key_S, ALT)  # telephone, sets and how the result is collected as last time
    keys.press(Qt.Key.Key_Return, CTRL)  # asks for the papers that are often missing
    keys.press(Qt.Key.Key_Space)  # it is there
    keys.press(Qt.Key.Key_Down)
    keys.press(Qt.Key.Key_Space)  # so is the other
    keys.press(Qt.Key.Key_Return, CTRL)

    newest, _old = rows(session.desk)
    state = queries.dossier(session.desk, newest)
    assert state.applicant.citizen_id == "099187000456"
    assert (state.applicant.phone, state.sets, state.collect) == ("0900000187", 2, Collect.POST)
    assert len(state.papers) == 2
    qtbot.waitUntil(lambda: queries.dossier(session.desk, newest).receipt_outcome is PrintOutcome.PRINTED)
    assert window.pages["reception"].is_empty(), "the next citizen's form is there"
    assert keys.presses <= RECEPTION, keys.walk


def test_three_dossiers_of_one_citizen_on_one_receipt(
    window: Window, session: Session, keys: CountedKeys, qtbot: QtBot
) -> None:
    keys.scan(CARD)
    for letters in ("dang ky lai khai sinh", "dang ky lai ket hon"):
        keys.type_text(letters)
        keys.press(Qt.Key.Key_Return)
        keys.press(Qt.Key.Key_D, CTRL)
    keys.type_text("dang ky lai khai tu")
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Return, CTRL)

    newest = rows(session.desk)[:3]
    qtbot.waitUntil(
        lambda: all(
            queries.dossier(session.desk, one).receipt_outcome is PrintOutcome.PRINTED for one in newest
        )
    )
    assert len(list(session.desk.home.papers.glob("visit-*.pdf"))) == 1
    assert keys.presses <= RECEPTION, keys.walk
