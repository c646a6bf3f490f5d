"""Writing an exchange file: a slice of one journal, part by part, proved and read back from the medium."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app import __version__
from counter_app.core.journal import Row, follows
from counter_app.core.times import iso
from counter_app.errors import BadFile, DeviceProblem
from counter_app.i18n import gettext as _
from counter_app.sync import event_v1, portal, sealing
from counter_app.sync.acknowledgement import Acknowledgement
from counter_app.sync.bundle import DESCRIPTOR, DOSSIERS, EVENTS, FORMAT, LABEL_LIMIT, SIGNATURE, SUFFIX
from counter_app.sync.container import FILE_LIMIT, Packed, Press, is_too_dense, pack, press, too_large
from counter_app.sync.medium import read_back, write_whole


class Counted:
    """Written states of dossiers one by one; ``number`` is how many there were so far."""

    def __init__(self, states: Iterable[Mapping[str, Any]]) -> None:
        self._states = states
        self.number = 0

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        self.number = 0
        for state in self._states:
            self.number += 1
            yield state


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What goes into a bundle: the events ``first_seq`` to ``last_seq`` of one node and epoch, as written.

    ``dossiers`` are the written states of those that they touch. Both are gone through once, and
    never stand in memory whole. ``carrier`` is the node that passes the journal of another one on and
    signs for it, "" where the node itself writes. The carrier's ``acknowledgements`` travel along.
    """

    node: str
    epoch: int
    first_seq: int
    last_seq: int
    hash_before: str
    rows: Iterable[Row]
    dossiers: Counted
    created: datetime
    carrier: str = ""
    acknowledgements: tuple[Acknowledgement, ...] = ()


def put_bundle(folder: Path, part: Slice, content: bytes, recipients: Sequence[str] = ()) -> Path:
    """Write the bundle into ``folder`` as ``NODE-EPOCH-FIRST-LAST.hsb``, and read it back from the medium.

    With ``recipients``, public age keys, only they can open the file, ``….hsb.age``.

    Raises:
        DeviceProblem: the medium does not take the file or does not give it back unchanged.
    """
    path = folder / f"{part.node}-{part.epoch}-{part.first_seq}-{part.last_seq}{SUFFIX}"
    if recipients:
        path = path.with_name(path.name + sealing.SUFFIX)
        content = sealing.seal(content, recipients)
    write_whole(path, content)
    if read_back(path) != content:
        path.unlink()
        raise DeviceProblem(
            _("{path} came back changed from the medium and was removed. Use another stick.").format(
                path=path
            )
        )
    return path


def make_bundle(part: Slice, key: Ed25519PrivateKey) -> bytes:
    """The bytes of the bundle; the same slice and key give the same bytes.

    Raises:
        BadFile: the journal is broken within the slice, or the slice is too large for one file.
    """
    chain = _Chain(part)
    tables = {
        EVENTS: (_pressed(event_v1.table(chain)), event_v1.SCHEMA),
        DOSSIERS: (_pressed(portal.table(part.dossiers)), portal.schema()),
    }
    label = json.dumps(
        {
            "name": f"hsb-{part.node}-{part.epoch}-{part.first_seq}-{part.last_seq}",
            "created": iso(part.created),
            "program": f"counter-app {__version__}",
            "format": ".".join(map(str, FORMAT)),
            "node": part.node,
            "epoch": part.epoch,
            "first_seq": part.first_seq,
            "last_seq": part.last_seq,
            "count": part.last_seq - part.first_seq + 1,
            "dossiers": part.dossiers.number,
            "hash_before": part.hash_before,
            "hash_after": chain.last,
            **({"carrier": part.carrier} if part.carrier else {}),
            "acknowledgements": [
                {name: getattr(one, name) for name in ("node", "epoch", "seq", "hash", "said_in")}
                for one in part.acknowledgements
            ],
            "resources": [
                _resource(path, pressed, digest, schema)
                for path, ((pressed, digest), schema) in tables.items()
            ],
        },
        ensure_ascii=False,
        indent=2,
    ).encode("utf-8")
    members = {
        DESCRIPTOR: press(label, stored=True),
        **{path: pressed for path, ((pressed, _digest), _schema) in tables.items()},
        SIGNATURE: press(key.sign(label), stored=True),
    }
    content = pack(members)
    read = {path: pressed for path, ((pressed, _digest), _schema) in tables.items()}
    if len(content) > FILE_LIMIT or len(label) > LABEL_LIMIT or any(map(is_too_dense, read.values())):
        raise too_large()
    return content


class _Chain:
    """The rows of a slice, each proved to follow from the one before it; ``last`` is the last hash."""

    def __init__(self, part: Slice) -> None:
        self._part = part
        self.last = part.hash_before

    def __iter__(self) -> Iterator[Row]:
        part = self._part
        seq = part.first_seq
        for row in part.rows:
            here = row[:3] == (part.node, part.epoch, seq) and event_v1.has_form(row)
            if not here or not follows(self.last, row):
                raise _broken(seq)
            self.last = row[-1]
            seq += 1
            yield row
        if seq != part.last_seq + 1:
            raise _broken(seq)


def _pressed(parts: Iterable[str]) -> tuple[Packed, str]:
    whole = Press()
    for part in parts:
        whole.feed(part.encode("utf-8"))
    return whole.done()


def _resource(path: str, pressed: Packed, digest: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """One part as the descriptor names it; ``packed`` is the hash of its bytes inside the file."""
    return {
        "name": path.partition(".")[0],
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": pressed.size,
        "hash": f"sha256:{digest}",
        "packed": pressed.digest(),
        "schema": schema,
    }


def _broken(seq: int) -> BadFile:
    return BadFile(
        _("The journal does not hold together at entry {seq}; run “check --deep” before exporting.").format(
            seq=seq
        )
    )
