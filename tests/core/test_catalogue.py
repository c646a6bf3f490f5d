"""The catalogue of procedures: what a row may say, and how a refused one is named."""

import unicodedata

import pytest

from counter_app.assets import asset
from counter_app.core.catalogue import (
    PAPERS_FILE,
    PROCEDURES_FILE,
    Catalogue,
    csv_table,
    parse_catalogue,
)
from counter_app.core.catalogue import read_catalogue as read_tables
from counter_app.core.catalogue_columns import PAPER_COLUMNS, PROCEDURE_COLUMNS
from counter_app.core.promise import DeadlineKind, DeadlineRule
from counter_app.core.records import Paper
from counter_app.errors import BadFile

#: The columns of the first catalogues; a file that has no others is still read.
FIRST_COLUMNS = PROCEDURE_COLUMNS[:10]
HEADING = ",".join(FIRST_COLUMNS)
PAPERS_HEADING = ",".join(PAPER_COLUMNS)
MARRIAGE_STATUS = (
    "1.004873,Cấp Giấy xác nhận tình trạng hôn nhân,Hộ tịch,working_days,3,Có thể dài hơn.,"
    "15.000 đ.,15000,Văn phòng HĐND và UBND,0"
)


def procedures(*rows: str) -> str:
    return "\n".join((HEADING, *rows)) + "\n"


def papers(*rows: str) -> str:
    return "\n".join((PAPERS_HEADING, *rows)) + "\n"


def row(**changes: str) -> str:
    values = dict(zip(FIRST_COLUMNS, MARRIAGE_STATUS.split(","), strict=True)) | changes
    return ",".join(values.values())


def read_catalogue(procedures_csv: str, papers_csv: str) -> Catalogue:
    return read_tables(csv_table(PROCEDURES_FILE, procedures_csv), csv_table(PAPERS_FILE, papers_csv))


def only_problem(catalogue: Catalogue) -> str:
    (problem,) = catalogue.problems
    return f"{problem.file}:{problem.line}: {problem.sentence}"


def test_a_row_and_its_papers_become_a_procedure():
    (one,) = parse_catalogue(
        procedures(MARRIAGE_STATUS), papers("1.004873,Tờ khai,1,0,0", "1.004873,Bản án (nếu có),0,0,0")
    )
    assert (one.code, one.name, one.field) == (
        "1.004873",
        "Cấp Giấy xác nhận tình trạng hôn nhân",
        "Hộ tịch",
    )
    assert one.deadline == DeadlineRule(DeadlineKind.WORKING_DAYS, 3)
    assert (one.fee_amount, one.fee_text, one.deadline_note) == (15000, "15.000 đ.", "Có thể dài hơn.")
    assert (one.unit, one.fast) == ("Văn phòng HĐND và UBND", False)
    assert one.papers == (Paper(name="Tờ khai", originals=1), Paper(name="Bản án (nếu có)"))


@pytest.mark.parametrize(
    ("kind", "value", "rule"),
    [
        ("", "", None),
        ("same_day", "", DeadlineRule(DeadlineKind.SAME_DAY)),
        ("immediate", "", DeadlineRule(DeadlineKind.IMMEDIATE)),
        ("days", "30", DeadlineRule(DeadlineKind.DAYS, 30)),
        ("hours", "12", DeadlineRule(DeadlineKind.HOURS, 12)),
        ("working_hours", "8", DeadlineRule(DeadlineKind.WORKING_HOURS, 8)),
    ],
)
def test_every_kind_of_deadline_is_read(kind, value, rule):
    (one,) = parse_catalogue(procedures(row(deadline_kind=kind, deadline_value=value)), papers())
    assert one.deadline == rule


def test_an_unknown_fee_is_not_a_fee_of_nothing():
    unknown, free = parse_catalogue(
        procedures(row(fee_amount=""), row(code="1.000001", fee_amount="0")), papers()
    )
    assert (unknown.fee_amount, free.fee_amount) == (None, 0)


def test_texts_are_normalised_and_a_byte_order_mark_is_no_matter():
    spread_out = unicodedata.normalize("NFD", procedures(MARRIAGE_STATUS))
    (one,) = parse_catalogue("\ufeff" + spread_out, "\ufeff" + papers())
    assert one.name == "Cấp Giấy xác nhận tình trạng hôn nhân"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "1.004"}, "the code “1.004” must look like"),
        ({"code": "1.00487３"}, "must look like"),
        ({"name": ""}, "procedure 1.004873 has no name"),
        ({"field": ""}, "procedure 1.004873 has no field"),
        ({"name": "Tên\u200b"}, "“name” holds a character that cannot be printed"),
        ({"fast": "yes"}, "“fast” must be 0 or 1"),
        ({"fee_amount": "15.000"}, "“fee_amount” must be a whole number, not “15.000”"),
        ({"fee_amount": "-1"}, "“fee_amount” must be a whole number"),
        ({"deadline_kind": "plan"}, "there is no kind of deadline “plan”"),
        ({"deadline_kind": ""}, "there is no kind of deadline “”"),
        ({"deadline_value": ""}, "“deadline_value” must be a whole number"),
        ({"deadline_value": "0"}, "needs a number of at least 1"),
        ({"deadline_value": "²"}, "“deadline_value” must be a whole number"),
        ({"deadline_kind": "same_day"}, "a deadline “same_day” takes no number"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_its_line(changes, words):
    catalogue = read_catalogue(procedures(row(code="1.000001"), row(**changes)), papers())
    assert [one.code for one in catalogue.procedures] == ["1.000001"]
    assert only_problem(catalogue).startswith("procedures.csv:3: ")
    assert words in only_problem(catalogue)


def test_a_code_stands_once():
    catalogue = read_catalogue(procedures(MARRIAGE_STATUS, MARRIAGE_STATUS), papers())
    assert only_problem(catalogue) == "procedures.csv:3: procedure 1.004873 is listed twice."


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("9.999999,Tờ khai,1,0,0", "there is no procedure 9.999999"),
        ("1.004873,,1,0,0", "a paper of procedure 1.004873 has no name"),
        ("1.004873,Bản sao,1,0,x", "“copies” must be a whole number, not “x”"),
        ("1.004873,Bản sao,0,0,100", "asks for more than 99 copies"),
        ("1.004873,Tờ\x07 khai,0,0,1", "“name” holds a character"),
        ("1.004873,Tờ khai,0,0,1", "the paper “Tờ khai” is listed twice"),
    ],
)
def test_a_paper_that_cannot_be_used_is_named_by_its_line_and_its_procedure_with_it(paper, words):
    catalogue = read_catalogue(procedures(MARRIAGE_STATUS), papers("1.004873,Tờ khai,1,0,0", paper))
    assert [one.code for one in catalogue.procedures] == [code for code in ("1.004873",) if code not in paper]
    assert only_problem(catalogue).startswith("papers.csv:3: ")
    assert words in only_problem(catalogue)


def test_the_papers_of_a_refused_procedure_are_no_second_problem():
    catalogue = read_catalogue(procedures(row(fast="?")), papers("1.004873,Tờ khai,1,0,0"))
    assert catalogue.procedures == ()
    assert only_problem(catalogue).startswith("procedures.csv:2: ")


def test_a_refused_row_refuses_the_catalogue():
    with pytest.raises(
        BadFile, match=r"procedures\.csv, line 2, column “code”: the code “x” .* read the catalogue again"
    ):
        parse_catalogue(procedures(row(code="x")), papers())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there is nothing in it"),
        ("\n \n", "there is nothing in it"),
        ("code;name\n", "the column “field” is missing"),
        (HEADING.replace("field,", "") + "\n", "the column “field” is missing"),
        (HEADING + ",price\n", "there is no column “price” in a catalogue"),
        (HEADING + ",name\n", "the column “name” is there twice"),
    ],
)
def test_another_heading_is_another_file(text, words):
    with pytest.raises(
        BadFile, match=rf"^procedures\.csv: {words}. Its first line names .* code, name, field"
    ):
        read_catalogue(text, papers())


@pytest.mark.parametrize(("paper", "found"), [("1.004873,Tờ khai,1,0", 4), ("1.004873,Tờ khai,1,0,0,x", 6)])
def test_a_row_of_another_width_is_named_by_its_line(paper, found):
    catalogue = read_catalogue(procedures(MARRIAGE_STATUS), papers(paper))
    assert str(catalogue.problems[0]) == (
        f"papers.csv, line 2, column “code”: there are {found} cells instead of 5."
    )
    assert catalogue.procedures[0].code == "1.004873"


@pytest.mark.parametrize("sign", [";", "\t"])
def test_other_signs_may_part_the_cells_and_the_columns_may_stand_in_any_order(sign):
    text = sign.join(("field", "Name", "CODE")) + "\n" + sign.join(("Hộ tịch", "Khai, sinh", "1.001193"))
    (one,) = parse_catalogue(text, papers())
    assert (one.code, one.name, one.field) == ("1.001193", "Khai, sinh", "Hộ tịch")


def test_a_text_kept_from_being_a_formula_is_read_as_it_was():
    (one,) = parse_catalogue(procedures(row(fee_text="'-10 %", deadline_note="''=x")), papers())
    assert (one.fee_text, one.deadline_note) == ("-10 %", "'=x")


def test_broken_quotes_are_named_by_their_line():
    with pytest.raises(BadFile, match=r"procedures\.csv, line 2: this is not CSV"):
        read_catalogue(procedures('"1.004873"x,'), papers())


def shipped() -> Catalogue:
    texts = (asset(f"catalogue/{name}.csv").read_text(encoding="utf-8") for name in ("procedures", "papers"))
    return read_catalogue(*texts)


def test_the_shipped_catalogue_is_whole():
    catalogue = shipped()
    assert catalogue.problems == ()
    assert len(catalogue.procedures) == 285
    assert sum(one.deadline is not None for one in catalogue.procedures) == 76
    assert all(one.unit for one in catalogue.procedures)


def test_known_procedures_are_as_published():
    by_code = {one.code: one for one in shipped().procedures}
    assert by_code["1.004873"].name == "Cấp Giấy xác nhận tình trạng hôn nhân"
    assert by_code["1.004873"].deadline == DeadlineRule(DeadlineKind.WORKING_DAYS, 3)
    assert by_code["1.001193"].deadline == DeadlineRule(DeadlineKind.SAME_DAY)
    assert by_code["1.004946"].deadline == DeadlineRule(DeadlineKind.HOURS, 12)
    assert by_code["1.000894"].deadline == DeadlineRule(DeadlineKind.IMMEDIATE)
    assert by_code["1.012812"].deadline == DeadlineRule(DeadlineKind.DAYS, 30)
    assert by_code["2.000635"].fee_amount == 8_000


def test_a_ranged_or_phased_deadline_stays_unset_and_is_told_in_words():
    by_code = {one.code: one for one in shipped().procedures}
    for code in ("2.001283", "1.012753", "1.011606", "2.002409"):
        assert by_code[code].deadline is None
        assert by_code[code].deadline_note


def test_the_matters_done_while_the_citizen_waits():
    fast = {one.code for one in shipped().procedures if one.fast}
    assert fast == {"2.000815", "2.000884", "2.000908", "2.000635", "2.000942", "2.000992", "2.001008"}


def test_the_shipped_words_are_sentences_without_shorthand():
    for one in shipped().procedures:
        for words in (one.deadline_note, one.fee_text):
            assert not words or (words[0].isupper() or words[0].isdigit()), words
            assert not words or words.endswith("."), words
            assert not set(words.split()) & {"P", "wd", "†", "kn", "low)", "k"}, words
        assert "†" not in one.name + one.deadline_note + one.fee_text
        for paper in one.papers:
            assert paper.total or "(nếu có)" in paper.name
