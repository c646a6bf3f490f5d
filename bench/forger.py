"""Makes exchange files that must not be taken in, each from one whole bundle."""

import hashlib
import json
import random
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.core.journal import Event, event_hash, row_of
from counter_app.errors import UserError
from counter_app.sync import container, event_v1, sealing
from counter_app.sync.container import Packed, content_of, lines_of, pack, press, unpack

_STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
_LABEL, _EVENTS, _DOSSIERS, _SIGNATURE = "datapackage.json", "events.csv", "dossiers.csv", "signature"
_PATHS = ("../events.csv", "/etc/passwd", "C:events.csv", "a/b.csv", "..", "EVENTS.CSV", "é.csv", "a\\b.csv")
_WRONG = (None, "", "1", -1, 0, 1.5, True, [], {}, 2**63, 10**30, "x" * 64, "0" * 63, [[]], {"a": 1})

Maker = Callable[[], bytes]


class Forger:
    """Makes the files: changes of one whole bundle of node 0117, to be read by node 0001."""

    def __init__(
        self, dice: random.Random, known: int, whole: bytes, key: Ed25519PrivateKey, recipient: str
    ) -> None:
        self.dice = dice
        self.known = known  # the receiver has the events up to this one
        self.whole = whole
        self.members = unpack(whole)
        self.label = json.loads(content_of(self.members[_LABEL]))
        self.events = [
            one.event
            for one in event_v1.read_table(lines_of(self.members[_EVENTS]), self.label["hash_before"])
        ]
        self.key = key
        self.recipient = recipient
        self.stranger = sealing.recipient_of(sealing.x25519.Identity.generate())
        self.bomb = press(bytes(60 << 20))
        self.ways: dict[str, Maker] = {
            "bits": self.bits,
            "bytes": self.other_bytes,
            "cut": self.cut,
            "more bytes": self.more,
            "pieces moved": self.moved,
            "path": self.path,
            "part twice": self.twice,
            "part left out": self.left_out,
            "part added": self.added,
            "bomb": self.bombed,
            "header": self.header,
            "wrong key": self.wrong_key,
            "unknown node": self.unknown_node,
            "for another node": self.for_another_node,
            "future major": self.major,
            "cell, hashes repaired, old signature": self.repaired,
            "cell, signed by a stranger": self.signed_by_stranger,
            "cell, signed, chain broken": self.chain_broken,
            "another past under a known number": self.another_past,
            "older epoch of another past": self.older_epoch,
            "descriptor": self.descriptor,
            "acknowledgements": self.acknowledgements,
            "payload": self.payload,
            "sealed for another": self.sealed_for_another,
            "sealed and changed": self.sealed_and_changed,
            "another file": self.another_file,
        }

    def bits(self) -> bytes:
        """One to five bits."""
        changed = bytearray(self.whole)
        for place in self.dice.sample(range(len(changed)), self.dice.randint(1, 5)):
            changed[place] ^= 1 << self.dice.randrange(8)
        return bytes(changed)

    def other_bytes(self) -> bytes:
        """A run of other bytes."""
        place = self.dice.randrange(len(self.whole))
        other = self.dice.randbytes(self.dice.randint(1, 60))
        changed = self.whole[:place] + other + self.whole[place + len(other) :]
        return changed if changed != self.whole else self.cut()

    def cut(self) -> bytes:
        """The stick was pulled."""
        return self.whole[: self.dice.randrange(len(self.whole))]

    def more(self) -> bytes:
        """Bytes put in somewhere."""
        place = self.dice.choice((0, len(self.whole), self.dice.randrange(len(self.whole))))
        return self.whole[:place] + self.dice.randbytes(self.dice.randint(1, 99)) + self.whole[place:]

    def moved(self) -> bytes:
        """Parts in another order."""
        names = list(self.members)
        while names == list(self.members):
            self.dice.shuffle(names)
        return pack({name: self.members[name] for name in names})

    def path(self) -> bytes:
        """A part with a name that leads elsewhere."""
        name = self.dice.choice(_PATHS).encode()
        return _local(name, b"x") + self.whole

    def twice(self) -> bytes:
        """A part that is there twice, the second time with other content."""
        name = self.dice.choice(list(self.members))
        content = self.dice.choice((content_of(self.members[name]), b"x"))
        return _local(name.encode(), content) + self.whole

    def left_out(self) -> bytes:
        """A part is missing."""
        missing = self.dice.choice(list(self.members))
        return pack({name: one for name, one in self.members.items() if name != missing})

    def added(self) -> bytes:
        """Parts that nobody signed."""
        more = {f"p{number}.csv": press(b"a\r\n") for number in range(self.dice.choice((1, 2, 12, 40)))}
        return pack({**self.members, **more})

    def bombed(self) -> bytes:
        """A part that would unpack to far more, honestly announced or not."""
        name = self.dice.choice((_EVENTS, _DOSSIERS, "bomb.csv"))
        lying = self.dice.choice((self.bomb.size, 1000, len(self.bomb.raw) * 150, container.MEMBER_LIMIT))
        return self.signed({}, {**self.body(), name: replace(self.bomb, size=lying)})

    def header(self) -> bytes:
        """A size, a method or a sum that is not so."""
        name = self.dice.choice(list(self.members))
        one = self.members[name]
        change: dict[str, Any] = self.dice.choice(
            (
                {"size": self.dice.randrange(2**32)},
                {"crc": one.crc ^ self.dice.randint(1, 2**32 - 1)},
                {
                    "method": self.dice.choice(
                        [one for one in (0, 1, 8, 9, 12, 14, 99) if one != self.members[name].method]
                    )
                },
            )
        )
        changed = replace(one, **change)
        return pack({**self.members, name: changed}) if changed != one else self.cut()

    def wrong_key(self) -> bytes:
        """The whole bundle signed by somebody else."""
        return self.signed({}, key=_STRANGER)

    def unknown_node(self) -> bytes:
        """A node that is not known, signed by a known one or by itself."""
        node = self.dice.choice(("0300", "0118", "9999", "0001x", "٠١١٧"))
        return self.signed({"node": node}, key=self.dice.choice((_STRANGER, self.key)))

    def for_another_node(self) -> bytes:
        """A known node signs for a node that signs for itself, or claims to carry its own journal."""
        events = self.chain([replace(one, node="0218") for one in self.events if not one.dossier])
        return self.signed(self.says(events), {**self.body(), _EVENTS: _table(events)})

    def major(self) -> bytes:
        """A format that is not known yet, or none."""
        stated = self.dice.choice(
            ("2.0", "0.9", "10.0", "999999.1", "1", "1.", ".1", "1.0.0", "-1.0", " 1.0", "1.x")
        )
        return self.signed({"format": stated})

    def repaired(self) -> bytes:
        """A cell changed and every hash put right, under the old signature."""
        made = self.rewritten(self.cell_changed())
        return pack({**unpack(made), _SIGNATURE: self.members[_SIGNATURE]})

    def signed_by_stranger(self) -> bytes:
        """A cell changed, every hash put right, signed by a key that nobody knows."""
        return self.rewritten(self.cell_changed(), key=_STRANGER)

    def chain_broken(self) -> bytes:
        """The sender itself signs an event that does not follow."""
        events = list(self.events)
        place = self.dice.randrange(len(events))
        change: dict[str, Any] = self.dice.choice(
            ({"by": "x"}, {"seq": 10**6}, {"epoch": 7}, {"hash": "0" * 64}, {"data": {"a": 1}})
        )
        events[place] = replace(events[place], **change)
        return self.rewritten(events)

    def another_past(self) -> bytes:
        """A clone of the sender: the same numbers, other events, everything signed."""
        events = list(self.events)
        place = self.dice.randrange(self.known)
        events[place] = replace(events[place], by=f"clone{self.dice.randrange(10**6)}")
        return self.rewritten(self.chain(events))

    def older_epoch(self) -> bytes:
        """Of the epoch that the receiver has, a part with another past, in whole or just after its end."""
        events = self.chain([replace(one, by="old") for one in self.events])
        first = self.dice.randint(1, self.known)
        return self.rewritten(events[first:], before=events[first - 1].hash)

    def descriptor(self) -> bytes:
        """Something of a wrong type in a signed descriptor."""
        needed = ("node", "epoch", "first_seq", "last_seq", "count", "dossiers", "hash_before", "hash_after")
        name = self.dice.choice((*needed, "created", "format", "resources", "acknowledgements", "carrier"))
        value = self.dice.choice([one for one in _WRONG if one != self.label.get(name)])
        if name == "resources" and self.dice.random() < 0.7:
            resources = json.loads(json.dumps(self.label["resources"]))
            resources[self.dice.randrange(2)][self.dice.choice(("path", "bytes", "hash", "packed"))] = value
            value = resources
        if name == "acknowledgements" and value == []:
            value = None
        if name == "epoch" and value is True:
            value = False
        return self.signed({name: value})

    def acknowledgements(self) -> bytes:
        """Words about other journals that have a wrong form."""
        word: dict[str, Any] = {"node": "0001", "epoch": 1, "seq": 1, "hash": "ab" * 32, "said_in": 1}
        name = self.dice.choice(list(word))
        good = (str,) if name == "node" else (int,)
        fit = [one for one in _WRONG if not (type(one) in good and (name == "node" or 0 < int(one) < 2**63))]
        if self.dice.random() < 0.2:
            del word[name]
        else:
            word[name] = self.dice.choice(fit)
        return self.signed({"acknowledgements": [word, *self.label["acknowledgements"]]})

    def payload(self) -> bytes:
        """A reception that does not say what a reception says; chain and signature are right."""
        events = list(self.events)
        place = next(number for number, one in enumerate(events) if one.kind == "received")
        name = self.dice.choice(("code", "applicant", "due_at", "ledger_number", "procedure_code"))
        data = {**events[place].data, name: self.dice.choice((None, [], {}, False))}
        events[place] = replace(events[place], data=data)
        return self.rewritten(self.chain(events))

    def sealed_for_another(self) -> bytes:
        """A whole bundle that only somebody else can open."""
        return sealing.seal(self.whole, [self.stranger])

    def sealed_and_changed(self) -> bytes:
        """Sealed for the receiver, and changed or cut on the way."""
        sealed = bytearray(sealing.seal(self.whole, [self.recipient]))
        if self.dice.random() < 0.3:
            return bytes(sealed[: self.dice.randrange(20, len(sealed))])
        sealed[self.dice.randrange(len(sealed))] ^= 1 << self.dice.randrange(8)
        return bytes(sealed)

    def another_file(self) -> bytes:
        """Something that was never a bundle."""
        begins = self.dice.choice(
            (b"", b"PK\3\4", b"PK\5\6", b"%PDF-1.7\n", b"age-encryption.org/v1\n", b"\x1f\x8b")
        )
        return begins + self.dice.randbytes(self.dice.randrange(400))

    def welcome(self) -> bytes:
        """A file of a later minor version with a column, a part and words that nobody knows yet."""
        lines = content_of(self.members[_EVENTS]).decode().split("\r\n")[:-1]
        if any('"' in line and line.count('"') % 2 for line in lines):
            raise ValueError("an event has a line break")
        wider = "\r\n".join([f"{lines[0]},seal", *(f"{line},x" for line in lines[1:]), ""]).encode()
        more = {_EVENTS: press(wider), "notes.csv": press(b"a\r\n1\r\n")}
        return self.signed(
            {"format": f"1.{self.dice.randint(1, 99)}", "mood": "good"}, {**self.body(), **more}
        )

    def body(self) -> dict[str, Packed]:
        """The two tables."""
        return {name: one for name, one in self.members.items() if name.endswith(".csv")}

    def signed(
        self,
        changes: dict[str, Any],
        parts: dict[str, Packed] | None = None,
        key: Ed25519PrivateKey | None = None,
    ) -> bytes:
        """The bundle with ``changes`` in its descriptor and other ``parts``, whose hashes are right."""
        parts = parts or self.body()
        label = json.loads(json.dumps(self.label))
        schemas = {one["path"]: one for one in label["resources"]}
        label["resources"] = [
            {
                **schemas.get(name, {"name": name.partition(".")[0], "path": name}),
                "bytes": one.size,
                "hash": _digest(one),
                "packed": f"sha256:{hashlib.sha256(one.raw).hexdigest()}",
            }
            for name, one in parts.items()
        ]
        label.update(changes)
        text = json.dumps(label).encode()
        signature = press((key or self.key).sign(text), stored=True)
        return pack({_LABEL: press(text, stored=True), **parts, _SIGNATURE: signature})

    def rewritten(
        self, events: list[Event], before: str | None = None, key: Ed25519PrivateKey | None = None
    ) -> bytes:
        """The bundle with other events, its descriptor true to them."""
        parts = {**self.body(), _EVENTS: _table(events)}
        return self.signed(self.says(events, before), parts, key)

    def says(self, events: list[Event], before: str | None = None) -> dict[str, Any]:
        """What a descriptor says of ``events``."""
        return {
            "node": events[0].node,
            "epoch": events[0].epoch,
            "first_seq": events[0].seq,
            "last_seq": events[-1].seq,
            "count": len(events),
            "hash_before": before or self.label["hash_before"],
            "hash_after": events[-1].hash,
        }

    def chain(self, events: list[Event]) -> list[Event]:
        """``events`` with the hashes that follow."""
        before, made = self.label["hash_before"], []
        for seq, one in enumerate(events, self.label["first_seq"]):
            before = event_hash(before, replace(one, seq=seq))
            made.append(replace(one, seq=seq, hash=before))
        return made

    def cell_changed(self) -> list[Event]:
        """The events with one of them altered, and its hash as it was or put right alone."""
        events = list(self.events)
        place = self.dice.randrange(len(events))
        altered = replace(events[place], by=f"x{self.dice.randrange(10**6)}")
        events[place] = altered
        return self.chain(events) if self.dice.random() < 0.5 else events


def _table(events: list[Event]) -> Packed:
    return press("".join(event_v1.table(map(row_of, events))).encode())


def _digest(one: Packed) -> str:
    try:
        return f"sha256:{hashlib.sha256(content_of(one)).hexdigest()}"
    except UserError:  # a bomb that lies about its size
        return "sha256:0"


def _local(name: bytes, content: bytes) -> bytes:
    """A local header and its content, as any ZIP program writes it."""
    shape = (20, 0, 0, 0, 33, zlib.crc32(content), len(content), len(content), len(name), 0)
    return struct.pack("<4s5H3L2H", b"PK\3\4", *shape) + name + content
