"""Putting a dossier right, taking its last step back, and the numbers and places it has beside its own."""

import pytest

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


def test_a_dossier_numbered_elsewhere_answers_to_both_codes(desk, officers, new_dossier, clock):
    state = reception.receive(desk, new_dossier(code="h26.170-261120-0007"), officers["an"], clock())
    assert state.code == "H26.170-261120-0007"
    (own,) = state.other_codes
    for code in (state.code, own, own.lower(), state.scan_number):
        assert queries.identify(desk, code) == state.scan_number
        assert queries.search(desk, code, at=clock()).total == 1
    with pytest.raises(Duplicate, match="already"):
        reception.receive(desk, new_dossier(code="H26.170-261120-0007"), officers["an"], clock())
    with pytest.raises(BadInput, match="no dossier code"):
        reception.receive(desk, new_dossier(code="giấy tờ"), officers["an"], clock())
    given = corrections.add_code(desk, state.scan_number, officers["an"], clock(), "H26.170-261123-0009")
    assert queries.identify(desk, "H26.170-261123-0009") == given.scan_number
    with pytest.raises(Duplicate):
        corrections.add_code(desk, state.scan_number, officers["an"], clock(), own)


def test_the_folder_has_a_place(desk, officers, received, clock):
    assert corrections.place(desk, received, officers["an"], clock(), "Kệ 3").place == "Kệ 3"
    assert corrections.place(desk, received, officers["an"], clock(), "").place == ""


def test_slips_keep_their_numbers_when_the_counters_are_lost(desk, officers, in_progress, clock):
    supplements.request(desk, in_progress, MISSING, officers["dung"], clock())
    base.execute("DELETE FROM counter")
    assert "slip:supplement:2026" in {one.name for one in audit.counters_behind(desk.office.node)}
    audit.rebuild(desk.office.node)
    assert offices.peek_number("slip:supplement:2026") == 1
