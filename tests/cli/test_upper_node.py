"""An office above: ledgers and counts of all who sent, a page beside a bundle, the export at closing."""

import json
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest

from counter_app.config import Workstation
from counter_app.core.states import Role
from counter_app.services import accounts, closing_export
from counter_app.services.desk import close_desk, open_desk
from tests.cli.desk_home import Counter, Said
from tests.cli.exchange_homes import another_office, introduce, neighbour_above
from tests.conftest import NOW
from tests.documents.page_readers import page_texts


@pytest.fixture
def above(counter: Counter, tmp_path: Path, stick: Path) -> Counter:
    """Node 0001, which has two dossiers of ours, one of them finished."""
    made = neighbour_above(counter, tmp_path / "above", stick)
    counter.finished()
    counter.receive(name="Lê Thị Hoa", at="2026-11-20T15:00")
    made.done("import", counter.done("export", "--to", stick, "--for", "0001")["file"])
    return made


def test_counts_by_office_and_field(above: Counter) -> None:
    said = above("node", "counts", "--from", "2026-11-01", "--to", "2026-11-30", "--json")
    (row,) = [json.loads(line) for line in said.out.splitlines()]
    assert row["node"] == "0117"
    assert row["office"] == "UBND xã Đông Phù"
    assert row["field"]
    assert (row["received"], row["finished"], row["returned"], row["late"]) == (2, 1, 0, 0)
    assert above("node", "counts", "--from", "2026-11-01", "--to", "9999-12-31", "--json").rows == said.rows
    later = ("node", "counts", "--from", "2026-11-21", "--to", "2026-11-30")
    assert "No dossier was received from 21/11/2026 to 30/11/2026" in above(*later).out
    assert above(*later, "--json").out == ""


def test_the_ledger_of_all_and_of_one(above: Counter, tmp_path: Path) -> None:
    def rows(*words: str) -> int:
        out = tmp_path / "ledger.csv"
        said = above.done("ledger", "--from", "2026-11-01", "--to", "2026-11-30", "--out", out, *words)
        assert out.read_text(encoding="utf-8-sig").count("\n") == said["rows"] + 1
        return int(said["rows"])

    assert rows() == 0, "its own ledger has what it received itself"
    assert rows("--node", "all") == 2
    assert rows("--node", "0117") == 2
    assert rows("--node", "0001") == 0


def test_a_ledger_of_all_says_no_numbers_and_one_of_nobody_is_refused(
    counter: Counter, above: Counter, stick: Path, tmp_path: Path
) -> None:
    def ledger(office: Counter, node: str, out: str = "ledger.csv") -> Said:
        words = ("--from", "2026-11-01", "--to", "2026-11-30", "--node", node)
        return office("ledger", *words, "--out", tmp_path / out)

    page = tmp_path / "ledger.html"
    assert ledger(above, "all", page.name).out == f"{page}: 2 dossiers of 1 office.\n"
    summed = "tiếp nhận 2 hồ sơ của 1 cơ quan; đã trả kết quả 0; còn lại 2."
    assert summed in unescape(page.read_text(encoding="utf-8"))
    assert "numbers 1 to 2" in ledger(above, "0117").out
    assert "no dossier was received" in ledger(above, "0001").out
    page.unlink()
    for unknown in ("0131", "117", "xã"):
        assert "is not known here" in ledger(above, unknown, page.name).refusal
    assert not page.exists()
    # Another office may be known by its journal alone, which ours carries up.
    below = another_office(counter, tmp_path / "below", "0131", "UBND xã Tây Phù")
    introduce(counter, below, stick, "--relation", "above")
    introduce(below, counter, stick, "--relation", "below")
    counter.done("import", below.done("export", "--to", stick, "--for", "0117")["file"])
    for file in counter.done("export", "--to", stick, "--for", "0001")["carried"]:
        above.done("import", file)
    assert "no dossier was received" in ledger(above, "0131").out


def test_a_ledger_of_others_says_whose_dossiers_it_lists(
    counter: Counter, above: Counter, tmp_path: Path
) -> None:
    def said(office: Counter, ending: str, *words: str) -> str:
        out = tmp_path / f"ledger.{ending}"
        office.done("ledger", "--from", "2026-11-01", "--to", "2026-11-30", "--out", out, *words)
        if ending == "pdf":
            return " ".join(" ".join(page_texts(out.read_bytes())).split())
        if ending == "xlsx":
            with ZipFile(out) as book:
                return unescape(book.read("xl/worksheets/sheet1.xml").decode())
        return unescape(out.read_text(encoding="utf-8"))

    for ending in ("html", "pdf", "xlsx"):
        ours = said(counter, ending)
        assert "Hồ sơ của" not in ours
        assert "Hồ sơ của UBND xã Đông Phù (nơi 0117)" in said(above, ending, "--node", "0117")
        assert "Hồ sơ của mọi cơ quan có dữ liệu tại đây" in said(above, ending, "--node", "all")
        assert "Hồ sơ của" not in said(above, ending, "--node", "0001"), "its own"


def test_a_page_beside_the_bundle_only_where_it_is_asked_for(
    counter: Counter, above: Counter, stick: Path
) -> None:
    assert list(stick.glob("*.html")) == []
    counter.receive(name="Trần <b>Văn</b> Nam", at="2026-11-20T16:00")
    made = counter.done("export", "--to", stick, "--for", "0001", "--html")
    assert made["encrypted"] is True
    text = Path(made["html"]).read_text(encoding="utf-8")
    assert "Trần &lt;b&gt;Văn&lt;/b&gt; Nam" in text
    assert "not sealed" in counter("export", "--to", stick, "--for", "0001", "--html").out


def test_the_export_at_closing_is_said_and_never_in_the_way(
    counter: Counter, above: Counter, stick: Path
) -> None:
    desk = open_desk(counter.at, lambda: NOW)
    try:
        off = Workstation(export_folder=str(stick))
        assert closing_export.run(desk, off, NOW) is False
        gone = Workstation(export_folder=str(stick / "gone"), closing_export=True, closing_receiver="0001")
        assert closing_export.run(desk, gone, NOW) is False
        assert "is not there" in closing_export.problem()
        there = Workstation(export_folder=str(stick), closing_export=True, closing_receiver="0001")
        assert closing_export.run(desk, there, NOW) is True
        assert closing_export.problem() == ""
        (specialist,) = (one for one in accounts.officers(desk) if one.role is Role.SPECIALIST)
        assert closing_export.run(desk, there, NOW, specialist) is True, "whoever goes home last"
        assert closing_export.problem() == ""
    finally:
        close_desk()
    for file in stick.glob("0117-*.age"):
        above("import", file)
    for file in stick.glob("0001-*.hsa"):
        counter("acknowledge", file)
    desk = open_desk(counter.at, lambda: NOW)
    try:
        assert closing_export.run(desk, there, NOW) is False
        assert closing_export.problem() == "", "nothing new is no failure"
    finally:
        close_desk()
