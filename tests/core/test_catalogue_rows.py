"""The later columns of the catalogue, what must agree among them, and a table held against the one in use."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.assets import asset
from counter_app.core.catalogue import (
    MOST_PAPERS,
    MOST_PROCEDURES,
    Catalogue,
    Table,
    Unreadable,
    csv_table,
    read_catalogue,
)
from counter_app.core.catalogue_columns import (
    BARE,
    PROCEDURE_COLUMNS,
    paper_row,
    parse_headings,
    row_of,
)
from counter_app.core.deadlines import DeadlineKind, certainly_longer, kind_words, parse_rule
from counter_app.core.records import Paper, Procedure, Stage
from counter_app.errors import BadFile

HEADINGS = parse_headings(asset("catalogue/columns.toml").read_text(encoding="utf-8"))

WHOLE = Procedure(
    code="1.004873",
    name="Cấp Giấy xác nhận tình trạng hôn nhân",
    field="Hộ tịch",
    deadline=parse_rule("working_days:5"),
    deadline_note="Trường hợp phải xác minh thì thời hạn dài hơn.",
    fee_text="15.000 đồng/lần",
    fee_amount=15_000,
    papers=(Paper(name="Tờ khai", originals=1), Paper(name="Bản án (nếu có)")),
    unit="Văn phòng HĐND và UBND",
    commitment=parse_rule("working_days:4"),
    stages=(
        Stage(unit="Văn phòng HĐND và UBND", deadline=parse_rule("working_days:1")),
        Stage(unit="Phòng Tư pháp", deadline=parse_rule("working_days:3")),
    ),
    after_supplement="resume",
    forms=("Mẫu số 01", "Mẫu số 02"),
    replaced_by="1.000001",
    valid_from=date(2026, 1, 1),
    valid_to=date(2026, 12, 31),
    decision="Quyết định số 12/QĐ-UBND ngày 05/01/2026",
)
OTHER = Procedure(code="1.000001", name="Thủ tục khác", field="Hộ tịch")
CURRENT = {one.code: one for one in (WHOLE, OTHER)}


def table(*rows: dict[str, str], file: str = "procedures.csv") -> Table:
    """A table of these rows, headed by the columns of the first one."""
    heading = tuple(rows[0])
    lines = [heading, *(tuple(row[column] for column in heading) for row in rows)]
    return Table(file, enumerate(lines, 1))


def papers_of(*procedures: Procedure) -> Table:
    rows = [paper_row(one.code, paper) for one in procedures for paper in one.papers]
    return table(*rows, file="papers.csv")


def read(row: dict[str, str], current: dict[str, Procedure] | None = None) -> Catalogue:
    return read_catalogue(table(row), None, current)


def only(row: dict[str, str], current: dict[str, Procedure] | None = None) -> Procedure:
    catalogue = read(row, current)
    assert catalogue.problems == ()
    (one,) = catalogue.procedures
    return one


def problem(**changes: str) -> str:
    """What is said of the whole procedure with some cells changed, by a catalogue that knows the other."""
    catalogue = read(row_of(WHOLE) | changes, {OTHER.code: OTHER})
    assert catalogue.procedures == ()
    (one,) = catalogue.problems
    assert one.sentence.endswith(".")
    return f"{one.column}: {one.sentence}"


def test_a_procedure_with_every_field_is_read_as_it_was_written():
    rows = table(row_of(WHOLE), row_of(OTHER))
    assert read_catalogue(rows, papers_of(WHOLE)) == Catalogue((WHOLE, OTHER), ())


@pytest.mark.parametrize("change", [{"valid_from": "01/02/2026"}, {"valid_from": "1/2/2026"}])
def test_a_day_may_be_written_as_people_write_it(change):
    assert only(row_of(WHOLE) | change, CURRENT).valid_from == date(2026, 2, 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"commitment_value": "6"}, "commitment_value: the office's commitment (06 ngày làm việc) is longer"),
        ({"commitment_kind": "weeks"}, "commitment_kind: there is no kind of deadline “weeks”"),
        ({"deadline_value": "1000"}, "deadline_value: a deadline “working_days” needs a number"),
        ({"valid_to": "2025-12-31"}, "valid_to: the last day in force lies before the first"),
        ({"valid_to": "31/02/2026"}, "valid_to: “31/02/2026” is no day"),
        ({"valid_from": "hôm nay"}, "valid_from: “hôm nay” is no day"),
        ({"replaced_by": "1.004873"}, "replaced_by: procedure 1.004873 cannot replace itself"),
        ({"replaced_by": "1.999999"}, "replaced_by: there is no procedure 1.999999 to replace it"),
        ({"replaced_by": "cái khác"}, "replaced_by: the code “cái khác” must look like"),
        ({"stages": "Phòng A:working_days:9"}, "stages: the stages take 09 ngày làm việc together"),
        ({"stages": "Phòng A:tuần:2"}, "stages: “Phòng A:tuần:2” is no stage"),
        ({"stages": "Phòng A"}, "stages: “Phòng A” is no stage"),
        ({"stages": ":working_days:1"}, "stages: a stage has no unit"),
        ({"after_supplement": "wait"}, "after_supplement: “wait” must be restart or resume"),
        ({"fee_amount": "1" * 11}, "fee_amount: a fee of 11111111111 đồng"),
        ({"fee_amount": "1" * 13}, "fee_amount: “fee_amount” must be a whole number"),
        ({"fee_text": "x" * 4001}, "fee_text: the text is longer than 4000 letters"),
    ],
)
def test_what_cannot_be_is_named_by_its_column(changes, words):
    assert problem(**changes).startswith(words)


@pytest.mark.parametrize(
    ("deadline", "stages"),
    [
        ("working_days:5", "Phòng A:days:9"),  # of another measure: nobody can say
        ("working_days:5", "Phòng A:same_day"),
        ("same_day", "Phòng A:working_hours:20"),
        ("", "Phòng A:working_days:99"),
    ],
)
def test_stages_that_cannot_be_compared_are_taken_as_they_are(deadline, stages):
    kind, _colon, value = deadline.partition(":")
    row = row_of(replace(WHOLE, commitment=None)) | {
        "deadline_kind": kind,
        "deadline_value": value,
        "stages": stages,
    }
    assert only(row, CURRENT).stages


@pytest.mark.parametrize(
    ("one", "other", "longer"),
    [
        ("days:3", "days:2", True),
        ("days:2", "days:2", False),
        ("days:1", "immediate", True),
        ("same_day", "immediate", True),
        ("immediate", "same_day", False),
        ("working_days:1", "same_day", True),
        ("hours:2", "same_day", False),
        ("working_days:6", "days:5", True),
        ("working_days:5", "days:5", False),
        ("days:6", "working_days:5", False),
        ("hours:49", "days:2", True),
        ("hours:48", "days:2", False),
        ("days:2", "hours:24", True),
        ("working_hours:99", "days:1", False),
        ("same_day", "days:1", False),
    ],
)
def test_a_deadline_is_longer_only_where_that_is_sure(one, other, longer):
    assert certainly_longer(parse_rule(one), parse_rule(other)) is longer


def test_kinds_and_values_may_stand_in_the_words_of_a_workbook():
    said = row_of(WHOLE) | {
        "deadline_kind": "Ngày  làm việc",
        "after_supplement": "Tính lại từ đầu",
        "fast": "có",
        "commitment_kind": "",
        "commitment_value": "",
    }
    titled = {HEADINGS.procedures[column]: text for column, text in said.items()}
    (one,) = read_catalogue(table(titled), None, {OTHER.code: OTHER}, HEADINGS).procedures
    assert one.deadline == WHOLE.deadline
    assert (one.after_supplement, one.fast, one.commitment) == ("restart", True, None)


@pytest.mark.parametrize(("words", "fast"), [("Không", False), ("có", True), ("0", False), ("", False)])
def test_yes_and_no_may_be_words(words, fast):
    titled = {HEADINGS.procedures[column]: text for column, text in row_of(OTHER).items()}
    (one,) = read_catalogue(
        table(titled | {HEADINGS.procedures["fast"]: words}), None, None, HEADINGS
    ).procedures
    assert one.fast is fast


def test_every_kind_of_deadline_has_words_of_its_own():
    assert len({kind_words(kind) for kind in DeadlineKind}) == len(DeadlineKind)
    assert kind_words(DeadlineKind.WORKING_DAYS) == "ngày làm việc"


def test_a_column_that_is_not_there_changes_nothing():
    row = {"code": "1.004873", "name": "Tên mới", "field": "Hộ tịch"}
    assert only(row, CURRENT) == replace(WHOLE, name="Tên mới")
    assert only(row) == Procedure(code="1.004873", name="Tên mới", field="Hộ tịch")


def test_papers_of_a_procedure_that_only_the_catalogue_in_use_has_change_it():
    paper = Paper(name="Đơn", copies=2)
    read_in = read_catalogue(table(row_of(WHOLE)), papers_of(replace(OTHER, papers=(paper,))), CURRENT)
    assert read_in.procedures == (replace(WHOLE, papers=()), replace(OTHER, papers=(paper,)))


def test_no_procedure_in_use_loses_a_paper_while_one_is_astray():
    heading = ("code", "name", "originals", "certified", "copies")
    papers = [heading, (Unreadable("gộp ô."), "Tờ khai", "1", "0", "0")]
    new = Procedure(code="1.000009", name="Mới", field="Hộ tịch")
    read_in = read_catalogue(
        table(row_of(WHOLE), row_of(new)), Table("papers.csv", enumerate(papers, 1)), CURRENT
    )
    assert read_in.procedures == (WHOLE, new)
    assert [str(one) for one in read_in.problems] == ["papers.csv, line 2, column “code”: gộp ô."]


def test_what_a_refused_procedure_replaces_is_refused_with_it():
    first = replace(OTHER, code="1.000002", replaced_by="1.000003")
    second = replace(OTHER, code="1.000003", replaced_by="1.000004")
    rows = table(row_of(first), row_of(second), row_of(replace(OTHER, code="1.000004", name="")))
    read_in = read_catalogue(rows, None)
    assert read_in.procedures == ()
    assert [one.line for one in read_in.problems] == [2, 3, 4]
    assert read_in.refused == {"1.000002", "1.000003", "1.000004"}


def test_a_replacement_may_stand_in_the_same_table():
    rows = table(row_of(replace(WHOLE, papers=())), row_of(OTHER))
    assert read_catalogue(rows, None).problems == ()


def test_both_rows_of_a_code_are_refused():
    rows = table(row_of(OTHER), row_of(replace(OTHER, name="Tên khác")))
    read_in = read_catalogue(rows, None)
    assert read_in.procedures == ()
    assert str(read_in.problems[0]) == (
        "procedures.csv, line 3, column “code”: procedure 1.000001 is listed twice."
    )


def test_a_ragged_row_may_lack_cells_and_blank_rows_say_nothing():
    rows = [(), ("code", "name", "field", "unit", ""), (" ", ""), ("1.000001", "Thủ tục khác", "Hộ tịch")]
    read_in = read_catalogue(Table("a.xlsx", enumerate(rows, 1), ragged=True), None)
    assert read_in == Catalogue((OTHER,), ())


def test_a_cell_that_cannot_be_read_refuses_its_row():
    rows = [("code", "name", "field"), ("1.000001", Unreadable("the cell is merged."), "Hộ tịch")]
    read_in = read_catalogue(Table("a.xlsx", enumerate(rows, 1), ragged=True), None)
    assert [str(one) for one in read_in.problems] == ["a.xlsx, line 2, column “name”: the cell is merged."]
    assert read_in.refused == {"1.000001"}


def test_a_heading_that_cannot_be_read_refuses_the_table():
    rows = [(Unreadable("the cell is merged."), "name", "field")]
    with pytest.raises(BadFile, match=r"^a\.xlsx, line 1: the cell is merged\.$"):
        read_catalogue(Table("a.xlsx", enumerate(rows, 1)), None)


def test_a_line_broken_in_a_cell_is_one_line():
    text = 'code,name,field\n1.000001,"Thủ tục\n  khác",Hộ tịch\n'
    assert read_catalogue(csv_table("a.csv", text), None).procedures == (OTHER,)


@pytest.mark.parametrize("most", [MOST_PROCEDURES, MOST_PAPERS])
def test_more_rows_than_a_catalogue_has_are_not_read(most):
    def endless(heading):
        yield 1, heading
        for line in range(2, most + 3):
            yield line, ("", *[""] * (len(heading) - 1))
        pytest.fail("read on after the limit")

    papers = Table("papers.csv", endless(("code", "name", "originals", "certified", "copies")))
    procedures = Table("procedures.csv", endless(("code", "name", "field")))
    tables = (procedures, None) if most == MOST_PROCEDURES else (table(row_of(OTHER)), papers)
    with pytest.raises(BadFile, match=rf"has more than {most} rows; .* from line {most + 2} on"):
        read_catalogue(*tables)


def test_the_headings_of_a_workbook_are_all_there_and_all_different():
    assert set(HEADINGS.procedures) == set(PROCEDURE_COLUMNS) == set(BARE.procedures)
    for titles in (HEADINGS.procedures, HEADINGS.papers):
        assert len(set(titles.values())) == len(titles)


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_a_procedure_is_in_force_from_its_first_day_to_its_last(day, in_force):
    assert WHOLE.in_force(day) is in_force
    assert OTHER.in_force(day)
