"""The catalogue at the desk: a file is looked at, then taken in whole or not at all; the journal says so."""

import csv
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from counter_app.core.deadlines import parse_rule
from counter_app.core.journal import Event
from counter_app.core.records import FastMatter, Officer, Paper, Person
from counter_app.core.times import parse_time
from counter_app.errors import BadFile, BadInput, DeviceProblem, NotAllowed, NotFound
from counter_app.models import journal
from counter_app.models import office as offices
from counter_app.services import catalogue, fast_day, posting, queries, reception
from counter_app.services.desk import Desk, open_desk
from tests.conftest import Clock

CODE = "1.004873"
Officers = dict[str, Officer]


@pytest.fixture
def list_file(desk: Desk, tmp_path: Path, clock: Clock) -> Callable[..., Path]:
    """Writes the catalogue in use as CSV, with some cells changed and some rows added."""

    def write(
        *, changed: dict[str, dict[str, str]] | None = None, added: Iterable[dict[str, str]] = ()
    ) -> Path:
        file = tmp_path / "danh-muc.csv"
        catalogue.export(desk, file, clock())
        with file.open(encoding="utf-8-sig", newline="") as written:
            rows = list(csv.DictReader(written))
        for row in rows:
            row.update((changed or {}).get(row["code"], {}))
        heading = list(rows[0])
        rows += [dict.fromkeys(heading, "") | one for one in added]
        with file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, heading)
            writer.writeheader()
            writer.writerows(rows)
        return file

    return write


def last_event() -> Event:
    head = journal.head()
    (event,) = journal.events_between(head.node, head.epoch, head.seq, head.seq)
    return event


def seen(desk: Desk) -> tuple[object, ...]:
    return journal.head(), dict(desk.catalogue)


SHORTER = {CODE: {"commitment_kind": "working_days", "commitment_value": "2", "decision": "12/QĐ-UBND"}}
NEW = {"code": "1.999999", "name": "Thủ tục mới", "field": "Hộ tịch", "decision": "12/QĐ-UBND"}


def test_a_preview_changes_nothing_and_says_everything(desk, list_file):
    before = seen(desk)
    file = list_file(changed=SHORTER, added=[NEW])
    shown = catalogue.preview(desk, file)
    assert [one.code for one in shown.differences.added] == ["1.999999"]
    (changed,) = shown.differences.changed
    assert [(one.name, one.before, one.after) for one in changed.fields] == [
        ("commitment", None, parse_rule("working_days:2")),
        ("decision", "", "12/QĐ-UBND"),
    ]
    assert (shown.differences.same, shown.differences.kept, shown.refused) == (284, (), ())
    assert shown.hash == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (shown.papers_file, shown.decision) == ("danh-muc.papers.csv", "12/QĐ-UBND")
    assert seen(desk) == before


def test_a_list_is_taken_in_and_the_journal_says_so(desk, officers, clock, list_file):
    shown = catalogue.preview(desk, list_file(changed=SHORTER, added=[NEW]))
    head = journal.head().seq
    catalogue.apply(desk, shown, officers["chi"], clock())
    assert desk.catalogue["1.999999"].name == "Thủ tục mới"
    assert desk.catalogue[CODE].promised == parse_rule("working_days:2")
    assert desk.catalogue[CODE].deadline == parse_rule("working_days:3"), "the statute's is kept beside it"
    assert len(desk.catalogue) == 286
    assert journal.head().seq == head + 1
    event = last_event()
    assert (event.kind, event.by, event.dossier) == ("catalogue_imported", "chi", "")
    assert dict(event.data) == {
        "file": "danh-muc.csv",
        "hash": shown.hash,
        "papers_file": "danh-muc.papers.csv",
        "papers_hash": shown.papers_hash,
        "added": 1,
        "changed": 1,
        "same": 284,
        "kept": 0,
        "decision": "12/QĐ-UBND",
        "codes": [CODE, "1.999999"],
    }


def test_a_list_that_changes_nothing_is_not_written_down(desk, officers, clock, list_file):
    shown = catalogue.preview(desk, list_file())
    assert shown.changes_nothing
    before = seen(desk)
    catalogue.apply(desk, shown, officers["chi"], clock())
    assert seen(desk) == before


def test_a_refused_row_refuses_the_list_unless_the_good_rows_are_asked_for(desk, officers, clock, list_file):
    file = list_file(changed=SHORTER, added=[NEW | {"code": "1.004"}, NEW | {"code": "1.005"}])
    shown = catalogue.preview(desk, file)
    before = seen(desk)
    with pytest.raises(BadFile) as refused:
        catalogue.apply(desk, shown, officers["chi"], clock())
    assert str(refused.value) == (
        "danh-muc.csv, line 287, column “code”: the code “1.004” must look like 1.004873. "
        "Another row is refused; nothing was changed."
    )
    assert seen(desk) == before
    catalogue.apply(desk, shown, officers["chi"], clock(), partial=True, decision=" Số  13/QĐ ")
    assert desk.catalogue[CODE].commitment == parse_rule("working_days:2")
    event = last_event()
    assert (event.data["refused"], event.data["decision"]) == (2, "Số 13/QĐ")


def test_one_refused_row_is_one_sentence(desk, list_file):
    shown = catalogue.preview(desk, list_file(added=[NEW | {"code": CODE}]))
    assert catalogue.refusal(shown) == (
        "danh-muc.csv, line 287, column “code”: procedure 1.004873 is listed twice. Nothing was changed."
    )


def test_what_the_list_lacks_is_kept(desk, officers, clock, tmp_path):
    file = tmp_path / "one.csv"
    file.write_text("code;name;field\n1.004873;Tên mới;Hộ tịch\n", encoding="utf-8-sig")
    shown = catalogue.preview(desk, file)
    assert len(shown.differences.kept) == 284
    before = desk.catalogue[CODE]
    catalogue.apply(desk, shown, officers["it"], clock())
    assert desk.catalogue[CODE] == replace(before, name="Tên mới")
    assert len(desk.catalogue) == 285


@pytest.mark.parametrize("login", ["an", "dung", "van"])
def test_only_the_keepers_change_the_catalogue(desk, officers, clock, list_file, login):
    shown = catalogue.preview(desk, list_file(changed=SHORTER))
    before = seen(desk)
    with pytest.raises(NotAllowed, match="Only the head of the desk or an administrator"):
        catalogue.apply(desk, shown, officers[login], clock())
    with pytest.raises(NotAllowed, match="Only the head of the desk or an administrator"):
        catalogue.change(desk, CODE, {"unit": "Khác"}, None, officers[login], clock())
    assert seen(desk) == before


def test_an_old_preview_is_not_taken_in(desk, officers, clock, list_file):
    shown = catalogue.preview(desk, list_file(changed=SHORTER))
    catalogue.change(desk, CODE, {"unit": "Phòng khác"}, None, officers["chi"], clock())
    before = seen(desk)
    with pytest.raises(NotAllowed, match="changed since this preview"):
        catalogue.apply(desk, shown, officers["chi"], clock())
    assert seen(desk) == before


def test_an_act_of_tomorrow_is_refused(desk, officers, clock, list_file):
    shown = catalogue.preview(desk, list_file(changed=SHORTER))
    with pytest.raises(NotAllowed, match="has not come yet"):
        catalogue.apply(desk, shown, officers["chi"], parse_time("2027-01-01T08:00"))


def test_a_preview_names_the_promises_that_stay(desk, officers, clock, new_dossier, list_file):
    state = reception.receive(desk, new_dossier(), officers["an"], clock())
    reception.receive(desk, new_dossier(procedure="1.004884"), officers["an"], clock())
    shown = catalogue.preview(desk, list_file(changed=SHORTER))
    (moved,) = shown.promises
    assert (moved.row.code, moved.row.due_at) == (state.code, state.due_at)
    assert moved.would_be < state.due_at
    catalogue.apply(desk, shown, officers["chi"], clock())
    assert queries.dossier(desk, state.scan_number).due_at == state.due_at
    longer = {"deadline_kind": "days", "deadline_value": "9", "commitment_kind": "", "commitment_value": ""}
    assert catalogue.preview(desk, list_file(changed={CODE: longer})).promises == ()


def test_a_promise_whose_deadline_goes_is_not_told(desk, officers, clock, new_dossier, list_file):
    reception.receive(desk, new_dossier(), officers["an"], clock())
    gone = {CODE: {"deadline_kind": "", "deadline_value": ""}}
    assert catalogue.preview(desk, list_file(changed=gone)).promises == ()


@pytest.mark.parametrize("name", ["danh-muc.txt", "danh-muc"])
def test_another_kind_of_file_is_refused_by_its_ending(desk, tmp_path, name):
    (tmp_path / name).write_text("code,name,field\n", encoding="utf-8")
    with pytest.raises(BadFile, match="neither a workbook"):
        catalogue.preview(desk, tmp_path / name)
    with pytest.raises(NotFound, match="There is no file"):
        catalogue.preview(desk, tmp_path / "none.xlsx")


@pytest.mark.parametrize(
    ("name", "files"), [("a.xlsx", ["a.xlsx"]), ("procedures.csv", ["procedures.csv", "papers.csv"])]
)
def test_what_is_written_out_is_read_without_a_difference(desk, clock, tmp_path, name, files):
    written = catalogue.export(desk, tmp_path / name, clock())
    assert [one.name for one in written] == files
    assert catalogue.preview(desk, written[0]).differences.same == 285


def test_the_catalogue_is_not_written_just_anywhere(desk, clock, tmp_path):
    with pytest.raises(BadInput, match=r"\.xlsx or \.csv"):
        catalogue.export(desk, tmp_path / "a.pdf", clock())
    with pytest.raises(DeviceProblem):
        catalogue.export(desk, tmp_path / "none" / "a.xlsx", clock())


def test_another_program_on_the_same_database_sees_the_change(desk, home, officers, clock):
    assert desk.catalogue[CODE].unit
    other = open_desk(home, clock)
    catalogue.change(other, CODE, {"unit": "Phòng khác"}, None, officers["chi"], clock())
    assert desk.catalogue[CODE].unit == "Phòng khác"


# by hand


def test_a_procedure_is_put_right_by_hand(desk, officers, clock):
    papers = (Paper(name="Tờ khai", originals=1), Paper(name="Bản sao căn cước", copies=2))
    cells = {"fee_text": "15.000  đồng ", "fee_amount": "15000", "valid_from": "01/12/2026"}
    after = catalogue.change(desk, CODE, cells, papers, officers["chi"], clock())
    assert desk.catalogue[CODE] == after
    assert (after.fee_text, after.fee_amount, after.papers) == ("15.000 đồng", 15_000, papers)
    assert after.valid_from == date(2026, 12, 1)
    event = last_event()
    assert event.kind == "procedure_changed"
    assert event.data["code"] == CODE
    fields = {one["field"]: one.get("after") for one in event.data["changes"]}
    assert fields["papers"] == "Tờ khai:1:0:0; Bản sao căn cước:0:0:2"
    assert fields["valid_from"] == "2026-12-01"


def test_saving_what_is_there_already_writes_nothing(desk, officers, clock):
    before = seen(desk)
    catalogue.change(desk, CODE, {}, desk.catalogue[CODE].papers, officers["chi"], clock())
    assert seen(desk) == before


@pytest.mark.parametrize(
    ("cells", "papers", "field"),
    [
        ({"commitment_kind": "working_days", "commitment_value": "9"}, None, "commitment_value"),
        ({"valid_to": "hôm nay"}, None, "valid_to"),
        ({"replaced_by": "1.999999"}, None, "replaced_by"),
        ({}, (Paper(name="A"), Paper(name="A")), "papers"),
        ({}, (Paper(name="A", copies=100),), "copies"),
    ],
)
def test_what_cannot_be_saved_is_named_by_its_field(desk, officers, clock, cells, papers, field):
    before = seen(desk)
    with pytest.raises(BadInput) as refused:
        catalogue.change(desk, CODE, cells, papers, officers["chi"], clock())
    assert refused.value.field == field
    assert seen(desk) == before


def test_an_unknown_procedure_cannot_be_changed(desk, officers, clock):
    with pytest.raises(NotFound):
        catalogue.change(desk, "9.999999", {}, None, officers["chi"], clock())


def test_the_list_is_searched_without_marks(desk):
    assert CODE in {one.code for one in catalogue.procedures(desk, "hon nhan xac nhan")}
    assert len(catalogue.procedures(desk)) == 285
    assert catalogue.procedures(desk, "zzz") == ()


# in force


def test_a_procedure_out_of_force_is_refused_by_one_sentence(desk, officers, clock, new_dossier):
    chi = officers["chi"]
    catalogue.change(desk, CODE, {"valid_to": "22/11/2026"}, None, chi, clock())
    with pytest.raises(NotAllowed, match=r"was in force until 22/11/2026; look for the procedure"):
        reception.receive(desk, new_dossier(), officers["an"], clock())
    catalogue.change(desk, CODE, {"replaced_by": "1.004884"}, None, chi, clock())
    with pytest.raises(NotAllowed, match=r"under 1\.004884, Đăng ký lại khai sinh, which replaces it\.$"):
        reception.receive(desk, new_dossier(), officers["an"], clock())
    assert reception.receive(desk, new_dossier(), officers["an"], parse_time("2026-11-20T09:00")).code
    assert CODE not in {one.code for one in queries.procedures(desk, "", 1000)}
    assert CODE not in {one.code for one in queries.favourites(desk, "Quầy 2")}
    assert CODE in {one.code for one in catalogue.procedures(desk)}


def test_a_procedure_of_tomorrow_is_refused_today(desk, officers, clock):
    code = "2.000815"
    catalogue.change(desk, code, {"valid_from": "24/11/2026"}, None, officers["chi"], clock())
    matter = FastMatter(procedure=code, applicant=Person(name="Trần Văn Tư"), pages=1)
    with pytest.raises(NotAllowed, match="is in force only from 24/11/2026"):
        reception.receive_fast(desk, matter, officers["an"], clock())
    assert code not in {one.code for one in fast_day.procedures(desk)}


# posted


def test_the_posted_list_says_what_is_in_force_in_vietnamese_order(desk, officers, clock):
    chi = officers["chi"]
    catalogue.change(desk, "1.004884", {"valid_to": "22/11/2026"}, None, chi, clock())
    cells = {
        "commitment_kind": "working_days",
        "commitment_value": "2",
        "stages": "Văn phòng:working_days:1; Phòng Tư pháp:working_days:1",
        "valid_to": "31/12/2026",
        "decision": "Quyết định số 12/QĐ-UBND",
        "fee_text": "",
        "fee_amount": "15000",
        "deadline_note": "",
    }
    catalogue.change(desk, CODE, cells, None, chi, clock())
    paper = posting.posting_paper(desk, clock().date())
    rows = [row for _field, rows in paper.sections for row in rows]
    assert [row.number for row in rows] == list(range(1, 285))
    assert [field for field, _rows in paper.sections][:2] == [
        "Bảo trợ xã hội",
        "Bảo vệ quyền lợi người tiêu dùng",
    ]
    (one,) = (row for row in rows if row.code == CODE)
    assert (one.term, one.commitment) == ("03 ngày làm việc", "Cơ quan cam kết: 02 ngày làm việc")
    assert one.note == "Liên thông: Văn phòng 01 ngày làm việc; Phòng Tư pháp 01 ngày làm việc."
    assert (one.fee, one.until) == ("15.000 đồng", "(áp dụng đến hết ngày 31/12/2026)")
    assert paper.decisions == ("Quyết định số 12/QĐ-UBND",)
    assert "1.004884" not in {row.code for row in rows}
    unknown = next(row for row in rows if row.code == "2.002821")
    assert unknown.term == "Đang cập nhật"
    made = posting.posting(desk, clock())
    assert (made.procedures, made.fields) == (284, 57)
    assert made.without_deadline == 209
    assert offices.catalogue_version() == 3
