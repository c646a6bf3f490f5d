"""Slips and letters of the fictional office, short, long and extreme."""

from dataclasses import replace
from datetime import date

from counter_app.core.codes import scan_number
from counter_app.core.forms import Condition
from counter_app.core.life import MissingPaper
from counter_app.core.records import Person
from counter_app.core.slips import Issuer, NewDate, Result, SlipPaper
from tests.documents.paper_makers import BREEDING, CITY, COOPERATIVE, DAY, TOWNS, moment, pack

#: Every form that is drawn from blocks, with its pack.
FORMS = tuple(
    (year, name) for year in ("2018", "2025") for name, form in pack(year).forms.items() if form.blocks
)

ISSUER = Issuer(
    lines=TOWNS,
    place="Đông Phù",
    office="Ủy ban nhân dân xã Đông Phù",
    desk="Trung tâm Phục vụ hành chính công xã Đông Phù",
    collect_place="quầy 2, Trung tâm, số 1 đường Cầu Giữa",
    opening_hours="thứ Hai đến thứ Sáu, 7h30 - 11h30 và 13h30 - 17h00",
    bring="Giấy tiếp nhận và thẻ căn cước; đến thay: thêm giấy ủy quyền",
    hotline="0900000170",
    signer_title="KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH",
    signer_name="Đặng Thị Thu Hà",
)

MISSING = (
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

REASONS = {
    "supplement": "thành phần hồ sơ chưa đủ theo quy định của thủ tục hành chính; giấy đề nghị chưa ghi "
    "ngành, nghề và vốn.",
    "refusal": "Nhà ở nơi đăng ký kinh doanh nằm trong khu vực không được kinh doanh theo quy hoạch đã "
    "công bố; việc đăng ký thuộc thẩm quyền của Phòng Đăng ký kinh doanh tỉnh.",
    "apology": "phải đo đạc lại ranh giới thửa đất số 112, tờ bản đồ số 27 do số liệu trong hồ sơ địa chính "
    "khác với hiện trạng; buổi đo ngày 17 tháng 11 năm 2026 phải hoãn vì mưa lớn",
    "stop": "người nộp hồ sơ đã bán nhà và không còn nhu cầu kinh doanh tại địa chỉ này",
}


def slip(name: str, year: str = "2025", **changes: object) -> SlipPaper:
    """An ordinary paper of the form ``name``."""
    reason = REASONS.get("apology" if name == "extension" else name, "")
    paper = SlipPaper(
        form=pack(year).forms[name],
        issuer=ISSUER,
        dated=DAY,
        printed_at=moment("2026-11-23T10:05"),
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
        received_at=moment("2026-11-20T09:12"),
        due_at=moment("2026-11-25T16:00"),
        new_due_at=moment("2026-12-02T16:00"),
        reason=reason,
        missing=MISSING if name == "supplement" else (),
        waiting=Condition.RESTART,
        requested_on=date(2026, 11, 23),
        stage="Đang xử lý tại Phòng Kinh tế",
        given_back=("Giấy đề nghị đăng ký (01 bản chính)", "Hợp đồng thuê nhà (01 bản chụp)"),
        money="100.000 đồng đã nộp, hoàn trả tại quầy",
        ready_on=date(2026, 11, 5),
        kept_until=date(2027, 2, 5),
        returned_at=moment("2026-11-23T10:05"),
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


def long_slip(name: str, year: str = "2025", **changes: object) -> SlipPaper:
    """A paper with much to say: an organisation, a procedure of 268 letters, seven missing papers."""
    reason = (REASONS["apology"] + "; ") * 3
    return slip(
        name,
        year,
        **{
            "issuer": replace(ISSUER, lines=CITY, desk="Điểm tiếp nhận và trả kết quả xã Đông Phù"),
            "applicant": Person(
                name=COOPERATIVE,
                address="Khu trung tâm dịch vụ nông nghiệp, thôn Đông Trạch Thượng, xã Đông Phù, tỉnh Đông",
                phone="0900000519",
                email="van-phong@vi-du.example.vn",
            ),
            "procedure": BREEDING,
            "reason": reason.removesuffix("; "),
            "submitter": "Phạm Nguyễn Quỳnh Hương Giang",
            "missing": MISSING * 2 if name == "supplement" else (),
            "earlier": (NewDate(moment("2026-11-18T16:00"), moment("2026-11-25T16:00")),),
            "results": slip(name).results * 9,
            "given_back": tuple(f"Giấy tờ thứ {n} kèm theo hồ sơ (01 bản chính)" for n in range(1, 9)),
            "authorised": "giấy ủy quyền số 77 ngày 20/11/2026, UBND xã Đông Phù chứng thực",
            "collector": "Phạm Nguyễn Quỳnh Hương Giang",
            **changes,
        },
    )


def extreme_slip(name: str, year: str = "2025", **changes: object) -> SlipPaper:
    """More than any office will ever write: every text so long that pages must be parted inside it."""
    words = " ".join(f"chữ{number}" for number in range(700))
    missing = tuple(
        MissingPaper(name=f"{BREEDING} tờ {n}", bring=words[:900], where=words[:700], point="mục 3")
        for n in range(1, 5)
    )
    return long_slip(
        name,
        year,
        **{
            "reason": words,
            "procedure": BREEDING * 3,
            "missing": missing if name == "supplement" else (),
            "results": tuple(
                Result(kind=f"Quyết định {n}", mark=f"{n}/QĐ-UBND", summary=words[: 200 * n])
                for n in range(1, 13)
            ),
            **changes,
        },
    )
