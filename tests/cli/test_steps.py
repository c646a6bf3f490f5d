"""``act`` and ``register``: what happens to a dossier between reception and hand-over."""

from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk_home import Counter


@pytest.fixture
def forwarded(counter: Counter) -> str:
    code = counter.receive()["code"]
    assert counter("act", code, "forward", by="an").code == 0
    return code


def act(counter: Counter, code: str, *words: str, by: str) -> dict[str, Any]:
    said = counter("act", code, *words, "--json", by=by)
    assert said.code == 0, said.err
    answer: dict[str, Any] = said.json
    return answer


def test_a_supplement_is_asked_for_and_taken_in(counter: Counter, forwarded: str) -> None:
    asked = act(
        counter,
        forwarded,
        "request-supplement",
        *("--set", "paper=Giấy báo tử|01 bản chính|Trạm y tế"),
        *("--set", "paper=Tờ khai|||ghi lại mục 3"),
        *("--note", "còn thiếu"),
        by="dung",
    )
    assert asked["status"]["number"] == 5
    (papers,) = (one["data"]["papers"] for one in asked["events"] if one["kind"] == "supplement_requested")
    assert papers == [
        {"name": "Giấy báo tử", "bring": "01 bản chính", "where": "Trạm y tế"},
        {"name": "Tờ khai", "point": "ghi lại mục 3"},
    ]
    taken = act(counter, forwarded, "supplement", "--set", "paper=Giấy báo tử:1:0:0", by="an")
    assert taken["status"]["number"] == 4
    assert {"name": "Giấy báo tử", "originals": 1, "certified": 0, "copies": 0} in taken["papers"]


def test_an_extension_needs_its_date_and_its_reason(counter: Counter, forwarded: str) -> None:
    before = counter.state()
    assert counter("act", forwarded, "extend", "--note", "chờ", by="chi").code == 2
    refused = counter("act", forwarded, "extend", "--due", "2026-12-02T15:00", by="chi").refusal
    assert "reason" in refused
    assert counter.state() == before
    done = act(counter, forwarded, "extend", "--due", "2026-12-02T15:00", "--note", "chờ", by="chi")
    assert done["due_at"] == "2026-12-02T15:00:00+07:00"
    assert done["original_due_at"] != done["due_at"]


def test_rest_stop_and_withdrawal(counter: Counter, forwarded: str) -> None:
    assert act(counter, forwarded, "suspend", "--note", "x", by="dung")["status"]["number"] == 8
    assert act(counter, forwarded, "resume", by="dung")["status"]["number"] == 4
    assert act(counter, forwarded, "stop", "--note", "x", by="van")["status"]["number"] == 8
    assert act(counter, forwarded, "withdraw", by="an")["status"]["number"] == 7


def test_money_with_the_number_of_its_receipt(counter: Counter, forwarded: str) -> None:
    asked = act(counter, forwarded, "request-payment", "--set", "amount=50000", by="dung")
    assert (asked["status"]["number"], asked["fees"][0]["status"]) == (6, "due")
    paid = act(
        counter,
        forwarded,
        "pay",
        *("--set", "method=transfer"),
        *("--set", "official_receipt=BL-0001234"),
        by="an",
    )
    (fee,) = paid["fees"]
    assert (fee["amount"], fee["official_receipt"], fee["collected_by"]) == (50000, "BL-0001234", "an")
    back = act(counter, forwarded, "refund", "--set", "amount=20000", "--note", "thu thừa", by="an")
    assert back["fees"][0]["refunded"] == 20000


def test_a_second_collection_is_listed_behind_the_first(counter: Counter, forwarded: str) -> None:
    act(counter, forwarded, "pay", "--set", "amount=8000", "--set", "official_receipt=BL1", by="an")
    asked = act(counter, forwarded, "request-payment", "--set", "amount=500000", by="dung")
    assert [(fee["amount"], fee["status"]) for fee in asked["fees"]] == [(8000, "paid"), (500000, "due")]
    assert "8.000" in (shown := counter("show", forwarded).out)
    assert "500.000" in shown


def test_a_wrong_result_and_a_wrong_step(counter: Counter, forwarded: str) -> None:
    act(counter, forwarded, "finish", "--note", "Quyết định 12", by="dung")
    assert act(counter, forwarded, "rework", "--note", "sai tên", by="van")["finished_at"] is None
    act(counter, forwarded, "finish", by="dung")
    assert act(counter, forwarded, "undo", "--note", "nhầm", by="chi")["status"]["number"] == 4


def test_fields_are_put_right(counter: Counter, forwarded: str) -> None:
    done = act(
        counter,
        forwarded,
        "correct",
        *("--set", "name=Đặng Thị Diễn"),
        *("--set", "sets=2"),
        *("--set", "channel=post"),
        *("--set", "fee_amount=8000"),
        *("--set", "paper=Tờ khai:1:0:1"),
        *("--note", "gõ sai"),
        by="an",
    )
    assert done["applicant"]["name"] == "Đặng Thị Diễn"
    assert done["papers"] == [{"name": "Tờ khai", "originals": 1, "certified": 0, "copies": 1}]
    assert done["fees"][0]["amount"] == 8000


def test_codes_and_places(counter: Counter, forwarded: str) -> None:
    done = act(counter, forwarded, "add-code", "--set", "code=H26.170-261120-0007", by="an")
    assert done["other_codes"] == ["H26.170-261120-0007"]
    assert counter("show", "h26.170-261120-0007", "--json").json["code"] == forwarded
    act(counter, forwarded, "place", "--set", "place=Kệ 3", by="an")
    assert "Kệ 3" in counter("show", forwarded).out


def test_registered_refused_and_received(counter: Counter) -> None:
    words = ("--procedure", "1.004873", "--name", "Đặng Thị Diễm", "--channel", "online")
    said = counter("register", *words, "--code", "H26.170-261120-0007", "--json", by="an").json
    assert (said["status"]["number"], said["due_at"], said["ledger_number"]) == (1, None, 0)
    assert said["code"] == "H26.170-261120-0007"
    done = act(counter, said["code"], "accept", by="an")
    assert (done["status"]["number"], done["ledger_number"]) == (2, 1)
    assert done["due_at"] is not None
    assert "already" in counter("act", said["code"], "accept", by="an").refusal
    refused = act(counter, said["code"], "refuse", "--note", "không thuộc thẩm quyền", by="an")
    assert refused["status"]["number"] == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("note", "--note", "x", "--due", "2026-11-27"), "--due"),
        (("note", "--note", "x", "--to", "Phòng Kinh tế"), "--to"),
        (("note", "--note", "x", "--set", "name=x"), "takes no --set name"),
        (("correct", "--note", "x", "--set", "colour=xanh"), "takes no --set colour"),
        (("correct", "--note", "x", "--set", "name"), "FIELD=VALUE"),
        (("correct", "--note", "x", "--set", "sets=hai"), "no whole number"),
        (("correct", "--note", "x", "--set", "name=a", "--set", "name=b"), "2 times"),
        (("correct", "--note", "x", "--set", "channel=pigeon"), "direct, online, post"),
        (("request-supplement", "--set", "paper=a|b|c|d|e"), "NAME|BRING|WHERE|POINT"),
        (("note", "--note", "x", "--paper", "x.pdf"), "has no paper"),
    ],
)
def test_wrong_usage_with_one_sentence(counter: Counter, words: tuple[str, ...], said: str) -> None:
    code = counter.receive()["code"]
    before = counter.state()
    answer = counter("act", code, *words, by="an")
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert counter.state() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("correct", "--set", "name=Lê A"), "reason"),
        (("request-supplement",), "at least one paper"),
        (("add-code", "--set", "code=xyz"), "no dossier code"),
        (("undo", "--note", "x"), "A reception stays"),
    ],
)
def test_refused_with_one_sentence(counter: Counter, words: tuple[str, ...], said: str) -> None:
    code = counter.receive()["code"]
    before = counter.state()
    refusal = counter("act", code, *words, by="an").refusal
    assert said in refusal
    assert counter.state() == before


@pytest.mark.parametrize(
    ("words", "by", "form"),
    [
        (("forward",), "an", "control_slip"),
        (("request-supplement", "--set", "paper=Tờ khai"), "dung", "supplement"),
        (("extend", "--due", "2026-12-02T15:00", "--note", "chờ"), "chi", "extension"),
        (("stop", "--note", "x"), "van", "stop"),
        (("withdraw",), "an", "stop"),
        (("correct", "--set", "name=Lê A", "--note", "x"), "an", "receipt"),
    ],
)
def test_an_act_prints_its_paper(
    counter: Counter, forwarded: str, tmp_path: Path, words: tuple[str, ...], by: str, form: str
) -> None:
    out = tmp_path / "paper.pdf"
    done = act(counter, forwarded, *words, "--paper", str(out), by=by)
    assert out.read_bytes().startswith(b"%PDF")
    prints = [
        one["data"] for one in done["events"] if one["kind"] == "printed" and one["data"]["form"] == form
    ]
    assert [one["outcome"] for one in prints][-2:] == ["pending", "printed"]
    # The same paper again is a reprint.
    if form == "receipt":
        assert counter("reprint", forwarded, "--out", str(out), "--json", by="an").json["copy"] == 1


def test_the_result_goes_out_with_its_receipt(counter: Counter, forwarded: str, tmp_path: Path) -> None:
    act(counter, forwarded, "finish", by="dung")
    out = tmp_path / "result.pdf"
    said = counter("return", forwarded, "--paper", out, "--json", by="an")
    assert said.json["status"]["number"] == 10
    assert out.read_bytes().startswith(b"%PDF")


def test_a_paper_that_cannot_be_written_undoes_nothing(
    counter: Counter, forwarded: str, tmp_path: Path
) -> None:
    before = counter.state()
    missing = tmp_path / "nowhere" / "x.pdf"
    assert "not there" in counter("act", forwarded, "forward", "--paper", missing, by="an").refusal
    assert counter.state() == before
