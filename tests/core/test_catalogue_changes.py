"""What another catalogue would change, field by field."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.core.catalogue_changes import FieldChange, changes_of, differences, value_text
from counter_app.core.catalogue_events import CatalogueImported, ProcedureChanged
from counter_app.core.deadlines import parse_rule
from counter_app.core.events import written
from counter_app.core.records import Paper, Procedure, Stage

ONE = Procedure(code="1.000001", name="Một", field="Hộ tịch", deadline=parse_rule("working_days:3"))
TWO = Procedure(code="1.000002", name="Hai", field="Hộ tịch")
CURRENT = {one.code: one for one in (ONE, TWO)}


def test_a_list_adds_changes_keeps_and_leaves():
    three = Procedure(code="1.000003", name="Ba", field="Hộ tịch")
    shorter = replace(ONE, deadline=parse_rule("working_days:2"), unit="Phòng Kinh tế")
    found = differences(CURRENT, (shorter, three))
    assert found.added == (three,)
    (changed,) = found.changed
    assert (changed.code, changed.name) == ("1.000001", "Một")
    assert changed.fields == (
        FieldChange("deadline", parse_rule("working_days:3"), parse_rule("working_days:2")),
        FieldChange("unit", "", "Phòng Kinh tế"),
    )
    assert (found.same, found.kept) == (0, (TWO,))


def test_the_same_list_changes_nothing():
    found = differences(CURRENT, CURRENT.values())
    assert (found.added, found.changed, found.same, found.kept) == ((), (), 2, ())


def test_a_refused_procedure_is_not_said_to_be_missing():
    assert differences(CURRENT, (ONE,), named={"1.000002"}).kept == ()


def test_nothing_differs_from_itself():
    assert changes_of(ONE, ONE) == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("Hộ tịch", "Hộ tịch"),
        (15_000, "15000"),
        (True, "1"),
        (False, "0"),
        (date(2026, 7, 1), "2026-07-01"),
        (parse_rule("same_day"), "same_day"),
        (parse_rule("working_days:3"), "working_days:3"),
        ((), ""),
        (("Mẫu 1", "Mẫu 2"), "Mẫu 1; Mẫu 2"),
        ((Paper(name="Tờ khai", originals=1, copies=2),), "Tờ khai:1:0:2"),
        ((Stage(unit="Phòng A", deadline=parse_rule("days:2")),), "Phòng A:days:2"),
    ],
)
def test_a_value_is_written_for_programs(value, text):
    assert value_text(value) == text


def test_both_acts_have_a_kind_in_the_journal():
    imported = CatalogueImported(file="a.xlsx", hash="0" * 64, added=1, changed=0, same=2, kept=3)
    assert written(imported)[0] == "catalogue_imported"
    assert written(ProcedureChanged(code="1.000001", name="Một", changes=()))[0] == "procedure_changed"
