"""Commands that put a paper into a file: what it is, and what the journal keeps of it."""

import pytest

from tests.cli.desk_home import Counter
from tests.documents.page_readers import page_sizes, read_by_zbar, rendered
from tests.documents.sheet_reading import whole_text

UNIT = "Phòng Kinh tế"


@pytest.fixture
def code(counter: Counter) -> str:
    return str(counter.receive()["code"])


@pytest.mark.parametrize(
    ("form", "options", "size", "named"),
    [
        ("control-slip", (), (148, 210), "phiếu kiểm soát"),
        ("control-slip", ("--sheet", "a4"), (210, 297), "phiếu kiểm soát"),
        ("receipt-several", ("--dpi", "600"), (148, 210), "giấy tiếp nhận nhiều hồ sơ"),
        ("label", (), (80, 30), "nhãn bìa hồ sơ"),
    ],
)
def test_a_paper_of_a_dossier(counter: Counter, code: str, tmp_path, form, options, size, named) -> None:
    out = tmp_path / "paper.pdf"
    before = counter.state()
    made = counter.done("paper", code, form, "--out", out, *options)
    assert made == {"code": code, "form": form, "file": str(out)}
    assert set(page_sizes(out.read_bytes())) == {size}
    assert "Nguyễn Văn Hùng" in whole_text(out.read_bytes())
    told = counter("paper", code, form, "--out", out, *options, "--lang", "vi")
    assert told.out == f"{code}: {named}: {out}.\n"
    assert counter.state() == before


def test_letters_are_printed_in_a_name_and_kept_in_the_journal(counter: Counter, code: str, tmp_path) -> None:
    out = tmp_path / "letter.pdf"
    counter.done("act", code, "forward", "--to", UNIT, "--at", "2026-11-20T10:00", by="an")
    asked = ("--set", "paper=Bản sao hộ chiếu")
    counter.done("act", code, "request-supplement", *asked, "--at", "2026-11-20T10:10", by="dung")
    for copy in (0, 1):
        made = counter.done("paper", code, "supplement", "--out", out, by="an")
        assert made == {"code": code, "form": "supplement", "copy": copy, "file": str(out)}
        assert "Bản sao hộ chiếu" in whole_text(out.read_bytes())
    made = counter.done("paper", code, "control-slip", "--sheet", "a4", "--out", out, by="an")
    assert made["copy"] == 0
    assert set(page_sizes(out.read_bytes())) == {(210, 297)}
    prints = [
        one["data"] for one in counter("show", code, "--json").json["events"] if one["kind"] == "printed"
    ]
    said = [(one["form"], one["outcome"], one.get("copy", 0)) for one in prints]
    assert said == [
        *(("supplement", outcome, copy) for copy in (0, 1) for outcome in ("pending", "printed")),
        *(("control_slip", outcome, 0) for outcome in ("pending", "printed")),
    ]


def test_a_notice_asks_for_a_result_that_waits(counter: Counter, code: str, tmp_path) -> None:
    out = tmp_path / "letter.pdf"
    counter.done("act", code, "forward", "--to", UNIT, "--at", "2026-11-20T10:00", by="an")
    before = counter.state()
    said = counter("paper", code, "uncollected", "--out", out, by="an")
    assert "nothing has happened that this paper tells of" in said.refusal
    assert counter.state() == before, "no print was begun"
    counter.done("act", code, "finish", "--at", "2026-11-20T11:00", by="dung")
    assert counter.done("paper", code, "uncollected", "--out", out, by="an")["copy"] == 0
    assert "Nguyễn Văn Hùng" in whole_text(out.read_bytes())


@pytest.mark.parametrize(("form", "by"), [("refusal", None), ("label", "an")])
def test_a_name_goes_with_letters(counter: Counter, code: str, tmp_path, form, by) -> None:
    said = counter("paper", code, form, "--out", tmp_path / "x.pdf", by=by)
    assert said.code == 2
    assert "--by" in said.err
    assert list(tmp_path.glob("*.pdf")) == []


def test_a_receipt_for_a_visit_holds_every_dossier(counter: Counter, tmp_path) -> None:
    made = [counter.receive() for _ in range(2)]
    out = tmp_path / "visit.pdf"
    said = counter(
        "paper", made[0]["code"], "receipt-several", "--with", made[1]["scan_number"], "--out", out
    )
    assert said.code == 0, said.err
    assert f"{made[0]['code']}: one receipt for several dossiers: {out}." in said.out
    image = rendered(out.read_bytes(), 300)
    assert read_by_zbar(image) == {one["scan_number"] for one in made}


def test_with_goes_with_a_visit_only(counter: Counter, code: str, tmp_path) -> None:
    said = counter("paper", code, "label", "--with", code, "--out", tmp_path / "label.pdf")
    assert said.code == 2
    assert "--with goes with receipt-several only" in said.err
    assert list(tmp_path.glob("*.pdf")) == []


def test_lists_for_a_unit(counter: Counter, code: str, tmp_path) -> None:
    counter.done("act", code, "forward", "--to", UNIT, "--at", "2026-11-20T10:00", by="an")
    out = tmp_path / "list.pdf"
    day = ("--unit", UNIT, "--date", "2026-11-20", "--out", out)
    assert counter.done("handover-list", "--dossiers", *day) == {"rows": 1, "file": str(out)}
    assert "DANH SÁCH BÀN GIAO HỒ SƠ" in whole_text(out.read_bytes())
    assert counter.done("handover-list", "--results", *day)["rows"] == 0
    counter.done("act", code, "finish", "--at", "2026-11-20T11:00", by="dung")
    assert counter.done("handover-list", "--results", *day)["rows"] == 1
    assert "PHIẾU BÀN GIAO KẾT QUẢ" in whole_text(out.read_bytes())


def test_the_book_of_the_ledger(counter: Counter, code: str, tmp_path) -> None:
    cover, closing = tmp_path / "cover.pdf", tmp_path / "closing.pdf"
    made = counter.done("ledger-cover", "--year", 2026, "--volume", 2, "--pages", 90, "--out", cover)
    assert made == {"year": 2026, "volume": 2, "file": str(cover)}
    assert "Sổ này có 90 trang" in whole_text(cover.read_bytes())
    made = counter.done("ledger-closing", "--year", 2026, "--out", closing)
    assert made.pop("chain_head") == counter.done("check")["head"]
    assert made == {
        "year": 2026, "rows": 1, "first_number": 1, "last_number": 1, "gaps": 0, "file": str(closing)
    }  # fmt: skip


def test_the_label_of_a_shelf(counter: Counter, tmp_path) -> None:
    out = tmp_path / "shelf.pdf"
    made = counter.done("shelf-label", 12, "--text", "Tủ A", "--out", out)
    assert made == {"number": 12, "file": str(out)}
    assert read_by_zbar(rendered(out.read_bytes(), 203)) == {"0000000001001235"}


def test_the_command_cards(counter: Counter, tmp_path) -> None:
    out = tmp_path / "cards.pdf"
    assert counter.done("command-cards", "--out", out) == {"file": str(out)}
    assert len(read_by_zbar(rendered(out.read_bytes(), 300))) == 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("paper", "H99.017-261120-0099", "label"), "No dossier here has the code"),
        (("shelf-label", "0"), "give a number from 1 to 9999"),
        (("handover-list", "--results", "--unit", "Phòng X", "--date", "2026-11-20"), "no unit “Phòng X”"),
        (("ledger-cover", "--year", "2026", "--pages", "-1"), "give a number from 0 to 9999"),
        (("ledger-closing", "--year", "2027"), "The ledger of 2027 has not begun"),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(
    counter: Counter, code: str, tmp_path, words, said
) -> None:
    out = tmp_path / "paper.pdf"
    words = [word.format(code=code) for word in words]
    assert said in counter(*words, "--out", out).refusal
    assert not out.exists()


def test_a_paper_is_a_pdf_in_a_folder_that_is_there(counter: Counter, code: str, tmp_path) -> None:
    said = counter("paper", code, "label", "--out", tmp_path / "label.png")
    assert said.code == 2
    assert "give --out a name with this ending" in said.err
    assert counter("paper", code, "label", "--out", tmp_path / "none" / "label.pdf").refusal
