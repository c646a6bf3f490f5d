"""Slips and letters: every field is there, nothing touches anything, no signature stands alone."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.core.codes import scan_number
from counter_app.core.forms import Condition, Layout
from counter_app.core.life import MissingPaper
from counter_app.core.papers import Sheet
from counter_app.core.records import Person
from counter_app.core.slips import SlipPaper
from counter_app.documents.slip import draw, measures
from counter_app.documents.slip_text import Words
from tests.documents.page_readers import (
    crossed,
    glyphs,
    overlapping,
    page_count,
    page_sizes,
    page_texts,
    read_by_zbar,
    read_by_zxing,
    rendered,
    rules,
    run_together,
)
from tests.documents.paper_makers import pack
from tests.documents.slip_makers import FORMS, KINDS, slip
from tests.documents.slip_reading import unsaid

SHEETS = (Sheet.A5, Sheet.A4)
every_form = pytest.mark.parametrize(("year", "name"), FORMS)
every_sheet = pytest.mark.parametrize("sheet", SHEETS)
every_kind = pytest.mark.parametrize("kind", KINDS)


def text_of(paper: SlipPaper, sheet: Sheet = Sheet.A5) -> str:
    return " ".join(run_together(text) for text in page_texts(draw(paper, sheet)))


@every_form
@every_sheet
@every_kind
def test_every_field_of_the_record_is_on_the_form(year: str, name: str, sheet: Sheet, kind: str) -> None:
    paper = slip(name, year, kind)
    assert unsaid(paper, draw(paper, sheet)) == []


@every_form
@every_sheet
@every_kind
def test_nothing_touches_anything(year: str, name: str, sheet: Sheet, kind: str) -> None:
    """By the boxes of the glyphs: no line on another, no rule through a letter, nothing near the edge."""
    paper = slip(name, year, kind)
    content = draw(paper, sheet)
    m = measures(paper, sheet)
    assert page_sizes(content) == [(m.width, m.height)] * page_count(content)
    for page in range(page_count(content)):
        of = glyphs(content, page)
        assert not overlapping(of)
        assert not crossed(of, rules(content, page))
        assert of.boxes[:, 0].min() > m.left - 0.3
        assert of.boxes[:, 2].max() < m.end + 0.3
        assert of.boxes[:, 1].min() > 4.2
        assert of.boxes[:, 3].max() < m.height - 4.2


@every_form
@pytest.mark.parametrize("dpi", [203, 300])
def test_every_symbol_is_read_by_both_readers(year: str, name: str, dpi: int) -> None:
    paper = slip(name, year, "long")
    for sheet in SHEETS:
        content = draw(paper, sheet, dpi)
        for page in range(page_count(content)):
            image = rendered(content, dpi, page)
            expected = {paper.scan_number}
            if paper.form.layout is Layout.SLIP:
                expected |= {paper.code}
            assert read_by_zxing(image) == expected
            assert read_by_zbar(image) == expected


@every_form
@every_sheet
@every_kind
def test_the_signature_is_never_alone_on_a_page(year: str, name: str, sheet: Sheet, kind: str) -> None:
    paper = slip(name, year, kind)
    last = run_together(page_texts(draw(paper, sheet))[-1])
    signed = paper.issuer.signer_name if paper.form.layout is Layout.LETTER else paper.officer
    before = last.rpartition(signed)[0]
    closing = {
        "supplement": "được hướng dẫn./.",
        "refusal": "biết và thực hiện./.",
        "apology": "vì sự chậm trễ này./.",
        "extension": "vì sự chậm trễ này./.",
        "stop": "được biết./.",
        "result_receipt": "Ngày trả:",
        "uncollected": "./.",
    }[name]
    assert closing in before


@every_form
def test_an_ordinary_slip_is_one_page(year: str, name: str) -> None:
    for sheet in SHEETS:
        assert page_count(draw(slip(name, year), sheet)) == 1


@every_form
@every_sheet
def test_further_pages_say_what_they_belong_to(year: str, name: str, sheet: Sheet) -> None:
    paper = slip(name, year, "extreme")
    texts = [run_together(text) for text in page_texts(draw(paper, sheet))]
    assert len(texts) > 1
    for number, text in enumerate(texts[1:], 2):
        assert f"Mã hồ sơ: {paper.code}" in text
        if paper.form.layout is Layout.SLIP:
            assert f"{paper.form.title} (tiếp theo)" in text
            assert f"Trang {number}/{len(texts)}" in text
            assert paper.form.words["note_continued"] in text
        else:
            assert text.startswith(f"{number} ")


def test_the_form_of_2018_has_its_title_and_number_and_that_of_2025_its_own() -> None:
    old, new = text_of(slip("apology", "2018")), text_of(slip("extension", "2025"))
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ" in old
    assert "Mẫu số 04 · lời 2018.1" in old
    assert "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT" in new
    assert "Mẫu số 04 · lời 2025.1" in new
    assert "Mẫu số 05" in text_of(slip("stop"))
    assert "Mẫu của cơ quan · lời 2025.1" in text_of(slip("result_receipt"))


def test_the_fields_of_the_supplement_slip_stand_in_the_order_of_the_form() -> None:
    text = text_of(slip("supplement"))
    places = [
        text.index(words)
        for words in (
            "Số: 15/HDHS",
            "PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ",
            "Mã hồ sơ: H99.017-261120-0031",
            "Hồ sơ của: Nguyễn Văn Lương Số điện thoại: 0900 000 518",
            "Nội dung yêu cầu giải quyết: Đăng ký thành lập hộ kinh doanh (mã 1.001612)",
            "Địa chỉ: số 12, ngõ 4, thôn Thượng, xã Đông Phù",
            "Yêu cầu Ông hoàn thiện hồ sơ gồm những nội dung như sau: còn thiếu 3 giấy tờ.",
            "1. Hợp đồng thuê nhà làm nơi kinh doanh Cần mang: 01 bản chụp",
            "2. Văn bản ủy quyền",
            "3. Giấy đề nghị đăng ký, ghi lại mục 3 và mục 5",
            "Lý do: thành phần hồ sơ chưa đủ",
            "ngành, nghề và vốn. Các giấy tờ khác đã đủ, không phải nộp thêm. Ngày hẹn trả được tính lại",
            "số điện thoại 0900 000 170 để được hướng dẫn./.",
            "NGƯỜI HƯỚNG DẪN (Ký và ghi rõ họ tên) Trần Minh Đức",
        )
    ]
    assert places == sorted(places)


@every_sheet
def test_before_there_is_a_code_there_are_no_symbols(sheet: Sheet) -> None:
    paper = slip("supplement", code="", scan_number="", number="", waiting=Condition.NEW)
    content = draw(paper, sheet)
    text = run_together(page_texts(content)[0])
    assert "Mã hồ sơ:" not in text
    assert "Thời hạn giải quyết được tính từ khi hồ sơ được tiếp nhận đầy đủ." in text
    assert paper.form.words["note_uncoded"] in text
    assert read_by_zxing(rendered(content, 300)) == set()
    long = slip("supplement", kind="extreme", code="", scan_number="")
    assert "Số: 15/HDHS" in page_texts(draw(long, sheet))[1]


def test_the_sentence_about_the_time_follows_the_setting() -> None:
    assert "được tính lại từ ngày" in text_of(slip("supplement"))
    assert "lùi lại bằng thời gian chờ" in text_of(slip("supplement", waiting=Condition.RESUME))


def test_a_slip_without_missing_papers_gives_the_reason_alone() -> None:
    text = text_of(slip("supplement", missing=()))
    assert "còn thiếu" not in text
    assert "không phải nộp thêm" not in text
    assert "Lý do: thành phần hồ sơ" in text


def test_from_the_fourth_paper_the_last_goes_to_a_second_page_with_all_that_follows() -> None:
    three = slip("supplement").missing
    fourth = MissingPaper(name="Sổ hộ khẩu", bring="01 bản chụp", where="tại nhà")
    content = draw(slip("supplement", missing=(*three, fourth)))
    first, second = (run_together(text) for text in page_texts(content))
    assert "3. Giấy đề nghị" in first
    assert "4. Sổ hộ khẩu" in second
    assert "Lý do:" in second
    assert page_count(draw(slip("supplement", missing=(*three, fourth)), Sheet.A4)) == 1


@pytest.mark.parametrize(("sex", "you"), [("Nam", "Ông"), ("Nữ", "Bà"), ("", "Ông/Bà")])
def test_the_applicant_is_spoken_to_by_sex(sex: str, you: str) -> None:
    assert f"Yêu cầu {you} hoàn thiện" in text_of(slip("supplement", applicant=Person(name="Lê An", sex=sex)))


def test_a_letter_names_the_applicant_and_leaves_out_what_is_unknown() -> None:
    text = text_of(slip("apology", "2018", applicant=Person(name="Hợp tác xã Đông Phù")), Sheet.A4)
    assert "Kính gửi: Hợp tác xã Đông Phù Ngày 20 tháng 11" in text
    assert "của Ông/Bà/Tổ chức; mã số:" in text
    assert "Kính gửi: Bà Lê An" in text_of(slip("stop", applicant=Person(name="Lê An", sex="Nữ")))


def test_an_apology_before_the_day_and_after_it() -> None:
    before = text_of(slip("apology", "2018"), Sheet.A4)
    assert "chưa thể trả kết quả" in before
    assert "hồ sơ vào 16 giờ 00 phút, thứ Tư, ngày 02 tháng 12 năm 2026, tại" in before
    after = text_of(slip("apology", "2018", dated=date(2026, 11, 26)), Sheet.A4)
    assert "chưa trả kết quả" in after
    assert "chưa thể" not in after


def test_what_is_empty_says_so() -> None:
    text = text_of(slip("stop", money="", given_back=()))
    assert "Phí, lệ phí (nếu có): không có." in text
    assert "trả lại cho Ông: không có." in text
    assert "Số điện thoại: không có" in text_of(slip("refusal", applicant=Person(name="Lê An")))


def test_an_office_without_telephone_and_hours_has_whole_sentences() -> None:
    bare = replace(slip("supplement").issuer, hotline="", opening_hours="", collect_place="", bring="")
    for year, name in FORMS:
        text = text_of(slip(name, year, issuer=bare))
        assert "số điện thoại để" not in text
        assert "không có để" not in text
        assert "giờ làm việc" not in text


def test_a_stop_without_a_request_is_the_offices_own_decision() -> None:
    assert "Căn cứ đề nghị" in text_of(slip("stop"))
    assert "Căn cứ đề nghị" not in text_of(slip("stop", requested_on=None))


def test_a_reprint_says_so_and_a_bare_counter_gets_its_word() -> None:
    text = text_of(slip("refusal", copy=2))
    assert "Quầy 2 · in 23/11/2026 10:05 · bản in lại lần 2" in text
    assert "lời 2025.1 · in 23/11" in text_of(slip("refusal", counter=""))


def test_a_full_stop_typed_by_the_officer_is_not_doubled() -> None:
    assert "hết hạn. Xin" in text_of(slip("refusal", reason="Giấy tờ hết hạn."))
    assert "hết hạn. Xin" in text_of(slip("refusal", reason=" Giấy tờ hết hạn "))


def test_a_long_name_of_the_matter_is_not_set_bold() -> None:
    runs = Words(slip("supplement", kind="long")).runs("**{procedure}**")
    assert {face.value for _text, face in runs} == {"LiberationSerif-Regular"}


def test_marks_typed_apart_are_printed_beside_their_letters() -> None:
    apart = Person(name="Nguye\u0302\u0303n Thi\u0323 Ha\u0323nh")
    assert "Nguyễn Thị Hạnh" in text_of(slip("supplement", applicant=apart))


def test_a_brace_in_a_value_is_only_a_brace() -> None:
    assert "Sai {due} và **mục 3**." in text_of(slip("refusal", reason="sai {due} và **mục 3**"))


@every_sheet
def test_a_form_may_go_without_symbols(sheet: Sheet) -> None:
    for name in ("refusal", "stop"):
        paper = replace(slip(name), form=replace(pack().forms[name], symbols=False))
        assert read_by_zxing(rendered(draw(paper, sheet), 300)) == set()
        assert "Mã hồ sơ: H99.017-261120-0031" in text_of(paper, sheet)


def test_the_same_paper_is_the_same_file() -> None:
    assert draw(slip("stop"), invariant=True) == draw(slip("stop"), invariant=True)


def test_bars_are_those_of_the_dossier() -> None:
    assert slip("refusal").scan_number == scan_number("0117", date(2026, 11, 20), 31)
