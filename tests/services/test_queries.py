"""What the desk reads: naming a dossier, searching, the figures of the day."""

from datetime import timedelta

import pytest

from counter_app.core.codes import grouped_scan_number
from counter_app.core.records import FastMatter, HandOver, Person
from counter_app.errors import BadInput, NotFound
from counter_app.services import handover, processing, queries, reception
from counter_app.services.queries import Which


@pytest.fixture
def state(desk, officers, new_dossier, clock):
    return reception.receive(desk, new_dossier(), officers["an"], clock())


def test_a_dossier_is_named_by_anything_a_scanner_delivers(desk, state):
    for text in (
        state.code,
        state.code.lower(),
        f"  {state.code}\r\n",
        state.scan_number,
        f"{state.scan_number}\n",
        grouped_scan_number(state.scan_number),
    ):
        assert queries.identify(desk, text) == state.scan_number, text


def test_one_wrong_digit_is_told_from_an_unknown_number(desk, state):
    wrong = str((int(state.scan_number[8]) + 1) % 10)
    with pytest.raises(BadInput):
        queries.identify(desk, state.scan_number[:8] + wrong + state.scan_number[9:])
    with pytest.raises(NotFound, match="code"):
        queries.identify(desk, "H99.017-261123-0999")
    with pytest.raises(NotFound, match="neither"):
        queries.identify(desk, "8934563138165")


def test_search_finds_with_and_without_marks(desk, officers, state, clock):
    for text in (
        "dang thi diem",
        "Đặng Thị D",
        "diem dang",
        "0900000187",
        "099187000456",
        state.code,
        "261123",
    ):
        assert queries.search(desk, text, at=clock()).total == 1, text
    assert queries.search(desk, "dien", at=clock()).total == 0


def test_groups_follow_the_life_of_a_dossier(desk, officers, state, clock):
    def group() -> set[Which]:
        found = queries.search(desk, "diem", at=clock())
        return {which for which, count in found.counts.items() if count} - {Which.ALL}

    assert group() == {Which.IN_PROGRESS}
    processing.forward(desk, state.scan_number, officers["an"], clock())
    clock.pass_(days=5)
    assert group() == {Which.IN_PROGRESS, Which.OVERDUE}
    processing.finish(desk, state.scan_number, officers["dung"], clock())
    assert group() == {Which.READY}
    handover.hand_over(desk, state.scan_number, HandOver(), officers["an"], clock())
    assert group() == {Which.RETURNED}
    assert queries.search(desk, "diem", Which.READY, at=clock()).ids == ()


def test_a_known_person_brings_what_waits(desk, officers, state, clock):
    assert queries.person(desk, "099999999999") is None
    processing.forward(desk, state.scan_number, officers["an"], clock())
    processing.finish(desk, state.scan_number, officers["dung"], clock())
    known = queries.person(desk, "099187000456")
    assert known.person.address == "Thôn Trung, xã Đông Phù"
    assert (known.dossiers, [row.code for row in known.waiting]) == (1, [state.code])


def test_the_morning_counts_what_it_lists(desk, officers, state, clock):
    processing.forward(desk, state.scan_number, officers["an"], clock())
    ids = queries.search(desk, "", at=clock()).ids
    due = state.due_at
    assert queries.morning(desk, due).due_today == ids
    assert queries.morning(desk, due - timedelta(days=1)).due_next == ids
    assert queries.morning(desk, due + timedelta(days=1)).overdue == ids
    assert [day.promised for day in queries.load(desk, due.date(), 2)] == [1, 0]


def test_today_counts_fast_matters_among_the_received(desk, officers, state, clock):
    matter = FastMatter(procedure="2.000815", applicant=Person(name="Trần Văn Bửu"), count=1, pages=1)
    reception.receive_fast(desk, matter, officers["an"], clock())
    today = queries.today(desk, clock())
    assert (today.received, today.fast, today.first_number, today.last_number) == (2, 1, 1, 2)


def test_procedures_are_found_by_words_code_and_use(desk, officers, state):
    assert queries.procedures(desk, "xac nhan")[0].code == "1.004873"  # received once: used before unused
    assert queries.procedures(desk, "1.004884")[0].name == "Đăng ký lại khai sinh"
    assert queries.procedures(desk, "khai sinh lai")[0].code in {"1.004884", "2.000522"}
    assert queries.procedures(desk, "zzz") == []
    assert queries.favourites(desk, "Quầy 2")[0].code == "1.004873"
    assert len(queries.favourites(desk, "Quầy 9")) == 9


def test_history_is_in_words(desk, officers, state):
    (line,) = queries.history(desk, state.scan_number)
    assert (line.words, line.by) == ("Received under number 1", "Nguyễn Thu An")
