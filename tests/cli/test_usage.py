"""Help and wrong usage: argparse's own words in the language of the program, and only there."""

import gettext as library
import os
import re
from dataclasses import replace

import pytest

from counter_app import cli, i18n
from counter_app.cli import argparse_words
from counter_app.cli.parser import ACTIONS
from counter_app.config import Home, Workstation, save_workstation
from tests.cli.desk_home import Counter

RECEIVE = ("receive", "--procedure", "1.004873", "--name", "Trần A", "--by", "an")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("fly",), "lỗi: tham số COMMAND: không có lựa chọn 'fly'"),
        (("show",), "lỗi: còn thiếu tham số bắt buộc: DOSSIER"),
        (("show", "X", "Y"), "lỗi: không có tham số này: Y"),
        (("show", "X", "--json=1"), "lỗi: tham số --json: không nhận giá trị '1' kèm theo"),
        (("find", "X", "--limit"), "lỗi: tham số --limit: cần đúng một giá trị"),
        (("find", "X", "--limit", "x"), "lỗi: tham số --limit: “x” không phải là số nguyên."),
        (("find", "X", "--limit", "0"), "lỗi: --limit là một số từ 1 đến 2000."),
        (("due", "1", "--at", "trưa"), "lỗi: tham số --at: “trưa” không phải ngày giờ"),
        (("due", "1", "--rule", "days:3", "--at", "2026-11-23T09:00"), "--rule: không dùng cùng với"),
        (("init",), "lỗi: phải có một trong các tham số --demo --office"),
        (("ledger", "--out", "l.pdf"), "lỗi: hãy nhập --date NGÀY"),
    ],
)
def test_wrong_usage_is_said_in_vietnamese(counter: Counter, words: tuple[str, ...], said: str) -> None:
    answer = counter(*words, "--lang", "vi")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("cách dùng: counter-app")
    assert said in answer.err
    assert "error" not in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("due", "--rule", "weeks:3", "--at", "2026-11-23T09:00"), "weeks"),
        (("due", "--rule", "working_days", "--at", "2026-11-23T09:00"), "working_days"),
        (("due", "--rule", "same_day", "--at", "noon"), "“noon” is not a date and time"),
        (("due", "--rule", "same_day", "--at", "0001-01-01T00:00:00+14:00"), "is not a date and time"),
        (("due", "--rule", "same_day", "--at", "9999-12-31T23:59:59-12:00"), "is not a date and time"),
        (("act", "X", "extend", "--due", "nonsense", "--by", "an"), "“nonsense” is not a date and time"),
        (("act", "X", "note", "--set", "colour", "--by", "an"), "“colour” sets nothing"),
        (("act", "X", "note", "--to", "Y", "--by", "an"), "takes no --to"),
        (("act", "X", "note", "--paper", "x.pdf", "--by", "an"), "has no paper"),
        ((*RECEIVE, "--at", "yesterday"), "“yesterday” is not a date and time"),
        ((*RECEIVE, "--paper", "Tờ khai"), "NAME:ORIGINALS"),
        ((*RECEIVE, "--paper", "Tờ khai:1:x:0"), "NAME:ORIGINALS"),
        ((*RECEIVE, "--receipt", "r.txt"), "a .pdf file; give --receipt a name"),
        (("reprint", "X", "--out", "r.txt", "--by", "an"), "a .pdf file; give --out a name"),
        (("act", "X", "refuse", "--paper", "r.txt", "--by", "an"), "a .pdf file; give --paper a name"),
        (("return", "X", "--paper", "r.txt", "--by", "an"), "a .pdf file; give --paper a name"),
        (("node", "show-key", "--paper", "r.txt"), "a .pdf file; give --paper a name"),
        (("catalogue", "posting", "--out", "r.txt"), "a .pdf file; give --out a name"),
        (("find", "a", "--limit", "0"), "--limit is a number from 1 to 2000"),
        (("find", "a", "--limit", "x"), "“x” is no whole number"),
        (("find", "a", "--limit", "1_0"), "“1_0” is no whole number"),
        (("ledger", "--date", "2026-11-20", "--out", "ledger.doc"), "ledger is a .pdf"),
        (("ledger", "--date", "20/11/2026", "--out", "ledger.pdf"), "“20/11/2026” is not a date"),
        (("ledger", "--from", "2026-11-20", "--to", "2026-11-19", "--out", "l.pdf"), "before the first"),
        (("node", "counts", "--from", "2026-11-20", "--to", "2026-11-19"), "before the first"),
        (("handover-list", "--results", "--unit", "X", "--date", "20/11", "--out", "l.pdf"), "not a date"),
        (("command-cards", "--dpi", "72", "--out", "c.pdf"), "--dpi is a number from 150 to 2400"),
    ],
)
def test_a_value_that_is_none_is_wrong_usage(counter: Counter, words: tuple[str, ...], said: str) -> None:
    """With a sentence of the program, whatever is in the database."""
    counter.monkeypatch.setenv("COUNTER_APP_PIN", counter.pins["an"])
    before = counter.state()
    answer = counter(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert counter.state() == before


def test_help_is_headed_in_vietnamese(counter: Counter) -> None:
    shown = counter("due", "--help", "--lang", "vi").out
    for words in ("cách dùng: ", "tham số theo thứ tự:", "tùy chọn:", "hiện phần trợ giúp này rồi thoát"):
        assert words in shown
    assert "hiện phiên bản" in counter("--lang", "vi").out, "without a command the help is shown"
    english = counter("due", "--help").out
    assert "usage: " in english
    assert "show this help message and exit" in english


@pytest.mark.parametrize("command", ["node", "calendar", "catalogue", "law"])
def test_the_usage_names_every_subcommand(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    usage = counter(command, "--help").out.partition("\n\n")[0]
    (refused,) = re.findall(r"choose from (.*)\)", counter(command, "fly").err)
    assert "|".join(re.findall(r"[a-z-]+", refused)) in usage


def test_the_help_of_act_lists_the_fields_that_each_action_takes(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    shown = counter("act", "--help").out
    listed = dict(re.findall(r"^  ([a-z-]+) {2,}(.*)$", shown.partition("what each ACTION takes")[2], re.M))
    assert tuple(listed) == ACTIONS
    for action, words in listed.items():
        told = re.findall(r"([a-z_]+)=", words)
        refused = counter("act", "X", action, "--set", "colour=x", by="an")
        assert refused.code == 2
        assert f"it takes: {', '.join(told) or 'none'}." in refused.err
    assert listed["pay"].startswith("amount=DONG, method=cash|transfer|online, ")
    assert "paper=NAME|BRING|WHERE|POINT" in listed["request-supplement"]
    assert listed["extend"] == "--due T, --paper OUT.pdf"
    assert listed["note"] == "nothing but --note"
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, counter("act", "--help").out.splitlines())) <= 80


def test_without_a_wish_it_is_the_language_of_this_pc(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--home", str(home.root), "show"]
    assert cli.main(words) == 2
    assert "bắt buộc" in capsys.readouterr().err
    save_workstation(home, replace(Workstation(), language="en"))
    assert cli.main(words) == 2
    assert "the following arguments are required: DOSSIER" in capsys.readouterr().err
    home.settings.write_text("no settings", encoding="utf-8")
    assert cli.main(words) == 2
    assert "bắt buộc" in capsys.readouterr().err


@pytest.mark.parametrize("kept", [None, "fr"])
def test_only_argparse_is_told_the_language(kept: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever else is started from here keeps that of the system."""
    if kept is None:
        monkeypatch.delenv("LANGUAGE", raising=False)
    else:
        monkeypatch.setenv("LANGUAGE", kept)
    domain = library.textdomain()
    i18n.use("vi")
    with argparse_words.spoken():
        assert library.gettext("options") == "tùy chọn"
    assert library.gettext("options") == "options"
    assert (library.textdomain(), os.environ.get("LANGUAGE")) == (domain, kept)


def test_every_sentence_of_argparse_is_translated() -> None:
    i18n.use("en")
    english = argparse_words.sentences()
    i18n.use("vi")
    assert not set(english) & set(argparse_words.sentences())
