"""Dossiers off the usual way, for the pictures: waiting, extended, resting, put right, not received."""

from datetime import datetime, timedelta

from counter_app.core.life import MissingPaper
from counter_app.core.records import Channel, NewDossier, Paper, Person
from counter_app.core.states import Status
from counter_app.demo import OFFICERS
from counter_app.services import corrections, decisions, fees, processing, queries, reception, supplements
from counter_app.services.desk import Desk

_AN, _DUNG = OFFICERS[0], OFFICERS[2]

#: Scan numbers by what is unusual about them.
Unusual = dict[str, str]


def make_unusual(desk: Desk, now: datetime) -> Unusual:
    """Bring dossiers into each state of waiting; what :func:`unusual` finds again."""
    at = now - timedelta(days=3)
    made = {}
    for name in ("plain", "waiting", "payment", "resting", "extended"):
        new = _new(name)
        state = reception.receive(desk, new, _AN, at)
        processing.forward(desk, state.scan_number, _AN, at + timedelta(minutes=5))
        made[name] = state.scan_number
    later = now - timedelta(hours=3)
    supplements.request(
        desk,
        made["waiting"],
        [
            MissingPaper(name="Bản sao quyết định ly hôn", bring="1 bản sao", where="Tòa án khu vực"),
            MissingPaper(name="Tờ khai", point="thiếu chữ ký của người yêu cầu"),
        ],
        _DUNG,
        later,
        "Chưa đủ căn cứ xác nhận",
    )
    fees.request_payment(desk, made["payment"], _DUNG, later, 500_000, "lệ phí")
    decisions.suspend(desk, made["resting"], _DUNG, later, "chờ kết quả xác minh của Công an xã")
    due = queries.dossier(desk, made["extended"]).due_at + timedelta(days=6)
    decisions.extend(desk, made["extended"], _DUNG, later, due, "chờ xác minh nơi cư trú cũ")
    corrections.correct(
        desk, made["extended"], {"phone": "0900000199"}, _AN, later + timedelta(minutes=5), "gõ sai số"
    )
    corrections.place(desk, made["extended"], _AN, later + timedelta(minutes=6), "Kệ 3, ngăn 2")
    online = reception.register(desk, _new("online", channel=Channel.ONLINE), _AN, later)
    made["registered"] = online.scan_number
    return made


def unusual(desk: Desk) -> Unusual:
    """The dossiers that :func:`make_unusual` made, by the state that they are in now."""
    found = queries.search(desk, "0900000198", at=desk.clock())
    rows = queries.rows(desk, found.ids)
    names = {
        Status.IN_PROGRESS: "plain",
        Status.SUPPLEMENT: "waiting",
        Status.PAYMENT: "payment",
        Status.SUSPENDED: "resting",
        Status.REGISTERED: "registered",
    }
    made = {names[row.status]: row.scan_number for row in rows if row.status in names}
    other = queries.search(desk, "0900000199", at=desk.clock())
    made["extended"] = queries.rows(desk, other.ids)[0].scan_number
    return made


def _new(name: str, channel: Channel = Channel.DIRECT) -> NewDossier:
    people = {
        "plain": ("Đinh Thị Nhữ", "Nữ"),
        "waiting": ("Lê Thị Mỹ Hạnh", "Nữ"),
        "payment": ("Cao Văn Thiện", "Nam"),
        "resting": ("Vi Thị Sầm", "Nữ"),
        "extended": ("Hà Đình Tế", "Nam"),
        "online": ("Ngô Minh Quyết", "Nam"),
    }
    who, sex = people[name]
    return NewDossier(
        procedure="1.004873",
        applicant=Person(name=who, sex=sex, phone="0900000198", address="Thôn Hạ, xã Đông Phù"),
        papers=(Paper(name="Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", originals=1),),
        channel=channel,
        wants_receipt=False,
    )
