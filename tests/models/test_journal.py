"""Appending: the chain, the projection beside it, and what the journal refuses."""

import hashlib
from datetime import timedelta

import peewee
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.events import Finished, Forwarded, Noted, Printed
from counter_app.core.fold import fold
from counter_app.core.journal import GENESIS, Event, canonical_json, event_hash
from counter_app.core.office_events import OfficeOpened
from counter_app.core.records import PrintOutcome
from counter_app.core.states import Status
from counter_app.core.times import iso
from counter_app.errors import Duplicate
from counter_app.models import base, dossiers, journal
from tests.core.journal_makers import first_break
from tests.models.makers import NODE, START, append, new_event, receive, received, scan


def test_a_new_office_has_an_empty_chain(database: base.Place) -> None:
    head = journal.head()
    assert (head.node, head.epoch, head.seq, head.hash, head.own) == (NODE, 1, 0, GENESIS, True)
    assert journal.head(NODE) == head
    assert journal.chains() == [head]


def test_appended_events_form_a_chain(database: base.Place) -> None:
    with base.transaction():
        done = journal.append(
            [
                new_event("", OfficeOpened(name="UBND xã Đông Phù", unit_id="H99.017")),
                new_event(scan(1), received(1)),
                new_event(scan(1), Forwarded(to="Văn phòng"), START + timedelta(hours=1)),
            ],
            recorded_at=START,
        )
    stored = journal.events_between(NODE, 1, 1, 99)
    assert stored == done.events
    assert [event.seq for event in stored] == [1, 2, 3]
    assert first_break(GENESIS, stored) is None
    assert journal.head().hash == stored[-1].hash
    assert done.states == {scan(1): dossiers.state_of(scan(1))}


def test_the_state_is_the_fold_of_the_events(database: base.Place) -> None:
    receive(1)
    append(scan(1), Noted(note="gọi lại"), at=START)
    append(scan(1), Forwarded(to="Văn phòng"), at=START + timedelta(hours=1))
    state = append(scan(1), Finished(), Noted(note="xong"), at=START + timedelta(days=2))
    assert state == dossiers.state_of(scan(1)) == fold(journal.events_of(scan(1)))
    assert state.status is Status.FINISHED
    assert state.notes == ("gọi lại", "xong")


def test_events_of_the_same_second_take_effect_as_they_were_appended(database: base.Place) -> None:
    receive(1)
    first = Printed(form="receipt", copy=0, outcome=PrintOutcome.FAILED)
    second = Printed(form="receipt", copy=0, outcome=PrintOutcome.PRINTED)
    append(scan(1), first)
    state = append(scan(1), second)
    assert [one.outcome for one in state.prints] == [PrintOutcome.FAILED, PrintOutcome.PRINTED]
    assert state == fold(journal.events_of(scan(1)))


def test_a_second_reception_under_the_same_number_is_refused(database: base.Place) -> None:
    receive(1)
    head = journal.head()
    with pytest.raises(Duplicate, match=scan(1)), base.transaction():
        journal.append([new_event(scan(1), received(1))], recorded_at=START)
    assert journal.head() == head
    assert len(journal.events_of(scan(1))) == 1


def test_an_event_of_an_unknown_dossier_is_a_fault_of_the_program(database: base.Place) -> None:
    with pytest.raises(ValueError, match="never received"), base.transaction():
        journal.append([new_event(scan(7), Noted(note="x"))], recorded_at=START)
    assert journal.head().seq == 0


def test_a_failed_transaction_leaves_nothing_behind(database: base.Place) -> None:
    receive(1)
    before = (journal.head(), dossiers.state_hash(), dossiers.count())
    with pytest.raises(Duplicate):
        _append_two_of_which_the_second_fails()
    assert (journal.head(), dossiers.state_hash(), dossiers.count()) == before


def _append_two_of_which_the_second_fails() -> None:
    with base.transaction():
        append(scan(2), received(2))
        append(scan(1), received(1))


@pytest.mark.parametrize("change", ["UPDATE journal SET data = '{}'", "DELETE FROM journal"])
def test_the_journal_can_only_be_appended_to(database: base.Place, change: str) -> None:
    receive(1)
    with pytest.raises(peewee.IntegrityError, match="only appended"), base.transaction():
        base.execute(change)


def test_a_new_epoch_begins_a_chain_of_its_own(database: base.Place) -> None:
    receive(1)
    journal.begin_chain(NODE, epoch=2)
    receive(2)
    first, second = journal.chains()
    assert (first.epoch, first.seq, first.own) == (1, 1, False)
    assert (second.epoch, second.seq, second.own) == (2, 1, True)
    assert journal.head() == journal.head(NODE) == second
    assert journal.head_of(NODE, 1) == first
    assert journal.head_of("0999", 1) is None


def test_the_dossiers_of_a_slice_are_counted_once(database: base.Place) -> None:
    receive(1)
    append(scan(1), Noted(note="gọi lại"))
    receive(2)
    last = journal.head().seq
    assert journal.dossiers_between(NODE, 1, 1, last) == 2
    assert journal.dossiers_between(NODE, 1, last, last) == 1
    assert journal.dossiers_between(NODE, 1, last + 1, last) == 0


texts = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=20)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(by=texts, kind=texts, dossier=texts, data=st.dictionaries(texts, plain, max_size=4))
def test_the_hash_covers_the_canonical_json_of_the_event(
    by: str, kind: str, dossier: str, data: dict[str, object]
) -> None:
    event = Event(
        node=NODE,
        epoch=1,
        seq=3,
        kind=kind,
        dossier=dossier,
        happened_at=START,
        recorded_at=START + timedelta(seconds=9),
        by=by,
        data=data,
    )
    body = canonical_json(
        {
            "node": NODE,
            "epoch": 1,
            "seq": 3,
            "kind": kind,
            "dossier": dossier,
            "happened_at": iso(START),
            "recorded_at": iso(START + timedelta(seconds=9)),
            "by": by,
            "data": data,
        }
    )
    assert event_hash("ab", event) == hashlib.sha256(f"ab\n{body}".encode()).hexdigest()
