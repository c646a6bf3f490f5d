"""What one engine answers the other one answers, and all rows go from one to the other and back."""

from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.core.states import Status
from counter_app.errors import BadFile
from counter_app.models import base, dossiers, sqlite, transfer
from tests.engines import ENGINES, Places, Servers
from tests.models.makers import DAY, OFFICE, START, finish, hand_over, receive, scan

NAMES = (
    "Nguyễn Văn Đức", "Trần Thị Ánh", "Lê Ngọc Yến", "Đỗ Duc Anh", "Hoàng Thị Ưởng", "Nguyen Van An",
    "H'Mai Niê-Kdăm", "Ksor Y.Thanh", "Nguyễn Thị Bé", "ĐẶNG THỊ DIỄM", "Lý A Sử", "Phan Thị “Ba”",
)  # fmt: skip
TEXTS = (
    "duc", "đức", "Đức", "NGUYỄN VĂN", "van nguyen", "ng", "n", "u", "ưởng", "anh tran", "guyen", "thi",
    "thị", "h'mai", "nie-kdam", "kdam", "y.thanh", "thanh", "h99.017-261123-0002", "261123-0003",
    "H99.017", "0900 000 002", "0900.000.004", "099090000", scan(3), scan(3)[:-2], "a", "ly a su", "ba",
    "“ba”", "%", "_", "-", "a%", "\\", "xyz", "duc xyz", "", "nguyen an", "Đặng  diễm",
)  # fmt: skip


def _fill() -> None:
    for number, name in enumerate(NAMES, 1):
        state = receive(number, name, START + timedelta(minutes=number))
        if number % 3:
            state = finish(state, START + timedelta(hours=1))
        if number % 3 == 2:
            hand_over(state, START + timedelta(hours=2))


def _answers() -> list[object]:
    late = DAY + timedelta(days=9)
    return [
        dossiers.find(text, on=on, statuses=statuses, overdue=overdue, limit=limit, depth=depth)
        for text in TEXTS
        for on, statuses, overdue in (
            (DAY, None, False),
            (late, None, True),
            (late, [Status.RETURNED], False),
        )
        for limit, depth in ((3, None), (100, 8), (100, None))
    ]


def test_every_search_has_the_same_answer_on_both_engines(servers: Servers, tmp_path: Path) -> None:
    answers = []
    for engine in ENGINES:
        places = Places(tmp_path, None if engine == "sqlite" else servers)
        places.office(OFFICE)
        _fill()
        answers.append(_answers())
        places.clear()
    assert answers[0] == answers[1]
    assert len({str(one) for one in answers[0]}) > 40


def test_all_rows_there_and_back(servers: Servers, tmp_path: Path) -> None:
    places = Places(tmp_path, servers)
    base.open_database(tmp_path / "first.sqlite3")
    from counter_app.models import office as offices  # noqa: PLC0415

    offices.save_office(OFFICE)
    _fill()
    before = transfer.digests(base.database, base.database)
    url = places.new()
    assert base.move_to(url, "Not yet.") == sum(count for count, _digest in before.values())
    base.open_database(url)
    assert transfer.digests(base.database, base.database) == before
    base.move_to(tmp_path / "back.sqlite3", "Not yet.")
    base.open_database(tmp_path / "back.sqlite3")
    assert transfer.digests(base.database, base.database) == before
    places.clear()


def test_a_row_that_differs_is_seen(database: base.Place, tmp_path: Path) -> None:
    receive(1)
    base.copy_to(tmp_path / "copy.sqlite3")
    copy = sqlite.SqliteFile(tmp_path / "copy.sqlite3")
    copy.connect()
    transfer.require_equal(base.database, copy, copy.path)
    copy.execute_sql("UPDATE dossier SET phone = '0900000009'")
    with pytest.raises(BadFile, match="damaged"):
        transfer.require_equal(base.database, copy, copy.path)
    copy.close()
