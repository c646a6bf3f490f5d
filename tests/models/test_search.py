"""Finding dossiers: without marks, by any beginning of a word, and never a query language."""

import unicodedata
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from counter_app.core.codes import grouped_scan_number
from counter_app.core.folding import tokens
from counter_app.core.states import Status
from counter_app.models import base, dossiers, projection
from counter_app.models import office as offices
from tests.models.makers import DAY, OFFICE, START, finish, hand_over, receive, scan

NAMES = ("Nguyễn Văn Đức", "Trần Thị Ánh", "Lê Ngọc Yến", "Đỗ Duc Anh", "Hoàng Thị Ưởng", "Nguyen Van An")

HOUR = timedelta(hours=1)


def found(text: str) -> tuple[int, ...]:
    return dossiers.find(text, on=DAY).ids


@pytest.fixture
def people(database: Path) -> list[str]:
    """Six dossiers; the ids are 1 to 6."""
    return [receive(n, name, START + timedelta(minutes=n)).scan_number for n, name in enumerate(NAMES, 1)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("duc", (4, 1)),
        ("DUC", (4, 1)),
        ("nguyen van", (6, 1)),
        ("van nguyen", (6, 1)),
        ("ng", (6, 3, 1)),
        ("n", (6, 3, 1)),
        ("uong", (5,)),
        ("  anh  tran ", (2,)),
        ("guyen", ()),
        ("duc xyz", ()),
    ],
)
def test_words_are_found_from_their_beginning_without_marks(
    people: list[str], text: str, ids: tuple[int, ...]
) -> None:
    assert found(text) == ids


def test_a_name_as_typed_with_marks_comes_first(people: list[str]) -> None:
    assert found("Đức") == (1, 4)
    assert found("đỗ duc") == (4,)
    assert found("văn đ") == (1,)
    assert found("NGUYỄN VĂN") == (1, 6)


def test_marks_may_come_decomposed(people: list[str]) -> None:
    assert found(unicodedata.normalize("NFD", "Đức")) == (1, 4)


def test_codes_and_numbers_as_people_write_them(people: list[str]) -> None:
    for text in (
        "H99.017-261123-0002",
        "h99.017-261123-0002",
        "261123-0002",
        "H99.017-261123-0002 tran",
        scan(2),
        scan(2)[:-2],
        grouped_scan_number(scan(2)),
        "0900000002",
        "0900 000 002",
        "0900.000.002",
        "099090000002",
        "ánh 0900000002",
    ):
        assert found(text) == (2,), text
    assert found("H99.017-2611") == (6, 5, 4, 3, 2, 1)


@pytest.mark.parametrize(
    "text",
    ['a"b', "(", ")", "AND", "OR", "NOT", "NEAR(", "*", "^a", "search:", "-", "'", "a*b", "{}", ":", "--",
     '"', '""', "\x00", "a\x00b", "😀", "_", "._", "000.00.15", "nguyen-van", "%", "\ud800"],
)  # fmt: skip
def test_whatever_is_typed_is_only_words(people: list[str], text: str) -> None:
    assert isinstance(found(text), tuple)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=30))
@example("ß")
@example("İ")
@example("ﬁ")
def test_no_text_whatever_raises(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    _open_once(tmp_path_factory)
    assert set(found(text)) <= {1, 2}


def _open_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    if base.database.obj is None or base.database.is_closed():
        base.open_database(tmp_path_factory.mktemp("words") / "counter.sqlite3")
        offices.save_office(OFFICE)
        receive(1, NAMES[0])
        receive(2, NAMES[1])


letters = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐƯáàảãạếềểễệ")
words = st.text(letters, min_size=1, max_size=5)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(written=st.lists(names, min_size=1, max_size=5), asked=names | words)
def test_found_if_and_only_if_every_word_begins_a_word(
    tmp_path_factory: pytest.TempPathFactory, written: list[str], asked: str
) -> None:
    base.open_database(tmp_path_factory.mktemp("found") / "counter.sqlite3")
    offices.save_office(OFFICE)
    for number, name in enumerate(written, 1):
        receive(number, name)
    expected = {
        number
        for number, name in enumerate(written, 1)
        if all(
            any(word.startswith(one) for word in (*tokens(name), "h99", "017", "261123"))
            for one in tokens(asked)
        )
    }
    assert set(found(asked)) == expected


def test_the_index_follows_every_change(people: list[str]) -> None:
    base.execute("UPDATE dossier SET search = 'khac' WHERE id = 1")
    assert found("khac") == (1,)
    assert found("duc") == (4,)
    base.execute("DELETE FROM state WHERE id = 4")
    base.execute("DELETE FROM dossier WHERE id = 4")
    assert found("duc") == ()


def test_counts_are_over_everything_found(people: list[str]) -> None:
    finish(receive(7, "Nguyễn Thị Bé"), START + timedelta(hours=1))
    done = finish(receive(8, "Nguyễn Thị Cúc"), START + timedelta(hours=1))
    hand_over(done, START + timedelta(hours=2))
    late = (START + timedelta(days=9)).date()
    answer = dossiers.find("nguyen", on=late, statuses=[Status.FINISHED])
    assert answer.ids == (7,)
    assert (answer.total, answer.overdue, answer.more) == (4, 2, False)
    assert {status: n for status, n in answer.counts.items() if n} == {
        Status.RECEIVED: 2,
        Status.FINISHED: 1,
        Status.RETURNED: 1,
    }
    assert dossiers.find("nguyen", on=late, overdue=True).ids == (6, 1)
    assert dossiers.find("nguyen", on=DAY, overdue=True).ids == ()


def test_without_a_text_the_groups_are_of_all_dossiers(people: list[str]) -> None:
    done = finish(receive(7), START + timedelta(hours=1))
    hand_over(done, START + timedelta(hours=2))
    finish(receive(8), START + timedelta(hours=1))
    late = (START + timedelta(days=9)).date()
    answer = dossiers.find(" ", on=late)
    assert answer.ids == (8, 7, 6, 5, 4, 3, 2, 1)
    assert (answer.total, answer.overdue) == (8, 6)
    assert answer.counts[Status.RETURNED] == 1
    assert answer.counts[Status.RECEIVED] == 6
    assert dossiers.find("", on=late, statuses=[Status.RETURNED]).ids == (7,)
    assert dossiers.find("", on=late, statuses=[Status.FINISHED]).ids == (8,)
    assert dossiers.find("", on=late, overdue=True).ids == (6, 5, 4, 3, 2, 1)


def test_the_limit_is_said(people: list[str]) -> None:
    answer = dossiers.find("n", on=DAY, limit=2)
    assert (answer.ids, answer.more, answer.total) == ((6, 3), True, 3)
    answer = dossiers.find("", on=DAY, limit=2)
    assert (answer.ids, answer.more, answer.total) == ((6, 5), True, 6)
    for text, limit in (("n", 3), ("", 6)):
        assert not dossiers.find(text, on=DAY, limit=limit).more


@pytest.mark.parametrize("text", ["n", "nguyễn", "Nguyễn Thị"])
def test_no_open_dossier_is_lost_beyond_the_limit(people: list[str], text: str) -> None:
    """The oldest are open; so many newer ones are returned that they alone fill the limit."""
    finish(receive(7, "Nguyễn Thị Bé"), START + timedelta(hours=1))
    receive(8, "Nguyễn Thị Cúc")
    for number in range(9, 15):
        hand_over(finish(receive(number, "Nguyễn Thị Na"), START + 2 * HOUR), START + 3 * HOUR)
    late = (START + timedelta(days=9)).date()
    whole = dossiers.find(text, on=late)
    cut = dossiers.find(text, on=late, limit=4)
    assert (len(cut.ids), cut.more, whole.more) == (4, True, False)
    for status in (Status.FINISHED, Status.RECEIVED):
        answer = dossiers.find(text, on=late, statuses=[status], limit=4)
        assert answer.ids == dossiers.find(text, on=late, statuses=[status]).ids
        assert (len(answer.ids), answer.more) == (whole.counts[status], False)
        assert cut.counts[status] == answer.counts[status] == whole.counts[status] > 0
    answer = dossiers.find(text, on=late, overdue=True, limit=4)
    assert answer.ids == dossiers.find(text, on=late, overdue=True).ids
    assert cut.overdue == answer.overdue == whole.overdue == len(answer.ids)
    answer = dossiers.find(text, on=late, statuses=[Status.RETURNED], limit=4)
    assert (answer.ids, answer.more) == ((14, 13, 12, 11), True)


def test_other_codes_are_found(people: list[str]) -> None:
    state = dossiers.state_of(people[1])
    assert state is not None
    with base.transaction():
        projection.write(replace(state, other_codes=("G22.33-261123-000777",)))
    assert found("G22.33-261123-000777") == (2,)
    assert dossiers.scan_number_of("g22.33-261123-000777") == people[1]


def test_the_index_holds_words_folded_and_those_of_the_name_with_their_marks(people: list[str]) -> None:
    ((text,),) = base.fetch("SELECT search FROM dossier WHERE id = 4")
    assert text == f"h99.017-261123-0004 {people[3]} 0900000004 099090000004 do duc anh đỗ"


def test_some_words_with_marks_and_some_without(people: list[str]) -> None:
    receive(7, "Trần Thị Anh")
    assert found("trần thi anh") == (7, 2)
    assert found("tran thi ánh") == (2, 7)
    assert found("thị") == (7, 5, 2)
    assert found("thí") == (7, 5, 2)


def test_a_name_with_the_marks_typed_comes_first_however_old(people: list[str]) -> None:
    for number in range(7, 12):
        receive(number, "Duc")
    assert dossiers.find("đức", on=DAY, limit=3).ids == (1, 11, 10)
