"""F5: the notes, the journal and the prints of the receipt of a dossier."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.config import Workstation
from counter_app.core.records import Officer, PrintOutcome
from counter_app.services import printing_log, queries
from counter_app.services.desk import Desk
from counter_app.ui import tasks
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import Clock
from tests.ui.hands import press, type_text
from tests.ui.pages import Dossiers, opened_dossier

CTRL = Qt.KeyboardModifier.ControlModifier


def test_a_note_is_kept_by_enter_and_left_by_esc(
    window: Window, dossiers: Dossiers, said: list[Said]
) -> None:
    state = dossiers.received()
    page = opened_dossier(window, state.scan_number)
    press(Qt.Key.Key_N, CTRL)
    assert page.card.note.edit.hasFocus()
    press(Qt.Key.Key_Return)
    assert page.card.note.problem() == "Write the remark first; an empty one is not kept."
    type_text("Thiếu chữ ký trang 2, đã gọi 0900 000 187")
    press(Qt.Key.Key_Return)
    after = page.state()
    assert after is not None
    assert after.notes == ("Thiếu chữ ký trang 2, đã gọi 0900 000 187",)
    assert not page.card.note.isVisible()
    assert said[-1].kind == "done"
    press(Qt.Key.Key_N, CTRL)
    type_text("bỏ")
    press(Qt.Key.Key_Escape)
    assert not page.card.note.isVisible()
    assert queries.dossier(window.session.desk, state.scan_number) == after
    assert window.page() is page


def test_the_whole_journal_shows_every_event_with_its_hash(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.ready(note="ngăn B3")
    page = opened_dossier(window, state.scan_number)
    press(Qt.Key.Key_J, CTRL)
    table = page.card.whole.table
    assert table.isVisible()
    events = queries.events(window.session.desk, state.scan_number)
    model = table.rows
    texts = [[model.columns[c].text(model.row(r)) for c in (0, 3, 6)] for r in range(model.rowCount())]
    assert texts[-1] == [str(events[-1].seq), "Result ready; ngăn B3", events[-1].hash[:12]]
    assert len(texts) == len(events) == 3
    press(Qt.Key.Key_Escape)
    assert not table.isVisible()
    assert page.state() == state


def test_a_reprint_says_so_on_the_paper_and_in_the_journal(
    window: Window, dossiers: Dossiers, officers: dict[str, Officer], said: list[Said], qtbot: QtBot
) -> None:
    state = dossiers.received(wants_receipt=True)
    by = officers["an"]
    printing_log.record(
        window.session.desk, state.scan_number, 0, PrintOutcome.PRINTED, "file", by, state.received_at
    )
    page = opened_dossier(window, state.scan_number)
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: said[-1].kind == "done", timeout=20_000)
    assert said[-1].sentence.startswith("Printed, marked as reprint no. 1.")
    after = page.state()
    assert after is not None
    assert [(one.copy, one.outcome) for one in after.prints] == [
        (0, PrintOutcome.PRINTED),
        (1, PrintOutcome.PRINTED),
    ]
    printed = list(Path(window.session.desk.home.papers).glob("*.pdf"))
    text = pypdfium2.PdfDocument(printed[0])[0].get_textpage().get_text_bounded()
    assert "Bản in lại lần 1" in text


def test_a_receipt_that_never_came_out_is_said_and_can_be_printed(
    desk: Desk,
    officers: dict[str, Officer],
    clock: Clock,
    show: Callable[..., QWidget],
    dossiers: Dossiers,
    qtbot: QtBot,
) -> None:
    session = Session(desk, officers["an"], Workstation(printer=""))
    window = show(Window(session, "help"))
    state = dossiers.received(wants_receipt=True)
    page = opened_dossier(window, state.scan_number)
    assert page.card.head.extra.text() == "Receipt not printed yet"
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(
        lambda: session.last_said is not None and session.last_said.kind == "caution", timeout=20_000
    )
    assert session.last_said is not None
    assert "no printer is chosen" in session.last_said.sentence
    assert queries.dossier(desk, state.scan_number).receipt_outcome is PrintOutcome.FAILED
    tasks.stop(session)
