"""The feeder: which texts of a dossier, in which order, written how."""

from dataclasses import replace

import pytest

from counter_app.assets import asset
from counter_app.core.events import CodeAdded
from counter_app.core.feeder import Fed, FeedField, fed, feed_field_name, feed_order, parse_feed_order
from counter_app.core.fold import fold
from counter_app.core.records import DossierState, Fee, Paper, Person
from counter_app.errors import BadFile
from tests.core.journal_makers import RECEPTION, happened


def dossier(**changes: object) -> DossierState:
    state = fold([happened(RECEPTION, 0), happened(CodeAdded(code="H99-261123-0001"), 1)])
    assert state is not None
    person = Person(
        name="Đặng Thị Diễm",
        citizen_id="099187000456",
        born="1987-03-14",
        sex="Nữ",
        address="Thôn Trung,\n xã  Đông Phù",
        phone="0900000187",
    )
    return replace(state, **({"applicant": person} | changes))  # type: ignore[arg-type]


def texts(state: DossierState, *fields: FeedField) -> list[str]:
    return [one.text for one in fed(state, fields)]


def test_the_order_decides_and_empty_fields_are_left_out():
    order = (FeedField.PHONE, FeedField.EMAIL, FeedField.NAME)
    assert fed(dossier(), order) == (
        Fed(field=FeedField.PHONE, text="0900000187"),
        Fed(field=FeedField.NAME, text="Đặng Thị Diễm"),
    )


def test_days_are_written_as_web_forms_want_them():
    assert texts(dossier(), FeedField.BORN, FeedField.RECEIVED_AT, FeedField.DUE_AT) == [
        "14/03/1987",
        "23/11/2026",
        "27/11/2026",
    ]


@pytest.mark.parametrize(("born", "shown"), [("1960", ["1960"]), ("", []), ("khoảng 1950", ["khoảng 1950"])])
def test_a_birth_that_is_no_day_is_fed_as_it_is(born, shown):
    person = replace(dossier().applicant, born=born)
    assert texts(dossier(applicant=person), FeedField.BORN) == shown


def test_no_text_has_a_line_end_or_a_blank_too_many():
    assert texts(dossier(), FeedField.ADDRESS) == ["Thôn Trung, xã Đông Phù"]


def test_papers_are_counted_and_money_is_figures_only():
    papers = (Paper(name="Tờ khai", originals=1), Paper(name="Sổ hộ khẩu", certified=1, copies=2))
    state = dossier(papers=papers, fee=Fee(amount=15_000))
    assert texts(state, FeedField.PAPERS, FeedField.FEE) == ["Tờ khai (1); Sổ hộ khẩu (3)", "15000"]
    assert texts(dossier(papers=(), fee=Fee()), FeedField.PAPERS, FeedField.FEE) == []


def test_what_is_not_received_has_no_days():
    registered = dossier(ledger_number=0)
    assert texts(registered, FeedField.RECEIVED_AT, FeedField.DUE_AT) == []


def test_every_field_can_be_fed_and_has_a_name_of_its_own():
    state = dossier(
        submitter="Lê Văn Tám",
        note="gấp",
        papers=(Paper(name="Tờ khai", originals=1),),
        fee=Fee(amount=1),
        applicant=replace(dossier().applicant, email="diem@example.com"),
    )
    assert [one.field for one in fed(state, FeedField)] == list(FeedField)
    assert len({feed_field_name(field) for field in FeedField}) == len(FeedField)


def test_the_shipped_order_can_be_read():
    order = parse_feed_order(asset("catalogue/feeder.toml").read_text(encoding="utf-8"))
    assert order[0] is FeedField.PROCEDURE_CODE
    assert len(order) == len(set(order)) == 11


@pytest.mark.parametrize(
    "text",
    ["order = [", "", "order = []", 'order = ["shoe_size"]', 'order = ["name", "name"]', "order = 3"],
)
def test_an_order_that_cannot_be_read_is_said_in_a_sentence(text):
    with pytest.raises(BadFile, match=r"^The order of the feeder cannot be read"):
        parse_feed_order(text)


def test_an_order_names_each_field_once():
    assert feed_order(["name", "born"]) == (FeedField.NAME, FeedField.BORN)
    with pytest.raises(ValueError, match="order"):
        feed_order(["name", "name"])
