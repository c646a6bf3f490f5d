"""Putting a dossier right, taking its last step back, and the numbers and places it has beside its own."""

import pytest

from counter_app.core.events import PromiseReviewed, written
from counter_app.core.journal import NewEvent
from counter_app.core.life import MissingPaper
from counter_app.core.records import (
    Channel,
    HandOver,
    PrintOutcome,
)
from counter_app.core.states import Status
from counter_app.errors import BadInput, Duplicate, NotAllowed
from counter_app.models import audit, base, dossiers, journal
from counter_app.models import office as offices
from counter_app.services import (
    corrections,
    handover,
    printing_log,
    processing,
    queries,
    reception,
    supplements,
)

MISSING = (MissingPaper(name="Giấy báo tử", bring="01 bản chính", where="Trạm y tế xã"),)


def unchanged():
    return journal.head(), dossiers.state_hash()


def test_a_correction_makes_the_next_version_of_the_receipt(desk, officers, new_dossier, clock):
    received = reception.receive(desk, new_dossier(wants_receipt=True), officers["an"], clock()).scan_number
    assert printing_log.begin(desk, received, officers["an"], clock()) == 0
    printing_log.record(desk, received, 0, PrintOutcome.PRINTED, "HP", officers["an"], clock())
    state = corrections.correct(
        desk,
        received,
        {"name": "Đặng Thị Diễn", "phone": "0900 000 456", "channel": Channel.POST, "sets": 2},
        officers["an"],
        clock.pass_(minutes=3),
        "gõ sai tên",
    )
    assert (state.applicant.name, state.applicant.phone) == ("Đặng Thị Diễn", "0900000456")
    assert (state.channel, state.sets, state.version) == (Channel.POST, 2, 2)
    assert state.receipt_outcome is PrintOutcome.PENDING
    assert [row.scan_number for row in queries.unprinted(desk)] == [received]
    assert queries.search(desk, "dang thi dien", at=clock()).total == 1
    assert printing_log.begin(desk, received, officers["an"], clock()) == 0  # the first of version 2
    state = printing_log.record(desk, received, 0, PrintOutcome.PRINTED, "HP", officers["an"], clock())
    assert state.receipt_outcome is PrintOutcome.PRINTED
    assert [(one.version, one.copy) for one in state.prints] == [(1, 0), (2, 0)]
    assert audit.differing() == []


def test_another_procedure_is_another_promise_from_the_day_of_reception(desk, officers, received, clock):
    state = corrections.correct(
        desk, received, {"procedure": "1.001612"}, officers["an"], clock.pass_(days=1), "chọn nhầm thủ tục"
    )
    assert state.procedure_code == "1.001612"
    assert state.due_at == state.original_due_at
    assert state.version == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"citizen_id": "12345678901"}, "citizen_id"),
        ({"phone": "12"}, "phone"),
        ({"sets": 0}, "sets"),
        ({"colour": "xanh"}, "colour"),
        ({"name": "Đặng Thị Diễm"}, "name"),
        ({}, ""),
    ],
)
def test_a_correction_is_checked_like_a_reception(desk, officers, received, clock, changes, field):
    before = unchanged()
    with pytest.raises(BadInput) as refused:
        corrections.correct(desk, received, changes, officers["an"], clock(), "sửa")
    assert refused.value.field == field
    assert unchanged() == before


def test_the_last_step_is_taken_back_the_same_day(desk, officers, finished, clock):
    before = queries.dossier(desk, finished)
    handover.hand_over(desk, finished, HandOver(), officers["an"], clock.pass_(hours=1))
    processing.note(desk, finished, officers["an"], clock.pass_(minutes=1), "nhầm người")
    state = corrections.undo(desk, finished, officers["an"], clock.pass_(minutes=1), "trả nhầm")
    assert (state.status, state.returned_at, state.collector) == (Status.FINISHED, None, "")
    assert state.holder == before.holder
    assert state.notes == ("nhầm người",)
    assert audit.differing() == []
    handover.hand_over(desk, finished, HandOver(), officers["an"], clock.pass_(minutes=1))
    kinds = [line.kind for line in queries.history(desk, finished)]
    assert kinds[-3:] == ["noted", "undone", "handed_over"]


def test_what_cannot_be_taken_back(desk, officers, received, clock):
    with pytest.raises(NotAllowed, match="A reception stays"):
        corrections.undo(desk, received, officers["an"], clock(), "nhầm")
    processing.forward(desk, received, officers["an"], clock.pass_(minutes=1))
    with pytest.raises(NotAllowed, match="they or the head"):
        corrections.undo(desk, received, officers["dung"], clock(), "nhầm")
    with pytest.raises(BadInput, match="reason"):
        corrections.undo(desk, received, officers["an"], clock(), " ")
    with pytest.raises(NotAllowed, match="only one of today"):
        corrections.undo(desk, received, officers["an"], clock.pass_(days=1), "nhầm")


def test_the_head_takes_anybodys_step_back(desk, officers, received, clock):
    processing.forward(desk, received, officers["an"], clock.pass_(minutes=1))
    state = corrections.undo(desk, received, officers["chi"], clock.pass_(minutes=1), "chuyển nhầm")
    assert (state.status, state.movements) == (Status.RECEIVED, ())
    with pytest.raises(NotAllowed, match="A reception stays"):
        corrections.undo(desk, received, officers["chi"], clock.pass_(minutes=1), "nhầm")


def test_a_dossier_numbered_elsewhere_has_that_code(desk, officers, new_dossier, clock):
    state = reception.receive(desk, new_dossier(code="h26.170-261120-0007"), officers["an"], clock())
    assert (state.code, state.other_codes) == ("H26.170-261120-0007", ())
    for code in (state.code, state.code.lower(), state.scan_number):
        assert queries.identify(desk, code) == state.scan_number
        assert queries.search(desk, code, at=clock()).total == 1
    with pytest.raises(Duplicate, match="already"):
        reception.receive(desk, new_dossier(code="H26.170-261120-0007"), officers["an"], clock())
    with pytest.raises(BadInput, match="no dossier code"):
        reception.receive(desk, new_dossier(code="giấy tờ"), officers["an"], clock())
    given = corrections.add_code(desk, state.scan_number, officers["an"], clock(), "H26.170-261123-0009")
    for code in ("H26.170-261123-0009", state.code):
        assert queries.identify(desk, code) == given.scan_number
    with pytest.raises(Duplicate):
        corrections.add_code(desk, state.scan_number, officers["an"], clock(), state.code)


def test_a_code_that_another_system_gave_is_not_given_again(desk, officers, new_dossier, clock):
    """The province numbers with the same unit, and may be ahead of this office."""
    first = reception.receive(desk, new_dossier(code="H99.017-261123-0003"), officers["an"], clock())
    second = reception.receive(desk, new_dossier(code="H99.017-261123-0001"), officers["an"], clock())
    third = reception.receive(desk, new_dossier(), officers["an"], clock())
    corrections.add_code(desk, first.scan_number, officers["an"], clock(), "H99.017-261123-0005")
    rest = [reception.receive(desk, new_dossier(), officers["an"], clock()) for _one in range(2)]
    made = [first, second, third, *rest]
    assert [one.code[-4:] for one in made] == ["0003", "0001", "0004", "0006", "0007"]
    assert [queries.identify(desk, one.code) for one in made] == [one.scan_number for one in made]
    assert audit.differing() == []


def test_another_procedure_only_where_the_time_ran_undisturbed(desk, officers, in_progress, clock):
    supplements.request(desk, in_progress, MISSING, officers["dung"], clock.pass_(days=2))
    supplements.take_in(desk, in_progress, officers["an"], clock.pass_(days=5))
    before = unchanged()
    with pytest.raises(NotAllowed, match="receive it anew"):
        corrections.correct(desk, in_progress, {"procedure": "1.001612"}, officers["an"], clock(), "nhầm")
    assert unchanged() == before


def test_an_undone_correction_leaves_no_two_receipts_of_one_version(desk, officers, new_dossier, clock):
    received = reception.receive(desk, new_dossier(wants_receipt=True), officers["an"], clock()).scan_number
    versions = []
    for name in ("Lê Thị Một", "Lê Thị Hai"):
        an, at = officers["an"], clock.pass_(minutes=1)
        state = corrections.correct(desk, received, {"name": name}, an, at, "sửa")
        versions.append(state.version)
        copy = printing_log.begin(desk, received, an, clock.pass_(minutes=1))
        assert copy == 0
        printing_log.record(desk, received, copy, PrintOutcome.PRINTED, "HP", an, clock.pass_(minutes=1))
        state = corrections.undo(desk, received, an, clock.pass_(minutes=1), "nhầm")
        assert state.applicant.name == "Đặng Thị Diễm"
        assert state.receipt_outcome is PrintOutcome.PENDING, "the citizen holds what counts no more"
        versions.append(state.version)
    assert versions == [2, 3, 4, 5]
    assert audit.differing() == []


def test_a_decision_on_the_promise_closes_the_way_back(desk, officers, in_progress, clock):
    kind, data = written(PromiseReviewed(decision="12/QĐ"))
    event = NewEvent(kind=kind, dossier=in_progress, happened_at=clock.pass_(minutes=1), by="chi", data=data)
    with base.transaction():
        journal.append([event], recorded_at=clock())
    with pytest.raises(NotAllowed, match="no step to take back"):
        corrections.undo(desk, in_progress, officers["an"], clock.pass_(minutes=1), "nhầm")


def test_lost_other_codes_are_seen_and_made_anew(desk, officers, received, clock):
    corrections.add_code(desk, received, officers["an"], clock(), "H26.170-261123-0009")
    base.execute("DELETE FROM other_code")
    assert audit.differing() == [received]
    audit.rebuild(desk.office.node)
    assert queries.identify(desk, "H26.170-261123-0009") == received


def test_the_folder_has_a_place(desk, officers, received, clock):
    assert corrections.place(desk, received, officers["an"], clock(), "Kệ 3").place == "Kệ 3"
    assert corrections.place(desk, received, officers["an"], clock(), "").place == ""


def test_slips_keep_their_numbers_when_the_counters_are_lost(desk, officers, in_progress, clock):
    supplements.request(desk, in_progress, MISSING, officers["dung"], clock())
    base.execute("DELETE FROM counter")
    assert "slip:supplement:2026" in {one.name for one in audit.counters_behind(desk.office.node)}
    audit.rebuild(desk.office.node)
    assert offices.peek_number("slip:supplement:2026") == 1
