"""Bad input: exit 1, one sentence, nothing changed; wrong usage: exit 2."""

import unicodedata
from pathlib import Path

import pytest

from counter_app import cli
from counter_app.cli import gate
from counter_app.cli.run import Run
from counter_app.config import Home, load_workstation
from counter_app.errors import BadFile, DeviceProblem
from counter_app.models import base
from counter_app.services import files, printing_log
from tests.cli.desk_home import Counter

RECEIVE = ("receive", "--procedure", "1.004873", "--name", "Nguyễn Văn Hùng", "--at", "2026-11-20T09:12")


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("receive", "--procedure", "9.999999", "--name", "Trần A"), "9.999999"),
        (("receive", "--procedure", "", "--name", "Trần A"), "procedure"),
        (("receive", "--procedure", "1.004873", "--name", ""), "name"),
        (("receive", "--procedure", "1.004873", "--name", "   "), "name"),
        (("receive", "--procedure", "1.004873", "--name", "Trần\x07A"), "characters"),
        (("receive", "--procedure", "1.004873", "--name", "Trần\u202eA"), "characters"),
        (("receive", "--procedure", "1.004873", "--name", "Trần\udcffA"), "characters"),
        (("receive", "--procedure", "1.004873", "--name", "Ư" * 500), "500"),
        ((*RECEIVE, "--citizen-id", "09908000012"), "11 digits"),
        ((*RECEIVE, "--citizen-id", "09908000012x"), "digits only"),
        ((*RECEIVE, "--phone", "123"), "0"),
        ((*RECEIVE, "--email", "ở nhà"), "email"),
        ((*RECEIVE, "--born", "31/02/1980"), "birth"),
        ((*RECEIVE, "--sex", "X"), "Nam"),
        ((*RECEIVE, "--sets", "0"), "sets"),
        ((*RECEIVE, "--fee", "-1"), "fee"),
        ((*RECEIVE, "--paper", ":1:0:0"), "paper"),
        ((*RECEIVE, "--card", "không phải thẻ"), "."),
        ((*RECEIVE, "--at", "2099-01-01T09:00"), "2099"),
        ((*RECEIVE, "--at", "1990-01-01T09:00"), "1990"),
        (("fast", "--procedure", "2.000815", "--name", "Trần A", "--count", "0"), "copies"),
        (("fast", "--procedure", "1.004884", "--name", "Trần A", "--count", "1"), "receipt"),
    ],
)
def test_what_cannot_be_received(counter: Counter, words: tuple[str, ...], part: str) -> None:
    before = counter.state()
    assert part in counter(*words, by="an").refusal
    assert counter.state() == before


def test_a_decomposed_name_is_composed(counter: Counter) -> None:
    name = "Nguyễn Thị Ưởng"
    made = counter.receive(name=unicodedata.normalize("NFD", name))
    assert made["applicant"] == name


def test_acts_that_the_dossier_or_the_role_does_not_permit(counter: Counter) -> None:
    code = counter.receive()["code"]
    before = counter.state()
    assert "earlier" in counter("act", code, "forward", "--at", "2026-11-20T09:11:59", by="an").refusal
    assert "Được tiếp nhận" in counter("act", code, "finish", by="dung").refusal
    assert "role" in counter("act", code, "finish", by="an").refusal
    assert "Được tiếp nhận" in counter("return", code, by="an").refusal
    assert "remark" in counter("act", code, "note", by="an").refusal
    assert "role" in counter(*RECEIVE, by="dung").refusal
    assert counter.state() == before


def test_an_unknown_dossier(counter: Counter) -> None:
    counter.receive()
    before = counter.state()
    for text in ("H99.017-261120-0099", "0117261120009959", "Nguyễn", "", "0117"):
        assert counter("show", text).refusal
        assert counter("act", text, "forward", by="an").refusal
        assert counter("return", text, by="an").refusal
    assert counter.state() == before


def test_a_scan_number_with_one_wrong_digit(counter: Counter) -> None:
    number = counter.receive()["scan_number"]
    before = counter.state()
    for place in range(16):
        wrong = number[:place] + str((int(number[place]) + 1) % 10) + number[place + 1 :]
        assert "wrong" in counter("show", wrong).refusal
    assert "wrong" in counter("return", wrong, by="an").refusal
    assert counter.state() == before


def test_handing_over_twice(counter: Counter) -> None:
    code = counter.finished()
    counter.done("return", code, by="an")
    before = counter.state()
    assert "handed over" in counter("return", code, by="an").refusal
    assert counter.state() == before


def test_a_wrong_pin_or_login(counter: Counter) -> None:
    code = counter.receive()["code"]
    before = counter.state()
    for by, pin in (("an", "0000"), ("an", ""), ("an", "Đ"), ("ai", "2201"), ("", "2201")):
        assert "PIN" in counter(*RECEIVE, by=by, pin=pin).refusal
        assert "PIN" in counter("act", code, "forward", by=by, pin=pin).refusal
    assert counter.state() == before


def test_nobody_to_ask_for_a_pin(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    before = counter.state()
    with Path("/dev/null").open() as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        assert "COUNTER_APP_PIN" in counter(*RECEIVE, "--by", "an").refusal
    assert counter.state() == before


def test_a_receipt_that_cannot_be_written_is_refused_beforehand(counter: Counter, tmp_path: Path) -> None:
    before = counter.state()
    assert "not there" in counter(*RECEIVE, "--receipt", tmp_path / "none" / "r.pdf", by="an").refusal
    (tmp_path / "folder.pdf").mkdir()
    assert "is a folder" in counter(*RECEIVE, "--receipt", tmp_path / "folder.pdf", by="an").refusal
    assert counter.state() == before


def test_a_receipt_that_fails_leaves_the_dossier_received(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fills up between reception and print: said, recorded, and printed again later."""

    def full(path: Path, content: bytes) -> None:  # the stand-in for a medium, not for our own code
        raise DeviceProblem(f"{path} cannot be written.")

    out = tmp_path / "r.pdf"
    with monkeypatch.context() as broken:
        broken.setattr(files, "write_file", full)
        said = counter(*RECEIVE, "--receipt", out, "--json", by="an")
    assert (said.code, said.json["receipt"]) == (0, None)
    assert "reprint" in said.err
    shown = counter.done("show", said.json["code"])
    assert [event["data"].get("outcome") for event in shown["events"]] == [None, "pending", "failed"]
    printed = counter("reprint", said.json["code"], "--out", out, by="an")
    assert "printed" in printed.out
    assert "again" not in printed.out
    assert "copy" not in printed.out
    assert counter.done("reprint", said.json["code"], "--out", out, by="an")["copy"] == 1


@pytest.mark.parametrize("step", ["begin", "record"])
def test_a_print_that_cannot_be_recorded_leaves_the_dossier_received(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """The database's disk fills up right after the reception."""

    def full(*_words: object) -> None:  # the stand-in for a medium, not for our own code
        raise DeviceProblem("The disk is full.")

    out = tmp_path / "r.pdf"
    monkeypatch.setattr(printing_log, step, full)
    said = counter(*RECEIVE, "--receipt", out, "--json", by="an")
    assert said.code == 0
    assert said.json["receipt"] == (str(out) if step == "record" else None)
    assert "The disk is full." in said.err
    assert "nothing was changed" not in said.err
    assert counter.done("show", said.json["code"])["code"] == said.json["code"]


def test_a_reprint_that_fails_is_recorded_so(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:  # the stand-in for a medium, not for our own code
        raise DeviceProblem(f"{path} cannot be written.")

    code = counter.receive("--receipt", tmp_path / "r.pdf")["code"]
    monkeypatch.setattr(files, "write_file", full)
    assert "cannot be written" in counter("reprint", code, "--out", tmp_path / "again.pdf", by="an").refusal
    last = counter.done("show", code)["events"][-1]["data"]
    assert (last["copy"], last["outcome"]) == (1, "failed")


def test_a_reprint_is_for_the_desk_only(counter: Counter, tmp_path: Path) -> None:
    code = counter.receive()["code"]
    before = counter.state()
    assert "role" in counter("reprint", code, "--out", tmp_path / "r.pdf", by="dung").refusal
    assert "not there" in counter("reprint", code, "--out", tmp_path / "x" / "r.pdf", by="an").refusal
    assert counter.state() == before
    assert not (tmp_path / "r.pdf").exists()


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("due", "9.999999", "--at", "2026-11-23T09:00"), "9.999999"),
        (("due", "3.000439", "--at", "2026-11-23T09:00"), "3.000439"),
        (("due", "--rule", "same_day", "--at", "1950-01-02T09:00"), "1950"),
        (("ledger", "--date", "2026-11-20", "--out", "/none/ledger.pdf"), "/none"),
        (("--database", "postgresql://localhost:1/x", "check"), "does not answer"),
        (("--database", "postgresql://localhost:port/x", "check"), "names no database"),
        (("--database", "mysql://localhost/x", "check"), "mysql"),
        (("import", "/none/x.hsb"), "/none"),
        (("node", "add", "/none/x.toml"), "/none"),
        (("export", "--to", "/none"), "/none"),
        (("backup", "--to", "/none"), "/none"),
        (("init", "--demo"), "already"),
        (("init", "--office", "office.toml"), "already"),
    ],
)
def test_what_cannot_be_read_or_written(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], part: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = counter.state()
    assert part in counter(*words).refusal
    assert counter.state() == before
    assert not list(tmp_path.glob("ledger*"))


def test_a_home_without_an_office(counter: Counter, tmp_path: Path) -> None:
    counter = counter.elsewhere(tmp_path / "nothing")
    for words in (("show", "x"), ("find", "x"), ("check",), ("due", "1.004873", "--at", "2026-11-23T09:00")):
        assert "init" in counter(*words).refusal
    assert not counter.home.exists()


@pytest.mark.sqlite_only
def test_a_database_that_is_not_there_is_named(counter: Counter, tmp_path: Path) -> None:
    missing = tmp_path / "missing.sqlite3"
    for words in (("check",), ("find", "x"), ("backup", "--to", tmp_path), ("move", "--to", tmp_path / "x")):
        refusal = counter("--database", missing, *words).refusal
        assert f"There is no database {missing}." in refusal
        assert str(counter.home) not in refusal
    assert not missing.exists()
    here = counter("--database", counter.home / "counter.sqlite3", "init", "--demo").refusal
    assert f"an office in {counter.home / 'counter.sqlite3'} already" in here


@pytest.mark.sqlite_only
def test_a_database_that_is_none(counter: Counter) -> None:
    (counter.home / "counter.sqlite3").write_bytes(b"not a database" * 100)
    assert counter("find", "x").refusal


def test_settings_that_cannot_be_read(counter: Counter) -> None:
    """A command is done in Vietnamese and says what is broken; the window opens only to say so."""
    (counter.home / "workstation.toml").write_text("language =", encoding="utf-8")
    counter.capsys.readouterr()
    assert cli.main(["--home", str(counter.home), "find", "x", "--json", *counter.database]) == 0
    said = counter.capsys.readouterr()
    (sentence,) = said.err.splitlines()
    assert "workstation.toml" in sentence
    assert said.out == ""
    opened: list[Home] = []
    assert cli.main(["--home", str(counter.home)], window=lambda home: opened.append(home) or 7) == 7
    assert [one.root for one in opened] == [counter.home]


@pytest.mark.parametrize("dpi", [0, 99, 1201, -300])
def test_a_printer_without_dots_is_no_setting(counter: Counter, dpi: int) -> None:
    (counter.home / "workstation.toml").write_text(f"dpi = {dpi}", encoding="utf-8")
    with pytest.raises(BadFile, match="dpi"):
        load_workstation(Home(counter.home))
    (counter.home / "workstation.toml").write_text("dpi = 203", encoding="utf-8")
    assert load_workstation(Home(counter.home)).dpi == 203


@pytest.mark.parametrize(
    "words",
    [
        ("fly",),
        ("receive", "--procedure", "1.004873", "--name", "Trần A"),
        ("receive", "--procedure", "1.004873", "--by", "an"),
        ("receive", "--by", "an", "--name", "Trần A"),
        ("receive", "--procedure", "1.004873", "--name", "Trần A", "--by", "an", "--sets", "two"),
        ("receive", "--procedure", "1.004873", "--name", "Trần A", "--by", "an", "--channel", "pigeon"),
        ("fast", "--procedure", "2.000815", "--name", "Trần A", "--by", "an"),
        ("act", "X", "fly", "--by", "an"),
        ("act", "X", "receive", "--by", "an"),
        ("act", "X", "note"),
        ("return", "X"),
        ("reprint", "X", "--out", "r.pdf"),
        ("reprint", "X", "--by", "an"),
        ("due", "--at", "2026-11-23T09:00"),
        ("due", "1.004873"),
        ("due", "1.004873", "--rule", "same_day", "--at", "2026-11-23T09:00"),
        ("ledger", "--out", "l.pdf"),
        ("ledger", "--date", "2026-11-20", "--from", "2026-11-20", "--to", "2026-11-20", "--out", "l.pdf"),
        ("ledger", "--from", "2026-11-20", "--out", "l.pdf"),
        ("init",),
        ("init", "--demo", "--office", "x.toml"),
        ("export",),
        ("import",),
        ("node",),
        ("--lang", "fr", "check"),
    ],
)
def test_wrong_usage(counter: Counter, words: tuple[str, ...]) -> None:
    before = counter.state()
    said = counter(*words)
    assert said.code == 2
    assert said.out == ""
    assert "usage" in said.err
    assert counter.state() == before


@pytest.mark.parametrize(("language", "words"), [("en", "add --help"), ("vi", "thêm --help")])
def test_wrong_usage_is_said_in_the_language_asked_for(counter: Counter, language: str, words: str) -> None:
    assert words in counter("--lang", language, "fly").err
    assert words in counter(f"--lang={language}", "act", "X", "note").err
    assert ("give --name" in counter("--lang", language, "receive", "--procedure", "1", by="an").err) == (
        language == "en"
    )


def test_a_bug_is_logged_without_what_the_citizen_said(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(run: Run) -> None:
        raise RuntimeError(run.args.text)

    monkeypatch.setattr(gate, "_command", lambda _name: broken)
    sentence = counter("find", "Hùng 099080000123").sentence
    log = counter.home / "log" / "commands.log"
    assert str(log) in sentence
    assert "nothing was changed" not in sentence
    text = log.read_text(encoding="utf-8")
    assert "RuntimeError" in text
    assert "in broken" in text
    assert "Hùng" not in text
    assert "0990" not in text


def test_a_bug_in_a_home_that_cannot_be_written(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_run: Run) -> None:
        raise ZeroDivisionError

    (counter.home / "log").write_text("a file in the way", encoding="utf-8")
    monkeypatch.setattr(gate, "_command", lambda _name: broken)
    assert "ZeroDivisionError" in counter("find", "x").sentence


def test_a_check_that_finds_something_is_a_refusal(counter: Counter) -> None:
    counter.receive()
    base.open_database(counter.at.place)
    base.execute("UPDATE dossier SET status = 9")
    base.close_database()
    said = counter("check", "--json")
    assert (said.code, said.json["ok"]) == (1, False)
    (problem,) = said.json["problems"]
    assert said.err.splitlines() == [problem]
    assert counter("check").out == ""
    assert "check --rebuild" in problem


def test_what_a_check_finds_is_put_right_from_the_journal(counter: Counter) -> None:
    counter.receive()
    before = counter.state()
    base.open_database(counter.at.place)
    base.execute("UPDATE dossier SET status = 9")
    base.close_database()
    said = counter("check", "--rebuild")
    assert said.code == 0, said.err
    assert "1 dossiers made anew from the journal; 1 were put right." in said.out
    assert counter.state() == before
    assert counter.done("check", "--rebuild", "--deep")["ok"]


def test_papers_into_a_place_that_is_none(counter: Counter, tmp_path: Path) -> None:
    (tmp_path / "papers").write_text("a file in the way", encoding="utf-8")
    assert "papers" in counter("papers", tmp_path / "papers").sentence


def test_a_date_in_a_year_that_is_not_official_yet(counter: Counter) -> None:
    said = counter("due", "--rule", "working_days:3", "--at", "2027-11-23T09:00")
    assert said.code == 0
    assert "official" in said.out


def test_an_interruption_is_one_sentence(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_run: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(gate, "_command", lambda _name: interrupted)
    said = counter("find", "x")
    assert "Stopped" in said.refusal
