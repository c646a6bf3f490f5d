"""What a scan fills anew: lines are kept, and what changes inside a part does not move the page."""

import gc
import subprocess
import sys
import threading
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.app import Program
from counter_app.config import Home, Workstation
from counter_app.core.records import Paper, PrintOutcome
from counter_app.services import printing_log, queries
from counter_app.ui.pages.dossier.papers_card import PapersCard
from counter_app.ui.pages.dossier.whole_journal import WholeJournal
from counter_app.ui.widgets import Card, Facts, Label
from counter_app.ui.widgets.paper_line import PaperLine
from counter_app.ui.widgets.still import Still
from counter_app.ui.window import Window
from tests.ui.pages import Dossiers

_AT_SIGN_IN = """
import sys
from counter_app import app
late = ("choices", "journal", "ladder", "preview")
print([one for one in late if f"counter_app.ui.widgets.{one}" in sys.modules], "tomllib" in sys.modules)
"""


class Requests(QObject):
    """Counts how often a widget is asked to lay itself out."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.LayoutRequest
        return False


def still_page(qtbot: QtBot) -> tuple[QWidget, Label, Label]:
    page = QWidget()
    qtbot.addWidget(page)
    card, word, more = Card("Title"), Label("a longer word"), Label("one\ntwo\nthree")
    card.add(word)
    card.add(more)
    more.hide()
    column = QVBoxLayout(page)
    column.addWidget(Still(card))
    column.addStretch(1)
    page.resize(300, 300)
    page.show()
    QApplication.processEvents()
    return page, word, more


def test_another_word_in_a_still_part_lays_out_nothing_around_it(qtbot: QtBot) -> None:
    page, word, _more = still_page(qtbot)
    heard = Requests()
    page.installEventFilter(heard)
    word.setText("short")
    QApplication.processEvents()
    assert heard.count == 0
    assert word.width() >= word.sizeHint().width()


def test_a_still_part_gets_the_height_that_it_needs_and_gives_it_back(qtbot: QtBot) -> None:
    page, _word, more = still_page(qtbot)
    still = page.layout().itemAt(0).widget()
    before = still.height()
    more.show()
    qtbot.waitUntil(lambda: still.height() > before)
    assert more.height() >= more.sizeHint().height()
    more.hide()
    qtbot.waitUntil(lambda: still.height() == before)


def test_lines_of_papers_are_kept_from_dossier_to_dossier(window: Window, dossiers: Dossiers) -> None:
    card = PapersCard()
    state = dossiers.received()
    many = replace(state, papers=tuple(Paper(name=f"Giấy {n}", originals=n) for n in range(1, 7)))
    card.show_state(many, most=4)
    lines = [*card.lines]
    shown = [line.accessibleName() for line in lines if not line.isHidden()]
    assert shown[:3] == [f"Giấy {n}: {n} original{'s' if n > 1 else ''}" for n in range(1, 4)]
    assert shown[3] == "and 3 more papers: "
    assert lines[3].toolTip().splitlines()[-1] == "Giấy 6: 6 originals"
    card.show_state(replace(state, papers=many.papers[:1]), most=4)
    assert card.lines == lines
    assert [line.isHidden() for line in lines] == [False, False, True, True, True]


def test_a_line_that_is_cut_tells_the_whole_as_tooltip(qtbot: QtBot) -> None:
    line = PaperLine("checkmark_16_regular", "a name that is far too long for this line", "1 original")
    qtbot.addWidget(line)
    line.resize(160, 26)
    line.show()
    line.grab()
    assert line.toolTip() == "a name that is far too long for this line"
    line.resize(600, 26)
    line.grab()
    assert line.toolTip() == ""


def test_facts_are_shown_in_the_labels_of_those_before(qtbot: QtBot) -> None:
    facts = Facts()
    qtbot.addWidget(facts)
    facts.show_facts([("a", "1"), ("b", "2", "problem")])
    labels = facts.findChildren(Label)
    facts.show_facts([("c", "3")])
    facts.show()
    assert facts.findChildren(Label) == labels
    assert [one.text() for one in labels if one.isVisible()] == ["c", "3"]
    facts.show_facts([("c", "3"), ("d", "4")])
    assert labels[3].property("tone") == "text"


def test_the_whole_journal_puts_to_each_event_its_own_words(window: Window, dossiers: Dossiers) -> None:
    desk = window.session.desk
    state = dossiers.received(wants_receipt=True)
    for outcome in (PrintOutcome.PENDING, PrintOutcome.PRINTED):
        printing_log.record(
            desk, state.scan_number, 0, outcome, "file", window.session.officer, state.received_at
        )
    window.show_page("dossier", state.scan_number)
    page = window.page()
    page.whole_journal()
    whole = page.card.whole
    assert isinstance(whole, WholeJournal)
    model = whole.table.rows
    told = [model.columns[3].text(model.row(row)) for row in range(model.rowCount())]
    assert len(told) == len(queries.events(desk, state.scan_number)) == 3
    assert told[1].startswith("Printing of the receipt was begun")
    assert told[2] == "Printed the receipt"


def test_before_the_first_paint_only_what_signing_in_shows_is_loaded() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _AT_SIGN_IN], capture_output=True, text=True, check=True
    ).stdout
    assert told.split("\n")[0] == "[] False"


class _Ring:
    """Garbage that only a collection finds; it remembers where that took it."""

    taken_in: ClassVar[list[threading.Thread]] = []

    def __init__(self) -> None:
        self.itself = self

    def __del__(self) -> None:
        self.taken_in.append(threading.current_thread())


def test_garbage_is_taken_in_the_windows_thread_alone(qapp: QApplication, home: Home, qtbot: QtBot) -> None:
    made = Program(qapp, home, Workstation(language="en"))
    made._read_ahead()
    assert gc.get_freeze_count() > 0, "what was loaded is not looked through again"
    gc.unfreeze()
    _Ring.taken_in.clear()

    def litter() -> None:
        for _round in range(3000):
            _Ring()

    worker = threading.Thread(target=litter)
    worker.start()
    worker.join()
    assert not _Ring.taken_in, "nothing is collected where it was made"
    qtbot.waitUntil(lambda: len(_Ring.taken_in) == 3000, timeout=20_000)
    made.stop_listening()
    assert set(_Ring.taken_in) == {threading.main_thread()}
