"""The office's calendar by decision: what it moves, to the dossier, and what the head makes of it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from counter_app.core.events import CalendarChanged, DayChange
from counter_app.core.journal import EventKind
from counter_app.core.life import MissingPaper
from counter_app.core.records import Fee
from counter_app.core.times import VIETNAM
from counter_app.errors import BadFile, BadInput, NotAllowed, NotFound
from counter_app.models import audit, base, dossiers, journal
from counter_app.models import calendar as office_days
from counter_app.services import (
    calendar,
    corrections,
    decisions,
    processing,
    queries,
    reception,
    supplements,
    upkeep,
)
from counter_app.services.desk import Desk, open_desk
from counter_app.services.outlook import brought_up_to_date, looked_ahead
from tests.conftest import NOW

MISSING = (MissingPaper(name="Giấy báo tử"),)
#: A day that no random change touches, for dates that people give.
GIVEN = datetime(2027, 3, 31, 10, tzinfo=VIETNAM)


def off(day: str, reason: str = "mất điện toàn xã", decision: str = "125/QĐ-UBND", **more) -> CalendarChanged:
    change = DayChange(day=date.fromisoformat(day), worked=False, reason=reason)
    return CalendarChanged(decision=decision, days=(change,), **more)


@pytest.fixture
def due_friday(desk, officers, new_dossier):
    """Received on Monday 23/11 before the holiday: three working days, due Friday 27/11."""
    return reception.receive(desk, new_dossier(), officers["an"], NOW).scan_number


def due(scan_number: str) -> str:
    state = dossiers.state_of(scan_number)
    assert state is not None
    return f"{state.due_at:%Y-%m-%d}"


# changing it


def test_a_change_holds_at_once_and_promises_stay_until_the_head_decides(desk, officers, due_friday):
    outlook = calendar.change(desk, [off("2026-11-26")], officers["it"], NOW)
    assert [(one.scan_number, f"{one.after:%d/%m}") for one in outlook.moves] == [(due_friday, "30/11")]
    assert not desk.calendar.is_working_day(date(2026, 11, 26))
    assert due(due_friday) == "2026-11-27"
    (move,) = calendar.undecided(desk)
    assert (move.scan_number, move.decision, move.applicant) == (due_friday, "125/QĐ-UBND", "Đặng Thị Diễm")
    assert upkeep.check(desk, deep=True).ok


def test_the_head_moves_a_promise_with_the_change(desk, officers, due_friday):
    calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW, {due_friday: True})
    assert due(due_friday) == "2026-11-30"
    assert calendar.undecided(desk) == ()
    event = queries.events(desk, due_friday)[-1]
    assert (event.kind, event.by, event.data["decision"]) == (
        EventKind.PROMISE_REVIEWED,
        "chi",
        "125/QĐ-UBND",
    )
    assert queries.dossier(desk, due_friday).due_words == "03 ngày làm việc"
    assert audit.differing() == []


def test_a_kept_promise_is_listed_no_more_until_another_change_moves_it(desk, officers, due_friday):
    calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW, {due_friday: False})
    assert (due(due_friday), calendar.undecided(desk)) == ("2026-11-27", ())
    outlook = calendar.preview(desk, [off("2026-12-10", decision="2")])
    assert outlook.moves == ()
    outlook = calendar.change(desk, [off("2026-11-30", decision="2")], officers["chi"], NOW)
    assert [f"{one.before:%d/%m} {one.after:%d/%m}" for one in outlook.moves] == ["27/11 01/12"]
    (move,) = calendar.undecided(desk)
    assert move.decision == "2"


def test_a_change_that_is_taken_back_leaves_nothing_to_decide(desk, officers, due_friday):
    calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW)
    back = CalendarChanged(decision="126", days=(DayChange(day=date(2026, 11, 26), worked=None),))
    outlook = calendar.change(desk, [back], officers["chi"], NOW)
    assert outlook.moves == ()
    assert calendar.undecided(desk) == ()
    assert outlook.changed
    assert not outlook.added


def test_undecided_promises_are_decided_later_one_by_one(desk, officers, new_dossier, due_friday, clock):
    other = reception.receive(desk, new_dossier(), officers["an"], NOW).scan_number
    calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW)
    decided = calendar.decide(desk, {other: True}, officers["chi"], NOW)
    assert [one.scan_number for one in decided] == [other]
    assert [one.scan_number for one in calendar.undecided(desk)] == [due_friday]
    with pytest.raises(BadInput, match="nothing to decide"):
        calendar.decide(desk, {other: False, due_friday: False}, officers["chi"], NOW)
    assert [one.scan_number for one in calendar.undecided(desk)] == [due_friday]
    processing.forward(desk, due_friday, officers["an"], NOW)
    processing.finish(desk, due_friday, officers["dung"], clock.pass_(minutes=1))
    assert calendar.undecided(desk) == ()


def test_an_extended_date_does_not_move(desk, officers, due_friday):
    decisions.extend(desk, due_friday, officers["chi"], NOW, GIVEN, "thiếu người")
    assert calendar.preview(desk, [off("2026-11-26")]).moves == ()


def test_a_dossier_that_rests_is_reckoned_when_it_goes_on(desk, officers, due_friday):
    processing.forward(desk, due_friday, officers["an"], NOW)
    supplements.request(desk, due_friday, MISSING, officers["dung"], NOW)
    outlook = calendar.preview(desk, [off("2026-11-26")])
    assert outlook.moves == ()
    assert [one.scan_number for one in outlook.resting] == [due_friday]
    calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW)
    assert calendar.undecided(desk) == ()
    state = supplements.take_in(desk, due_friday, officers["an"], NOW)
    assert f"{state.due_at:%d/%m}" == "30/11"


def test_a_dossier_of_an_unknown_deadline_is_named(desk, officers, due_friday):
    state = dossiers.state_of(due_friday)
    body = base.fetch("SELECT body FROM state")[0][0]
    changed = body.replace(state.due_words, "theo lịch").replace(f'"rule":"{state.rule}",', "")
    base.execute("UPDATE state SET body = ?", (changed,))
    events = queries.events(desk, due_friday)
    assert events
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(journal, "events_of", lambda _scan: ())
        outlook = calendar.preview(desk, [off("2026-11-26")])
    assert [one.scan_number for one in outlook.unknown] == [due_friday]


# what was not listed while it did not bind the office


def test_a_registered_application_moves_from_its_reception(desk, officers, new_dossier):
    registered = reception.register(desk, new_dossier(), officers["an"], NOW)
    scan = reception.receive_registered(desk, registered.scan_number, officers["an"], NOW).scan_number
    outlook = calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW)
    assert [(one.scan_number, f"{one.after:%d/%m}") for one in outlook.moves] == [(scan, "30/11")]
    assert outlook.unknown == ()
    assert [one.scan_number for one in calendar.undecided(desk)] == [scan]


def test_a_result_that_is_done_again_is_listed(desk, officers, due_friday, clock):
    processing.forward(desk, due_friday, officers["an"], NOW)
    processing.finish(desk, due_friday, officers["dung"], clock.pass_(minutes=1))
    assert calendar.change(desk, [off("2026-11-26")], officers["chi"], clock()).moves == ()
    calendar.change(desk, [off("2026-12-24", decision="2")], officers["chi"], clock())
    assert calendar.undecided(desk) == ()
    decisions.rework(desk, due_friday, officers["dung"], clock.pass_(minutes=1), "sai tên")
    (move,) = calendar.undecided(desk)
    assert (move.scan_number, move.decision, f"{move.after:%d/%m}") == (due_friday, "125/QĐ-UBND", "30/11")
    calendar.decide(desk, {due_friday: False}, officers["chi"], clock())
    assert calendar.undecided(desk) == ()


def test_a_wait_that_is_undone_is_listed(desk, officers, due_friday, clock):
    processing.forward(desk, due_friday, officers["an"], NOW)
    supplements.request(desk, due_friday, MISSING, officers["an"], clock.pass_(minutes=1))
    calendar.change(desk, [off("2026-11-26")], officers["chi"], clock())
    assert calendar.undecided(desk) == ()
    corrections.undo(desk, due_friday, officers["an"], clock.pass_(minutes=1), "nhầm")
    (move,) = calendar.undecided(desk)
    assert (move.scan_number, f"{move.after:%d/%m}") == (due_friday, "30/11")


def test_what_was_received_by_the_new_calendar_is_never_listed(desk, officers, new_dossier, clock):
    calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW)
    scan = reception.receive(desk, new_dossier(), officers["an"], clock.pass_(minutes=1)).scan_number
    processing.forward(desk, scan, officers["an"], clock())
    supplements.request(desk, scan, MISSING, officers["an"], clock.pass_(minutes=1))
    corrections.undo(desk, scan, officers["an"], clock.pass_(minutes=1), "nhầm")
    assert calendar.undecided(desk) == ()


# dates that people gave


@pytest.fixture
def given(desk, officers, new_dossier):
    """Received for a date that the officer gave, Thursday 26/11."""
    procedure = next(code for code, one in sorted(desk.catalogue.items()) if one.promised is None)
    new = new_dossier(
        procedure=procedure,
        papers=(),
        due_at=datetime(2026, 11, 26, 16, tzinfo=VIETNAM),
        due_reason="theo lịch",
        fee=Fee(),
    )
    return reception.receive(desk, new, officers["an"], NOW).scan_number


def test_a_given_date_on_a_day_that_closes_waits_for_the_head(desk, officers, given, clock):
    outlook = calendar.change(desk, [off("2026-11-26")], officers["it"], NOW)
    assert (outlook.moves, [one.scan_number for one in outlook.given]) == ((), [given])
    (waiting,) = calendar.given_undecided(desk)
    assert (waiting.scan_number, waiting.decision) == (given, "125/QĐ-UBND")
    with pytest.raises(BadInput, match="by an extension"):
        calendar.decide(desk, {given: True}, officers["chi"], NOW)
    corrections.correct(desk, given, {"name": "Đặng Thị Diệm"}, officers["an"], NOW, "nhầm")
    assert calendar.given_undecided(desk) == (replace(waiting, applicant="Đặng Thị Diệm"),)
    (kept,) = calendar.decide(desk, {given: False}, officers["chi"], clock.pass_(minutes=1))
    assert kept.scan_number == given
    assert calendar.given_undecided(desk) == ()
    assert due(given) == "2026-11-26"
    again = calendar.preview(desk, [off("2026-11-26", "bão", decision="2")])
    assert again.given == (), "the day was closed before"


def test_a_given_date_is_kept_with_the_change_or_extended_after_it(desk, officers, given, due_friday, clock):
    decisions.extend(
        desk, due_friday, officers["chi"], NOW, datetime(2026, 11, 30, 16, tzinfo=VIETNAM), "thiếu người"
    )
    both = [off("2026-11-26"), off("2026-11-30", decision="2")]
    calendar.change(desk, both, officers["chi"], clock.pass_(minutes=1), {given: False})
    (waiting,) = calendar.given_undecided(desk)
    assert (waiting.scan_number, waiting.decision) == (due_friday, "2")
    back = CalendarChanged(decision="126", days=(DayChange(day=date(2026, 11, 30), worked=None),))
    calendar.change(desk, [back], officers["chi"], clock.pass_(minutes=1))
    assert calendar.given_undecided(desk) == ()


def test_a_date_given_after_the_day_was_closed_is_not_listed(desk, officers, given, clock):
    calendar.change(desk, [off("2026-11-30")], officers["chi"], NOW)
    back = CalendarChanged(decision="2", days=(DayChange(day=date(2026, 11, 30), worked=None),))
    calendar.change(desk, [back], officers["chi"], NOW)
    new = datetime(2026, 11, 30, 16, tzinfo=VIETNAM)
    decisions.extend(desk, given, officers["chi"], clock.pass_(minutes=1), new, "thiếu người")
    assert calendar.given_undecided(desk) == ()
    calendar.change(desk, [off("2026-11-30", decision="3")], officers["chi"], clock())
    (waiting,) = calendar.given_undecided(desk)
    assert waiting.decision == "3"
    processing.forward(desk, given, officers["an"], clock.pass_(minutes=1))
    supplements.request(desk, given, MISSING, officers["dung"], clock.pass_(minutes=1))
    assert calendar.given_undecided(desk) == (), "its time stands still"


# others go on working while it is counted


def test_only_what_was_touched_since_is_counted_again(desk, officers, new_dossier, due_friday, clock):
    other = reception.receive(desk, new_dossier(), officers["an"], NOW).scan_number
    changes = [off("2026-11-26")]
    seen = looked_ahead(desk, changes)
    assert brought_up_to_date(desk, changes, seen) is seen.outlook
    processing.forward(desk, due_friday, officers["an"], clock.pass_(minutes=1))
    processing.finish(desk, due_friday, officers["dung"], clock.pass_(minutes=1))
    third = reception.receive(desk, new_dossier(), officers["an"], clock()).scan_number
    assert {one.scan_number for one in seen.outlook.moves} == {due_friday, other}
    now = brought_up_to_date(desk, changes, seen)
    assert {one.scan_number for one in now.moves} == {other, third}
    assert now == calendar.preview(desk, changes)
    calendar.change(desk, [off("2026-11-30", decision="2")], officers["chi"], clock())
    assert brought_up_to_date(desk, changes, seen) == calendar.preview(desk, changes)


@pytest.mark.sqlite_only
def test_no_dossier_is_counted_while_the_journal_is_held(desk, officers, due_friday):
    said: list[str] = []
    base.connection().set_trace_callback(said.append)
    try:
        calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW)
    finally:
        base.connection().set_trace_callback(None)
    held = next(number for number, one in enumerate(said) if one.startswith("BEGIN IMMEDIATE"))
    reads = [number for number, one in enumerate(said) if f"dossier = '{due_friday}'" in one]
    assert reads
    assert max(reads) < held


# refusing


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (off("2026-11-26", decision=" "), "number of the decision"),
        (off("2026-11-26", reason=" "), "needs a reason"),
        (off("2026-11-24", "Ngày Văn hóa Việt Nam", "Nghị quyết 28/2026/QH16"), "says so already"),
        (CalendarChanged(decision="1"), "nothing to change"),
        (off("2026-11-26", sessions=("07:30-11:30 11:00-17:00",) * 7), "no opening hours"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(desk, officers, due_friday, change, words):
    before = journal.head()
    with pytest.raises(BadInput, match=words):
        calendar.change(desk, [change], officers["chi"], NOW)
    assert journal.head() == before
    assert desk.calendar.is_working_day(date(2026, 11, 26))


@pytest.mark.parametrize("login", ["an", "dung", "van"])
def test_only_head_and_administrator_change_it(desk, officers, login):
    with pytest.raises(NotAllowed, match="head of the desk, administrator"):
        calendar.change(desk, [off("2026-11-26")], officers[login], NOW)


def test_only_the_head_decides_on_promises(desk, officers, due_friday):
    before = journal.head()
    with pytest.raises(NotAllowed):
        calendar.change(desk, [off("2026-11-26")], officers["it"], NOW, {due_friday: True})
    with pytest.raises(NotAllowed):
        calendar.change(desk, [off("2026-11-26")], None, NOW, {due_friday: True})
    with pytest.raises(NotAllowed):
        calendar.decide(desk, {due_friday: True}, officers["it"], NOW)
    with pytest.raises(BadInput, match="nothing to decide"):
        calendar.change(desk, [off("2026-12-10")], officers["chi"], NOW, {due_friday: True})
    with pytest.raises(NotAllowed, match="future"):
        calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW + timedelta(hours=1))
    assert journal.head() == before


def test_a_file_that_is_none_is_refused(desk, tmp_path):
    with pytest.raises(NotFound):
        calendar.read_file(desk, tmp_path / "lich.toml")
    spoilt = tmp_path / "lich.csv"
    spoilt.write_bytes("ngày".encode("utf-16"))
    with pytest.raises(BadFile, match="UTF-8"):
        calendar.read_file(desk, spoilt)
    spoilt.write_text(
        "date,worked,reason,decision\n2026-12-24,0,a,b\n2026-12-24,1,a,b\n", encoding="utf-8-sig"
    )
    with pytest.raises(BadFile, match=r"lich\.csv, row 3, “date”"):
        calendar.read_file(desk, spoilt)


# another program on the same home


def test_another_program_goes_by_the_new_calendar_from_its_next_act(desk, officers, new_dossier, clock):
    other = Desk(desk.home, desk.office, clock)
    calendar.change(desk, [off("2026-11-26")], officers["chi"], NOW)
    assert other.calendar.is_working_day(date(2026, 11, 26))
    state = reception.receive(other, new_dossier(), officers["an"], NOW)
    assert f"{state.due_at:%d/%m}" == "30/11"
    assert not other.refresh_calendar()
    again = open_desk(desk.home, clock)
    assert not again.calendar.is_working_day(date(2026, 11, 26))


@pytest.mark.sqlite_only
def test_the_changes_are_found_by_an_index(desk):
    (row,) = base.fetch(
        "EXPLAIN QUERY PLAN SELECT epoch, seq FROM journal WHERE kind = 'calendar_changed' "
        "AND node = '0117' ORDER BY epoch DESC, seq DESC LIMIT 1"
    )
    assert "journal_calendar" in row[3]


@pytest.mark.sqlite_only
def test_what_binds_again_is_found_from_the_open_dossiers(desk):
    plan = base.fetch(
        "EXPLAIN QUERY PLAN " + office_days._BROUGHT_BACK, (*office_days.START, office_days._BOUND)
    )
    steps = [row[3] for row in plan]
    assert any("journal_dossier" in one for one in steps), steps
