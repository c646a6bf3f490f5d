"""Two offices hand one result over: listed with both stories, decided by the head, the same everywhere."""

from pathlib import Path

import pytest

from counter_app.core.records import Officer
from counter_app.core.states import Role
from counter_app.core.times import parse_time
from counter_app.services.accounts import add_officer
from counter_app.services.desk import close_desk, open_desk
from tests.cli.desk_home import Counter
from tests.cli.exchange_homes import another_office, introduce

PROXY = ("--authorised", "giấy ủy quyền")


@pytest.fixture
def hamlet(counter: Counter, tmp_path: Path, stick: Path) -> Counter:
    """A reception point below, with an officer of its own, which both give and get everything."""
    made = another_office(counter, tmp_path / "hamlet", "0217", "Điểm tiếp nhận thôn Hạ")
    introduce(made, counter, stick, "--relation", "below")
    introduce(counter, made, stick, "--relation", "above")

    desk = open_desk(made.at)
    add_officer(
        desk,
        Officer(login="binh", name="Vũ Thị Bình", role=Role.HEAD),
        "4321",
        parse_time("2026-11-01T08:00"),
    )
    close_desk()
    made.pins["binh"] = "4321"
    return made


def send(one: Counter, other: Counter, stick: Path, number: str) -> None:
    made = one.done("export", "--to", stick, "--for", number)
    for file in (made["file"], *made["carried"]):
        other.done("import", file)


def test_the_head_decides_and_both_offices_agree(counter: Counter, hamlet: Counter, stick: Path) -> None:
    code = counter.finished()
    send(counter, hamlet, stick, "0217")
    counter.done("return", code, "--to", "Lê Thị Ánh", *PROXY, "--at", "2026-11-21T09:00", by="an")
    hamlet.done("return", code, "--to", "Trần Văn Bình", *PROXY, "--at", "2026-11-21T10:00", by="binh")
    assert counter("node", "conflicts").out == "The offices agree: there is nothing to decide.\n"
    assert counter("node", "conflicts", "--json").out == ""
    send(hamlet, counter, stick, "0117")
    ((conflict,)) = counter("node", "conflicts", "--json").rows
    assert conflict["code"] == code
    ours, theirs = conflict["stories"]
    assert "Lê Thị Ánh" in ours["words"]
    assert "Trần Văn Bình" in theirs["words"]
    assert "Điểm tiếp nhận thôn Hạ" in counter("node", "conflicts").out

    before = counter.state()
    at = ("--at", "2026-11-22T08:00")
    assert "ask" in counter("node", "settle", code, "--keep", ours["place"], *at, by="an").refusal
    wrong = counter("node", "settle", code, "--keep", "x", *at, by="chi")
    assert (wrong.code, "names no event" in wrong.err) == (2, True)
    assert "no such conflict" in counter("node", "settle", code, "--keep", "0117-1-1", *at, by="chi").refusal
    assert counter.state() == before
    counter.done("node", "settle", code, "--keep", ours["place"], "--note", "đã gọi điện", *at, by="chi")
    assert "nothing to decide" in counter("node", "conflicts").out
    send(counter, hamlet, stick, "0217")
    assert "nothing to decide" in hamlet("node", "conflicts").out
    assert hamlet.done("show", code) == counter.done("show", code)
    kinds = [event["kind"] for event in counter.done("show", code)["events"]]
    assert kinds.count("handed_over") == 2
    assert kinds[-1] == "conflict_settled"
