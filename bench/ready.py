"""Results that wait for the pictures of handing over: with money due, and several of one person."""

from datetime import datetime, timedelta

from counter_app.core.command_cards import Command, card_digits
from counter_app.core.records import Fee, FeeStatus, NewDossier, Paper, Person
from counter_app.demo import OFFICERS
from counter_app.services import processing, queries, reception
from counter_app.services.desk import Desk

_AN, _DUNG = OFFICERS[0], OFFICERS[2]
_HUU = Person(
    name="Lê Văn Hữu",
    citizen_id="099070001122",
    born="1970-05-02",
    sex="Nam",
    address="Thôn Hạ, xã Đông Phù",
    phone="0900000452",
)
_NHAN = Person(
    name="Đỗ Thị Nhàn",
    citizen_id="099182003355",
    born="1982-11-30",
    sex="Nữ",
    address="Thôn Cầu Giữa, xã Đông Phù",
    phone="0900000453",
)
#: Somebody else's card: the daughter collects.
HANH = "099195003344||Lê Thị Mỹ Hạnh|14031995|Nữ|Thôn Hạ, xã Đông Phù|01022022"


def make_ready(desk: Desk, now: datetime) -> None:
    """Receive and finish them, some days before ``now``."""
    due = Fee(amount=16_000, status=FeeStatus.DUE)
    matters = (
        (_HUU, "1.004884", due),
        (_HUU, "1.004873", Fee(amount=8_000, status=FeeStatus.DUE)),
        (_HUU, "1.001193", Fee()),
        (_NHAN, "1.004873", Fee()),
    )
    for minutes, (person, procedure, fee) in enumerate(matters):
        at = now - timedelta(days=5) + timedelta(minutes=3 * minutes)
        new = NewDossier(
            procedure=procedure,
            applicant=person,
            papers=(Paper(name="Tờ khai", originals=1),),
            fee=fee,
            wants_receipt=False,
        )
        state = reception.receive(desk, new, _AN, at)
        processing.forward(desk, state.scan_number, _AN, at + timedelta(minutes=30))
        processing.finish(desk, state.scan_number, _DUNG, at + timedelta(days=3), note="ngăn B3")


def _number(stage, phone: str, place: int) -> str:
    desk = stage.studio.desk
    found = queries.search(desk, phone, queries.Which.READY, at=desk.clock())
    return sorted(row.scan_number for row in queries.rows(desk, found.ids))[place]


def _scan(stage, command: Command) -> None:
    stage.scan(card_digits(command))


def _one(stage) -> None:
    stage.window.go("handover")
    stage.scan(_number(stage, "0900000453", 0))


def _several(stage) -> None:
    stage.window.go("handover")
    stage.scan(_number(stage, "0900000452", 0))
    stage.press("Alt+T")


def _authorised(stage) -> None:
    _several(stage)
    stage.scan(HANH)
    stage.type("Số 118 ngày 20/11/2026, UBND xã Đông Phù")
    stage.window.page().form.due.number.set_text("0003241")
    stage.window.page().form.due.given.setFocus()
    stage.type("30000")


def _at_once(stage) -> None:
    stage.scan(_number(stage, "0900000453", 0))


def _by_card(stage) -> None:
    _at_once(stage)
    _scan(stage, Command.HAND_OVER)


def _money_by_card(stage) -> None:
    stage.scan(_number(stage, "0900000452", 0))
    _scan(stage, Command.HAND_OVER)


def _undo_by_card(stage) -> None:
    stage.sign_in(_DUNG)
    stage.open("resting")
    _scan(stage, Command.UNDO)


def _without_dossier(stage) -> None:
    _scan(stage, Command.HAND_OVER)


#: Pictures of handing over and of the command cards.
SCENES = {
    "collect-one": _one,
    "collect-several": _several,
    "collect-authorised": _authorised,
    "collect-at-once": _at_once,
    "command-hand-over": _by_card,
    "command-money": _money_by_card,
    "command-undo": _undo_by_card,
    "command-without-dossier": _without_dossier,
}
