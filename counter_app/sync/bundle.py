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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from counter_app.core.journal import GENESIS, Entry
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.sync import event_v1, portal, sealing
from counter_app.sync.acknowledgement import Acknowledgement
from counter_app.sync.container import (
    FILE_LIMIT,
    Packed,
    begins_as_one,
    content_of,
    lines_of,
    parts_of,
    unpack,
)
from counter_app.sync.keys import SIGNATURE_SIZE, signed_by
from counter_app.sync.medium import read_limited

#: Version of the format; a later major is refused, a later minor is read as far as it is known.
FORMAT = (1, 0)

SUFFIX = ".hsb"

#: Bytes that the descriptor may have; it is parsed before anything is known of its sender.
LABEL_LIMIT = 1 << 20

DESCRIPTOR, SIGNATURE = "datapackage.json", "signature"
EVENTS, DOSSIERS = "events.csv", "dossiers.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A bundle whose signature and parts are found whole; ``created`` is the sender's clock.

    ``sender`` signed it: ``node`` itself, or one that carries its journal on. The events are
    read, and proved, as :meth:`entries` gives them.
    """

    node: str
    epoch: int
    first_seq: int
    last_seq: int
    hash_before: str
    hash_after: str
    dossiers: int
    created: datetime
    program: str
    format: tuple[int, int]
    sender: str
    acknowledgements: tuple[Acknowledgement, ...] = ()
    _events: Packed = field(repr=False)

    def entries(self) -> Iterator[Entry]:
        """The events, one by one; whether they are what the file announces shows after the last.

        Raises:
            BadFile: an event has a wrong form, does not follow from the one before it, or is
                not announced; what was read until then must not be kept.
        """
        expected, last = self.first_seq, self.hash_before
        later_minor = self.format > FORMAT
        for entry in event_v1.read_table(lines_of(self._events), self.hash_before, later_minor=later_minor):
            event = entry.event
            if (event.node, event.epoch, event.seq) != (self.node, self.epoch, expected):
                raise _untrue()
            expected, last = expected + 1, event.hash
            yield entry
        if expected != self.last_seq + 1 or last != self.hash_after:
            raise _untrue()


def read_bundle(path: Path, known: Mapping[str, str], keys: Path | None = None) -> Bundle:
    """The bundle in ``path``; see :func:`open_bundle`. A sealed one is opened with the age key in ``keys``.

    Raises:
        NotFound, DeviceProblem: the file, or the own key, is not there or cannot be read.
        BadFile: anything about it is wrong, or it is sealed for another node.
    """
    content = read_limited(path, FILE_LIMIT)
    if keys is not None and sealing.is_sealed(content):
        content = sealing.unseal(content, sealing.own_identity(keys))
    named = path.suffix.lower() in (SUFFIX, sealing.SUFFIX)
    if named and not begins_as_one(content) and not sealing.is_sealed(content):
        raise BadFile(
            _("The exchange file is empty or damaged; nothing was taken in. Ask the sender for it again.")
        )
    return open_bundle(content, known)


def open_bundle(content: bytes, known: Mapping[str, str]) -> Bundle:
    """The bundle with these bytes: limits, signature, hashes and format are proved, in this order.

    Chain and schema of the events are, as they are read. ``known`` maps the number of each
    known node to its public key in hex.

    Raises:
        BadFile: with what is wrong, in one sentence.
    """
    members = unpack(content)
    label = _signed_label(members, known)
    _require_parts(label, members)
    version = _version(label)
    known_parts = {DESCRIPTOR, EVENTS, DOSSIERS, SIGNATURE}
    if not known_parts <= set(members) or (version == FORMAT and set(members) != known_parts):
        raise _untrue()
    dossiers = portal.count_dossiers(lines_of(members[DOSSIERS]))
    if dossiers is None or dossiers != label.get("dossiers") or type(label["dossiers"]) is not int:
        raise _untrue()
    node, epoch, first, last = _announced(label)
    return Bundle(
        node=node,
        epoch=epoch,
        first_seq=first,
        last_seq=last,
        hash_before=label["hash_before"],
        hash_after=label["hash_after"],
        dossiers=dossiers,
        created=_created(label),
        program=str(label.get("program", "")),
        format=version,
        sender=str(label.get("carrier", node)),
        acknowledgements=_acknowledgements(label),
        _events=members[EVENTS],
    )


def _announced(label: Mapping[str, Any]) -> tuple[str, int, int, int]:
    """Node, epoch, first and last number of the run of events that the descriptor announces."""
    texts = [label.get(name) for name in ("node", "hash_before", "hash_after")]
    numbers = [label.get(name) for name in ("epoch", "first_seq", "last_seq", "count")]
    if not all(isinstance(one, str) for one in texts):
        raise _untrue()
    if not all(type(one) is int and one > 0 for one in numbers):
        raise _untrue()
    node, before, _after = map(str, texts)
    epoch, first, last, count = (int(one or 0) for one in numbers)
    begins = re.fullmatch("[0-9a-f]{64}", before) and (first > 1 or before == GENESIS)
    if not begins or count != last - first + 1:
        raise _untrue()
    return node, epoch, first, last


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


def _signed_label(members: Mapping[str, Packed], known: Mapping[str, str]) -> dict[str, Any]:
    """The descriptor, once a known node's key has proved it; nothing of it is trusted before."""
    descriptor, sign = members.get(DESCRIPTOR), members.get(SIGNATURE)
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


def _require_parts(label: Mapping[str, Any], members: Mapping[str, Packed]) -> None:
    """Hold each part against what the descriptor says of it."""
    resources = label.get("resources")
    if not isinstance(resources, list) or not all(isinstance(one, dict) for one in resources):
        raise _untrue()
    named = {str(one.get("path")): one for one in resources}
    if [DESCRIPTOR, *named, SIGNATURE] != list(members) or len(named) != len(resources):
        raise _untrue()
    for path, one in named.items():
        if one.get("packed") != members[path].digest():
            raise _untrue()
        content = hashlib.sha256()
        for part in parts_of(members[path]):
            content.update(part)
        if (one.get("bytes"), one.get("hash")) != (members[path].size, f"sha256:{content.hexdigest()}"):
            raise _untrue()


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
