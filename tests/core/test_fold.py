"""A dossier is what its events make of it, as of any day."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.events import Accepted, Finished, Forwarded, HandedOver, Noted, Printed
from counter_app.core.fold import RECEIPT, apply, fold, impossible_steps
from counter_app.core.plain import from_plain, to_plain
from counter_app.core.records import DossierState, Paper, PrintOutcome
from counter_app.core.states import Status
from tests.core.journal_makers import LATER, NUMBER, RECEIVED, RECEPTION, START, event, happened


def folded_to(*payloads: object) -> DossierState:
    state = fold([happened(one, minute) for minute, one in enumerate((RECEPTION, *payloads))])
    assert state is not None
    return state


def test_reception_makes_a_dossier():
    state = folded_to()
    assert (state.scan_number, state.code, state.node) == (NUMBER, "H99.017-261123-0042", "0170")
    assert (state.received_at, state.received_by) == (START, "an")
    assert state.original_due_at == state.due_at == START + timedelta(days=4)
    assert state.status is Status.RECEIVED
    assert state.receipt_outcome is PrintOutcome.PENDING
    assert state.last_event_at == START


def test_the_common_path():
    state = folded_to(Forwarded(to="Phòng Kinh tế"))
    assert (state.status, state.holder) == (Status.IN_PROGRESS, "Phòng Kinh tế")
    state = folded_to(Forwarded(to="x"), Finished())
    assert (state.status, state.finished_at) == (Status.FINISHED, START + timedelta(minutes=2))
    state = folded_to(Finished(), HandedOver(collector="Lê A", citizen_id="0991", authorised="giấy ủy quyền"))
    assert (state.status, state.returned_at) == (Status.RETURNED, START + timedelta(minutes=2))
    assert (state.holder, state.collector, state.collector_id) == ("Lê A", "Lê A", "0991")
    assert state.authorised == "giấy ủy quyền"


def test_notes_and_prints_are_kept_in_order():
    state = folded_to(
        Noted(note="một"),
        Printed(form=RECEIPT, copy=0, outcome=PrintOutcome.FAILED, printer="HP"),
        Noted(note="hai"),
        Printed(form="slip", copy=0, outcome=PrintOutcome.PRINTED),
    )
    assert state.notes == ("một", "hai")
    assert [(one.form, one.outcome, one.printer) for one in state.prints] == [
        ("receipt", PrintOutcome.FAILED, "HP"),
        ("slip", PrintOutcome.PRINTED, ""),
    ]
    assert state.receipt_outcome is PrintOutcome.FAILED
    assert state.prints[0].at == START + timedelta(minutes=2)


def test_an_unknown_kind_changes_nothing_but_the_last_moment():
    before = happened(RECEPTION)
    state = fold([before, event("moon_landing", {"crew": 3}, minutes=9)])
    assert state is not None
    assert state.last_event_at == START + timedelta(minutes=9)
    assert to_plain(state) | {"last_event_at": None} == to_plain(fold([before])) | {"last_event_at": None}


def test_without_a_reception_there_is_no_dossier():
    assert fold([]) is None
    assert fold([happened(Noted(note="x"))]) is None
    assert apply(None, happened(Finished())) is None


@given(received=RECEIVED, later=st.lists(LATER, max_size=6), cut=st.integers(0, 7))
def test_folding_on_from_any_day_is_the_same_as_folding_all(received, later, cut):
    events = [happened(one, minute) for minute, one in enumerate((received, *later))]
    state = fold(events[:cut])
    for one in events[cut:]:
        state = apply(state, one)
    assert state == fold(events)


@given(received=RECEIVED, later=st.lists(LATER, max_size=6))
def test_a_state_reads_back_from_its_plain_form(received, later):
    state = fold([happened(one, minute) for minute, one in enumerate((received, *later))])
    assert state is not None
    assert from_plain(DossierState, to_plain(state)) == state
    if not any(isinstance(one, Accepted) or getattr(one, "procedure", None) for one in later):
        assert state.original_due_at == received.due_at


@pytest.mark.parametrize(
    ("payloads", "days", "late"),
    [
        ((), 4, False),
        ((), 5, True),
        ((Finished(),), 40, False),
        ((Finished(), HandedOver(collector="x")), 40, False),
    ],
)
def test_late_is_measured_in_days_at_the_end_of_processing(payloads, days, late):
    assert folded_to(*payloads).late(START + timedelta(days=days, hours=5)) is late


def test_a_result_that_was_late_stays_late_and_a_refused_dossier_never_is():
    finished = happened(Finished(), minutes=5 * 24 * 60)
    state = fold([happened(RECEPTION), finished])
    assert state is not None
    assert state.late(START)
    refused = from_plain(DossierState, {**to_plain(state), "status": int(Status.REFUSED)})
    assert not refused.late(START + timedelta(days=99))


def test_papers_are_counted_together():
    assert Paper(name="Tờ khai", originals=1, certified=2, copies=3).total == 6


def test_steps_that_no_action_could_bring_about_are_named():
    received, fast = happened(RECEPTION, 0), happened(replace(RECEPTION, fast=True), 0)
    finished, taken = happened(Finished(), 2), happened(HandedOver(collector="Lê A"), 3)
    forwarded = happened(Forwarded(to="Phòng Kinh tế"), 1)
    assert impossible_steps([received, finished]) == (finished,)
    assert impossible_steps([received, forwarded, finished, taken]) == ()
    assert impossible_steps([received, forwarded, finished, taken, taken]) == (taken,)
    assert impossible_steps([fast, finished, taken]) == ()
    assert impossible_steps([finished, happened(Noted(note="một"), 4)]) == ()
