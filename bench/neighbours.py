"""Neighbours for the pictures of the exchange: an office above and reception points below, with a gap."""

import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from counter_app.config import Home
from counter_app.core.records import NewDossier, Paper, Person
from counter_app.demo import OFFICE, OFFICERS
from counter_app.services import accounts, exchange, nodes, reception
from counter_app.services.desk import Desk, close_desk, create_office, open_desk

#: Number, name, what it is to the commune, how many days ago it wrote.
PROVINCE = ("0001", "UBND tỉnh Đông", "above", 0)
BELOW = (
    ("0131", "Điểm tiếp nhận thôn Thượng", "below", 0),
    ("0132", "Điểm tiếp nhận thôn Hạ", "below", 0),
    ("0133", "Điểm tiếp nhận chợ Phù", "below", 7),
)
#: The reception point whose second file came and whose first did not.
WITH_GAP = "0132"


def make_neighbours(home: Home, now: datetime) -> None:
    """Let the office in ``home`` know its neighbours and take their files in; its database is closed."""
    with tempfile.TemporaryDirectory() as folder:
        stick = Path(folder)
        own = _open(home, now, nodes.node_file)
        (stick / "own.toml").write_text(str(own), encoding="utf-8")
        for number, name, relation, days in (PROVINCE, *BELOW):
            _make_neighbour(stick, Home(stick / number), number, name, relation, now - timedelta(days=days))
        _open(home, now, lambda desk: _meet(desk, stick, now))


def _meet(desk: Desk, stick: Path, now: datetime) -> None:
    for number, _name, relation, _days in (PROVINCE, *BELOW):
        nodes.add_node(desk, stick / f"{number}.toml", relation=relation)
        for file in sorted((stick / "files").glob(f"{number}-*.hsb")):
            exchange.import_bundle(desk, file, now)
    sent = exchange.export(desk, stick, now - timedelta(days=3), PROVINCE[0])
    sent.file.unlink()


def _make_neighbour(stick: Path, home: Home, number: str, name: str, relation: str, at: datetime) -> None:
    desk = create_office(home, replace(OFFICE, node=number, name=name), at - timedelta(days=9), lambda: at)
    files = stick / "files"
    files.mkdir(exist_ok=True)
    try:
        accounts.add_officer(desk, OFFICERS[0], "1234", at - timedelta(days=9))
        (stick / f"{number}.toml").write_text(nodes.node_file(desk), encoding="utf-8")
        nodes.add_node(desk, stick / "own.toml")
        if relation == "below":
            _receive(desk, at - timedelta(hours=9), 3)
            first = exchange.export(desk, files, at - timedelta(hours=8))
            if number == WITH_GAP:
                first.file.unlink()
                _receive(desk, at - timedelta(hours=7), 4)
                _acknowledged(first.last_seq, number)
                exchange.export(desk, files, at - timedelta(hours=7), OFFICE.node).file.rename(
                    files / f"{number}-later.hsb"
                )
    finally:
        close_desk()


def _acknowledged(seq: int, number: str) -> None:
    """What the commune said before its database was brought back from an older copy."""
    from counter_app.models import exchange as records

    records.acknowledge(OFFICE.node, number, 1, seq)


def _receive(desk: Desk, at: datetime, count: int) -> None:
    for minutes in range(count):
        new = NewDossier(
            procedure="1.004873",
            applicant=Person(name="Hoàng Thị Sen", citizen_id="099188000731", address="Thôn Hạ, xã Đông Phù"),
            papers=(Paper(name="Tờ khai", originals=1),),
        )
        reception.receive(desk, new, OFFICERS[0], at + timedelta(minutes=minutes))


def _open(home: Home, now: datetime, work: Callable[[Desk], object]) -> object:
    desk = open_desk(home, lambda: now)
    try:
        return work(desk)
    finally:
        close_desk()
