"""The calendar on the command line: a file changes it, the head decides, a refused file changes nothing."""

from pathlib import Path

import pytest

from tests.cli.desk_home import Counter

TOML = """
decision = "125/QĐ-UBND"
[[off]]
date = 2026-11-26
reason = "mất điện toàn xã"
[[work]]
date = 2026-11-28
reason = "làm bù ngày 26/11"
"""


@pytest.fixture
def change(tmp_path: Path) -> Path:
    path = tmp_path / "lich.toml"
    path.write_text(TOML, encoding="utf-8")
    return path


@pytest.fixture
def code(counter: Counter) -> str:
    """Three working days from Monday 23/11, before the holiday: due Friday 27/11, else Saturday 28/11."""
    return str(counter.receive(at="2026-11-23T09:12")["code"])


def test_a_preview_says_everything_and_changes_nothing(counter: Counter, change: Path, code: str) -> None:
    before = counter.state()
    told = counter.done("calendar", "import", change, "--preview")
    assert [one["date"] for one in told["added"]] == ["2026-11-26", "2026-11-28"]
    assert told["added"][1] == {
        "date": "2026-11-28",
        "worked": True,
        "reason": "làm bù ngày 26/11",
        "decision": "125/QĐ-UBND",
        "confirmed": True,
    }
    assert (told["changed"], told["refused"]) == ([], [])
    assert told["moves"] == [
        {
            "code": code,
            "applicant": "Nguyễn Văn Hùng",
            "before": "2026-11-27T09:12:00+07:00",
            "after": "2026-11-28T09:12:00+07:00",
            "decision": "125/QĐ-UBND",
        }
    ]
    assert counter.state() == before


def test_promises_stay_until_the_head_decides(counter: Counter, change: Path, code: str) -> None:
    counter.done("calendar", "import", change, by="it")
    assert counter.done("show", code)["due_at"] == "2026-11-27T09:12:00+07:00"
    assert (
        counter.done("due", "1.004873", "--at", "2026-11-23T09:12")["due_at"] == "2026-11-28T09:12:00+07:00"
    )
    (move,) = counter.done("calendar", "moves")["moves"]
    assert move["code"] == code
    (decided,) = counter.done("calendar", "decide", code, "--move", by="chi")["decided"]
    assert decided["moved"] is True
    assert counter.done("show", code)["due_at"] == "2026-11-28T09:12:00+07:00"
    assert counter.done("calendar", "moves")["moves"] == []
    assert counter("calendar", "moves").out.startswith("No promise waits")


@pytest.mark.parametrize(("option", "day"), [("--keep", 27), ("--move", 28)])
def test_the_head_decides_with_the_change(
    counter: Counter, change: Path, code: str, option: str, day: int
) -> None:
    said = counter("calendar", "import", change, option, by="chi")
    assert said.code == 0, said.err
    assert "decision is recorded" in said.out
    assert counter.done("show", code)["due_at"] == f"2026-11-{day}T09:12:00+07:00"
    assert counter.done("calendar", "moves")["moves"] == []


def test_all_that_is_left_is_decided_at_once(counter: Counter, change: Path, code: str) -> None:
    said = counter("calendar", "import", change, by="it")
    assert "the head decides on each" in said.out
    assert len(counter.done("calendar", "decide", "--all", "--keep", by="chi")["decided"]) == 1
    assert counter("calendar", "decide", "--all", "--keep", by="chi").out.startswith("No promise waits")
    assert code in counter("find", code).out


def test_a_year_and_hours_by_a_file(counter: Counter, tmp_path: Path) -> None:
    path = tmp_path / "nam.toml"
    hours = ["07:30-11:30 13:30-17:00"] * 5 + ["07:30-11:00", ""]
    path.write_text(f'year = 2027\nconfirmed = true\ndecision = "9"\nsessions = {hours}\n', encoding="utf-8")
    told = counter.done("calendar", "import", path, by="chi")
    assert (told["confirmed_years"], told["sessions"]) == ([2027], hours)
    shown = counter.done("calendar", "show", "--year", 2027)
    assert (shown["confirmed"], shown["sessions"]) == (True, hours)
    assert all(day["confirmed"] for day in shown["days"])
    assert "is final" in counter("calendar", "show", "--year", 2027).out
    assert "not final yet" in counter("calendar", "show", "--year", 2031).out
    # A Saturday morning receives, and still does not count.
    told = counter.done("due", "--rule", "working_days:1", "--at", "2026-11-28T08:00")
    assert (told["counted_from"], told["due_at"]) == (
        "2026-11-28T08:00:00+07:00",
        "2026-11-30T08:00:00+07:00",
    )
    assert "there is nothing to change" in counter("calendar", "import", path, by="chi").refusal


def test_a_word_taken_back_is_a_change_of_that_day(counter: Counter, change: Path, tmp_path: Path) -> None:
    counter.done("calendar", "import", change, by="chi")
    back = tmp_path / "lich.csv"
    back.write_text("date;worked;reason;decision\n26/11/2026;;;126/QĐ-UBND\n", encoding="utf-8-sig")
    told = counter.done("calendar", "import", back, by="chi")
    assert told["added"] == []
    assert told["changed"][0]["before"]["reason"] == "mất điện toàn xã"
    assert told["changed"][0]["worked"] is True
    said = counter("calendar", "show", "--year", 2026)
    assert "26/11/2026" not in said.out
    assert "Saturday 28/11/2026" in said.out
    assert "thứ Bảy 28/11/2026" in counter("calendar", "show", "--year", 2026, "--lang", "vi").out


def test_a_given_date_on_a_closed_day_is_named_and_kept(counter: Counter, tmp_path: Path, code: str) -> None:
    change = tmp_path / "lich.csv"
    change.write_text("date;worked;reason;decision\n30/11/2026;0;bão;126/QĐ-UBND\n", encoding="utf-8-sig")
    counter.done(
        "act", code, "extend", "--due", "2026-11-30T16:00", "--note", "thiếu người",
        "--at", "2026-11-23T10:00", by="chi",
    )  # fmt: skip
    told = counter.done("calendar", "import", change, "--preview")
    assert (told["moves"], [one["code"] for one in told["given_dates"]]) == ([], [code])
    assert "a day that is now closed" in counter("calendar", "import", change, "--preview").out
    told = counter.done("calendar", "import", change, by="chi")
    assert [one["code"] for one in counter.done("calendar", "moves")["given_dates"]] == [code]
    assert counter.done("calendar", "decide", "--all", "--move", by="chi")["decided"] == []
    (kept,) = counter.done("calendar", "decide", "--all", "--keep", by="chi")["decided"]
    assert (kept["code"], kept["moved"]) == (code, False)
    assert counter.done("calendar", "moves")["given_dates"] == []


def test_a_dossier_that_rests_is_named_apart(counter: Counter, change: Path, code: str) -> None:
    counter.done("act", code, "forward", "--at", "2026-11-23T10:00", by="an")
    counter.done("act", code, "suspend", "--note", "chờ ý kiến", "--at", "2026-11-23T10:30", by="dung")
    told = counter.done("calendar", "import", change, "--preview")
    assert (told["moves"], [one["code"] for one in told["reckoned_later"]]) == ([], [code])
    assert "time stands still" in counter("calendar", "import", change, "--preview").out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "2026-12-24,0,a,1\n2026-12-24,1,b,1\n",
            "lich.csv, row 3, “date”: 24/12/2026 is named more than once",
        ),
        ("2026-12-24,1,a,1\n", "lich.csv, row 2, “date”: 24/12/2026 is a Thursday and worked anyway"),
        ("2026-12-24,0,,1\n", "lich.csv, row 2, “reason”"),
        ("2026-12-24,0,a,\n", "lich.csv, row 2, “decision”"),
        ("2100-01-01,0,a,1\n", "lich.csv, row 2, “date”"),
    ],
)
def test_a_refused_file_changes_nothing(counter: Counter, tmp_path: Path, text: str, words: str) -> None:
    before = counter.state()
    path = tmp_path / "lich.csv"
    path.write_text("date,worked,reason,decision\n" + text, encoding="utf-8")
    assert counter("calendar", "import", path, by="chi").refusal.startswith(words)
    assert counter.state() == before


@pytest.mark.parametrize("login", ["an", "dung"])
def test_who_may_not_change_it_is_told_who_may(counter: Counter, change: Path, login: str) -> None:
    before = counter.state()
    assert "head of the desk, administrator" in counter("calendar", "import", change, by=login).refusal
    assert counter.state() == before


def test_the_administrator_does_not_decide_on_promises(counter: Counter, change: Path, code: str) -> None:
    before = counter.state()
    assert "head of the desk" in counter("calendar", "import", change, "--move", by="it").refusal
    assert counter.state() == before
    assert code


@pytest.mark.parametrize(
    "words",
    [
        ("import", "lich.toml", "--keep", "--move"),
        ("decide", "--keep", "--by", "chi"),
        ("decide", "H99", "--all", "--keep", "--by", "chi"),
        ("decide", "H99", "--by", "chi"),
        ("show",),
        (),
    ],
)
def test_wrong_usage(counter: Counter, words: tuple[str, ...], change: Path) -> None:
    said = counter("calendar", *(change if one == "lich.toml" else one for one in words))
    assert said.code == 2
    assert said.out == ""


def test_a_year_that_has_none_is_refused(counter: Counter) -> None:
    assert "no calendar of the year 1999" in counter("calendar", "show", "--year", 1999).refusal
