"""Acknowledgements and sealed bundles between offices: by file, by telephone, carried along, carried on."""

from pathlib import Path

import pytest

from counter_app.services import acknowledgements
from counter_app.services.desk import close_desk, open_desk
from tests.cli.desk_home import Counter
from tests.cli.exchange_homes import another_office, introduce, neighbour_above


@pytest.fixture
def above(counter: Counter, tmp_path: Path, stick: Path) -> Counter:
    """Node 0001, which our office knows as the one above it; each knows the other."""
    return neighbour_above(counter, tmp_path / "above", stick)


def export(office: Counter, stick: Path, receiver: str) -> Path:
    return Path(office.done("export", "--to", stick, "--for", receiver)["file"])


def digits(office: Counter, node: str) -> str:
    desk = open_desk(office.at)
    try:
        return acknowledgements.latest(desk, node).digits
    finally:
        close_desk()


def test_a_bundle_for_a_known_office_is_sealed(counter: Counter, above: Counter, stick: Path) -> None:
    counter.receive(name="Nguyễn Văn Hùng")
    made = counter.done("export", "--to", stick, "--for", "0001")
    assert made["encrypted"] is True
    assert made["file"].endswith(".hsb.age")
    assert above.done("import", made["file"])["applied"] == made["events"]
    third = another_office(counter, stick.parent / "third", "0300", "Xã bên")
    introduce(counter, third, stick)
    before = third.state()
    assert "another office" in third("import", made["file"]).refusal
    assert third.state() == before
    # What this office itself sealed it can open, too.
    assert counter.done("import", made["file"])["already"] == made["events"]


def test_the_acknowledgement_lies_beside_the_bundle_and_is_taken_in(
    counter: Counter, above: Counter, stick: Path
) -> None:
    counter.receive()
    made = counter.done("export", "--to", stick, "--for", "0001")
    taken = above.done("import", made["file"])
    assert taken["acknowledgement"] == str(stick / f"0001-0117-1-{made['last_seq']}.hsa")
    said = counter.done("acknowledge", taken["acknowledgement"])
    assert said == {"node": "0001", "acknowledged_seq": made["last_seq"]}
    assert counter.done("import", taken["acknowledgement"]) == said, "a file is a file"
    assert "nothing new" in counter("export", "--to", stick, "--for", "0001").out
    counter.receive(at="2026-11-20T10:00")
    again = counter.done("export", "--to", stick, "--for", "0001")
    assert again["first_seq"] == made["last_seq"] + 1


def test_a_lost_acknowledgement_delays_and_never_loses(counter: Counter, above: Counter, stick: Path) -> None:
    counter.receive()
    first = counter.done("export", "--to", stick, "--for", "0001")
    above.done("import", first["file"])
    counter.receive(at="2026-11-20T10:00")
    second = counter.done("export", "--to", stick, "--for", "0001")
    assert second["first_seq"] == 1
    taken = above.done("import", second["file"])
    assert (taken["already"], taken["applied"]) == (first["events"], second["events"] - first["events"])


def test_twelve_digits_over_the_telephone(counter: Counter, above: Counter, stick: Path) -> None:
    counter.receive()
    made = counter.done("export", "--to", stick, "--for", "0001")
    above.done("import", made["file"])
    heard = digits(above, "0117")
    spoken = f"{heard[:4]} {heard[4:8]} {heard[8:]}"
    before = counter.done("node", "show-key")
    for wrong in ("000000000000", heard[:-1] + str((int(heard[-1]) + 1) % 10), heard[::-1]):
        assert "do not fit" in counter("acknowledge", wrong).refusal
    assert counter.done("acknowledge", spoken)["acknowledged_seq"] == made["last_seq"]
    assert counter.done("node", "show-key") == before
    assert "nothing new" in counter("export", "--to", stick, "--for", "0001").out


def test_an_acknowledgement_travels_in_the_bundle_back(counter: Counter, above: Counter, stick: Path) -> None:
    counter.receive()
    made = counter.done("export", "--to", stick, "--for", "0001")
    above.done("import", made["file"])
    back = export(above, stick, "0117")
    counter.done("import", back)
    assert "nothing new" in counter("export", "--to", stick, "--for", "0001").out


def test_acknowledgements_for_all_in_one_step(counter: Counter, above: Counter, stick: Path) -> None:
    assert "nothing to acknowledge" in above("node", "acknowledge", "--to", stick).refusal
    above.done("import", export(counter, stick, "0001"))
    (file,) = above.done("node", "acknowledge", "--to", stick)["files"]
    assert counter.done("acknowledge", file)["node"] == "0001"


def test_acknowledgements_that_are_refused(counter: Counter, above: Counter, stick: Path) -> None:
    counter.receive()
    taken = above.done("import", export(counter, stick, "0001"))
    line = Path(taken["acknowledgement"]).read_text(encoding="ascii")
    before = counter.state()
    other = another_office(counter, stick.parent / "other", "0300", "Xã bên")
    assert "not known here" in other("acknowledge", taken["acknowledgement"]).refusal
    (stick / "changed.hsa").write_text(line.replace(":1:", ":2:"), encoding="ascii")
    assert "signature" in counter("acknowledge", stick / "changed.hsa").refusal
    (stick / "cut.hsa").write_text(line[:-10], encoding="ascii")
    assert "whole acknowledgement" in counter("acknowledge", stick / "cut.hsa").refusal
    assert "no file" in counter("acknowledge", stick / "none.hsa").refusal
    assert counter.state() == before
    assert counter.done("acknowledge", line.strip())["node"] == "0001"


def test_a_medium_that_cannot_be_written_delays_only_the_acknowledgement(
    counter: Counter, above: Counter, stick: Path
) -> None:
    made = counter.done("export", "--to", stick, "--for", "0001")
    (stick / f"0001-0117-1-{made['last_seq']}.hsa").mkdir()
    said = above("import", made["file"], "--json")
    assert said.code == 0
    assert said.json["applied"] == made["events"]
    assert said.json["acknowledgement"] is None
    assert "acknowledgement could not be written" in said.err


def test_a_hamlet_is_carried_on_to_the_province(counter: Counter, above: Counter, stick: Path) -> None:
    """From a reception point through the commune to the office above; what was decided comes back down."""
    hamlet = another_office(counter, stick.parent / "hamlet", "0217", "Điểm tiếp nhận thôn Hạ")
    introduce(hamlet, counter, stick, "--relation", "below")
    introduce(counter, hamlet, stick, "--relation", "above")
    sent = hamlet.done("export", "--to", stick, "--for", "0117")
    counter.done("import", sent["file"])
    code = counter.finished()

    made = counter.done("export", "--to", stick, "--for", "0001")
    (carried,) = made["carried"]
    assert Path(carried).name.startswith("0217-1-1-")
    taken = above.done("import", carried)
    assert (taken["node"], taken["applied"]) == ("0217", sent["events"])
    above.done("import", made["file"])
    assert [row.split()[0] for row in above("node", "list").out.splitlines()] == ["0001", "0117", "0217"]

    # What is acknowledged of both is not sent again.
    for file in above.done("node", "acknowledge", "--to", stick)["files"]:
        counter.done("acknowledge", file)
    assert "nothing new" in counter("export", "--to", stick, "--for", "0001").out

    down = counter.done("export", "--to", stick, "--for", "0217")
    hamlet.done("import", down["file"])
    assert hamlet.done("show", code) == counter.done("show", code)


def test_nobody_carries_the_journal_of_a_known_office(counter: Counter, above: Counter, stick: Path) -> None:
    third = another_office(counter, stick.parent / "third", "0300", "Xã bên")
    introduce(third, counter, stick, "--relation", "below")
    introduce(counter, third, stick, "--relation", "above")
    counter.done("import", export(third, stick, "0117"))
    (carried,) = counter.done("export", "--to", stick, "--for", "0001")["carried"]
    introduce(third, above, stick)
    before = above.state()
    assert "take its own files in" in above("import", carried).refusal
    assert above.state() == before
