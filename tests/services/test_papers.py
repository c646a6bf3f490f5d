"""Forms of a dossier and of a day: what the services put on paper."""

from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest

from counter_app.core.papers import Sheet
from counter_app.core.records import Fee, FeeStatus, HandOver
from counter_app.core.times import parse_time
from counter_app.demo import OFFICE
from counter_app.errors import BadInput
from counter_app.models import journal
from counter_app.services import (
    accounts,
    decisions,
    exchange,
    handover,
    nodes,
    papers,
    printing_log,
    processing,
    reception,
)
from counter_app.services.desk import close_desk, create_office


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return " ".join(
            " ".join(document[page].get_textpage().get_text_range().split()) for page in range(len(document))
        )
    finally:
        document.close()


@pytest.fixture
def state(desk, officers, new_dossier, clock):
    fee = Fee(amount=15_000, status=FeeStatus.PAID, method="cash", official_receipt="0004127")
    return reception.receive(desk, new_dossier(fee=fee), officers["an"], clock())


def test_the_receipt_says_what_was_promised(desk, officers, state, clock):
    said = text_of(papers.receipt(desk, state.scan_number, Sheet.A5, officers["an"], clock()))
    for words in (
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        state.code,
        "Đặng Thị Diễm",
        "099187000456",
        "Cấp Giấy xác nhận tình trạng hôn nhân",
        "03 ngày làm việc",
        "Thứ Sáu, ngày 27/11/2026",
        "không tính 24/11",
        "15.000 đồng, đã thu tiền mặt, biên lai số 0004127",
        "Nguyễn Thu An",
        "Liên 1: Lưu",
        "Liên 2: Giao khách hàng",
    ):
        assert words in said, words


def test_what_is_only_registered_has_no_receipt(desk, officers, new_dossier, clock):
    state = reception.register(desk, new_dossier(), officers["an"], clock())
    before = journal.head()
    with pytest.raises(BadInput, match="registered but not received yet"):
        papers.receipt(desk, state.scan_number, Sheet.A5, officers["an"], clock())
    with pytest.raises(BadInput, match="registered but not received yet"):
        printing_log.begin(desk, state.scan_number, officers["an"], clock())
    assert journal.head() == before, "no print is begun"


def test_a_reprint_says_so(desk, officers, state, clock):
    said = text_of(papers.receipt(desk, state.scan_number, Sheet.A5, officers["an"], clock(), copy=2))
    assert "Bản in lại lần 2" in said
    assert "Liên 2" not in said


def test_the_form_is_that_of_the_day_of_reception(desk, officers, new_dossier, clock):
    old = reception.receive(desk, new_dossier(), officers["an"], parse_time("2025-06-30T09:00:00"))
    said = text_of(papers.receipt(desk, old.scan_number, Sheet.A5, officers["an"], clock()))
    assert "lời 2018.1" in said


def test_the_preview_is_the_form_before_it_has_numbers(desk, officers, new_dossier, clock):
    said = text_of(papers.receipt_preview(desk, new_dossier(), officers["an"], clock()))
    assert "Thứ Sáu, ngày 27/11/2026" in said
    assert journal.head().seq == 7  # the office and its six officers: nothing was received


def test_the_ledger_of_a_day_and_of_a_range(desk, officers, new_dossier, clock):
    states = [reception.receive(desk, new_dossier(), officers["an"], clock()) for _ in range(3)]
    clock.pass_(days=2)
    states.append(reception.receive(desk, new_dossier(), officers["an"], clock()))
    processing.forward(desk, states[0].scan_number, officers["an"], clock())
    processing.finish(desk, states[0].scan_number, officers["dung"], clock())
    handover.hand_over(desk, states[0].scan_number, HandOver(), officers["an"], clock())

    one = papers.ledger(desk, date(2026, 11, 23), date(2026, 11, 23), "pdf", clock())
    assert (one.rows, one.first_number, one.last_number) == (3, 1, 3)
    assert one.chain_head == journal.head().hash
    said = text_of(one.content)
    assert "tiếp nhận 3 hồ sơ (số thứ tự 1 đến 3, không có số bỏ trống); đã trả kết quả 1; còn lại 2." in said
    assert "Trang 1/1" in said

    both = papers.ledger(desk, date(2026, 11, 1), date(2026, 11, 30), "csv", clock())
    assert (both.rows, both.first_number, both.last_number) == (4, 1, 4)


@pytest.fixture
def ended(desk, officers, new_dossier, clock):
    """Three dossiers: one refused, one withdrawn, one still open."""
    refused, withdrawn, _open = [
        reception.receive(desk, new_dossier(), officers["an"], clock()) for _ in range(3)
    ]
    decisions.refuse(desk, refused.scan_number, officers["an"], clock(), "không thuộc thẩm quyền")
    decisions.withdraw(desk, withdrawn.scan_number, officers["an"], clock(), "công dân đề nghị")


@pytest.mark.parametrize(
    ("node", "said"),
    [
        ("", "bỏ trống); đã trả kết quả 0; từ chối 1; đã rút 1; còn lại 1."),
        ("all", "3 hồ sơ của 1 cơ quan; đã trả kết quả 0; từ chối 1; đã rút 1; còn lại 1."),
    ],
)
def test_the_sum_of_a_ledger_names_the_refused_and_the_withdrawn(ended, desk, clock, node, said):
    day = date(2026, 11, 23)
    for kind in ("pdf", "html"):
        made = papers.ledger(desk, day, day, kind, clock(), node)
        text = text_of(made.content) if kind == "pdf" else made.content.decode()
        assert said in text


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        (date(2026, 11, 24), date(2026, 11, 23), "pdf"),
        (date(2025, 12, 31), date(2026, 1, 1), "pdf"),
        (date(2026, 11, 23), date(2026, 11, 23), "docx"),
    ],
)
def test_a_ledger_that_cannot_be_is_refused(desk, clock, first, last, kind):
    with pytest.raises(BadInput):
        papers.ledger(desk, first, last, kind, clock())


def test_an_empty_day_has_a_ledger_too(desk, clock):
    made = papers.ledger(
        desk, clock().date() - timedelta(days=3), clock().date() - timedelta(days=3), "pdf", clock()
    )
    assert made.rows == 0
    assert "Không có hồ sơ" in text_of(made.content)


@pytest.fixture
def elsewhere(desk, state, officers, clock, places, tmp_path):
    """Another office that took our journal in; its officer ``an`` is somebody else."""
    (tmp_path / "node.toml").write_text(nodes.node_file(desk), encoding="utf-8")
    bundle = exchange.export(desk, tmp_path, clock()).file
    close_desk()
    office = replace(OFFICE, node="0118", unit_id="H99.018", name="UBND xã Tây Phù")
    other = create_office(places.home(tmp_path / "elsewhere"), office, clock(), clock)
    accounts.add_officer(other, replace(officers["an"], name="Đỗ Thị Ngần"), "2580", clock())
    nodes.add_node(other, tmp_path / "node.toml")
    exchange.import_bundle(other, bundle, clock())
    yield other
    close_desk()


def test_the_receipt_of_another_office_names_nobody_here(elsewhere, officers, state, clock):
    said = text_of(papers.receipt(elsewhere, state.scan_number, Sheet.A5, officers["duc"], clock()))
    assert state.code in said
    for name in ("Đỗ Thị Ngần", officers["duc"].name):
        assert name not in said


def test_the_ledger_holds_what_this_office_received(elsewhere, state, clock):
    day = state.received_at.date()
    assert papers.ledger(elsewhere, day, day, "csv", clock()).rows == 0


def test_a_ledger_is_never_cut_short(desk, officers, new_dossier, clock, monkeypatch):
    monkeypatch.setattr(papers, "LEDGER_LIMIT", 2)
    day = clock().date()
    for rows in (1, 2):
        reception.receive(desk, new_dossier(), officers["an"], clock())
        assert papers.ledger(desk, day, day, "csv", clock()).rows == rows
    reception.receive(desk, new_dossier(), officers["an"], clock())
    with pytest.raises(BadInput, match="More than 2 dossiers"):
        papers.ledger(desk, day, day, "csv", clock())


def test_a_number_of_another_day_is_none_left_out(desk, officers, new_dossier, clock):
    for day in (1, 2, 1):
        reception.receive(desk, new_dossier(), officers["an"], clock() - timedelta(days=3 - day))
    first = (clock() - timedelta(days=2)).date()
    paper = papers.ledger_paper(desk, first, first, clock())
    assert [row.number for row in paper.rows] == [1, 3]
    assert "không có số bỏ trống" in paper.summary
