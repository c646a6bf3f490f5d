"""Files that change the calendar; one sentence with file, row and field where they cannot."""

from datetime import date

import pytest

from counter_app.core.calendar_file import read_table, read_toml
from counter_app.core.events import CalendarChanged, DayChange
from counter_app.core.office_calendar import overlay
from counter_app.errors import BadFile
from tests.core.desk_calendar import USUAL, YEAR_2026, YEAR_2027

CALENDAR = overlay((YEAR_2026, YEAR_2027), USUAL, ())

TOML = """
year = 2027
confirmed = true
decision = "5678/TB-BNV"
sessions = ["07:30-11:30 13:30-17:00","07:30-11:30 13:30-17:00","07:30-11:30 13:30-17:00",
  "07:30-11:30 13:30-17:00","07:30-11:30 13:30-17:00","07:30-11:00",""]
[[off]]
date = 2027-02-10
reason = "Tết  Nguyên đán"
[[off]]
date = 2027-12-24
reason = "tạm tính"
confirmed = false
[[work]]
date = 2027-02-13
reason = "làm bù"
decision = "125/QĐ-UBND"
[[usual]]
date = 2027-02-08
"""


def test_a_toml_file_is_one_change_for_each_decision():
    first, second = read_toml("lich.toml", TOML, CALENDAR)
    assert first == CalendarChanged(
        decision="5678/TB-BNV",
        days=(
            DayChange(day=date(2027, 2, 10), worked=False, reason="Tết Nguyên đán"),
            DayChange(day=date(2027, 12, 24), worked=False, reason="tạm tính", confirmed=False),
            DayChange(day=date(2027, 2, 8), worked=None),
        ),
        sessions=("07:30-11:30 13:30-17:00",) * 5 + ("07:30-11:00", ""),
        confirmed_years=(2027,),
    )
    assert second.decision == "125/QĐ-UBND"
    assert second.days == (DayChange(day=date(2027, 2, 13), worked=True, reason="làm bù"),)


def test_a_year_that_is_not_final_makes_its_days_so():
    (change,) = read_toml(
        "a.toml",
        'year = 2027\nconfirmed = false\ndecision="x"\n[[off]]\ndate=2027-06-01\nreason="a"',
        CALENDAR,
    )
    assert not change.days[0].confirmed
    assert change.confirmed_years == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_from_a_spreadsheet(delimiter):
    rows = (
        ("Date", "Worked", "Reason", "Decision", "confirmed"),
        ("2026-12-24", "0", "Giáng sinh", "QĐ 1", ""),
        ("26/12/2026", "Làm  bù", "làm bù ngày 24/12", "QĐ 1", "0"),
        ("", "", "", "", ""),
        ("2026-12-25", "nghỉ", "nghỉ bù", "QĐ 2", "1"),
        ("2026-11-24", "", "", "QĐ 2", "true"),
    )
    text = "\r\n".join(delimiter.join(row) for row in rows)
    first, second = read_table("lich.csv", text, CALENDAR)
    assert [(one.day.isoformat(), one.worked, one.confirmed) for one in first.days] == [
        ("2026-12-24", False, True),
        ("2026-12-26", True, False),
    ]
    assert [(one.day.isoformat(), one.worked) for one in second.days] == [
        ("2026-12-25", False),
        ("2026-11-24", None),
    ]


HEAD = "date,worked,reason,decision,confirmed\n"


@pytest.mark.parametrize(
    ("text", "row", "field"),
    [
        ("", "row 1", "date"),
        ("date,worked,reason\n", "row 1", "decision"),
        (HEAD + "24/13/2026,0,a,b,", "row 2", "date"),
        (HEAD + "2026-12-24,vậy,a,b,", "row 2", "worked"),
        (HEAD + "2026-12-24,0,a,b,có lẽ", "row 2", "confirmed"),
        (HEAD + "2026-12-24,0,,b,", "row 2", "reason"),
        (HEAD + "2026-12-24,0,a,,", "row 2", "decision"),
        (HEAD + "2026-12-24,0,a", "row 2", "decision"),
        (HEAD + "2026-12-24,0,a,b,\n\n2026-12-24,1,a,b,", "row 4", "date"),
        (HEAD + "2026-12-24,1,a,b,", "row 2", "date"),
        (HEAD + "1999-12-24,0,a,b,", "row 2", "date"),
        (HEAD + f"2026-12-24,0,{'a' * 301},b,", "row 2", "reason"),
    ],
)
def test_a_table_that_cannot_be_meant(text, row, field):
    with pytest.raises(BadFile) as refused:
        read_table("lich.csv", text, CALENDAR)
    said = str(refused.value)
    assert said.startswith(f"lich.csv, {row}, “{field}”: ")
    assert said.endswith("Nothing was changed.")
    assert "\n" not in said


def test_a_table_with_an_open_quote_is_none():
    with pytest.raises(BadFile, match=r"lich\.csv is not a table"):
        read_table("lich.csv", HEAD + '"2026', CALENDAR)


DAY = '[[off]]\ndate = 2026-12-24\nreason = "a"\n'


@pytest.mark.parametrize(
    ("text", "row", "field"),
    [
        ("ngay = 1\n", "the head", "ngay"),
        ('year = "2026"\n', "the head", "year"),
        ("year = 1999\n", "the head", "year"),
        ("confirmed = 1\n", "the head", "confirmed"),
        ("decision = 1\n", "the head", "decision"),
        ("off = 1\n", "the head", "off"),
        ("off = [1]\n", "the head", "off"),
        ("sessions = 1\n", "the head", "sessions"),
        ("sessions = [1]\n", "the head", "sessions"),
        ('decision = "a"\nsessions = ["07:30"]\n', "the head", "sessions"),
        ("year = 2026\nconfirmed = true\n", "the head", "decision"),
        (DAY, "[[off]] 1", "decision"),
        ('[[off]]\ndate = "2026-12-24"\nreason="a"', "[[off]] 1", "date"),
        ('year = 2027\n[[off]]\ndate = 2026-12-24\nreason="a"', "[[off]] 1", "date"),
        (DAY + 'note = "a"\n', "[[off]] 1", "note"),
        (DAY + "confirmed = 1\n", "[[off]] 1", "confirmed"),
        (DAY.replace('"a"', "1"), "[[off]] 1", "reason"),
        ('decision = "a"\n' + DAY + DAY.replace("off", "work"), "[[work]] 1", "date"),
        ('decision = "a"\n[[work]]\ndate = 2026-12-24\nreason = "a"', "[[work]] 1", "date"),
        ('decision = "a"\n[[off]]\ndate = 2026-12-24', "[[off]] 1", "reason"),
    ],
)
def test_a_toml_file_that_cannot_be_meant(text, row, field):
    with pytest.raises(BadFile) as refused:
        read_toml("lich.toml", text, CALENDAR)
    said = str(refused.value)
    assert said.startswith(f"lich.toml, {row}, “{field}”: ")
    assert said.endswith("Nothing was changed.")


def test_what_is_no_toml_is_said():
    with pytest.raises(BadFile, match=r"lich\.toml is not a TOML file"):
        read_toml("lich.toml", "[[off", CALENDAR)


def test_an_empty_file_changes_nothing():
    assert read_toml("lich.toml", "", CALENDAR) == ()
