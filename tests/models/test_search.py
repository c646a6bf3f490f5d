"""Finding dossiers: without marks, by any beginning of a word, and never a query language."""

import threading
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from counter_app.core.codes import grouped_scan_number
from counter_app.core.folding import folded, tokens
from counter_app.core.states import FINAL, Status
from counter_app.models import audit, base, dossiers, projection, search
from tests.engines import Places
from tests.models.makers import DAY, OFFICE, START, finish, hand_over, receive, scan

NAMES = ("Nguyễn Văn Đức", "Trần Thị Ánh", "Lê Ngọc Yến", "Đỗ Duc Anh", "Hoàng Thị Ưởng", "Nguyen Van An")

HOUR = timedelta(hours=1)


def found(text: str) -> tuple[int, ...]:
    return dossiers.find(text, on=DAY).ids


@pytest.fixture
def people(database: base.Place) -> list[str]:
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


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30))
@example("ß")
@example("İ")
@example("ﬁ")
def test_no_text_whatever_raises(people: list[str], text: str) -> None:
    assert set(found(text)) <= {1, 2, 3, 4, 5, 6}


letters = st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyAĐƯáàảãạếềểễệ")
words = st.text(letters, min_size=1, max_size=5)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(names, min_size=1, max_size=5), asked=names | words)
def test_found_if_and_only_if_every_word_begins_a_word(
    places: Places, written: list[str], asked: str
) -> None:
    places.office(OFFICE)
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


def many_returned(count: int, first: int = 1000, name: str = "nguyễn thị na", search: str = "") -> None:
    """So many returned dossiers with ids from ``first`` on, in rows alone."""
    columns = ["id", *projection.COLUMNS]
    like = dict(
        zip(columns, base.fetch(f"SELECT {', '.join(columns)} FROM dossier WHERE id = 1")[0], strict=True)
    )
    rows = []
    for number in range(first, first + count):
        like |= {"id": number, "scan_number": f"x{number}", "code": f"x{number}", "status": 10}
        like |= {"applicant": name, "search": search or f"h99.017-x{number} nguyen thi na nguyễn thị"}
        rows.append(tuple(like.values()))
    with base.transaction():
        base.execute_each(
            f"INSERT INTO dossier ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", rows
        )


def test_an_open_dossier_older_than_ten_thousand_returned_ones_is_found(people: list[str]) -> None:
    """And counted, at once, whichever group is asked for; the count of returned ones is only a bound."""
    many_returned(10_500)
    late = (START + timedelta(days=9)).date()
    for text, ids in (("nguyen", (6, 1)), ("h99.017", (6, 5, 4, 3, 2, 1)), ("nguyễn", (1,))):
        for depth in (100, None):
            open_ones = dossiers.find(text, on=late, statuses=[Status.RECEIVED], limit=2000, depth=depth)
            assert open_ones.ids[: len(ids)] == ids
            assert not open_ones.more
            every = dossiers.find(text, on=late, limit=2000, depth=depth)
            assert every.counts[Status.RECEIVED] == every.overdue == len(open_ones.ids)
            assert every.counts[Status.RETURNED] == (100 if depth else 2000)
            assert (every.at_least, every.more) == (True, depth is None)
    assert dossiers.find("nguyen", on=late, limit=2000, depth=100).ids[-2:] == (6, 1)


def test_a_look_at_the_recent_ones_says_that_there_may_be_older_ones(people: list[str]) -> None:
    many_returned(300)
    recent = dossiers.find("na", on=DAY, depth=100)
    assert (len(recent.ids), recent.total, recent.at_least, recent.recent) == (100, 100, True, True)
    whole = dossiers.find("na", on=DAY)
    assert (len(whole.ids), whole.total, whole.at_least, whole.recent) == (300, 300, False, False)
    assert whole.ids[:100] == recent.ids
    for text, more_to_find in (("na", False), ("thị", True)):  # enough were found; an older one may be first
        cut = dossiers.find(text, on=DAY, depth=100, limit=50)
        assert (len(cut.ids), cut.more, cut.at_least, cut.recent) == (50, True, True, more_to_find)
    assert not dossiers.find("na", on=DAY, depth=5000).at_least


@pytest.mark.sqlite_only
def test_both_indexes_follow_a_dossier_through_its_life(people: list[str]) -> None:
    def held() -> list[tuple[int, ...]]:
        assert audit.search_is_whole()
        place = "SELECT rowid >> 26, rowid & 15 FROM open_search WHERE search MATCH 'h99' ORDER BY rowid"
        closed = "SELECT rowid >> 4, rowid & 15 FROM closed_search WHERE search MATCH 'h99' ORDER BY rowid"
        return [*base.fetch(place), *base.fetch(closed)]

    others = [(number, 2) for number in range(2, 7)]
    assert held() == [(1, 2), *others]
    (state,) = (one for one in [dossiers.state_of(people[0])] if one)
    state = finish(state, START + HOUR)
    assert held() == [(1, 9), *others]
    hand_over(state, START + 2 * HOUR)
    assert held() == [*others, (1, 10)]
    base.execute("UPDATE dossier SET status = 4, due_at = '2026-12-01T08:00:00+07:00' WHERE id = 1")
    assert held() == [(1, 4), *others]
    base.execute("UPDATE dossier SET search = 'h99 khac' WHERE id = 1")
    assert held() == [(1, 4), *others]
    assert found("khac") == (1,)


def test_a_dossier_handed_over_while_the_indexes_are_read_is_found_once(
    people: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched = base.database.fetched
    told = []

    def interrupted(sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = fetched(sql, parameters)
        if not told:
            told.append(sql)
            another = threading.Thread(target=_hand_over_the_second)
            another.start()
            another.join()
        return found

    monkeypatch.setattr(base.database.obj, "fetched", interrupted)
    answer = dossiers.find("tran", on=DAY)
    monkeypatch.undo()
    assert (answer.ids, answer.counts[Status.RECEIVED]) == ((2,), 1)
    assert dossiers.find("tran", on=DAY).counts[Status.RETURNED] == 1


def _hand_over_the_second() -> None:
    with base.thread_connection(), base.transaction():
        base.execute("UPDATE dossier SET status = 10 WHERE id = 2")


@pytest.mark.sqlite_only
def test_the_indexes_are_put_together_again(people: list[str]) -> None:
    """After many small acts there are many pieces; the answers stay what they are."""

    def pieces() -> int:
        return int(base.fetch("SELECT count(DISTINCT segid) FROM closed_search_idx")[0][0])

    for number in range(1000, 1010):
        many_returned(1, number)
    assert pieces() == 10
    before = dossiers.find("nguyễn", on=DAY)
    search.settle()
    assert pieces() == 1
    assert dossiers.find("nguyễn", on=DAY) == before
    assert audit.search_is_whole()
    search.settle()


STATUSES = (Status.RECEIVED, Status.SUPPLEMENT, Status.FINISHED, Status.WITHDRAWN, Status.RETURNED)
SYLLABLES = ("an", "anh", "ánh", "ang", "án", "bo", "bơ", "ban")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(
        st.tuples(
            st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=3).map(" ".join),
            st.sampled_from(STATUSES),
            st.integers(-2, 2),
        ),
        min_size=1,
        max_size=14,
    ),
    text=st.lists(st.sampled_from(("a", "an", "á", "anh", "b", "bơ", "h99")), min_size=1, max_size=2).map(
        " ".join
    ),
    wanted=st.sets(st.sampled_from(STATUSES)),
    overdue=st.booleans(),
    limit=st.integers(1, 16),
)
def test_what_is_found_is_what_the_definition_says(
    places: Places,
    rows: list[tuple[str, Status, int]],
    text: str,
    wanted: set[Status],
    overdue: bool,
    limit: int,
) -> None:
    places.office(OFFICE)
    for number, (name, status, days) in enumerate(rows, 1):
        receive(number, name, due_at=START + timedelta(days=days))
        base.execute("UPDATE dossier SET status = ? WHERE id = ?", (int(status), number))
    answer = dossiers.find(text, on=DAY, statuses=wanted or None, overdue=overdue, limit=limit)

    asked, marked = text.split(), set(text) - set(folded(text))

    def matches(name: str, *, exactly: bool = False) -> bool:
        have = name.split() if exactly else [*folded(name).split(), "h99"]
        # A word without marks is also found where the name has them.
        have += [*folded(name).split(), "h99"] if exactly else []
        return all(any(word.startswith(one if exactly else folded(one)) for word in have) for one in asked)

    hits = [number for number, (name, _status, _days) in enumerate(rows, 1) if matches(name)]
    late = [n for n in hits if rows[n - 1][1] is Status.RECEIVED and rows[n - 1][2] < 0]
    group = late if overdue else [n for n in hits if not wanted or rows[n - 1][1] in wanted]
    ordered = sorted(group, key=lambda n: (bool(marked) and not matches(rows[n - 1][0], exactly=True), -n))
    assert answer.ids == tuple(ordered[:limit])
    assert answer.more == (len(group) > limit)
    assert answer.overdue == len(late)
    closed = [n for n in hits if rows[n - 1][1] in FINAL]
    assert answer.at_least == (len(closed) > limit)
    counted = Counter(rows[n - 1][1] for n in hits if n in closed[-limit:] or n not in closed)
    assert answer.counts == {status: counted[status] for status in Status}
    assert answer.total == sum(answer.counts.values())
