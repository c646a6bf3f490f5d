"""While you wait (F6) afterwards, by keys: a row put right, the last go taken back, whose sums are shown."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter_app.core.records import FastMatter, Fee, FeeStatus, Officer, Person
from counter_app.core.states import Status
from counter_app.services import fast_day, queries, reception
from counter_app.ui.pages.fast import FastPage
from counter_app.ui.pages.page import Page
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import Clock
from tests.ui.hands import clipped, press, type_text, unnamed

CTRL = Qt.KeyboardModifier.ControlModifier
FINISH = (Qt.Key.Key_Return, CTRL)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> FastPage:
    found = open_page("fast", 1366, 690)
    assert isinstance(found, FastPage)
    return found


@pytest.fixture
def finished(page: FastPage, clock: Clock) -> None:
    """Two copies and a signature of one person, finished a minute ago."""
    type_text("Trần Văn Bửu")
    press(Qt.Key.Key_Return)
    for keys in ("12", "3"):
        type_text(keys)
        press(Qt.Key.Key_Return)
    type_text("2")
    type_text("1")
    press(*FINISH)
    clock.pass_(minutes=1)


def matters(session: Session) -> tuple[tuple[int, int, int, Status], ...]:
    """Pages, copies, fee and status of the day's matters, oldest first."""
    found = fast_day.fast_day(session.desk, session.now()).matters
    return tuple((one.pages, one.count, one.fee.amount, one.status) for one in reversed(found))


@pytest.mark.usefixtures("finished")
def test_a_finished_row_is_put_right_from_the_list(
    page: FastPage, session: Session, said: list[Said]
) -> None:
    press(Qt.Key.Key_H, CTRL)
    press(Qt.Key.Key_Down)  # from the signature to the copies
    press(Qt.Key.Key_E, CTRL)
    form = page.mending
    assert form is not None
    press(Qt.Key.Key_Return)
    type_text("4")
    assert form.told.text() == (
        "One copy of 4 pages: 2 first pages × 2.000 đ + 2 later × 1.000 đ = 6.000 đ. "
        "3 copies: 18.000 đ. Take 6.000 đ more."
    )
    assert form.fields["fee"].text() == "18.000 đ"
    assert form.fields["pages"].label.text() == "Pages, before: 2"
    assert clipped(page) == []
    for _cell in range(3):
        press(Qt.Key.Key_Return)
    press(*FINISH)
    assert form.fields["note"].problem() == "Write the reason; it stands in the journal."
    type_text("đếm nhầm trang")
    assert page.finish_button.text() == "Put it right"
    press(*FINISH)
    assert matters(session)[0] == (4, 3, 18_000, Status.RETURNED)
    assert said[-1].sentence == "Number 1 of Trần Văn Bửu was put right: 3 copies, 18.000 đ."
    assert page.mending is None
    assert page.recent.isVisible()


@pytest.mark.usefixtures("finished")
@pytest.mark.parametrize(
    ("cell", "typed", "sentence"),
    [
        ("name", "", "Enter the name."),
        ("pages", "hai", "Write a whole number, like 2."),
        ("count", "0", "Enter 1 to 999 copies."),
        ("count", "²", "Write a whole number, like 2."),
        ("fee", "muoi", "Write the fee in đồng, like 15.000."),
    ],
)
def test_what_is_wrong_in_the_form_is_said_beside_its_field_and_nothing_changes(
    page: FastPage, session: Session, cell: str, typed: str, sentence: str
) -> None:
    before = matters(session)
    press(Qt.Key.Key_E, CTRL)
    form = page.mending
    assert form is not None
    form.fields["note"].set_text("nhầm")
    form.fields[cell].setFocus()
    form.fields[cell].edit.selectAll()
    press(Qt.Key.Key_Delete)
    type_text(typed)
    press(*FINISH)
    assert form.fields[cell].problem() == sentence
    assert form.fields[cell].edit.hasFocus()
    assert matters(session) == before
    press(Qt.Key.Key_Escape)
    assert page.mending is None


@pytest.mark.usefixtures("finished")
def test_the_fee_alone_is_put_right(page: FastPage, session: Session) -> None:
    press(Qt.Key.Key_E, CTRL)
    form = page.mending
    assert form is not None
    form.fields["fee"].setFocus()
    form.fields["fee"].edit.selectAll()
    type_text("8000")
    assert form.told.text() == "Give 2.000 đ back."
    press(Qt.Key.Key_Return)
    type_text("thu nhầm")
    press(*FINISH)
    assert matters(session)[1][2] == 8_000


@pytest.mark.usefixtures("finished")
def test_the_last_go_is_taken_back_and_its_rows_are_open_again(
    page: FastPage, session: Session, said: list[Said], clock: Clock
) -> None:
    press(Qt.Key.Key_Z, CTRL)
    assert page.finish_button.text() == "Take back 2 matters"
    press(*FINISH)
    assert page.mending is not None
    assert page.mending.reason.problem() == "Write the reason; it stands in the journal."
    type_text("nhập nhầm người")
    press(*FINISH)
    assert {one[3] for one in matters(session)} == {Status.WITHDRAWN}
    assert said[-1].sentence == (
        "2 matters were taken back, 22.000 đ to give back. Their rows are open again."
    )
    assert [line.count for line in page.rows.lines()] == [3, 1]
    assert page.money.amount.text() == "22.000 đ"
    texts = [page.recent.table.rows.index(row, 6).data() for row in range(2)]
    assert texts == ["taken back", "taken back"]
    clock.pass_(minutes=1)
    press(*FINISH)
    assert [one[3] for one in matters(session)] == [Status.WITHDRAWN] * 2 + [Status.RETURNED] * 2


@pytest.mark.usefixtures("finished")
def test_rows_begun_meanwhile_stay_with_those_that_come_back(page: FastPage) -> None:
    type_text("Lý Thị Hữu")
    press(Qt.Key.Key_Return)
    type_text("2")
    page.rows.row.count.setFocus()
    page.undo()
    type_text("nhầm")
    press(*FINISH)
    assert [line.person.name for line in page.rows.lines()] == ["Lý Thị Hữu", "Trần Văn Bửu", "Trần Văn Bửu"]


def test_with_nothing_done_there_is_nothing_to_mend(page: FastPage, said: list[Said]) -> None:
    press(Qt.Key.Key_Z, CTRL)
    press(Qt.Key.Key_E, CTRL)
    assert [one.sentence for one in said[-2:]] == [
        "You have finished nothing today that could be taken back.",
        "Nothing was done here today that could be put right.",
    ]
    assert page.mending is None


@pytest.mark.usefixtures("finished")
def test_what_was_taken_back_is_not_put_right(page: FastPage, said: list[Said]) -> None:
    press(Qt.Key.Key_Z, CTRL)
    type_text("nhầm")
    press(*FINISH)
    press(Qt.Key.Key_H, CTRL)
    press(Qt.Key.Key_E, CTRL)
    assert said[-1].sentence == "This one was taken back; enter the row anew."
    assert page.mending is None


def test_the_sums_of_this_counter_and_of_the_whole_office(
    session: Session, officers: dict[str, Officer], clock: Clock, show: Callable[..., QWidget]
) -> None:
    for login, counter in (("an", "Quầy 2"), ("duc", "Quầy 1"), ("duc", "Quầy 1")):
        matter = FastMatter(
            procedure="2.000815",
            applicant=Person(name="Đỗ Mạnh Cường"),
            count=2,
            pages=1,
            fee=Fee(amount=4_000, status=FeeStatus.PAID, method="cash"),
        )
        by = replace(officers[login], counter=counter)
        reception.receive_fast(session.desk, matter, by, clock.pass_(minutes=1))
    window = Window(session, "fast")
    show(window, 1366, 768)
    page = window.page()
    assert isinstance(page, FastPage)
    assert "4.000 đ" in page.day.words()
    assert "12.000 đ" not in page.day.words()
    press(Qt.Key.Key_T, CTRL)
    assert "12.000 đ" in page.day.words()
    assert queries.today(session.desk, clock()).fast == 3


@pytest.mark.usefixtures("finished")
@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_Z])
def test_the_forms_fit_and_everything_has_a_name(page: FastPage, key: Qt.Key) -> None:
    press(key, CTRL)
    assert page.mending is not None
    assert clipped(page) == []
    assert unnamed(page) == []
