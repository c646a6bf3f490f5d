"""Years of a busy desk, act by act in the order of time, the same for the same seed.

Three of four matters are done while the citizen waits. The others run their course; what
lies beyond the last day has not happened yet, so that the last weeks hold every state.
"""

import heapq
import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import NamedTuple

from counter_app.core.law import LawPack
from counter_app.core.records import Fee, FeeStatus, Paper, Person, PrintOutcome, Procedure
from counter_app.core.times import VIETNAM
from counter_app.demo import OFFICERS
from counter_app.services.desk import Desk

#: The day after which nothing has happened yet, and about how many matters a day has at most.
LAST_DAY = date(2026, 11, 20)
FIRST_DAY = date(2024, 1, 2)
PER_DAY = 1500
#: The last weeks are as long as nearly every matter, and a day of them has at most so many: as much is on
#: its way at the end, whatever lies behind.
FEWEST_DAYS, PER_LATE_DAY = 60, 170

ORDINARY = (
    "1.004873", "1.001193", "1.004884", "1.000656", "1.004859", "1.001612", "1.014027", "1.000894",
    "1.011607", "1.013225",
)  # fmt: skip
ORDINARY_WEIGHTS = (24, 16, 10, 8, 8, 10, 8, 6, 4, 6)
FAST = ("2.000815", "2.000884", "2.000635")
FAST_WEIGHTS = (78, 16, 6)

RECEIVERS = tuple(one for one in OFFICERS if one.login in ("an", "duc"))
SPECIALIST = next(one for one in OFFICERS if one.login == "dung")

_FAMILY = {
    "Nguyễn": 31, "Trần": 11, "Lê": 9, "Phạm": 7, "Hoàng": 5, "Huỳnh": 5, "Vũ": 4, "Võ": 4, "Đặng": 3,
    "Bùi": 3, "Đỗ": 2, "Hồ": 2, "Ngô": 2, "Dương": 2, "Lý": 2, "Đinh": 1, "Trịnh": 1, "Mai": 1,
    "Cao": 1, "Phan": 4,
}  # fmt: skip
_MIDDLE = {
    "Nam": ("Văn", "Đình", "Quốc", "Minh", "Hữu", "Đức", "Quang"),
    "Nữ": ("Thị", "Thu", "Ngọc", "Thanh", "Mỹ", "Kim", "Diễm"),
}
_GIVEN = {
    "Nam": (
        "Hùng", "Dũng", "Cường", "Thắng", "Bửu", "Lượng", "Quyết", "Phước", "Khoát", "Vinh", "Được", "Tráng",
        "Hưng", "Hữu", "Sơn", "An", "Đức",
    ),
    "Nữ": (
        "Hạnh", "Huyền", "Lệ", "Quỳnh", "Diễm", "Ánh", "Mậu", "Ưởng", "Thúy", "Phượng", "Nhữ", "Hương",
        "Tuyết", "Bưởi", "Lụa", "An", "Yến",
    ),
}  # fmt: skip
_FAMILY_NAMES, _FAMILY_WEIGHTS = tuple(_FAMILY), tuple(_FAMILY.values())
_VILLAGES = ("Thôn Thượng", "Thôn Trung", "Thôn Hạ", "Thôn Cầu", "Thôn Đông Trạch", "Tổ dân phố 3")


@dataclass(slots=True)
class Matter:
    """One matter: who comes, when, what for; ``number`` counts from 0 over all of them."""

    number: int
    at: datetime
    fast: bool
    procedure: str
    person: Person
    receiver: int
    fee: int = 0
    count: int = 0
    pages: int = 0
    outcome: PrintOutcome = PrintOutcome.PRINTED


class Act(NamedTuple):
    """Something done: "receive", "fast", "print", "forward", "finish" or "hand_over".

    Compared by moment, then by ``order``, in which it was planned.
    """

    at: datetime
    order: int
    kind: str
    number: int


class Years:
    """What happens at a desk: ``dossiers`` matters over ``days`` working days up to ``LAST_DAY``."""

    def __init__(self, desk: Desk, dossiers: int, seed: int, days: int = 0) -> None:
        self.desk = desk
        self.dossiers = dossiers
        self.days = self._working_days(days or max(FEWEST_DAYS, ceil(dossiers / PER_DAY)))
        self.matters: dict[int, Matter] = {}
        self._dice = random.Random(seed)
        self._waiting: list[Act] = []
        self._order = 0
        self._spans: dict[date, list[tuple[datetime, int]]] = {}
        self._end = datetime.combine(LAST_DAY, time(17, 0), VIETNAM)

    def acts(self) -> Iterator[tuple[Act, Matter]]:
        """Everything in the order of time; a matter is forgotten after its last act."""
        number = 0
        for day, count in zip(self.days, self._counts(), strict=True):
            for at in sorted(self._moment(day) for _ in range(count)):
                yield from self._until(at)
                matter = self._matter(number, at)
                self.matters[number] = matter
                self._push(at, "fast" if matter.fast else "receive", matter)
                if not matter.fast:
                    self._plan(matter)
                number += 1
        yield from self._until(self._end)

    def _counts(self) -> list[int]:
        """How many matters each day has."""
        late = 0 if self.dossiers <= PER_LATE_DAY * len(self.days) else FEWEST_DAYS
        days = len(self.days) - late
        quotient, rest = divmod(self.dossiers - late * PER_LATE_DAY, days)
        return [quotient + (index < rest) for index in range(days)] + [PER_LATE_DAY] * late

    def _until(self, moment: datetime) -> Iterator[tuple[Act, Matter]]:
        while self._waiting and self._waiting[0].at <= moment:
            act = heapq.heappop(self._waiting)
            matter = self.matters[act.number]
            if act.kind in ("fast", "hand_over"):
                del self.matters[act.number]
            yield act, matter

    def _push(self, at: datetime, kind: str, matter: Matter) -> None:
        self._order += 1
        heapq.heappush(self._waiting, Act(at, self._order, kind, matter.number))

    def _plan(self, matter: Matter) -> None:
        """What becomes of an ordinary dossier: about one in twenty takes long."""
        opening = self.desk.calendar.next_opening
        choose = self._dice.choice
        self._push(matter.at + timedelta(seconds=4), "print", matter)
        forwarded = opening(matter.at + timedelta(minutes=choose((40, 90, 150))))
        slow = self._dice.random() < 0.05
        finished = opening(forwarded + timedelta(hours=choose((200, 330) if slow else (3, 20, 26, 47, 70))))
        returned = opening(finished + timedelta(hours=choose((2, 20, 22, 30, 71, 400))))
        for at, kind in ((forwarded, "forward"), (finished, "finish"), (returned, "hand_over")):
            self._push(at, kind, matter)

    def _matter(self, number: int, at: datetime) -> Matter:
        dice = self._dice
        fast = dice.random() < 0.75
        codes, weights = (FAST, FAST_WEIGHTS) if fast else (ORDINARY, ORDINARY_WEIGHTS)
        code = dice.choices(codes, weights)[0]
        matter = Matter(
            number=number,
            at=at,
            fast=fast,
            procedure=code,
            person=self._person(at),
            receiver=dice.randrange(len(RECEIVERS)),
        )
        if fast:
            matter.count = dice.randint(1, 4)
            matter.pages = dice.randint(1, 6) if code == "2.000815" else 0
            matter.fee = 2000 * dice.randint(1, 6) * matter.count
        elif dice.random() < 0.02:
            matter.outcome = PrintOutcome.FAILED
        return matter

    def _person(self, at: datetime) -> Person:
        dice = self._dice
        sex = "Nữ" if dice.random() < 0.5 else "Nam"
        family = dice.choices(_FAMILY_NAMES, _FAMILY_WEIGHTS)[0]
        year = dice.randint(1948, at.year - 18)
        century = (2 if year >= 2000 else 0) + (sex == "Nữ")
        return Person(
            name=f"{family} {dice.choice(_MIDDLE[sex])} {dice.choice(_GIVEN[sex])}",
            citizen_id=f"099{century}{year % 100:02d}{dice.randrange(10**6):06d}",
            born=f"{year}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}",
            sex=sex,
            address=f"{dice.choice(_VILLAGES)}, xã Đông Phù",
            phone=f"0900000{dice.randrange(1000):03d}",
        )

    def _moment(self, day: date) -> datetime:
        spans = self._spans.get(day)
        if spans is None:
            spans = self._spans[day] = list(self._open_spans(day))
        start, seconds = spans[self._dice.randrange(len(spans))]
        return start + timedelta(seconds=self._dice.randrange(1, seconds))

    def _open_spans(self, day: date) -> Iterator[tuple[datetime, int]]:
        for start, end in self.desk.calendar.sessions_on(day):
            first = datetime.combine(day, start, VIETNAM)
            yield first, int((datetime.combine(day, end, VIETNAM) - first).total_seconds())

    def _working_days(self, wanted: int) -> list[date]:
        days: list[date] = []
        day = LAST_DAY
        while len(days) < wanted and day >= FIRST_DAY:
            if self.desk.calendar.is_working_day(day):
                days.append(day)
            day -= timedelta(days=1)
        return days[::-1]


def papers_of(chosen: Procedure) -> tuple[Paper, ...]:
    """What is handed in for a procedure."""
    brought = tuple(one for one in chosen.papers if one.total)
    return brought or (Paper(name="Tờ khai theo mẫu", originals=1),)


def fee_of(chosen: Procedure) -> Fee:
    """What is paid for an ordinary procedure."""
    if chosen.fee_amount:
        return Fee(amount=chosen.fee_amount, status=FeeStatus.PAID, method="cash")
    return Fee()


def given_date(desk: Desk, chosen: Procedure, at: datetime) -> tuple[datetime | None, str]:
    """The date that the officer gives where the procedure has no deadline, and the reason."""
    if chosen.deadline is not None:
        return None, ""
    day = desk.calendar.add_working_days(at.date(), 7)
    return datetime.combine(day, time(16, 0), VIETNAM), "theo lịch giải quyết của cơ quan"


def part_of_day(desk: Desk, pack: LawPack, at: datetime) -> int:
    """Between which edges of sessions and cut-offs ``at`` lies: promises differ at these only."""
    edges = {pack.cutoffs.same_day_until, pack.cutoffs.hand_over_until}
    for session in desk.calendar.sessions_on(at.date()):
        edges.update(session)
    return bisect_left(sorted(edges), at.time())
