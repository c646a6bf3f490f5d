"""Each command does what the public contract of the command line says, with its JSON keys."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.documents.read_back import read_digits
from counter_app.models import backup, base
from tests.cli.desk_home import Counter


def test_due_of_a_rule(counter: Counter) -> None:
    due = counter.done("due", "--rule", "working_days:3", "--at", "2026-04-29T09:00")
    assert list(due) == ["received_at", "counted_from", "due_at", "working_days", "provisional", "ladder"]
    assert due["due_at"] == "2026-05-06T09:00:00+07:00"
    assert (due["working_days"], due["provisional"]) == (3, False)
    assert due["ladder"][0]["date"] == "2026-04-29"
    assert set(due["ladder"][0]) == {"date", "counts", "reason"}
    assert [step["date"] for step in due["ladder"] if step["counts"]] == [
        "2026-05-04",
        "2026-05-05",
        "2026-05-06",
    ]


@pytest.mark.parametrize(
    ("rule", "at", "day"),
    [
        ("working_days:3", "2026-02-13T09:00", "2026-02-25"),
        ("working_days:3", "2026-08-28T09:00", "2026-09-07"),
        ("working_days:1", "2026-08-21T09:00", "2026-08-22"),
        ("same_day", "2026-11-23T15:20", "2026-11-25"),
        ("same_day", "2026-11-23T15:00:00", "2026-11-23"),
        ("working_days:3", "2026-11-23T08:40:00Z", "2026-11-27"),
    ],
)
def test_known_dates(counter: Counter, rule: str, at: str, day: str) -> None:
    assert counter.done("due", "--rule", rule, "--at", at)["due_at"][:10] == day


def test_due_of_a_procedure_and_in_words(counter: Counter) -> None:
    said = counter("due", "1.004873", "--at", "2026-11-23T15:40")
    assert said.code == 0
    assert "Promised: 15:40 Friday 27/11/2026." in said.out


def test_due_of_a_rule_needs_no_office(counter: Counter, tmp_path: Path) -> None:
    counter.home = tmp_path / "nothing"
    assert counter.done("due", "--rule", "same_day", "--at", "2026-11-23T09:00")["due_at"].startswith(
        "2026-11-23"
    )
    assert not counter.home.exists()


def test_receive_and_its_receipt(counter: Counter, tmp_path: Path) -> None:
    out = tmp_path / "receipt.pdf"
    made = counter.receive(
        *("--citizen-id", "099080000123", "--born", "14/03/1980", "--sex", "Nam", "--address", "Thôn Thượng"),
        *("--phone", "0900000123", "--email", "hung@vi-du.example.vn", "--submitter", "Trần Thị Lụa"),
        *("--channel", "post", "--sets", 2, "--paper", "Tờ khai: mẫu 01:1:0:2", "--fee", 15000),
        *("--note", "gấp", "--receipt", out),
    )
    assert list(made) == [
        "code", "scan_number", "ledger_number", "procedure", "applicant", "status", "received_at", "due_at",
        "ladder", "receipt",
    ]  # fmt: skip
    assert made["code"] == "H99.017-261120-0001"
    assert (made["ledger_number"], made["status"], made["procedure"]) == (1, 2, "1.004873")
    assert made["due_at"] == "2026-11-26T09:12:00+07:00"
    assert made["receipt"] == str(out)
    assert read_digits(out.read_bytes()) == made["scan_number"]
    shown = counter.done("show", made["code"])
    assert shown["applicant"] == {
        "name": "Nguyễn Văn Hùng",
        "citizen_id": "099080000123",
        "born": "1980-03-14",
        "sex": "Nam",
        "address": "Thôn Thượng",
        "phone": "0900000123",
        "email": "hung@vi-du.example.vn",
    }
    assert shown["papers"] == [{"name": "Tờ khai: mẫu 01", "originals": 1, "certified": 0, "copies": 2}]
    (fee,) = shown["fees"]
    assert (fee["amount"], fee["status"], fee["official_receipt"]) == (15000, "due", "")
    assert (fee["collected_at"], fee["collected_by"], fee["refunded"]) == (None, "", 0)
    assert [event["kind"] for event in shown["events"]] == ["received", "printed", "printed"]
    assert shown["events"][1]["data"]["outcome"] == "pending"
    assert shown["events"][2]["data"] == {
        "copy": 0, "form": "receipt", "outcome": "printed", "printer": "file",
    }  # fmt: skip


def test_receive_says_the_promise_and_why(counter: Counter) -> None:
    words = ("receive", "--procedure", "1.004873", "--name", "Trần A", "--at", "2026-11-23T09:00")
    said = counter(*words, by="an")
    assert said.code == 0
    assert "Received H99.017-261123-0001 from Trần A" in said.out
    assert "Promised: 09:00 Friday 27/11/2026." in said.out
    assert "24/11" in said.out


def test_receive_by_the_citizens_card(counter: Counter) -> None:
    card = "099080000123|012345678|Nguyễn Văn Hùng|14031980|Nam|Thôn Thượng, Đông Phù|01012022"
    words = ("receive", "--procedure", "1.004873", "--card", card, "--address", "Thôn Hạ", "--json")
    said = counter(*words, by="an")
    assert said.code == 0, said.err
    person = counter.done("show", said.json["code"])["applicant"]
    assert (person["name"], person["citizen_id"]) == ("Nguyễn Văn Hùng", "099080000123")
    assert (person["born"], person["sex"], person["address"]) == ("1980-03-14", "Nam", "Thôn Hạ")


def test_receive_without_a_configured_deadline(counter: Counter) -> None:
    words = ("receive", "--procedure", "3.000439", "--name", "Trần A", "--at", "2026-11-20T09:00")
    before = counter.state()
    counter(*words, by="an").refusal  # noqa: B018 - a property that checks
    counter(*words, "--due", "2026-12-04T16:00", by="an").refusal  # noqa: B018
    counter(*words, "--due", "2026-12-05T16:00", "--due-reason", "theo lịch", by="an").refusal  # noqa: B018
    assert counter.state() == before
    made = counter.done(*words, "--due", "2026-12-04T16:00", "--due-reason", "theo kế hoạch", by="an")
    assert made["due_at"] == "2026-12-04T16:00:00+07:00"


def test_fast(counter: Counter) -> None:
    words = ("fast", "--procedure", "2.000815", "--name", "Trần A", "--count", 3, "--pages", 4)
    made = counter.done(*words, by="an")
    assert list(made) == ["code", "scan_number", "ledger_number", "status", "fee"]
    assert (made["status"], made["fee"]) == (10, 3 * (2 * 2000 + 2 * 1000))
    assert counter.done(*words, "--fee", 5000, by="an")["fee"] == 5000
    kinds = [event["kind"] for event in counter.done("show", made["code"])["events"]]
    assert kinds == ["received", "finished", "handed_over"]


def test_show_from_everything_a_scanner_delivers(counter: Counter) -> None:
    made = counter.receive()
    number = made["scan_number"]
    grouped = f" {number[:4]} {number[4:10]} {number[10:14]} {number[14:]}\r\n"
    for text in (made["code"], made["code"].lower(), f"{made['code']}\r\n", number, grouped):
        assert counter.done("show", text)["scan_number"] == number


def test_show_has_every_key(counter: Counter) -> None:
    shown = counter.done("show", counter.receive()["code"])
    assert list(shown) == [
        "code", "scan_number", "other_codes", "ledger_number", "status", "procedure", "applicant",
        "received_at", "original_due_at", "due_at", "finished_at", "returned_at", "late", "holder", "papers",
        "fees", "events",
    ]  # fmt: skip
    assert shown["status"] == {"number": 2, "name": "Được tiếp nhận"}
    assert shown["procedure"] == {"code": "1.004873", "name": "Cấp Giấy xác nhận tình trạng hôn nhân"}
    assert (shown["finished_at"], shown["returned_at"]) == (None, None)
    (event,) = shown["events"]
    assert list(event) == ["node", "epoch", "seq", "kind", "happened_at", "recorded_at", "by", "data"]
    assert event["happened_at"] == "2026-11-20T09:12:00+07:00"


def test_show_in_words(counter: Counter) -> None:
    code = counter.finished()
    counter.done("act", code, "note", "--note", "người nhà hỏi", by="chi")
    said = counter("show", code)
    assert "Status: Đã xử lý xong" in said.out
    assert "Note: người nhà hỏi" in said.out


def test_from_reception_to_hand_over(counter: Counter) -> None:
    code = counter.receive()["code"]
    moved = counter.done("act", code, "forward", "--to", "Phòng Kinh tế", "--at", "2026-11-20T10:00", by="an")
    assert (moved["status"]["number"], moved["holder"]) == (4, "Phòng Kinh tế")
    ready = counter.done("act", code, "finish", "--at", "2026-11-20T11:00", by="dung")
    assert (ready["status"]["number"], ready["finished_at"]) == (9, "2026-11-20T11:00:00+07:00")
    words = ("return", code, "--to", "Lê Thị B", "--citizen-id", "099180000124", "--at", "2026-11-20T14:00")
    assert "Lê Thị B" in counter(*words, by="an").refusal
    given = counter.done(*words, "--authorised", "giấy ủy quyền số 5", by="an")
    assert (given["status"]["number"], given["returned_at"]) == (10, "2026-11-20T14:00:00+07:00")
    assert given["events"][-1]["data"]["citizen_id"] == "099180000124"


def test_reprint_counts_its_copies(counter: Counter, tmp_path: Path) -> None:
    out = tmp_path / "again.pdf"
    code = counter.receive("--receipt", tmp_path / "first.pdf")["code"]
    for copy in (1, 2):
        made = counter.done("reprint", code, "--out", out, by="an")
        assert made == {"code": code, "copy": copy, "receipt": str(out)}
    never_printed = counter.receive()["code"]
    assert counter.done("reprint", never_printed, "--out", out, by="an")["copy"] == 0


def test_find_with_and_without_marks(counter: Counter) -> None:
    first = counter.receive(name="Nguyễn Đức Hùng")
    second = counter.receive(name="Nguyễn Văn Hưng", at="2026-11-20T10:00")
    said = counter("find", "nguyen hung", "--json")
    rows = [json.loads(line) for line in said.out.splitlines()]
    assert [row["code"] for row in rows] == [second["code"], first["code"]]
    keys = ["code", "scan_number", "applicant", "procedure", "status", "received_at", "due_at"]
    assert list(rows[0]) == keys
    said = counter("find", "duc hung", "--json")
    assert json.loads(said.out)["code"] == first["code"]
    said = counter("find", "nguyen", "--limit", 1)
    assert len(said.out.splitlines()) == 1
    assert "these 1;" in said.err


def test_find_nothing(counter: Counter) -> None:
    said = counter("find", "không có ai", "--json")
    assert (said.code, said.out) == (0, "")
    assert "Nothing" in counter("find", "không có ai").out


@pytest.mark.parametrize("ending", ["pdf", "xlsx", "csv"])
def test_ledger(counter: Counter, tmp_path: Path, ending: str) -> None:
    counter.receive()
    counter.receive(at="2026-11-20T10:00")
    counter.receive(at="2026-11-19T10:00")
    out = tmp_path / f"ledger.{ending}"
    made = counter.done("ledger", "--date", "2026-11-20", "--out", out)
    assert list(made) == ["rows", "first_number", "last_number", "chain_head", "file"]
    assert (made["rows"], made["first_number"], made["last_number"]) == (2, 1, 2)
    assert made["chain_head"] == counter.done("check")["head"]
    assert out.stat().st_size > 500
    made = counter.done("ledger", "--from", "2026-11-19", "--to", "2026-11-20", "--out", out)
    assert made["rows"] == 3


def test_backup_and_check(counter: Counter, tmp_path: Path) -> None:
    counter.receive()
    made = counter.done("backup", "--to", tmp_path)
    assert list(made) == ["file", "ok", "events", "head", "state_hash", "problems"]
    assert Path(made.pop("file")).is_file()
    assert made == counter.done("check") == counter.done("check", "--deep")
    assert made["ok"] is True
    again = counter("--database", next(tmp_path.glob("*.sqlite3")), "check", "--json")
    assert again.json == made


def test_a_backup_is_made_and_named_though_the_check_finds_something(counter: Counter, stick: Path) -> None:
    counter.receive()
    base.open_database(counter.at.place)
    base.execute("UPDATE dossier SET status = 9")
    base.close_database()
    said = counter("backup", "--to", stick, "--json")
    assert (said.code, said.json["ok"]) == (1, False)
    copy = Path(said.json["file"])
    assert said.err.splitlines() == said.json["problems"]
    backup.require_whole(copy)
    copy.unlink()
    assert f"The copy is {copy}." in counter("backup", "--to", stick).out
    assert copy.is_file()


def test_a_backup_holds_the_key_of_the_office(counter: Counter, tmp_path: Path) -> None:
    """A home lost with its key comes back as the same node: others trust it as before."""
    before = counter.done("node", "show-key")
    copy = Path(counter.done("backup", "--to", tmp_path)["file"])
    key, age = copy.with_suffix(".node.pem"), copy.with_suffix(".node.age")
    assert {stat.S_IMODE(one.stat().st_mode) for one in (key, age)} == {0o600}
    assert sorted(tmp_path.glob("counter*")) == sorted([copy, key, age])
    again = replace(counter, home=tmp_path / "again")
    (again.home / "keys").mkdir(parents=True)
    copy.rename(again.home / "counter.sqlite3")
    key.rename(again.home / "keys" / "node.pem")
    age.rename(again.home / "keys" / "node.age")
    assert again.done("node", "show-key") == before


def test_selftest(counter: Counter) -> None:
    made = counter.done("selftest")
    assert made["ok"] is True
    names = [step["name"] for step in made["steps"]]
    assert names == [
        "migrate", "sign in", "receive", "print", "decode the print", "hand over", "export",
        "import elsewhere", "check",
    ]  # fmt: skip
    assert all(set(step) == {"name", "ms"} for step in made["steps"])


def test_papers(counter: Counter, tmp_path: Path) -> None:
    made = counter.done("papers", tmp_path / "new" / "papers")
    files = [Path(name) for name in made["files"]]
    assert len(set(files)) == len(files)
    assert all(file.stat().st_size > 500 for file in files)
    for law in ("2018", "2025"):
        for form in (
            *(
                "receipt",
                "ledger",
                "control-slip",
                "receipt-several",
                "label",
                "shelf-label",
                "command-cards",
            ),
            *("handover-dossiers", "handover-results", "ledger-cover", "ledger-closing"),
        ):
            assert [file for file in files if file.name.startswith(f"{form}-{law}")], (form, law)
    receipts = [file for file in files if file.name.startswith("receipt")]
    assert all(len(read_digits(file.read_bytes()) or "") == 16 for file in receipts)
    assert {"stop-2025-a4-long.pdf", "apology-2018-a5-extreme.pdf"} <= {file.name for file in files}


def test_options_stand_before_and_after_the_command(counter: Counter) -> None:
    words = ("--rule", "same_day", "--at", "2026-11-23T09:00")
    assert counter("--json", "due", *words).json == counter("due", *words, "--json").json
    assert counter("due", *words, "--lang", "vi").out.startswith("Hẹn trả: 17:00 thứ Hai 23/11/2026.")


def test_now_is_the_moment_without_at(counter: Counter) -> None:
    made = counter.done("receive", "--procedure", "1.004873", "--name", "Trần A", by="an")
    assert made["received_at"] == "2026-11-23T15:40:00+07:00"
