"""Sample slips and letters of the fictional office: short, long, and longer than any office will write."""

from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.core.codes import scan_number
from counter_app.core.forms import Condition, FormText
from counter_app.core.life import MissingPaper
from counter_app.core.records import Person
from counter_app.core.slips import NewDate, Result, SlipPaper
from counter_app.core.times import parse_time
from counter_app.demo import OFFICE
from counter_app.services.slips import issuer

DAY = date(2026, 11, 23)
_CITY = ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG THÀNH PHỐ", "CHI NHÁNH SỐ 7", "ĐIỂM TIẾP NHẬN XÃ ĐÔNG PHÙ")
_COOPERATIVE = "Hợp tác xã Dịch vụ nông nghiệp tổng hợp, chăn nuôi và tiêu thụ nông sản an toàn xã Đông Phù"
_BREEDING = (
    "Hỗ trợ chi phí về vật tư phối giống nhân tạo gia súc gồm tinh đông lạnh, Nitơ lỏng, găng tay và dụng cụ "
    "dẫn tinh để phối giống cho trâu, bò cái; chi phí về liều tinh để thực hiện phối giống cho lợn nái, công "
    "cho người làm dịch vụ phối giống nhân tạo gia súc (trâu, bò)"
)
_ISSUER = replace(
    issuer(OFFICE),
    collect_place="quầy 2, Trung tâm, số 1 đường Cầu Giữa",
    bring="Giấy tiếp nhận và thẻ căn cước; đến thay: thêm giấy ủy quyền",
    signer_title="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    signer_name="Đặng Thị Thu Hà",
)

_MISSING = (
    MissingPaper(
        name="Hợp đồng thuê nhà làm nơi kinh doanh",
        bring="01 bản chụp, mang bản chính để đối chiếu",
        where="chủ nhà giữ một bản; nếu mất, hai bên lập lại",
    ),
    MissingPaper(
        name="Văn bản ủy quyền của các thành viên hộ gia đình",
        bring="01 bản chính, có chữ ký từng người",
        where="mẫu lấy ở quầy 2, hoặc nhờ quầy in giúp",
    ),
    MissingPaper(
        name="Giấy đề nghị đăng ký",
        point="ghi lại mục 3 và mục 5",
        bring="01 bản chính",
        where="mẫu kèm phiếu này; ngành nghề ghi theo bảng ở quầy",
    ),
)

_REASONS = {
    "supplement": "thành phần hồ sơ chưa đủ theo quy định của thủ tục hành chính; giấy đề nghị chưa ghi "
    "ngành, nghề và vốn.",
    "refusal": "Nhà ở nơi đăng ký kinh doanh nằm trong khu vực không được kinh doanh theo quy hoạch đã "
    "công bố; việc đăng ký thuộc thẩm quyền của Phòng Đăng ký kinh doanh tỉnh.",
    "apology": "phải đo đạc lại ranh giới thửa đất số 112, tờ bản đồ số 27 do số liệu trong hồ sơ địa chính "
    "khác với hiện trạng; buổi đo ngày 17 tháng 11 năm 2026 phải hoãn vì mưa lớn",
    "stop": "người nộp hồ sơ đã bán nhà và không còn nhu cầu kinh doanh tại địa chỉ này",
}


def short(form: FormText, **changes: Any) -> SlipPaper:
    """An ordinary paper of ``form``."""
    name = form.name
    reason = _REASONS.get("apology" if name == "extension" else name, "")
    paper = SlipPaper(
        form=form,
        issuer=_ISSUER,
        dated=DAY,
        printed_at=parse_time("2026-11-23T10:05"),
        applicant=Person(
            name="Nguyễn Văn Lương",
            sex="Nam",
            citizen_id="099061000518",
            address="số 12, ngõ 4, thôn Thượng, xã Đông Phù",
            phone="0900000518",
        ),
        procedure="Đăng ký thành lập hộ kinh doanh",
        procedure_code="1.001612",
        number="15",
        code="H99.017-261120-0031",
        scan_number=scan_number("0117", date(2026, 11, 20), 31),
        submitter="Nguyễn Văn Lương",
        received_at=parse_time("2026-11-20T09:12"),
        due_at=parse_time("2026-11-25T16:00"),
        new_due_at=parse_time("2026-12-02T16:00"),
        reason=reason,
        missing=_MISSING if form.name == "supplement" else (),
        waiting=Condition.RESTART,
        requested_on=date(2026, 11, 23),
        stage="Đang xử lý tại Phòng Kinh tế",
        given_back=("Giấy đề nghị đăng ký (01 bản chính)", "Hợp đồng thuê nhà (01 bản chụp)"),
        money="100.000 đồng đã nộp, hoàn trả tại quầy",
        ready_on=date(2026, 11, 5),
        kept_until=date(2027, 2, 5),
        returned_at=parse_time("2026-11-23T10:05"),
        results=(
            Result(
                kind="Giấy chứng nhận đăng ký hộ kinh doanh",
                mark="01.17.0002461",
                summary="Hộ kinh doanh Nguyễn Văn Lương",
            ),
        ),
        collector="Nguyễn Văn Lương",
        collector_id="099061000518",
        collector_phone="0900000518",
        officer="Trần Minh Đức",
        counter="2",
    )
    return replace(paper, **changes)


def long(form: FormText, **changes: Any) -> SlipPaper:
    """A paper with much to say: an organisation, a procedure of 268 letters, seven missing papers."""
    reason = (_REASONS["apology"] + "; ") * 3
    return short(
        form,
        **{
            "issuer": replace(_ISSUER, lines=_CITY, desk="Điểm tiếp nhận và trả kết quả xã Đông Phù"),
            "applicant": Person(
                name=_COOPERATIVE,
                address="Khu trung tâm dịch vụ nông nghiệp, thôn Đông Trạch Thượng, xã Đông Phù, tỉnh Đông",
                phone="0900000519",
                email="van-phong@vi-du.example.vn",
            ),
            "procedure": _BREEDING,
            "reason": reason.removesuffix("; "),
            "submitter": "Phạm Nguyễn Quỳnh Hương Giang",
            "missing": _MISSING * 2 if form.name == "supplement" else (),
            "earlier": (NewDate(parse_time("2026-11-18T16:00"), parse_time("2026-11-25T16:00")),),
            "results": short(form).results * 9,
            "given_back": tuple(f"Giấy tờ thứ {n} kèm theo hồ sơ (01 bản chính)" for n in range(1, 9)),
            "authorised": "giấy ủy quyền số 77 ngày 20/11/2026, UBND xã Đông Phù chứng thực",
            "collector": "Phạm Nguyễn Quỳnh Hương Giang",
            **changes,
        },
    )


def extreme(form: FormText, **changes: Any) -> SlipPaper:
    """More than any office will ever write: every text so long that pages must be parted inside it."""
    words = " ".join(f"chữ{number}" for number in range(700))
    missing = tuple(
        MissingPaper(name=f"{_BREEDING} tờ {n}", bring=words[:900], where=words[:700], point="mục 3")
        for n in range(1, 5)
    )
    return long(
        form,
        **{
            "reason": words,
            "procedure": _BREEDING * 3,
            "missing": missing if form.name == "supplement" else (),
            "results": tuple(
                Result(kind=f"Quyết định {n}", mark=f"{n}/QĐ-UBND", summary=words[: 80 * n])
                for n in range(1, 13)
            ),
            **changes,
        },
    )


#: What ``papers`` draws of each form.
SAMPLES = {"short": short, "long": long, "extreme": extreme}
