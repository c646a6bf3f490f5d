"""Papers of a fictional office, xã Đông Phù, as the forms draw them."""

import tomllib
from dataclasses import replace
from datetime import date, datetime
from functools import cache

from counter_app.assets import asset
from counter_app.core.codes import scan_number
from counter_app.core.law import LawPack
from counter_app.core.papers import LedgerPaper, LedgerRow, PostingPaper, PostingRow, ReceiptPaper
from counter_app.core.records import Collect, Paper
from counter_app.core.times import VIETNAM
from counter_app.services.law import shipped_packs

DAY = date(2026, 11, 23)
TOWNS = ("ỦY BAN NHÂN DÂN XÃ ĐÔNG PHÙ", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG")
CITY = ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG THÀNH PHỐ", "CHI NHÁNH SỐ 7", "ĐIỂM TIẾP NHẬN XÃ ĐÔNG PHÙ")
# 91 letters
COOPERATIVE = "Hợp tác xã Dịch vụ nông nghiệp tổng hợp, chăn nuôi và tiêu thụ nông sản an toàn xã Đông Phù"
BREEDING = (
    "Hỗ trợ chi phí về vật tư phối giống nhân tạo gia súc gồm tinh đông lạnh, Nitơ lỏng, găng tay và dụng cụ "
    "dẫn tinh để phối giống cho trâu, bò cái; chi phí về liều tinh để thực hiện phối giống cho lợn nái, công "
    "cho người làm dịch vụ phối giống nhân tạo gia súc (trâu, bò)"
)


@cache
def pack(name: str = "2025") -> LawPack:
    return next(one for one in shipped_packs() if one.id == name)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def receipt(**changes: object) -> ReceiptPaper:
    """An ordinary receipt: four papers, all on one A5 page."""
    form = pack().forms["receipt"]
    paper = ReceiptPaper(
        words=form.words,
        form_number=form.number,
        wording=pack().wording,
        lines=TOWNS,
        place="Đông Phù",
        date=DAY,
        desk="Trung tâm Phục vụ hành chính công xã Đông Phù",
        code="H99.017-261123-0042",
        scan_number=scan_number("0117", DAY, 42),
        applicant="Nguyễn Thị Hạnh",
        citizen_id="099161000427",
        address="Thôn Trung, xã Đông Phù",
        phone="0900000427",
        email="",
        procedure="Đăng ký lại khai sinh",
        procedure_code="1.004884",
        papers=(
            Paper(name="Tờ khai đăng ký lại khai sinh (theo mẫu)", originals=1),
            Paper(name="Giấy khai sinh cấp năm 1961", certified=1),
            Paper(name="Sổ hộ khẩu gia đình cấp năm 1984", copies=1),
            Paper(name="Giấy cam đoan về việc đã đăng ký khai sinh nhưng không còn lưu được sổ", originals=1),
        ),
        sets=1,
        term="05 ngày làm việc",
        received_at=moment("2026-11-23T09:12"),
        due_at=moment("2026-12-01T16:00"),
        due_line="Ngày làm việc thứ nhất là 25/11; không tính 24/11 (nghỉ lễ), thứ Bảy và Chủ nhật.",
        collect_place="Quầy 2, Trung tâm, số 1 đường Cầu Giữa, Đông Phù",
        opening_hours="thứ Hai đến thứ Sáu, 7h30 - 11h30 và 13h30 - 17h00",
        bring="Giấy này và thẻ căn cước; đến thay: thêm giấy ủy quyền",
        hotline="0900 000 170",
        fee="8.000 đồng, đã thu tiền mặt, biên lai số 0004127",
        volume="01",
        ledger_number=6187,
        submitter="Nguyễn Thị Hạnh",
        receiver="Trần Minh Đức",
        counter="2",
        printed_at=moment("2026-11-23T09:12"),
    )
    return replace(paper, **changes)


def many_papers(count: int) -> tuple[Paper, ...]:
    """Papers whose names take one, two and three lines, each name different."""
    names = (
        "Đơn đề nghị hỗ trợ chi phí phối giống nhân tạo gia súc (theo mẫu)",
        "Giấy chứng nhận đăng ký hợp tác xã",
        "Nghị quyết của đại hội thành viên về việc tham gia cải tạo đàn gia súc giai đoạn 2026 - 2030",
        "Danh sách thành viên có trâu, bò cái được phối giống, có chữ ký của từng hộ",
        "Hóa đơn mua tinh đông lạnh, găng tay, dụng cụ dẫn tinh",
        "Sổ theo dõi phối giống",
        "Chứng chỉ đào tạo kỹ thuật thụ tinh nhân tạo gia súc",
    )
    return tuple(
        Paper(
            name=f"{names[number % 7]}, tờ {number + 1}",
            originals=number % 3 == 0,
            certified=(number % 3 == 1) * 2,
            copies=(number % 3 == 2) * 6,
        )
        for number in range(count)
    )


def hard_receipt(**changes: object) -> ReceiptPaper:
    """The hard case: four unit lines, a name of 91 letters, a procedure of 268, fourteen papers."""
    return receipt(
        **{
            "lines": CITY,
            "desk": "Điểm tiếp nhận và trả kết quả xã Đông Phù",
            "code": "H99.017-261123-0057",
            "scan_number": scan_number("0117", DAY, 57),
            "applicant": COOPERATIVE,
            "citizen_id": "0109990427",
            "address": "Khu trung tâm dịch vụ nông nghiệp, thôn Đông Trạch Thượng, xã Đông Phù, tỉnh Đông",
            "procedure": BREEDING,
            "procedure_code": "1.012836",
            "papers": many_papers(14),
            "term": "10 ngày làm việc",
            "due_at": moment("2026-12-08T16:00"),
            "collect_place": "Quầy 2, số 1 đường Cầu Giữa, xã Đông Phù",
            "fee": "",
            "ledger_number": 6202,
            "submitter": "Phạm Nguyễn Quỳnh Hương Giang",
            **changes,
        }
    )


PEOPLE = ("Trần Văn Bình", "Nguyễn Thị Hạnh", "Phạm Thị Ngọc Ánh", "Đặng Thúy Quỳnh", "Quách Văn Đệ")
MATTERS = (
    ("Chứng thực bản sao từ bản chính giấy tờ, văn bản", "2.000815", "Trung tâm PVHCC xã"),
    ("Đăng ký lại khai sinh", "1.004884", "Văn phòng HĐND-UBND"),
    ("Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội", "1.014001", "Phòng Văn hóa - Xã hội"),
)


def ledger_row(number: int, **changes: object) -> LedgerRow:
    procedure, code, unit = MATTERS[number % 3]
    row = LedgerRow(
        number=6186 + number,
        code=f"H99.017-261123-{41 + number:04d}",
        procedure=procedure,
        procedure_code=code,
        sets=1,
        applicant=PEOPLE[number % 5],
        address="thôn Trung, Đông Phù",
        phone=f"0900000{number % 1000:03d}",
        unit=unit,
        received=DAY,
        due=DAY if number % 3 == 0 else date(2026, 12, 1),
        returned=DAY if number % 3 == 0 else None,
        collect=Collect.POST if number % 3 == 2 else Collect.COUNTER,
        note="",
    )
    return replace(row, **changes)


def ledger(rows: int | tuple[LedgerRow, ...] = 0, **changes: object) -> LedgerPaper:
    """The ledger of a day with so many ordinary rows, or with the rows given."""
    form = pack().forms["ledger"]
    paper = LedgerPaper(
        words=form.words,
        form_number=form.number,
        lines=TOWNS,
        place="Đông Phù",
        volume="01",
        first=DAY,
        last=DAY,
        rows=tuple(ledger_row(number) for number in range(rows)) if isinstance(rows, int) else rows,
        summary="tiếp nhận 25 hồ sơ (số thứ tự 6186 đến 6210, không có số bỏ trống).",
        signers=(
            ("NGƯỜI GHI SỔ", "(Ký, ghi rõ họ tên)", "Trần Minh Đức"),
            ("NGƯỜI KIỂM TRA", "(Ký, ghi rõ họ tên)", "Nguyễn Thu An"),
            ("GIÁM ĐỐC", "(Ký, ghi rõ họ tên, đóng dấu)", "Vũ Đình Khải"),
        ),
        chain_head="7f3a91c40b2ed58a6c17e94023bfa86d" * 2,
        printed_at=moment("2026-11-23T17:06"),
    )
    return replace(paper, **changes)


def posting(**changes: object) -> PostingPaper:
    """A list to be posted: three fields on three pages, with every kind of row."""
    row = PostingRow(
        number=1,
        code="1.004873",
        name="Cấp Giấy xác nhận tình trạng hôn nhân",
        term="03 ngày làm việc",
        commitment="",
        note="",
        unit="Văn phòng HĐND và UBND",
        fee="15.000 đồng/lần.",
        papers="02",
    )
    hard = replace(
        row,
        code="1.015042",
        name=BREEDING,
        commitment="Cơ quan cam kết: 02 ngày làm việc",
        note="Trường hợp phải xác minh thì thời hạn không quá 08 ngày làm việc. "
        "Liên thông: Văn phòng HĐND và UBND 01 ngày làm việc; Phòng Kinh tế 01 ngày làm việc.",
        unit="Trung tâm Phục vụ hành chính công",
        until="(áp dụng đến hết ngày 31/12/2026)",
    )
    bare = replace(row, term="Đang cập nhật", fee="Đang cập nhật", papers="–")
    births = (hard, *(replace(row, number=n, code=f"1.{n:06d}") for n in range(2, 19)))
    words = tomllib.loads(asset("catalogue/posting.toml").read_text(encoding="utf-8"))
    paper = PostingPaper(
        words=words,
        lines=TOWNS,
        place="Đông Phù",
        date=DAY,
        desk="Trung tâm Phục vụ hành chính công xã Đông Phù",
        opening_hours="thứ Hai đến thứ Sáu, 7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ",
        hotline="0900000170",
        feedback="Đường dây nóng 0900 000 171",
        decisions=("Quyết định số 12/QĐ-UBND ngày 05/01/2026",),
        sections=(
            ("Hộ tịch", births),
            ("Chứng thực", tuple(replace(bare, number=n) for n in range(19, 24))),
            ("Xử lý đơn", (replace(bare, number=24),)),
        ),
        signer_title="GIÁM ĐỐC",
        signer_name="Vũ Đình Khải",
    )
    return replace(paper, **changes)  # type: ignore[arg-type]
