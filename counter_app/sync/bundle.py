"""The exchange file (gói dữ liệu): a slice of one journal, signed, in a ZIP that is a Data Package.

Members: ``datapackage.json`` (what is in the file, with the hash of each part),
``events.csv``, ``dossiers.csv`` and ``signature`` (Ed25519 over the exact bytes of
``datapackage.json``). Any change of any byte is found: the container has one layout only
(:mod:`counter_app.sync.container`), and the descriptor names each part's hash both as it
is and as it is packed.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app import __version__
from counter_app.core.journal import GENESIS, Event, first_break
from counter_app.core.records import DossierState
from counter_app.core.times import iso
from counter_app.errors import BadFile, DeviceProblem
from counter_app.i18n import gettext as _
from counter_app.sync import event_v1, portal, sealing
from counter_app.sync.acknowledgement import Acknowledgement
from counter_app.sync.container import FILE_LIMIT, MEMBER_LIMIT, Packed, content_of, pack, press, unpack
from counter_app.sync.keys import SIGNATURE_SIZE, public_hex, signed_by
from counter_app.sync.medium import read_back, read_limited, require_folder, write_whole

#: Version of the format; a later major is refused, a later minor is read as far as it is known.
FORMAT = (1, 0)

SUFFIX = ".hsb"

#: Bytes that the descriptor may have; it is parsed before anything is known of its sender.
LABEL_LIMIT = 1 << 20

_DESCRIPTOR, _SIGNATURE = "datapackage.json", "signature"
_EVENTS, _DOSSIERS = "events.csv", "dossiers.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What goes into a bundle: consecutive events of one node and epoch, and the dossiers they touch.

    ``carrier`` is the node that passes the journal of another one on and signs for it, "" where the
    node itself writes. The carrier's ``acknowledgements`` travel along.
    """

    node: str
    epoch: int
    hash_before: str
    events: tuple[Event, ...]
    dossiers: tuple[DossierState, ...]
    created: datetime
    carrier: str = ""
    acknowledgements: tuple[Acknowledgement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A bundle that was read and found whole; ``created`` is the sender's clock.

    ``sender`` signed it: ``node`` itself, or one that carries its journal on.
    """

    node: str
    epoch: int
    hash_before: str
    hash_after: str
    events: tuple[Event, ...]
    dossiers: int
    created: datetime
    program: str
    format: tuple[int, int]
    sender: str
    acknowledgements: tuple[Acknowledgement, ...] = ()

    @property
    def first_seq(self) -> int:
        """Number of the first event."""
        return self.events[0].seq

    @property
    def last_seq(self) -> int:
        """Number of the last event."""
        return self.events[-1].seq


def write_bundle(folder: Path, part: Slice, key: Ed25519PrivateKey, recipients: Sequence[str] = ()) -> Path:
    """Write ``part`` into ``folder`` as ``NODE-EPOCH-FIRST-LAST.hsb``, read it back and verify it.

    With ``recipients``, public age keys, only they can open the file, ``….hsb.age``.

    Raises:
        BadFile: the journal is broken within the slice, or the slice is too large for one file.
        DeviceProblem: the medium does not take the file or does not give it back unchanged.
    """
    require_folder(folder)
    content = make_bundle(part, key)
    try:
        parse_bundle(content, {part.carrier or part.node: public_hex(key)})
    except BadFile as error:
        broken = first_break(part.hash_before, part.events)
        if broken is None:
            raise
        raise BadFile(
            _(
                "The journal does not hold together at entry {seq}; run “check --deep” before exporting."
            ).format(seq=broken.seq)
        ) from error
    path = folder / f"{part.node}-{part.epoch}-{part.events[0].seq}-{part.events[-1].seq}{SUFFIX}"
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
        BadFile: the slice is too large for one file.
    """
    events = event_v1.write_events(part.events)
    dossiers = portal.write_dossiers(part.dossiers)
    if max(len(events), len(dossiers)) > MEMBER_LIMIT:
        raise _too_large()
    pressed = {_EVENTS: press(events), _DOSSIERS: press(dossiers)}
    first, last = part.events[0], part.events[-1]
    descriptor = {
        "name": f"hsb-{part.node}-{part.epoch}-{first.seq}-{last.seq}",
        "created": iso(part.created),
        "program": f"counter-app {__version__}",
        "format": ".".join(map(str, FORMAT)),
        "node": part.node,
        "epoch": part.epoch,
        "first_seq": first.seq,
        "last_seq": last.seq,
        "count": len(part.events),
        "dossiers": len(part.dossiers),
        "hash_before": part.hash_before,
        "hash_after": last.hash,
        **({"carrier": part.carrier} if part.carrier else {}),
        "acknowledgements": [
            {
                "node": one.node,
                "epoch": one.epoch,
                "seq": one.seq,
                "hash": one.hash,
                "said_in": one.said_in,
            }
            for one in part.acknowledgements
        ],
        "resources": [
            _resource("events", _EVENTS, events, pressed[_EVENTS], event_v1.SCHEMA),
            _resource("dossiers", _DOSSIERS, dossiers, pressed[_DOSSIERS], portal.schema()),
        ],
    }
    label = json.dumps(descriptor, ensure_ascii=False, indent=2).encode("utf-8")
    signature = press(key.sign(label), stored=True)
    content = pack({_DESCRIPTOR: press(label, stored=True), **pressed, _SIGNATURE: signature})
    if len(content) > FILE_LIMIT:
        raise _too_large()
    return content


def read_bundle(path: Path, known: Mapping[str, str], keys: Path | None = None) -> Bundle:
    """The bundle in ``path``; see :func:`parse_bundle`. A sealed one is opened with the age key in ``keys``.

    Raises:
        NotFound, DeviceProblem: the file, or the own key, is not there or cannot be read.
        BadFile: anything about it is wrong, or it is sealed for another node.
    """
    content = read_limited(path, FILE_LIMIT)
    if keys is not None and sealing.is_sealed(content):
        content = sealing.unseal(content, sealing.own_identity(keys))
    return parse_bundle(content, known)


def parse_bundle(content: bytes, known: Mapping[str, str]) -> Bundle:
    """The bundle with these bytes: limits, signature, hashes, format, chain and schema, in this order.

    ``known`` maps the number of each known node to its public key in hex.

    Raises:
        BadFile: with what is wrong, in one sentence.
    """
    members = unpack(content)
    label = _signed_label(members, known)
    contents = _parts(label, members)
    version = _version(label)
    if version == FORMAT and set(members) != {_DESCRIPTOR, _EVENTS, _DOSSIERS, _SIGNATURE}:
        raise _untrue()
    events = event_v1.read_events(contents.get(_EVENTS, b""), later_minor=version > FORMAT)
    dossiers = portal.count_dossiers(contents.get(_DOSSIERS, b""))
    _require_chain(label, events)
    if dossiers is None or dossiers != label.get("dossiers") or type(label["dossiers"]) is not int:
        raise _untrue()
    return Bundle(
        node=events[0].node,
        epoch=events[0].epoch,
        hash_before=str(label["hash_before"]),
        hash_after=events[-1].hash,
        events=events,
        dossiers=dossiers,
        created=_created(label),
        program=str(label.get("program", "")),
        format=version,
        sender=str(label.get("carrier", events[0].node)),
        acknowledgements=_acknowledgements(label),
    )


def _acknowledgements(label: Mapping[str, Any]) -> tuple[Acknowledgement, ...]:
    """What the sender says it has of other nodes' journals; its signature stands under the whole."""
    said = label.get("acknowledgements")
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise _untrue()
    sender = str(label.get("carrier", label.get("node")))
    found = []
    for one in said:
        node, last = (one.get(name) for name in ("node", "hash"))
        numbers = [one.get(name) for name in ("epoch", "seq", "said_in")]
        texts = isinstance(node, str) and isinstance(last, str) and re.fullmatch("[0-9a-f]{64}", last)
        if not texts or not all(type(number) is int and 0 < number < 2**63 for number in numbers):
            raise _untrue()
        epoch, seq, said_in = numbers
        found.append(
            Acknowledgement(sender=sender, said_in=said_in, node=node, epoch=epoch, seq=seq, hash=last)
        )
    return tuple(found)


def _resource(
    name: str, path: str, content: bytes, pressed: Packed, schema: Mapping[str, Any]
) -> dict[str, Any]:
    """One part as the descriptor names it; ``packed`` is the hash of its bytes inside the file."""
    return {
        "name": name,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": _digest(content),
        "packed": _digest(pressed.raw),
        "schema": schema,
    }


def _digest(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def _signed_label(members: Mapping[str, Packed], known: Mapping[str, str]) -> dict[str, Any]:
    """The descriptor, once a known node's key has proved it; nothing of it is trusted before."""
    descriptor, sign = members.get(_DESCRIPTOR), members.get(_SIGNATURE)
    if descriptor is None or sign is None or descriptor.method or sign.size != SIGNATURE_SIZE:
        raise _untrue()
    if max(descriptor.size, len(descriptor.raw)) > LABEL_LIMIT:
        raise _untrue()
    text, signature = content_of(descriptor), content_of(sign)
    signer = next((node for node, key in known.items() if signed_by(key, signature, text)), None)
    label = _json_object(text)
    claimed = label.get("carrier", label.get("node"))
    if signer is not None and claimed == signer:
        return label
    if isinstance(claimed, str) and claimed.isascii() and claimed.isdigit() and claimed not in known:
        raise BadFile(
            _(
                "Node {node}, which wrote this file, is not known here; take its key in first (“node add”)."
            ).format(node=claimed[:4])
        )
    raise BadFile(
        _("The signature does not fit: the file was changed, or another key signed it; nothing was taken in.")
    )


def _json_object(text: bytes) -> dict[str, Any]:
    try:
        label = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _untrue() from error
    if not isinstance(label, dict):
        raise _untrue()
    return label


def _parts(label: Mapping[str, Any], members: Mapping[str, Packed]) -> dict[str, bytes]:
    """The content of each part that the descriptor names, checked against its hashes."""
    resources = label.get("resources")
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise _untrue()
    named = {str(one.get("path")): one for one in resources}
    if [_DESCRIPTOR, *named, _SIGNATURE] != list(members) or len(named) != len(resources):
        raise _untrue()
    contents = {}
    for path, one in named.items():
        if one.get("packed") != _digest(members[path].raw):
            raise _untrue()
        contents[path] = content_of(members[path])
        if one.get("bytes") != len(contents[path]) or one.get("hash") != _digest(contents[path]):
            raise _untrue()
    return contents


def _version(label: Mapping[str, Any]) -> tuple[int, int]:
    stated = label.get("format")
    if not isinstance(stated, str) or not re.fullmatch("[0-9]{1,6}[.][0-9]{1,6}", stated):
        raise _untrue()
    major, minor = stated.split(".")
    if int(major) != FORMAT[0]:
        raise BadFile(
            _(
                "This file has format {format}, which this version cannot read; bring the program up to date."
            ).format(format=stated)
        )
    return int(major), int(minor)


def _require_chain(label: Mapping[str, Any], events: Sequence[Event]) -> None:
    """Refuse events that are not the unbroken run which the descriptor announces."""
    if not events:
        raise _untrue()
    first, last = events[0], events[-1]
    announced = [
        label.get(name) for name in ("node", "epoch", "first_seq", "last_seq", "count", "hash_after")
    ]
    before = label.get("hash_before")
    run = all(
        (event.node, event.epoch, event.seq) == (first.node, first.epoch, first.seq + place)
        for place, event in enumerate(events)
    )
    begins = isinstance(before, str) and len(before) == len(GENESIS) and (first.seq > 1 or before == GENESIS)
    true = [first.node, first.epoch, first.seq, last.seq, len(events), last.hash]
    if announced != true or list(map(type, announced)) != list(map(type, true)) or not run or not begins:
        raise _untrue()
    if first_break(str(before), events) is not None:
        raise _untrue()


def _created(label: Mapping[str, Any]) -> datetime:
    try:
        created = datetime.fromisoformat(str(label.get("created")))
    except ValueError as error:
        raise _untrue() from error
    if created.tzinfo is None:
        raise _untrue()
    return created


def _untrue() -> BadFile:
    return BadFile(
        _("The file does not hold what it says it holds; nothing was taken in. Ask the sender for it again.")
    )


def _too_large() -> BadFile:
    return BadFile(
        _("There is too much for one exchange file; ask the office above to acknowledge what it has.")
    )
