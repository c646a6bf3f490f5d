"""The hash chain shows any change, and an event has one written form."""

import hashlib
import json
from dataclasses import fields, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.events import Finished, Noted
from counter_app.core.journal import (
    GENESIS,
    Event,
    EventKind,
    canonical_json,
    event_hash,
    event_of,
    follows,
    hash_of_row,
    read_canonical,
    row_of,
)
from counter_app.core.states import Status
from tests.core.journal_makers import LATER, RECEPTION, TEXTS, chained, first_break, happened

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def test_the_canonical_form():
    assert (
        canonical_json({"b": [1, True, None], "a": "Nguyễn", "": {}})
        == '{"":{},"a":"Nguyễn","b":[1,true,null]}'
    )


@given(value=VALUES)
def test_the_canonical_form_reads_back_and_knows_no_order(value):
    text = canonical_json(value)
    assert json.loads(text) == value
    assert canonical_json(json.loads(text)) == text


@pytest.mark.parametrize("value", [1.5, {"a": [2.0]}, {1: "a"}, {"a": {"b": object()}}, b"x", ("a", {3})])
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(TypeError, match="an event"):
        canonical_json(value)


def test_an_enumeration_is_written_as_its_value():
    assert canonical_json([EventKind.NOTED, Status.RETURNED]) == '["noted",10]'


def test_a_hash_is_sha_256_over_the_one_before_and_the_event():
    event = happened(Noted(note="gọi lại"))
    body = (
        '{"by":"an","data":{"note":"gọi lại"},"dossier":"0170261123004235","epoch":1,'
        '"happened_at":"2026-11-23T09:00:00+07:00","kind":"noted","node":"0170",'
        '"recorded_at":"2026-11-23T09:00:00+07:00","seq":1}'
    )
    assert event_hash(GENESIS, event) == hashlib.sha256(f"{GENESIS}\n{body}".encode()).hexdigest()
    assert row_of(event)[8] == '{"note":"gọi lại"}'
    assert hash_of_row(GENESIS, row_of(event)) == event_hash(GENESIS, event)


def sample_chain() -> list[Event]:
    return chained([happened(RECEPTION), happened(Noted(note="a"), 1), happened(Finished(), 2)])


def test_a_whole_chain_holds():
    chain = sample_chain()
    assert first_break(GENESIS, chain) is None
    assert first_break(chain[0].hash, chain[1:]) is None
    assert first_break(GENESIS, []) is None


CHANGES = {
    "node": "0171",
    "epoch": 2,
    "seq": 9,
    "kind": "forwarded",
    "dossier": "",
    "happened_at": timedelta(seconds=1),
    "recorded_at": timedelta(seconds=-1),
    "by": "duc",
    "data": {"note": "b"},
    "hash": "f" * 64,
}


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("field", [one.name for one in fields(Event)])
def test_a_change_of_any_field_shows(place, field):
    chain = sample_chain()
    change = CHANGES[field]
    old = getattr(chain[place], field)
    changed = replace(chain[place], **{field: old + change if isinstance(change, timedelta) else change})
    assert first_break(GENESIS, [*chain[:place], changed, *chain[place + 1 :]]) is changed


def test_a_left_out_doubled_or_moved_event_shows():
    chain = sample_chain()
    assert first_break(GENESIS, chain[1:]) is chain[1]
    assert first_break(GENESIS, [chain[0], chain[2]]) is chain[2]
    assert first_break(GENESIS, [chain[0], chain[0], *chain[1:]]) is chain[0]
    assert first_break(GENESIS, [chain[0], chain[2], chain[1]]) is chain[2]
    assert first_break("1" * 64, chain) is chain[0]


@given(payloads=st.lists(LATER, min_size=1, max_size=6), data=st.data())
def test_any_change_inside_the_data_shows(payloads, data):
    chain = chained([happened(one, minute) for minute, one in enumerate(payloads)])
    assert first_break(GENESIS, chain) is None
    place = data.draw(st.integers(0, len(chain) - 1))
    spoilt = replace(chain[place], data={**chain[place].data, "note": data.draw(TEXTS) + "!"})
    if spoilt.data == chain[place].data:
        return
    assert first_break(GENESIS, [*chain[:place], spoilt, *chain[place + 1 :]]) is spoilt


@given(value=VALUES)
def test_what_is_written_canonically_is_read_back(value):
    assert read_canonical(canonical_json(value)) == value


@pytest.mark.parametrize("text", ['{"a": 1}', '{"b":1,"a":1}', "1.5", "NaN", "1 ", '"\\u0041"', "{", ""])
def test_another_form_of_the_same_is_refused(text):
    with pytest.raises(ValueError, match=r".+"):
        read_canonical(text)


def test_an_event_is_read_back_as_it_was_written():
    (event,) = chained([happened(RECEPTION)])
    assert event_of(row_of(event)) == event
    assert follows(GENESIS, row_of(event))
    assert not follows("1" * 64, row_of(event))
