"""From reception to hand-over: who may do what, when, and what it leaves behind."""

from datetime import timedelta

import pytest

from counter_app.core.prints import copy_number
from counter_app.core.records import HandOver, PrintOutcome
from counter_app.core.states import Status
from counter_app.errors import BadInput, Duplicate, NotAllowed, NotFound
from counter_app.models import dossiers, journal
from counter_app.services import handover, printing_log, processing, queries, reception


@pytest.fixture
def received(desk, officers, new_dossier, clock):
    return reception.receive(desk, new_dossier(submitter="Lê Văn Tám"), officers["an"], clock()).scan_number


@pytest.fixture
def finished(desk, officers, received, clock):
    processing.forward(desk, received, officers["an"], clock.pass_(minutes=30))
    processing.finish(desk, received, officers["dung"], clock.pass_(days=1))
    return received


def test_the_whole_way(desk, officers, received, clock):
    state = processing.forward(desk, received, officers["an"], clock.pass_(minutes=30))
    assert (state.status, state.holder) == (Status.IN_PROGRESS, desk.catalogue["1.004873"].unit)
    state = processing.finish(desk, received, officers["dung"], clock.pass_(days=1))
    assert (state.status, state.finished_at) == (Status.FINISHED, clock())
    state = handover.hand_over(desk, received, HandOver(), officers["duc"], clock.pass_(hours=1))
    assert (state.status, state.collector) == (Status.RETURNED, "Đặng Thị Diễm")
    assert [line.kind for line in queries.history(desk, received)] == [
        "received",
        "forwarded",
        "finished",
        "handed_over",
    ]


def test_a_result_is_handed_over_once(desk, officers, finished, clock):
    handover.hand_over(desk, finished, HandOver(), officers["an"], clock())
    before = journal.head(), dossiers.state_hash()
    with pytest.raises(Duplicate, match=r"handed over at \d\d:\d\d on 24/11/2026 to Đặng Thị Diễm"):
        handover.hand_over(desk, finished, HandOver(), officers["an"], clock())
    assert (journal.head(), dossiers.state_hash()) == before


def test_another_person_needs_an_authorisation(desk, officers, finished, clock):
    with pytest.raises(BadInput) as refused:
        handover.hand_over(desk, finished, HandOver(collector="Trần Văn Bửu"), officers["an"], clock())
    assert refused.value.field == "authorised"
    who = HandOver(collector="Trần Văn Bửu", authorised="Giấy ủy quyền số 118")
    assert (
        handover.hand_over(desk, finished, who, officers["an"], clock()).authorised == "Giấy ủy quyền số 118"
    )


@pytest.mark.parametrize("number", ["09918700045", "09918700045x"])
def test_the_number_of_who_collects_must_be_one(desk, officers, finished, clock, number):
    before = journal.head(), dossiers.state_hash()
    with pytest.raises(BadInput, match="digits") as refused:
        handover.hand_over(desk, finished, HandOver(citizen_id=number), officers["an"], clock())
    assert refused.value.field == "citizen_id"
    assert (journal.head(), dossiers.state_hash()) == before
    handover.hand_over(desk, finished, HandOver(citizen_id="099 187 000 456"), officers["an"], clock())
    assert queries.events(desk, finished)[-1].data["citizen_id"] == "099187000456"


@pytest.mark.parametrize("name", ["Đặng Thị Diễm", "đặng thị diễm", "Lê Văn Tám"])
def test_owner_and_submitter_need_none(desk, officers, finished, clock, name):
    state = handover.hand_over(desk, finished, HandOver(collector=name), officers["an"], clock())
    assert state.status is Status.RETURNED


def test_steps_outside_the_table_are_refused(desk, officers, received, clock):
    with pytest.raises(NotAllowed, match="forward"):
        processing.finish(desk, received, officers["dung"], clock())
    with pytest.raises(NotAllowed):
        handover.hand_over(desk, received, HandOver(), officers["an"], clock())


def test_only_a_specialist_or_a_leader_finishes(desk, officers, received, clock):
    processing.forward(desk, received, officers["an"], clock())
    for login in ("an", "chi", "it"):
        with pytest.raises(NotAllowed):
            processing.finish(desk, received, officers[login], clock())
    assert processing.finish(desk, received, officers["van"], clock()).status is Status.FINISHED


def test_an_act_is_never_earlier_than_the_last_one(desk, officers, received, clock):
    processing.forward(desk, received, officers["an"], clock.pass_(hours=1))
    with pytest.raises(NotAllowed, match="earlier"):
        processing.finish(desk, received, officers["dung"], clock() - timedelta(minutes=1))


def test_a_remark_keeps_the_status(desk, officers, received, clock):
    state = processing.note(desk, received, officers["it"], clock(), "  gọi lại  sau 14 giờ ")
    assert state.status is Status.RECEIVED
    assert state.notes == ("gọi lại sau 14 giờ",)
    with pytest.raises(BadInput):
        processing.note(desk, received, officers["it"], clock(), "   ")


def test_a_print_takes_its_number_before_it_is_drawn(desk, officers, received, clock):
    assert printing_log.begin(desk, received, officers["an"], clock()) == 0
    assert printing_log.begin(desk, received, officers["duc"], clock()) == 1  # two at once: two numbers
    for copy in (0, 1):
        printing_log.record(desk, received, copy, PrintOutcome.PRINTED, "file", officers["an"], clock())
    state = queries.dossier(desk, received)
    assert [(one.copy, one.outcome) for one in state.prints] == [
        (0, PrintOutcome.PRINTED),
        (1, PrintOutcome.PRINTED),
    ]
    words = [line.words for line in queries.history(desk, received)]
    assert words[1:] == ["Printed the receipt", "Printed the receipt again, copy 1"]


def test_what_did_not_come_out_gives_its_number_back(desk, officers, received, clock):
    for outcome, following in [
        (PrintOutcome.FAILED, 0),
        (PrintOutcome.PRINTED, 1),
        (PrintOutcome.UNKNOWN, 2),
        (PrintOutcome.FAILED, 2),
    ]:
        copy = printing_log.begin(desk, received, officers["an"], clock())
        state = printing_log.record(desk, received, copy, outcome, "file", officers["an"], clock())
        assert state.receipt_outcome is outcome
        assert copy_number(queries.dossier(desk, received)) == following


def test_a_print_never_settled_stays_visible_and_keeps_its_number(desk, officers, received, clock):
    printing_log.begin(desk, received, officers["an"], clock())
    assert [row.scan_number for row in queries.unprinted(desk)] == [received]
    assert copy_number(queries.dossier(desk, received)) == 1
    assert "begun" in queries.history(desk, received)[-1].words


def test_an_unknown_dossier_is_said(desk, officers, clock):
    with pytest.raises(NotFound):
        processing.forward(desk, "0117261123999999", officers["an"], clock())
