"""Exactly the promises move that another calendar would have made otherwise: played at random, twice."""

import random
from datetime import date, datetime, timedelta

import pytest

from counter_app.core.events import CalendarChanged, DayChange
from counter_app.core.life import MissingPaper
from counter_app.core.records import Fee
from counter_app.core.states import BINDING, WAITING, Status
from counter_app.core.times import VIETNAM, parse_time
from counter_app.models import dossiers
from counter_app.services import (
    calendar,
    corrections,
    decisions,
    fees,
    processing,
    queries,
    reception,
    supplements,
)
from counter_app.services.desk import Desk, close_desk, open_desk
from tests.conftest import NOW

MISSING = (MissingPaper(name="Giấy báo tử"),)
#: A day that no random change touches, for dates that people give.
GIVEN = datetime(2027, 3, 31, 10, tzinfo=VIETNAM)


def play(desk: Desk, officers, new_dossier, dice: random.Random) -> None:
    """Dossiers of a few weeks with everything that stops a time and lets it go on."""
    counted = sorted(code for code, one in desk.catalogue.items() if one.deadline is not None)
    given = next(code for code, one in sorted(desk.catalogue.items()) if one.promised is None)
    for _one in range(30):
        at = datetime(2026, 10, 26, 7, tzinfo=VIETNAM) + timedelta(minutes=dice.randrange(27 * 1440))
        if dice.random() < 0.1:
            new = new_dossier(procedure=given, papers=(), due_at=GIVEN, due_reason="theo lịch", fee=Fee())
        else:
            new = new_dossier(procedure=dice.choice(counted), papers=(), fee=Fee())
        scan = reception.receive(desk, new, officers["an"], at).scan_number
        for kind in dice.choices(
            ("supplement", "suspend", "pay", "extend", "correct", "none"), k=dice.randint(0, 3)
        ):
            at = _step(desk, officers, scan, kind, at, dice, counted)
            if at is None:
                break


def _step(desk, officers, scan, kind, at, dice, counted):
    dung, an, chi = (officers[one] for one in ("dung", "an", "chi"))
    state = queries.dossier(desk, scan)
    stop = at + timedelta(minutes=dice.randrange(1, 3 * 1440))
    again = stop + timedelta(minutes=dice.randrange(1, 4 * 1440))
    other = dice.choice(counted)
    stays = dice.random() < 0.2
    if again >= NOW:
        return None
    if kind == "correct":
        touched = state.supplements or state.rulings or state.extensions
        if other != state.procedure_code and state.due_at == state.original_due_at and not touched:
            corrections.correct(desk, scan, {"procedure": other}, an, stop, "nhầm thủ tục")
        return stop
    if kind == "extend":
        if not state.extensions and state.due_words:
            decisions.extend(desk, scan, chi, stop, GIVEN, "thiếu người")
        return stop
    if kind == "none":
        return stop
    if state.status is Status.RECEIVED:
        processing.forward(desk, scan, an, at, "Văn phòng")
    if kind == "supplement":
        supplements.request(desk, scan, MISSING, dung, stop)
    elif kind == "suspend":
        decisions.suspend(desk, scan, dung, stop, "chờ ý kiến")
    elif state.fee.amount:
        return stop
    else:
        fees.request_payment(desk, scan, dung, stop, 20_000)
    if stays:
        return None
    if kind == "supplement":
        supplements.take_in(desk, scan, an, again)
    elif kind == "suspend":
        decisions.resume(desk, scan, dung, again)
    else:
        fees.collect(desk, scan, an, again)
    return again


def random_change(dice: random.Random) -> CalendarChanged:
    """A few days off, a make-up weekend, perhaps other hours."""
    days = {}
    for _one in range(dice.randint(1, 4)):
        day = date(2026, 10, 26) + timedelta(days=dice.randrange(60))
        works = day.weekday() >= 5 and dice.random() < 0.8
        days[day] = DayChange(day=day, worked=works, reason="lý do", confirmed=dice.random() < 0.5)
    hours = ("08:00-12:00 13:00-16:30",) * 5
    sessions = dice.choice(((), (), (*hours, "07:30-11:00", ""), (*hours, "", "")))
    return CalendarChanged(decision="125/QĐ-UBND", days=tuple(days.values()), sessions=sessions)


@pytest.mark.parametrize("seed", range(8))
def test_exactly_the_promises_move_that_another_calendar_would_have_made_otherwise(
    template, places, tmp_path, officers, new_dossier, clock, seed
):
    homes = [places.copy_of(template.home, tmp_path / name) for name in ("old", "new")]
    change = random_change(random.Random(1000 + seed))
    desk = open_desk(homes[0], clock)
    play(desk, officers, new_dossier, random.Random(seed))
    before = {one.scan_number: one for one in dossiers.states_in(*BINDING, *WAITING)}
    outlook = calendar.preview(desk, [change])
    close_desk()
    desk = open_desk(homes[1], clock)
    calendar.change(desk, [change], officers["chi"], parse_time("2026-11-23T15:00"))
    play(desk, officers, new_dossier, random.Random(seed))
    after = {one.scan_number: one for one in dossiers.states_in(*BINDING, *WAITING)}
    close_desk()
    assert before.keys() == after.keys()
    moved = {scan for scan, state in after.items() if state.due_at != before[scan].due_at}
    assert {one.scan_number: one.after for one in outlook.moves} == {
        scan: after[scan].due_at for scan in moved if after[scan].status in BINDING
    }
    assert {one.scan_number for one in outlook.resting} == {
        scan for scan in moved if after[scan].status in WAITING
    }
    for one in outlook.moves:
        assert one.before == before[one.scan_number].due_at
        assert one.promise.ladder == after[one.scan_number].ladder
