"""Whatever is wrong with a file of exchange, it is refused with one sentence."""

import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.core.journal import event_hash, row_of
from counter_app.errors import BadFile
from counter_app.sync import container
from counter_app.sync.bundle_writing import Counted, make_bundle
from counter_app.sync.container import Packed, content_of, pack, press, unpack
from counter_app.sync.keys import public_hex
from tests.sync.exchange_makers import (
    KEY,
    NODE,
    chained,
    events_of,
    journal,
    parse_bundle,
    part,
    received,
    scan,
    table_with,
)

KNOWN = {NODE: public_hex(KEY)}
WHOLE = make_bundle(part(journal(1)), KEY)


def refusal(content: bytes) -> str:
    """The sentence with which the file is refused; the test fails where it is not."""
    with pytest.raises(BadFile) as caught:
        parse_bundle(content, KNOWN)
    sentence = str(caught.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_the_whole_file_is_taken() -> None:
    assert parse_bundle(WHOLE, KNOWN).last_seq == 5


def test_one_changed_bit_in_any_byte() -> None:
    for place in range(len(WHOLE)):
        changed = bytearray(WHOLE)
        changed[place] ^= 1 << place % 8
        refusal(bytes(changed))


def test_every_bit_of_the_last_byte_of_a_packed_part() -> None:
    """The bits after the end of a deflated stream mean nothing, and still may not change."""
    members = unpack(WHOLE)
    for name in ("events.csv", "dossiers.csv"):
        for bit in range(8):
            raw = members[name].raw
            changed = replace(members[name], raw=raw[:-1] + bytes([raw[-1] ^ 1 << bit]))
            refusal(pack({**members, name: changed}))


def test_cut_off_anywhere() -> None:
    for length in range(0, len(WHOLE), 7):
        refusal(WHOLE[:length])
    refusal(WHOLE[:-1])


@given(place=st.integers(0, len(WHOLE)), more=st.binary(min_size=1, max_size=40))
def test_bytes_put_in_anywhere(place: int, more: bytes) -> None:
    refusal(WHOLE[:place] + more + WHOLE[place:])


@given(content=st.binary(max_size=300))
def test_any_other_bytes(content: bytes) -> None:
    refusal(content)
    refusal(b"PK\3\4" + content)


def test_parts_in_another_order() -> None:
    members = unpack(WHOLE)
    refusal(pack(dict(reversed(members.items()))))
    assert "not hold" in refusal(pack({name: one for name, one in members.items() if name != "dossiers.csv"}))


@pytest.mark.parametrize(
    "name", ["../evil.csv", "/etc/passwd", "C:evil.csv", "a/b.csv", "EVENTS.CSV", "é.csv"]
)
def test_a_part_with_another_name(name: str) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as written:
        written.writestr(name, b"x")
    assert "does not belong" in refusal(file.getvalue())


def test_a_part_that_nobody_signed() -> None:
    refusal(pack({**unpack(WHOLE), "more.csv": press(b"a,b\r\n")}))


def test_too_many_parts() -> None:
    refusal(
        pack({**unpack(WHOLE), **{f"p{number}": press(b"x") for number in range(container.MEMBERS_LIMIT)}})
    )


def test_the_same_part_twice() -> None:
    members = unpack(WHOLE)
    one = pack({"signature": members["signature"]})
    local = one[: one.index(b"PK\1\2")]
    refusal(local + WHOLE)


def test_a_bomb_is_not_unpacked() -> None:
    """100 MB of zeros in 100 kB: refused by its announced size, before a byte is unpacked."""
    bomb = press(bytes(100 << 20))
    assert len(bomb.raw) < 200_000
    assert "far more" in refusal(pack({**unpack(WHOLE), "events.csv": bomb}))


def test_a_bomb_that_lies_about_its_size() -> None:
    """It announces little: no more than that is ever unpacked."""
    squeezed = press(bytes(50 << 20)).raw
    lying = Packed(8, squeezed, 1000, zlib.crc32(bytes(1000)))
    with pytest.raises(BadFile):
        content_of(lying)
    refusal(pack({**unpack(WHOLE), "events.csv": lying}))


def test_a_size_beyond_four_gigabytes() -> None:
    header = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, 0xFFFFFFFF, 0xFFFFFFFF, 10, 0)
    assert "far more" in refusal(header + b"events.csv")


def test_a_method_that_is_neither() -> None:
    refusal(pack({**unpack(WHOLE), "events.csv": Packed(12, b"BZh", 3, 0)}))


@pytest.mark.parametrize(
    "file",
    [b"", b"PK\5\6" + bytes(18), b"\x1f\x8b", "Đơn đề nghị".encode(), b"PK\3\4", b"PK\3\4" + bytes(40)],
)
def test_files_of_another_kind(file: bytes) -> None:
    refusal(file)


# What a sender with a known key could still get wrong: signed, and not true.

Change = Callable[[dict[str, Any]], object]


def signed(change: Change, contents: dict[str, bytes] | None = None) -> bytes:
    """The bundle with a descriptor after ``change``, and other ``contents``, properly signed."""
    members = unpack(WHOLE)
    for name, content in (contents or {}).items():
        members[name] = press(content)
    label = json.loads(content_of(members["datapackage.json"]))
    named = {one["path"]: one for one in label["resources"]}
    plain = json.loads(json.dumps(label))
    for name in contents or {}:
        fresh = container.press((contents or {})[name])
        digest = {"bytes": fresh.size, "hash": _sha(content_of(fresh)), "packed": _sha(fresh.raw)}
        if name in named:
            next(one for one in plain["resources"] if one["path"] == name).update(digest)
        else:
            plain["resources"].append({"name": name.split(".")[0], "path": name, **digest})
    change(plain)
    text = json.dumps(plain).encode()
    del members["signature"]
    members["datapackage.json"] = press(text, stored=True)
    return pack({**members, "signature": press(KEY.sign(text), stored=True)})


def _sha(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def nothing(_label: dict[str, Any]) -> None: ...


def test_signing_again_is_accepted() -> None:
    assert parse_bundle(signed(nothing), KNOWN).last_seq == 5


@pytest.mark.parametrize(
    "change",
    [
        lambda label: label.update(epoch=2),
        lambda label: label.update(first_seq=2),
        lambda label: label.update(last_seq=6),
        lambda label: label.update(count=4),
        lambda label: label.update(hash_before="1" * 64),
        lambda label: label.update(hash_before="0"),
        lambda label: label.update(hash_before=None),
        lambda label: label.update(hash_after="0" * 64),
        lambda label: label.update(dossiers=2),
        lambda label: label.update(created="yesterday"),
        lambda label: label.update(created="2026-11-23T15:40:00"),
        lambda label: label.update(format="1"),
        lambda label: label.update(format="1.-1"),
        lambda label: label.update(format=1.0),
        lambda label: label.update(resources="events.csv"),
        lambda label: label.update(resources=["events.csv"]),
        lambda label: label["resources"].pop(),
        lambda label: label["resources"].append(label["resources"][0]),
        lambda label: label["resources"][0].update(bytes=1),
        lambda label: label["resources"][0].update(hash="sha256:0"),
        lambda label: label["resources"][0].update(packed="sha256:0"),
        lambda label: label["resources"][0].update(path="dossiers.csv"),
        lambda label: label.pop("node"),
    ],
)
def test_a_descriptor_that_does_not_agree(change: Change) -> None:
    refusal(signed(change))


def test_a_later_major_is_refused_by_its_number() -> None:
    assert "format 2.0" in refusal(signed(lambda label: label.update(format="2.0")))


def test_a_later_minor_may_bring_columns_and_parts() -> None:
    lines = content_of(unpack(WHOLE)["events.csv"]).decode().splitlines()
    wider = "\r\n".join([f"{lines[0]},seal", *(f"{line},x" for line in lines[1:]), ""]).encode()
    later = signed(
        lambda label: label.update(format="1.7", more=1), {"events.csv": wider, "notes.csv": b"a\r\n"}
    )
    assert events_of(parse_bundle(later, KNOWN)) == tuple(journal(1))
    assert parse_bundle(later, KNOWN).format == (1, 7)
    refusal(signed(nothing, {"events.csv": wider}))
    refusal(signed(nothing, {"notes.csv": b"a\r\n"}))


@pytest.mark.parametrize("text", [b"[]", b"{", b"\xff", b"[" * 100_000])
def test_a_descriptor_that_is_no_object(text: bytes) -> None:
    members = unpack(WHOLE)
    members["datapackage.json"] = press(text, stored=True)
    members["signature"] = press(KEY.sign(text), stored=True)
    refusal(pack(members))


def test_a_descriptor_beyond_its_limit() -> None:
    """Refused before it is parsed, whoever signed it."""
    refusal(signed(lambda label: label.update(more="x" * (1 << 20))))
    assert parse_bundle(signed(lambda label: label.update(more="x" * (1 << 19))), KNOWN).last_seq == 5


def test_a_descriptor_packed_in_another_way() -> None:
    members = unpack(WHOLE)
    refusal(pack({**members, "datapackage.json": press(content_of(members["datapackage.json"]))}))


@pytest.mark.parametrize("table", [b"", b"MaHoSo\r\n", b"\xff\xfe", b'"'])
def test_a_broken_table_of_dossiers(table: bytes) -> None:
    refusal(signed(nothing, {"dossiers.csv": table}))


@pytest.mark.parametrize(
    ("column", "text"),
    [
        (0, "117"),
        (1, "0"),
        (1, "1.0"),
        (2, "-1"),
        (2, "05"),
        (2, "٥"),
        (3, ""),
        (3, "Received"),
        (4, "12"),
        (5, "2026-11-23"),
        (5, "2026-11-23T07:36:00"),
        (5, "2026-11-23T00:36:00+00:00"),
        (5, "now"),
        (8, "[]"),
        (8, "{"),
        (8, '{"a": 1}'),
        (8, '{"a":1.5}'),
        (8, '{"a":NaN}'),
        (8, '{"b":1,"a":1}'),
        (8, '{"collector":"\\u0041"}'),
        (9, "0" * 63),
        (9, "X" * 64),
    ],
)
def test_a_cell_that_is_not_in_its_form(column: int, text: str) -> None:
    table = table_with(journal(1), lambda cells: cells.__setitem__(column, text))
    assert "Line 6" in refusal(signed(nothing, {"events.csv": table}))


@pytest.mark.parametrize("table", [b"", b"\xff\xfe", b"node,epoch\r\n", b'"', table_with(journal(1))[:-70]])
def test_a_broken_table_of_events(table: bytes) -> None:
    refusal(signed(nothing, {"events.csv": table}))


def test_a_row_too_short() -> None:
    table = table_with(journal(1), lambda cells: cells.pop())
    assert "Line 6" in refusal(signed(nothing, {"events.csv": table}))


def test_no_events_at_all() -> None:
    refusal(signed(nothing, {"events.csv": table_with([])}))


def test_an_event_that_does_not_follow() -> None:
    table = table_with(journal(1), lambda cells: cells.__setitem__(7, "duc"))
    refusal(signed(nothing, {"events.csv": table}))


def test_events_in_another_order() -> None:
    events = journal(1)
    refusal(signed(nothing, {"events.csv": table_with([*events[:2], events[3], events[2], events[4]])}))


def bundle_of(kind: str, dossier: str, data: dict[str, Any]) -> bytes:
    """A whole, signed bundle of one event that says ``data``."""
    first = journal(0)[0]
    event = replace(first, seq=2, kind=kind, dossier=dossier, data=data, hash="")
    events = (first, replace(event, hash=event_hash(first.hash, event)))
    rows = tuple(map(row_of, events))
    return make_bundle(replace(part([first]), rows=rows, last_seq=2), KEY)


def plain_reception(**changes: object) -> dict[str, Any]:
    (event,) = [one for one in journal(1) if one.kind == "received"]
    return {**event.data, **changes}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"code": "x"},
        plain_reception(code=5),
        plain_reception(ledger_number="5"),
        plain_reception(ledger_number=True),
        plain_reception(ledger_number=10**20),
        plain_reception(sets=-(10**20)),
        plain_reception(fee={"amount": 2**63}),
        plain_reception(applicant="Nguyễn Văn Hùng"),
        plain_reception(applicant={}),
        plain_reception(applicant={"name": 1}),
        plain_reception(papers={}),
        plain_reception(papers=["x"]),
        plain_reception(papers="x"),
        plain_reception(due_at="soon"),
        plain_reception(channel="pigeon"),
        plain_reception(fast=1),
        plain_reception(ladder=[{"day": "2026-11-24", "counts": "yes", "reason": ""}]),
    ],
)
def test_an_event_that_does_not_say_what_its_kind_says(data: dict[str, Any]) -> None:
    assert "Line 3" in refusal(bundle_of("received", scan(1), data))


def test_a_node_cannot_receive_under_the_number_of_another() -> None:
    assert "Line 3" in refusal(bundle_of("received", "0222" + scan(1)[4:], plain_reception()))


def test_a_kind_of_a_later_version_is_kept() -> None:
    read = parse_bundle(
        bundle_of("laid_aside", scan(1), {"reason": "thiếu giấy tờ", "new": [1, {"a": None}]}), KNOWN
    )
    assert events_of(read)[1].data == {"reason": "thiếu giấy tờ", "new": [1, {"a": None}]}


def test_a_field_of_a_later_version_is_kept() -> None:
    (_first, event) = events_of(parse_bundle(bundle_of("received", scan(1), plain_reception(x="y")), KNOWN))
    assert event.data["x"] == "y"


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@settings(max_examples=50)
@given(name=texts, by=texts, note=texts)
def test_any_text_survives_the_file(name: str, by: str, note: str) -> None:
    dossier = replace(received(1), note=note, applicant=replace(received(1).applicant, name=name))
    (event,) = chained(NODE, 1, [(scan(1), dossier)])
    event = replace(event, by=by, hash="")
    event = replace(event, hash=event_hash("0" * 64, event))
    content = make_bundle(replace(part([event]), dossiers=Counted([])), KEY)
    assert events_of(parse_bundle(content, KNOWN)) == (event,)


@pytest.mark.parametrize(
    "changes", [{"note": "a\0b"}, {"applicant": {"name": "\0"}}, {"other_codes": ["\0"]}]
)
def test_a_text_that_no_server_takes(changes: dict[str, Any]) -> None:
    assert "Line 3" in refusal(bundle_of("received", scan(1), plain_reception(**changes)))


def test_the_words_of_that_text_are_only_words() -> None:
    read = parse_bundle(bundle_of("received", scan(1), plain_reception(note="\\u0000")), KNOWN)
    assert events_of(read)[1].data["note"] == "\\u0000"
