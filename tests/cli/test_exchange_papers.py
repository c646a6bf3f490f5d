"""Acknowledgements and keys on paper, whole folders, and the bar on a terminal."""

import re
import sys
from pathlib import Path

import pytest

from counter_app.core.papers import Sheet
from counter_app.services import exchange_papers
from counter_app.services.desk import close_desk, open_desk
from tests.cli.desk_home import Counter
from tests.cli.exchange_homes import another_office, introduce, neighbour_above
from tests.conftest import NOW
from tests.documents.page_readers import page_texts, read_by_zbar, read_by_zxing, rendered, run_together


@pytest.fixture
def above(counter: Counter, tmp_path: Path, stick: Path) -> Counter:
    """Node 0001 above ours; each knows the other."""
    return neighbour_above(counter, tmp_path / "above", stick)


def test_an_acknowledgement_on_paper_is_scanned_back(counter: Counter, above: Counter, stick: Path) -> None:
    counter.receive()
    made = counter.done("export", "--to", stick, "--for", "0001")
    above.done("import", made["file"])
    said = above.done("node", "acknowledge", "--to", stick, "--paper")
    (paper,) = said["papers"]
    image = rendered(Path(paper).read_bytes(), 300)
    (line,) = read_by_zxing(image)
    assert read_by_zbar(image) == {line}
    assert counter.done("acknowledge", line) == {"node": "0001", "acknowledged_seq": made["last_seq"]}


@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
def test_the_sample_of_an_acknowledgement_goes_to_another_office(counter: Counter, sheet: Sheet) -> None:
    desk = open_desk(counter.at)
    try:
        content = exchange_papers.sample_acknowledgement(desk, NOW, sheet)
    finally:
        close_desk()
    text = run_together(page_texts(content)[0])
    assert "0117, UBND xã Đông Phù" in text
    assert "0001, UBND tỉnh Đông" in text
    (line,) = read_by_zxing(rendered(content, 300))
    _form, sender, _epoch, node, *_more = line.split(":")
    assert (sender, node) == ("0117", "0001")


def test_the_digits_on_the_paper_are_taken_as_typed(counter: Counter, above: Counter, stick: Path) -> None:
    counter.receive()
    made = counter.done("export", "--to", stick, "--for", "0001")
    above.done("import", made["file"])
    (paper,) = above.done("node", "acknowledge", "--to", stick, "--paper")["papers"]
    text = run_together(page_texts(Path(paper).read_bytes())[0])
    end = f"{made['last_seq'] % 10**7:07d}"
    place = text.index(f"{end[:4]} {end[4:]}")
    assert counter.done("acknowledge", text[place : place + 14])["acknowledged_seq"] == made["last_seq"]


def test_a_key_on_paper_makes_an_office_known(counter: Counter, tmp_path: Path, stick: Path) -> None:
    hamlet = another_office(counter, tmp_path / "hamlet", "0217", "Điểm tiếp nhận thôn Hạ")
    said = hamlet.done("node", "show-key", "--paper", stick / "key.pdf")
    content = (stick / "key.pdf").read_bytes()
    assert said["fingerprint"] in run_together(page_texts(content)[0])
    (line,) = read_by_zxing(rendered(content, 300))
    assert counter.done("node", "add", line, "--relation", "below") == {
        "node": "0217",
        "name": "Điểm tiếp nhận thôn Hạ",
        "fingerprint": said["fingerprint"],
    }
    sent = hamlet.done("export", "--to", stick)
    assert counter.done("import", sent["file"])["applied"] == sent["events"]


def test_a_line_that_was_cut_or_changed_makes_nobody_known(
    counter: Counter, tmp_path: Path, stick: Path
) -> None:
    hamlet = another_office(counter, tmp_path / "hamlet", "0217", "Điểm tiếp nhận thôn Hạ")
    hamlet.done("node", "show-key", "--paper", stick / "key.pdf")
    (line,) = read_by_zxing(rendered((stick / "key.pdf").read_bytes(), 300))
    other = "A" if line[12] != "A" else "B"
    recipient = line.split(":")[3]
    for wrong in (
        line[:-1],
        line[:60],
        line[:12] + other + line[13:],
        line.replace(recipient, recipient[:-1] + ("Q" if recipient[-1] != "Q" else "P")),
        line.replace(":0217:", ":0218:"),
    ):
        assert "not the whole key" in counter("node", "add", wrong).refusal
    assert len(counter("node", "list").out.splitlines()) == 1


def test_a_folder_that_cannot_take_the_page_is_named(counter: Counter, stick: Path) -> None:
    assert "no/such" in counter("node", "show-key", "--paper", stick / "no" / "such" / "key.pdf").refusal


def test_a_whole_folder_in_any_order(counter: Counter, above: Counter, tmp_path: Path, stick: Path) -> None:
    hamlet = another_office(counter, tmp_path / "hamlet", "0217", "Điểm tiếp nhận thôn Hạ")
    introduce(hamlet, above, stick, "--relation", "below")
    counter.receive()
    one = counter.done("export", "--to", stick, "--for", "0001")
    two = hamlet.done("export", "--to", stick)
    (stick / "0999-1-1-1.hsb").write_bytes(b"nothing")
    said = above("import", stick, "--json")
    assert said.code == 1, "somebody must look"
    (refused,) = said.err.splitlines()
    assert refused.startswith("0999-1-1-1.hsb: ")
    rows = said.rows
    assert [(row.get("node"), row.get("applied"), bool(row["problem"])) for row in rows] == [
        ("0117", one["events"], False),
        ("0217", two["events"], False),
        (None, None, True),
    ]
    # What was written beside them is ours to fetch: an acknowledgement for each.
    again = above("import", stick, "--json")
    assert [row.get("applied") for row in again.rows] == [0, 0, None]
    (stick / "0999-1-1-1.hsb").unlink()
    assert above("import", stick).code == 0
    ours = [row for row in counter("import", stick, "--json").rows if "0001-0117" in row["file"]]
    assert ours[0]["acknowledged_seq"] == one["last_seq"]


def test_a_file_that_only_another_office_opens_is_left_to_it(
    counter: Counter, above: Counter, tmp_path: Path, stick: Path
) -> None:
    hamlet = another_office(counter, tmp_path / "hamlet", "0217", "Điểm tiếp nhận thôn Hạ")
    counter.receive()
    made = Path(counter.done("export", "--to", stick, "--for", "0001")["file"])
    said = hamlet("import", stick)
    assert said.code == 0, "a stick goes round"
    assert said.err.startswith(f"{made.name}: The file is sealed for another office")
    made.write_bytes(made.read_bytes()[:-9])
    assert above("import", stick).code == 1


def test_folders_that_are_refused(counter: Counter, stick: Path) -> None:
    before = counter.state()
    assert "no exchange file" in counter("import", stick).refusal
    (stick / "0999-1-1-1.hsb").write_bytes(b"nothing")
    assert "0999-1-1-1.hsb" in counter("import", stick).refusal
    assert counter.state() == before


def test_a_terminal_sees_how_far_it_is(
    counter: Counter, above: Counter, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.receive()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    said = counter("export", "--to", stick, "--for", "0001")
    assert said.code == 0
    assert re.search(r"\] 0/(\d+)\r.*\] \1/\1\r", said.err)
    assert "\r" in said.err
