"""Papers and dossiers that measurements work on."""

from datetime import date

from counter_app.core.papers import LedgerPaper, LedgerRow, ReceiptPaper
from counter_app.core.records import Collect, NewDossier, Paper, Person
from counter_app.core.times import parse_time
from counter_app.demo import OFFICE
from counter_app.services.law import shipped_packs

NOW = parse_time("2026-11-23T15:40")

PAPERS = (
    Paper(name="Tờ khai đăng ký lại khai sinh (theo mẫu)", originals=1),
    Paper(name="Giấy khai sinh cấp năm 1961", certified=1),
    Paper(name="Sổ hộ khẩu gia đình cấp năm 1984", copies=1),
    Paper(name="Giấy cam đoan về việc đã đăng ký khai sinh nhưng không còn lưu được sổ", originals=1),
)


def new_dossier() -> NewDossier:
    """What an officer types for an ordinary matter."""
    return NewDossier(
        procedure="1.004884",
        applicant=Person(
            name="Nguyễn Thị Hạnh",
            citizen_id="099161000427",
            born="1961-05-04",
            sex="Nữ",
            address="Thôn Trung, xã Đông Phù",
            phone="0900000427",
        ),
        papers=PAPERS,
        wants_receipt=True,
    )


def receipt_paper() -> ReceiptPaper:
    """The receipt of that dossier."""
    pack = _pack()
    form = pack.forms["receipt"]
    return ReceiptPaper(
        words=form.words,
        form_number=form.number,
        wording=pack.wording,
        lines=OFFICE.lines,
        place=OFFICE.place,
        date=NOW.date(),
        desk=OFFICE.desk,
        code="H99.017-261123-0042",
        scan_number="0117261123004267",
        applicant="Nguyễn Thị Hạnh",
        citizen_id="099161000427",
        address="Thôn Trung, xã Đông Phù",
        phone="0900 000 427",
        email="",
        procedure="Đăng ký lại khai sinh",
        procedure_code="1.004884",
        papers=PAPERS,
        sets=1,
        term="05 ngày làm việc",
        received_at=NOW,
        due_at=parse_time("2026-12-01T15:40"),
        due_line="Ngày làm việc thứ nhất là 25/11; không tính 24/11 (nghỉ lễ), thứ Bảy và Chủ nhật.",
        collect_place=OFFICE.collect_place,
        opening_hours=OFFICE.opening_hours,
        bring=OFFICE.bring,
        hotline=OFFICE.phone,
        fee="8.000 đồng, đã thu tiền mặt",
        volume="01",
        ledger_number=6187,
        submitter="Nguyễn Thị Hạnh",
        receiver="Nguyễn Thu An",
        counter="Quầy 2",
        printed_at=NOW,
    )


def ledger_paper(rows: int) -> LedgerPaper:
    """A ledger of ``rows`` rows in which names and procedures differ."""
    pack = _pack()
    form = pack.forms["ledger"]
    return LedgerPaper(
        words=form.words,
        form_number=form.number,
        lines=OFFICE.lines,
        place=OFFICE.place,
        volume="01",
        first=date(2026, 1, 1),
        last=NOW.date(),
        rows=tuple(_row(number) for number in range(1, rows + 1)),
        summary=f"tiếp nhận {rows} hồ sơ.",
        signers=(
            ("NGƯỜI GHI SỔ", "(Ký, ghi rõ họ tên)", ""),
            ("GIÁM ĐỐC", "(Ký, ghi rõ họ tên, đóng dấu)", ""),
        ),
        chain_head="7f3a91c40b2ed58a6c17e94023bfa86d" * 2,
        printed_at=NOW,
    )


_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
_GIVEN = ("Hữu Phượng", "Thanh Tùng", "Thị Diễm Lệ", "Thế Anh", "Thị Ngọc Ễnh", "Văn Đức", "Thị Kim Ưởng")
_PROCEDURES = (
    ("2.000815", "Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan có thẩm quyền cấp"),
    ("1.004884", "Đăng ký lại khai sinh"),
    ("1.004873", "Cấp Giấy xác nhận tình trạng hôn nhân"),
    ("1.014027", "Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội"),
    ("1.001612", "Đăng ký thành lập hộ kinh doanh"),
)


def _row(number: int) -> LedgerRow:
    code, procedure = _PROCEDURES[number % len(_PROCEDURES)]
    return LedgerRow(
        number=number,
        code=f"H99.017-261123-{number % 10_000:04d}",
        procedure=procedure,
        procedure_code=code,
        sets=1,
        applicant=f"{_FAMILY[number % len(_FAMILY)]} {_GIVEN[number % len(_GIVEN)]}",
        address=f"tổ dân phố {number % 37}, xã Đông Phù",
        phone=f"0900 {number % 1000:03d} {number % 997:03d}",
        unit="Văn phòng HĐND và UBND",
        received=NOW.date(),
        due=date(2026, 12, 1),
        returned=date(2026, 11, 30) if number % 4 else None,
        collect=Collect.COUNTER,
        note="",
    )


def _pack():
    return next(one for one in shipped_packs() if one.id == "2025")
