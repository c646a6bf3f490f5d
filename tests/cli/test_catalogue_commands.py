"""catalogue import, export and posting: previewed, whole or not at all, refused by one sentence."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.desk_home import Counter
from tests.documents.page_readers import page_texts


def rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as written:
        return list(csv.reader(written))


def write(file: Path, rows: list[list[str]]) -> Path:
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(rows)
    return file


@pytest.fixture
def csv_file(counter: Counter, tmp_path: Path) -> Path:
    """The catalogue in use as CSV."""
    made = counter.done("catalogue", "export", "--out", tmp_path / "dm.csv")
    assert made["procedures"] == 285
    assert [Path(one).name for one in made["files"]] == ["dm.csv", "dm.papers.csv"]
    return Path(made["file"])


@pytest.mark.parametrize("name", ["dm.csv", "dm.xlsx"])
def test_what_is_written_out_is_taken_in_without_a_difference(
    counter: Counter, tmp_path: Path, name: str
) -> None:
    before = counter.state()
    counter.done("catalogue", "export", "--out", tmp_path / name)
    taken = counter.done("catalogue", "import", tmp_path / name, by="chi")
    assert (taken["added"], taken["changed"], taken["refused"], taken["kept"]) == ([], [], [], [])
    assert (taken["same"], taken["promises"]) == (285, [])
    assert counter.state() == before


def test_a_list_says_what_was_added_and_changed(counter: Counter, csv_file: Path) -> None:
    code = counter.receive(at="2026-11-23T09:12")["code"]
    rows = rows_of(csv_file)
    heading = rows[0]
    for row in rows[1:]:
        if row[0] == "1.004873":
            row[heading.index("deadline_value")] = "5"
    rows.append(["1.999999", "Thủ tục mới", "Hộ tịch", *[""] * (len(heading) - 3)])
    write(csv_file, rows)
    before = counter.state()
    shown = counter.done("catalogue", "import", csv_file, "--preview")
    assert counter.state() == before
    assert shown["applied"] is False
    taken = counter.done("catalogue", "import", csv_file, "--at", "2026-11-23T15:00", by="it")
    assert taken == shown | {"applied": True}
    assert taken["added"] == [{"code": "1.999999", "name": "Thủ tục mới"}]
    (changed,) = taken["changed"]
    assert changed["fields"] == [{"field": "deadline", "before": "working_days:3", "after": "working_days:5"}]
    (promise,) = taken["promises"]
    assert promise["code"] == code
    assert promise["would_be"] > promise["due_at"]
    assert counter.done("due", "1.004873", "--at", "2026-11-23T09:00")["working_days"] == 5
    assert counter.state() != before


def test_a_list_is_told_in_lines(counter: Counter, csv_file: Path) -> None:
    counter.receive(at="2026-11-23T09:12")
    rows = rows_of(csv_file)
    for row in rows[1:]:
        if row[0] == "1.004873":
            row[rows[0].index("deadline_value")] = "5"
    rows += [["1.999999", "Thủ tục mới", "Hộ tịch", *[""] * 16], ["1.004", "?", "Hộ tịch", *[""] * 16]]
    write(csv_file, rows)
    said = counter("catalogue", "import", csv_file, "--preview")
    assert said.code == 0
    assert said.out.splitlines() == [
        "dm.csv: 1 new, 1 changed, 284 the same, 1 refused, 0 not in it.",
        "new: 1.999999 Thủ tục mới",
        "changed: 1.004873 deadline: “working_days:3” becomes “working_days:5”",
        "refused: dm.csv, line 288, column “code”: the code “1.004” must look like 1.004873.",
        "1 open dossier was promised by the deadline before; it keeps its day.",
    ]


def test_refused_rows_refuse_the_list_and_partial_takes_the_good_ones(
    counter: Counter, csv_file: Path
) -> None:
    rows = rows_of(csv_file)
    rows[1][1] = "Tên mới"
    rows[2][0] = "1.004"
    rows[4][0] = rows[3][0]
    write(csv_file, rows)
    before = counter.state()
    assert counter("catalogue", "import", csv_file, by="chi").refusal == (
        "dm.csv, line 3, column “code”: the code “1.004” must look like 1.004873. "
        "Another row is refused; nothing was changed."
    )
    said = counter("catalogue", "import", csv_file, "--json", by="chi")
    assert said.code == 1
    assert [(one["row"], one["field"]) for one in json.loads(said.out)["refused"]] == [
        (3, "code"),
        (5, "code"),
    ]
    assert counter.state() == before
    taken = counter.done("catalogue", "import", csv_file, "--partial", "--decision", "12/QĐ", by="chi")
    assert [one["code"] for one in taken["changed"]] == [rows[1][0]]
    assert len(taken["refused"]) == 2
    assert counter.state() != before


def test_merged_cells_and_fifty_thousand_rows_are_refused_by_one_sentence(
    counter: Counter, tmp_path: Path
) -> None:
    file = tmp_path / "dm.xlsx"
    counter.done("catalogue", "export", "--out", file)
    book = openpyxl.load_workbook(file)
    book.worksheets[0].merge_cells("B7:B8")
    book.save(file)
    before = counter.state()
    assert counter("catalogue", "import", file, by="chi").refusal == (
        "dm.xlsx (sheet Thủ tục), line 7, column “Tên thủ tục”: the cell is merged with others; "
        "unmerge them and fill each one. Another row is refused; nothing was changed."
    )
    many = [["code", "name", "field"], *([f"1.{n:06d}", "Tên", "Hộ tịch"] for n in range(50_000))]
    refused = counter("catalogue", "import", write(tmp_path / "big.csv", many), by="chi").refusal
    assert refused.startswith("big.csv has more than 5000 rows")
    assert counter.state() == before


def test_who_takes_a_list_in_must_be_said_and_may_do_so(counter: Counter, csv_file: Path) -> None:
    rows = rows_of(csv_file)
    rows[1][1] = "Tên mới"
    write(csv_file, rows)
    assert "--by LOGIN" in counter("catalogue", "import", csv_file).refusal
    assert "Only the head" in counter("catalogue", "import", csv_file, by="an").refusal
    assert "PIN is wrong" in counter("catalogue", "import", csv_file, by="chi", pin="0000").refusal


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("export", "--out", "dm.pdf"), ".xlsx or .csv"),
        (("export", "--out", "none/dm.csv"), "none"),
        (("posting", "--out", "none/dm.pdf"), "none"),
    ],
)
def test_files_go_where_they_can(
    counter: Counter, words: tuple[str, ...], part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert part in counter("catalogue", *words).refusal


def test_the_posted_list_has_every_procedure(counter: Counter, tmp_path: Path) -> None:
    file = tmp_path / "niem-yet.pdf"
    made = counter.done("catalogue", "posting", "--out", file, "--at", "2026-11-23")
    assert (made["procedures"], made["fields"], made["without_deadline"]) == (285, 57, 209)
    texts = page_texts(file.read_bytes())
    assert len(texts) == made["pages"]
    text = "\n".join(texts)
    catalogue = rows_of(Path(counter.done("catalogue", "export", "--out", tmp_path / "dm.csv")["file"]))
    assert all(row[0] in text for row in catalogue[1:])
    assert "Đông Phù, ngày 23 tháng 11 năm 2026" in texts[0]


def test_a_command_that_is_not_whole_is_wrong_usage(counter: Counter) -> None:
    assert counter("catalogue").code == 2
    assert counter("catalogue", "export").code == 2
