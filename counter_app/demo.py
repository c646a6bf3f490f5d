"""A believable office that does not exist, with dossiers in every state, made by calling the services.

The commune of Đông Phù is fictional: no province has the unit H99, no citizen number
begins with 099, and no telephone number with 0900 000.
"""

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import count

import tomli_w

from counter_app.config import Home
from counter_app.core.records import (
    Channel,
    Collect,
    DossierState,
    FastMatter,
    Fee,
    FeeStatus,
    HandOver,
    NewDossier,
    Office,
    Officer,
    Paper,
    Person,
    PrintOutcome,
    Procedure,
)
from counter_app.core.states import Role
from counter_app.core.times import VIETNAM
from counter_app.services import accounts, files, handover, printing_log, processing, reception
from counter_app.services.desk import Desk, create_office, system_clock

OFFICE = Office(
    node="0117",
    unit_id="H99.017",
    name="UBND xã Đông Phù",
    lines=("ỦY BAN NHÂN DÂN XÃ ĐÔNG PHÙ", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
    place="Đông Phù",
    desk="Trung tâm Phục vụ hành chính công xã Đông Phù",
    collect_place="Trung tâm, số 1 đường Cầu Giữa, Đông Phù",
    opening_hours="thứ Hai đến thứ Sáu, 7h30 - 11h30 và 13h30 - 17h00",
    phone="0900 000 170",
    bring="Giấy này và thẻ căn cước; đến thay: thêm giấy ủy quyền",
    feedback="Đường dây nóng 0900 000 171",
    signer_title="GIÁM ĐỐC",
    signer_name="Vũ Đình Khải",
    units=(
        "Văn phòng HĐND và UBND",
        "Phòng Kinh tế",
        "Phòng Văn hóa - Xã hội",
        "Trung tâm Phục vụ hành chính công",
    ),
)

OFFICERS = (
    Officer(
        login="an", name="Nguyễn Thu An", role=Role.OFFICER, title="Công chức tiếp nhận", counter="Quầy 2"
    ),
    Officer(
        login="duc", name="Trần Minh Đức", role=Role.OFFICER, title="Công chức tiếp nhận", counter="Quầy 1"
    ),
    Officer(login="dung", name="Phạm Quốc Dũng", role=Role.SPECIALIST, title="Công chức tư pháp - hộ tịch"),
    Officer(login="van", name="Lê Thị Vân", role=Role.LEADER, title="Phó Chủ tịch UBND xã"),
    Officer(
        login="chi", name="Hoàng Lan Chi", role=Role.HEAD, title="Phụ trách bộ phận", counter="Phụ trách"
    ),
    Officer(login="it", name="Đỗ Gia Bảo", role=Role.ADMINISTRATOR, title="Quản trị mạng"),
)

_FAMILY = tuple(
    "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Mai Cao Phan".split()  # noqa: SIM905
)
_MIDDLE = {
    "Nam": ("Văn", "Đình", "Quốc", "Minh", "Hữu", "Đức", "Quang"),
    "Nữ": ("Thị", "Thu", "Ngọc", "Thanh", "Mỹ", "Kim", "Diễm"),
}
_GIVEN = {
    "Nam": ("Hùng", "Dũng", "Cường", "Thắng", "Bửu", "Lượng", "Quyết", "Phước", "Khoát", "Vinh", "Ưng"),
    "Nữ": ("Hạnh", "Huyền", "Lệ", "Quỳnh", "Diễm", "Ánh", "Mậu", "Ưởng", "Thúy", "Phượng", "Nhữ", "Ngần"),
}
_VILLAGES = ("Thôn Thượng", "Thôn Trung", "Thôn Hạ", "Thôn Cầu", "Thôn Đông Trạch", "Tổ dân phố 3")

#: What people come for, and how often in a hundred ordinary dossiers.
_DEMAND = {
    "1.004873": 24,
    "1.001193": 16,
    "1.004884": 10,
    "1.000656": 8,
    "1.004859": 8,
    "1.001612": 10,
    "1.014027": 8,
    "1.000894": 6,
    "1.011607": 4,
    "1.013225": 6,
}
_FAST_DEMAND = {"2.000815": 78, "2.000884": 16, "2.000635": 6}

Act = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class DemoOffice:
    """The demo office as it was made, with the PINs that nothing else tells."""

    desk: Desk
    pins: dict[str, str]
    dossiers: int


def make_demo(
    home: Home,
    dossiers: int,
    seed: int,
    at: datetime,
    clock: Callable[[], datetime] = system_clock,
) -> DemoOffice:
    """The office of Đông Phù in ``home``, with about ``dossiers`` dossiers of the weeks before ``at``.

    Raises:
        Duplicate: there is an office in ``home`` already.
    """
    dice = random.Random(seed)  # noqa: S311 - a demo, not a secret
    opened = at - timedelta(days=60)
    pins = {one.login: f"{dice.randrange(10_000):04d}" for one in OFFICERS}
    made = 0

    def fill(desk: Desk) -> None:
        nonlocal made
        for officer in OFFICERS:
            accounts.add_officer(desk, officer, pins[officer.login], opened)
        made = _Weeks(desk, dice, at).play(dossiers)

    desk = create_office(home, OFFICE, opened, clock, fill)
    files.write_file(home.demo_pins, tomli_w.dumps(pins).encode())
    return DemoOffice(desk=desk, pins=pins, dossiers=made)


class _Weeks:
    """The weeks before now, played act by act in the order of time."""

    def __init__(self, desk: Desk, dice: random.Random, now: datetime) -> None:
        self.desk = desk
        self.dice = dice
        self.now = now
        self.officers = {one.login: one for one in OFFICERS}
        self._acts: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def play(self, dossiers: int) -> int:
        for at in self._arrivals(dossiers):
            self._plan(at, self._fast if self.dice.random() < 0.75 else self._ordinary)
        planned = len(self._acts)
        while self._acts:
            at, _order, act = heapq.heappop(self._acts)
            act(at)
        return planned

    def _plan(self, at: datetime, act: Act) -> None:
        if at <= self.now:
            heapq.heappush(self._acts, (at, next(self._order), act))

    def _arrivals(self, dossiers: int) -> Iterator[datetime]:
        """Moments inside opening hours: up to forty matters a day, going back from now, at most a year."""
        if dossiers <= 0:
            return
        days = list(self._days(max(5, min(250, dossiers // 24))))
        weights = [1.0 if day < self.now.date() else 0.5 for day in days]
        chosen = sorted(self.dice.choices(days, weights, k=dossiers))
        moments = sorted(self._moment(day) for day in chosen)
        yield from (moment for moment in moments)

    def _days(self, wanted: int) -> Iterator[date]:
        day = self.now.date()
        found = 0
        while found < wanted:
            if self.desk.calendar.is_working_day(day) and self._opened(day):
                found += 1
                yield day
            day -= timedelta(days=1)

    def _opened(self, day: date) -> bool:
        start = self.desk.calendar.sessions_on(day)[0][0]
        return datetime.combine(day, start, VIETNAM) < self.now

    def _moment(self, day: date) -> datetime:
        sessions = self.desk.calendar.sessions_on(day)
        start, end = self.dice.choice(sessions)
        first = datetime.combine(day, start, VIETNAM)
        last = min(datetime.combine(day, end, VIETNAM), self.now)
        if last <= first:
            first = datetime.combine(day, sessions[0][0], VIETNAM)
        seconds = max(1, int((last - first).total_seconds()))
        return first + timedelta(seconds=self.dice.randrange(seconds))

    def _fast(self, at: datetime) -> None:
        code = _pick(self.dice, _FAST_DEMAND)
        pages, copies = self.dice.randint(1, 6), self.dice.randint(1, 4)
        unit_price = {"2.000815": min(pages, 2) * 2000 + max(0, pages - 2) * 1000, "2.000884": 10_000}
        amount = unit_price.get(code, 8000) * copies
        matter = FastMatter(
            procedure=code,
            applicant=self._person(at),
            count=copies,
            pages=pages if code == "2.000815" else 0,
            fee=Fee(amount=amount, status=FeeStatus.PAID, method="cash"),
        )
        reception.receive_fast(self.desk, matter, self._receiver(), at)

    def _ordinary(self, at: datetime) -> None:
        chosen = reception.procedure(self.desk, _pick(self.dice, _DEMAND))
        by = self._receiver()
        new = NewDossier(
            procedure=chosen.code,
            applicant=self._person(at),
            channel=self.dice.choices((Channel.DIRECT, Channel.ONLINE, Channel.POST), (90, 8, 2))[0],
            collect=self.dice.choices((Collect.COUNTER, Collect.POST), (92, 8))[0],
            papers=_papers(chosen),
            fee=_fee(chosen),
            due_at=self._own_date(chosen, at),
            due_reason="theo lịch giải quyết của cơ quan" if chosen.deadline is None else "",
            wants_receipt=True,
        )
        state = reception.receive(self.desk, new, by, at)
        outcome = PrintOutcome.PRINTED if self.dice.random() < 0.98 else PrintOutcome.FAILED
        printing_log.record(self.desk, state.scan_number, 0, outcome, "file", by, at)
        self._carry_on(state, by)

    def _own_date(self, chosen: Procedure, at: datetime) -> datetime | None:
        if chosen.deadline is not None:
            return None
        day = self.desk.calendar.add_working_days(at.date(), 7)
        return datetime.combine(day, time(16, 0), VIETNAM)

    def _carry_on(self, state: DossierState, by: Officer) -> None:
        """What happens to an ordinary dossier after reception; about one in twenty is late."""
        scan = state.scan_number
        specialist = self.officers["dung"]
        opening = self.desk.calendar.next_opening
        forwarded = opening(state.received_at + timedelta(hours=2))
        self._plan(forwarded, lambda at: _ignore(processing.forward(self.desk, scan, by, at)))
        span = max(state.due_at - forwarded, timedelta(hours=1))
        share = self.dice.uniform(0.3, 0.95) if self.dice.random() < 0.95 else self.dice.uniform(1.1, 1.8)
        finished = opening(forwarded + span * share)
        self._plan(finished, lambda at: _ignore(processing.finish(self.desk, scan, specialist, at)))
        returned = opening(finished + timedelta(hours=self.dice.choice((3, 20, 30, 70, 400))))
        self._plan(
            returned,
            lambda at: _ignore(handover.hand_over(self.desk, scan, HandOver(), self._receiver(), at)),
        )

    def _receiver(self) -> Officer:
        return self.officers[self.dice.choice(("an", "an", "duc"))]

    def _person(self, at: datetime) -> Person:
        sex = self.dice.choice(("Nam", "Nữ"))
        year = self.dice.randint(1948, at.year - 18)
        born = date(year, self.dice.randint(1, 12), self.dice.randint(1, 28))
        century = (2 if year >= 2000 else 0) + (sex == "Nữ")
        name = f"{self.dice.choice(_FAMILY)} {self.dice.choice(_MIDDLE[sex])} {self.dice.choice(_GIVEN[sex])}"
        return Person(
            name=name,
            citizen_id=f"099{century}{year % 100:02d}{self.dice.randrange(10**6):06d}",
            born=born.isoformat(),
            sex=sex,
            address=f"{self.dice.choice(_VILLAGES)}, xã Đông Phù",
            phone=f"0900000{self.dice.randrange(1000):03d}",
        )


def _pick(dice: random.Random, demand: dict[str, int]) -> str:
    return dice.choices(list(demand), list(demand.values()))[0]


def _papers(chosen: Procedure) -> tuple[Paper, ...]:
    return chosen.papers or (Paper(name="Tờ khai theo mẫu", originals=1),)


def _fee(chosen: Procedure) -> Fee:
    if chosen.fee_amount:
        return Fee(amount=chosen.fee_amount, status=FeeStatus.PAID, method="cash")
    return Fee()


def _ignore(_state: DossierState) -> None:
    """The state after a played act is read again when it is needed."""
