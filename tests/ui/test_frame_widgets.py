"""The small widgets by keyboard and by value."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from counter_app.core.promise import Step
from counter_app.ui.widgets import (
    Check,
    Choice,
    CountField,
    CountFilters,
    Field,
    FieldRow,
    Figures,
    Journal,
    JournalLine,
    LadderWeeks,
    LargeChoice,
    PlainButton,
    PrimaryButton,
    SearchField,
    Segmented,
    ShortLabel,
    strong,
)
from tests.conftest import NOW
from tests.ui.hands import press, type_text

MONDAY = NOW.date()


@pytest.fixture
def form(show: Callable[..., QWidget]) -> Callable[..., None]:
    def make(*widgets: QWidget) -> None:
        holder = QWidget()
        column = QVBoxLayout(holder)
        for widget in widgets:
            column.addWidget(widget)
        show(holder, 700, 60 + 70 * len(widgets))

    return make


def test_a_problem_stands_beside_its_field_until_it_is_mended(form: Callable[..., None]) -> None:
    phone = Field("Số điện thoại", name="phone")
    form(phone)
    phone.set_problem("Nine digits, ten are needed.")
    assert phone.note is not None
    assert phone.note.isVisible()
    assert phone.edit.accessibleDescription() == "Nine digits, ten are needed."
    phone.setFocus()
    type_text("0")
    assert (phone.problem(), phone.note.isVisible()) == ("", False)


def test_the_problem_of_a_narrow_field_stands_under_the_row(form: Callable[..., None]) -> None:
    name, phone = Field("Họ và tên"), Field("Số điện thoại")
    row = FieldRow([(name, 5), (phone, 136)])
    form(row)
    before = row.sizeHint().height()
    phone.set_problem("Nine digits, ten are needed.")
    name.set_problem("A name is needed.")
    assert row.sizeHint().height() > before
    assert row._note.text() == "A name is needed.", "the first one in reading order"
    name.clear_problem()
    assert row._note.text() == "Nine digits, ten are needed."


def test_counts_take_figures_only_and_step(form: Callable[..., None]) -> None:
    count = CountField("originals", 1)
    counted: list[int] = []
    count.counted.connect(counted.append)
    form(count)
    count.setFocus()
    type_text("2x4")
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    assert (count.value(), counted) == (24, [2, 24, 25, 24])
    count.set_value(250)
    assert count.value() == 99


def test_segments_by_keyboard(form: Callable[..., None]) -> None:
    fee = Segmented([("paid", "Thu trước"), ("due", "Thu sau"), ("free", "Miễn")], "fee")
    changed: list[str] = []
    fee.changed.connect(changed.append)
    form(fee)
    fee.options()[0].setFocus()
    press(Qt.Key.Key_Right)
    fee.choose(3)
    fee.set_value("paid")
    fee.set_value("nothing")
    assert (fee.value(), changed) == ("paid", ["due", "free"])


def test_filters_figures_and_large_choices_have_one_value(form: Callable[..., None]) -> None:
    filters = CountFilters([("all", "Tất cả"), ("late", "Quá hạn")], alarm=["late"])
    figures = Figures([("today", "Hẹn trả hôm nay", "Ctrl+1", ""), ("late", "Quá hạn", "Ctrl+2", "problem")])
    who = LargeChoice([("owner", "Chủ hồ sơ", "", "Ctrl+1"), ("other", "Người được ủy quyền", "", "Ctrl+2")])
    form(filters, figures, who)
    filters.set_counts({"all": 1043, "late": 1})
    figures.set_figure("late", "2", "đã soạn 2 phiếu")
    who.set_note("other", "có giấy ủy quyền")
    assert (filters.value(), figures.value(), who.value()) == ("all", None, "owner")
    for options in (filters, figures, who):
        options.choose(2)
        options.choose(9)
    assert (filters.value(), figures.value(), who.value()) == ("late", "late", "other")
    assert filters.options()[0].accessibleDescription() == "1.043"
    filters.set_counts({"all": 2000, "late": 1}, at_least={"all"})
    assert [one.accessibleDescription() for one in filters.options()] == ["2.000+", "1"]
    assert figures.options()[1].accessibleName() == "Quá hạn: 2"


def test_a_choice_of_a_list(form: Callable[..., None]) -> None:
    unit = Choice("unit", [("a", "Văn phòng"), ("b", "Phòng Kinh tế")])
    form(unit)
    unit.setFocus()
    press(Qt.Key.Key_Down)
    assert unit.value() == "b"
    unit.set_value("zzz")
    assert unit.value() == "b"


def test_a_tick_by_space_and_by_its_words(form: Callable[..., None]) -> None:
    paper = Check("Tờ khai")
    form(paper)
    paper.setFocus()
    press(Qt.Key.Key_Space)
    assert paper.isChecked()


def test_buttons_say_their_key_and_never_take_enter_from_others(form: Callable[..., None]) -> None:
    primary, plain = PrimaryButton("Receive", "Ctrl+Enter"), PlainButton("Slip", "Ctrl+B")
    form(primary, plain)
    assert (primary.accessibleName(), primary.key()) == ("Receive (Ctrl+Enter)", "Ctrl+Enter")
    assert not primary.autoDefault()
    plain.set_words("Supplement slip", "Ctrl+B")
    assert plain.width() >= plain.sizeHint().width() or plain.minimumSizeHint() == plain.sizeHint()


def test_the_search_field_keeps_its_letters_clear_of_the_count(form: Callable[..., None]) -> None:
    field = SearchField("name or code")
    form(field)
    field.set_count("9 of 285")
    assert field.count() == "9 of 285"
    assert field.textMargins().right() > 20


def test_a_short_label_keeps_the_whole_as_tooltip(form: Callable[..., None]) -> None:
    label = ShortLabel("Cấp Giấy xác nhận tình trạng hôn nhân")
    form(label)
    label.setFixedWidth(90)
    QApplication.sendPostedEvents()
    label._fit()
    assert label.text().endswith("…")
    assert label.toolTip() == label.whole() == "Cấp Giấy xác nhận tình trạng hôn nhân"


def steps(days: int) -> list[Step]:
    made = [Step(MONDAY, counts=False, reason="", kind="received")]
    for n in range(1, days):
        day = MONDAY + timedelta(days=n)
        closed = day.weekday() >= 5
        kind = "weekend" if closed else "due" if n == days - 1 else "counted"
        made.append(Step(day, counts=not closed, reason="", number=0 if closed else n, kind=kind))
    return made


@pytest.mark.parametrize(("days", "rows", "height"), [(5, 1, 72), (12, 2, 148), (32, 5, 216), (60, 5, 216)])
def test_the_ladder_is_whole_weeks_and_lower_from_the_third(days: int, rows: int, height: int) -> None:
    ladder = LadderWeeks()
    ladder.show_ladder(steps(days))
    assert (ladder.rows(), ladder.sizeHint().height()) == (rows, height)
    assert "due" in ladder.accessibleName()


def test_a_long_journal_keeps_its_first_and_latest_lines(form: Callable[..., None]) -> None:
    journal = Journal()
    form(journal)
    journal.show_lines([JournalLine(f"{n}", f"step {n}") for n in range(20)])
    shown = journal._shown()
    assert (shown[0].words, shown[1].words, shown[-1].words) == ("step 0", "…", "step 19")
    assert len(journal.lines()) == 20


def test_what_a_citizen_typed_is_no_markup() -> None:
    assert strong("<b>Lê & Hoa</b>") == '<span style="font-weight:600">&lt;b&gt;Lê &amp; Hoa&lt;/b&gt;</span>'
