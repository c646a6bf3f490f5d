"""A calendar of 2026 written out for the tests, and short ways to ask for a promise."""

from datetime import date, datetime, time

import counter_app.core.promise as promises
from counter_app.core.promise import Cutoffs, Promise, parse_rule
from counter_app.core.times import VIETNAM
from counter_app.core.workdays import Calendar, DayOff, YearCalendar, parse_sessions

USUAL = (*("07:30-11:30 13:30-17:00",) * 5, "", "")
OPEN_SATURDAY = (*USUAL[:5], "07:30-11:00", "")

CUTOFFS = Cutoffs(same_day_until=time(15), hand_over_until=time(15), due_hour="reception")


def off(day: str, reason: str, *, confirmed: bool = True) -> DayOff:
    return DayOff(day=date.fromisoformat(day), reason=reason, confirmed=confirmed)


YEAR_2025 = YearCalendar(
    year=2025,
    confirmed=True,
    off=(
        off("2025-04-30", "Ngày Chiến thắng"),
        off("2025-05-01", "Ngày Quốc tế lao động"),
        off("2025-05-02", "hoán đổi"),
    ),
    work=(off("2025-04-26", "làm bù ngày 02/5"),),
)
YEAR_2026 = YearCalendar(
    year=2026,
    confirmed=True,
    off=(
        off("2026-01-01", "Tết Dương lịch"),
        off("2026-01-02", "hoán đổi với thứ Bảy 10/01"),
        *(off(f"2026-02-{day}", "Tết Nguyên đán") for day in range(16, 21)),
        off("2026-04-27", "bù ngày Giỗ Tổ Hùng Vương"),
        off("2026-04-30", "Ngày Chiến thắng"),
        off("2026-05-01", "Ngày Quốc tế lao động"),
        off("2026-08-31", "hoán đổi với thứ Bảy 22/8"),
        off("2026-09-01", "Quốc khánh"),
        off("2026-09-02", "Quốc khánh"),
        off("2026-11-24", "Ngày Văn hóa Việt Nam"),
    ),
    work=(off("2026-01-10", "làm bù ngày 02/01"), off("2026-08-22", "làm bù ngày 31/8")),
)
YEAR_2027 = YearCalendar(
    year=2027,
    confirmed=False,
    off=(
        off("2027-01-01", "Tết Dương lịch"),
        off("2027-02-05", "Tết Nguyên đán", confirmed=False),
        off("2027-02-08", "Tết Nguyên đán", confirmed=False),
    ),
)


def calendar(hours: tuple[str, ...] = USUAL) -> Calendar:
    return Calendar((YEAR_2025, YEAR_2026, YEAR_2027), parse_sessions(hours))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def promised(
    rule: str,
    received: str,
    hours: tuple[str, ...] = USUAL,
    due_hour: str = "reception",
    same_day_until: time = time(15),
) -> Promise:
    cutoffs = Cutoffs(same_day_until=same_day_until, hand_over_until=time(15), due_hour=due_hour)
    return promises.promise(parse_rule(rule), moment(received), calendar(hours), cutoffs)


def due(rule: str, received: str, hours: tuple[str, ...] = USUAL, due_hour: str = "reception") -> str:
    return f"{promised(rule, received, hours, due_hour).due_at:%Y-%m-%d %H:%M:%S}"
