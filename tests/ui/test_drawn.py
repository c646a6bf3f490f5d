"""Words that a card paints by itself: shortened, broken, told to a screen reader, and painted where new."""

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.records import Officer, Paper
from counter_app.services import processing
from counter_app.services.desk import Desk
from counter_app.ui import theme
from counter_app.ui.pages.dossier.card import MarginBar
from counter_app.ui.pages.dossier.clears import Clear, Clears
from counter_app.ui.pages.dossier.head import HeadCard
from counter_app.ui.pages.dossier.page import DossierPage
from counter_app.ui.widgets import Journal, JournalLine
from counter_app.ui.widgets.drawn import Ground, Paragraph, Words, advance, broken, shortened
from counter_app.ui.widgets.text import SelectableLabel
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.pages import Dossiers

LONG = "Cấp Giấy xác nhận tình trạng hôn nhân cho người đã qua nhiều nơi thường trú khác nhau"


class Painted(QObject):
    """What of each widget was painted."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.parts: dict[QObject, QRect] = {}
        for one in widgets:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.parts[watched] = self.parts.get(watched, QRect()) | event.rect()
        return False


def opened(window: Window, scan_number: str) -> DossierPage:
    window.show_page("dossier", scan_number)
    for _round in range(3):
        QApplication.processEvents()
    page = window.page()
    assert isinstance(page, DossierPage)
    return page


def test_words_end_in_an_ellipsis_only_where_they_have_no_room(qapp: QApplication) -> None:
    wide = advance(LONG, theme.BASE)
    assert shortened(LONG, theme.BASE, 400, wide) == LONG
    cut = shortened(LONG, theme.BASE, 400, wide - 1)
    assert cut.endswith("…")
    assert advance(cut, theme.BASE) <= wide - 1
    words = Words(theme.BASE, text=LONG)
    words.put(0, 0, wide)
    assert not words.is_cut()
    words.put(0, 0, 100)
    assert (words.is_cut(), words.text()) == (True, LONG)
    words.set_text("", "good")
    assert words.put(0, 0, 100) == ()
    assert not words.is_cut()


def test_a_paragraph_breaks_between_words_and_says_where_it_is_cut(qapp: QApplication) -> None:
    assert broken("", theme.BASE, 400, 200, 3) == ()
    lines = broken(LONG, theme.BASE, 400, 260, 9)
    assert " ".join(lines) == LONG
    assert all(advance(line, theme.BASE) <= 261 for line in lines)
    paragraph = Paragraph(theme.BASE, 400, "text", 2)
    paragraph.set_text(LONG)
    one, two = paragraph.put(0, 0, 260)
    assert (one[4], two[4].endswith("…")) == (lines[0], True)
    assert two[1] > one[1]
    assert paragraph.is_cut()
    assert paragraph.height_at(260) > paragraph.height_at(9000) > 0
    paragraph.put(0, 0, 9000)
    assert not paragraph.is_cut()


def test_a_card_looks_as_it_should_after_each_change_of_its_height(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(300, 300)
    card = Ground()
    card.setParent(page)
    card.place(10, 10, 200, 100)
    page.show()
    qtbot.waitExposed(page)
    for top, height in ((10, 160), (40, 120), (10, 120)):
        card.place(10, top, 200, height)
        QApplication.processEvents()
        shown = page.backingStore().paintDevice()
        assert hasattr(shown, "copy")
        assert shown.copy(0, 0, 300, 300) == page.grab().toImage().convertToFormat(shown.format())


def test_a_card_tells_a_screen_reader_all_that_it_paints(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.in_progress(papers=(Paper(name="Tờ khai", originals=1),))
    card = opened(window, state.scan_number).card
    head = f"{card.head.accessibleName()} {card.head.accessibleDescription()}"
    for words in (
        state.code,
        state.applicant.name,
        state.procedure_name,
        card.head.weekday.text(),
        card.head.left.text(),
        card.head.reason.text(),
    ):
        assert words
        assert words in head
    facts = card.papers.accessibleDescription().split("\n")
    assert facts == [f"{name.text()}: {value.text()}" for name, value in card.papers.facts]
    assert f"Telephone: {state.applicant.phone[:4]}" in card.papers.accessibleDescription()
    for one in card.clears.cards:
        assert one.accessibleName() == f"{one.title.text()}: {one.name.text()}; {one.line.text()}"
    assert card.sheet.card.accessibleDescription() == "Whole journal, 2 lines"


def test_a_dossier_shown_again_is_not_painted_again(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.in_progress()
    page = opened(window, state.scan_number)
    card = page.card
    painted = Painted(card.head, card.journal, card.papers, *card.clears.cards)
    page.show_dossier(state.scan_number)
    QApplication.processEvents()
    assert painted.parts == {}


def test_only_what_is_new_on_a_card_is_painted(qtbot: QtBot) -> None:
    clears = Clears()
    qtbot.addWidget(clears)
    clears.resize(1150, 120)
    clears.show_clears([Clear("Bước 1", "còn 2 ngày")] * 5)
    clears.arrange(1150)
    clears.show()
    qtbot.waitExposed(clears)
    QApplication.processEvents()
    painted = Painted(*clears.cards)
    clears.show_clears([Clear("Bước 1", "còn 2 ngày")] * 4 + [Clear("Bước 1", "còn 1 ngày")])
    clears.arrange(1150)
    QApplication.processEvents()
    assert list(painted.parts) == [clears.cards[4]]
    assert painted.parts[clears.cards[4]].height() < 40, "neither heading nor name"


def test_a_long_name_on_the_head_is_told_whole(window: Window, desk: Desk, dossiers: Dossiers) -> None:
    state = dossiers.received()
    head = HeadCard()
    head.resize(700, head.minimumHeight())
    long = replace(state, procedure_name=LONG * 3)
    head.show_state(long, NOW, desk.calendar, unprinted=True)
    assert head.toolTip().split("\n")[0] == LONG * 3
    assert head.extra.text() == "Receipt not printed yet"
    assert head.date.drawn[0][0] + head.date.width() < 700
    head.resize(1100, head.minimumHeight())
    head.show_state(state, NOW, desk.calendar, unprinted=False)
    assert head.toolTip() == ""


def test_the_promised_date_stays_in_its_place_while_there_is_room(
    window: Window, desk: Desk, dossiers: Dossiers
) -> None:
    state = dossiers.received()
    head = HeadCard()
    head.resize(1100, head.minimumHeight())
    head.show_state(
        replace(state, due_reason="chờ xác minh ở nhiều nơi", ladder=()), NOW, desk.calendar, unprinted=False
    )
    place = head.date.drawn[0][0]
    head.show_state(replace(state, due_words="1 ngày", ladder=()), NOW, desk.calendar, unprinted=False)
    assert head.date.drawn[0][0] == place


def test_rows_of_a_journal_stand_closer_before_any_is_left_out(qtbot: QtBot) -> None:
    journal = Journal()
    qtbot.addWidget(journal)
    journal.show()
    journal.show_lines([JournalLine(f"{n}", f"step {n}") for n in range(6)])
    assert journal.height_at(400) == 6 * Journal.CLOSE
    for height, row in ((6 * 40, Journal.ROW), (6 * 32, 32), (6 * 30, Journal.CLOSE)):
        journal.resize(400, height)
        assert len(journal._shown()) == 6
        middles = [middle for middle, _tone in journal._dots]
        assert [later - one for one, later in pairwise(middles)] == [row] * 5


def test_a_code_can_be_selected_once_the_mouse_is_there(qtbot: QtBot) -> None:
    label = SelectableLabel("H99.017-261120-0026")
    qtbot.addWidget(label)
    label.show()
    qtbot.waitExposed(label)
    flags = Qt.TextInteractionFlag
    assert label.textInteractionFlags() != flags.TextSelectableByMouse
    QApplication.sendEvent(label, _entering(label))
    assert label.textInteractionFlags() == flags.TextSelectableByMouse
    QTest.mouseDClick(label, Qt.MouseButton.LeftButton, pos=label.rect().center())
    assert label.selectedText()
    QApplication.sendEvent(label, QEvent(QEvent.Type.Leave))
    label.setText("H99.017-261120-0027")
    assert label.textInteractionFlags() == flags.NoTextInteraction


def _entering(label: QWidget) -> QEvent:
    middle = QPointF(label.rect().center())
    return QEnterEvent(middle, middle, QPointF(label.mapToGlobal(label.rect().center())))


def test_a_note_gets_its_room_under_the_journal(window: Window, dossiers: Dossiers) -> None:
    page = opened(window, dossiers.received().scan_number)
    journal = page.card.journal
    before = journal.height()
    page.write_note()
    QApplication.processEvents()
    note = page.card.note
    assert note.isVisible()
    assert note.geometry().top() >= journal.geometry().bottom()
    assert journal.height() < before
    page.escape()
    assert journal.height() == before


def test_the_card_scrolls_only_for_a_dossier_that_needs_more_room(
    window: Window, dossiers: Dossiers, desk: Desk, officers: dict[str, Officer]
) -> None:
    """What is needed is told to the layouts only where it matters, in whichever order dossiers come."""
    short = dossiers.received()
    long = dossiers.in_progress()
    for number in range(14):
        processing.note(desk, long.scan_number, officers["an"], NOW, f"ghi chú {number}")
    bar = opened(window, short.scan_number).card._scroll.verticalScrollBar()
    for height in (900, 560, 900, 640):
        window.resize(1366, height)
        for scan_number in (long.scan_number, short.scan_number) * 2:
            card = opened(window, scan_number).card
            sheet, room = card.sheet, card._scroll.viewport().height()
            lower = max(sheet.card.height_at(sheet.card.width()), sheet.papers.arrange(sheet.papers.width()))
            needed = sheet.clears.arrange(sheet.width()) + theme.GAP + lower
            assert (bar.maximum() > 0) == (card.head.height() + theme.GAP + needed > room)
            assert sheet.card.height() >= sheet.card.height_at(sheet.card.width())
            assert sheet.clears.geometry().bottom() < sheet.card.geometry().top()
            assert sheet.width() == card.head.width() == card.width() - MarginBar.WIDTH, "with the bar, too"
