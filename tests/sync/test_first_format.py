"""A file of exchange in the first format, kept for ever: whatever this program becomes, it reads it.

``bundle_v1.hsb`` was written on 23 November 2026 and is never made anew, nor is the sealed one beside
it, whose key (of nobody, for this test alone) is ``bundle_v1.key``. ``bundle_v1.json`` says what is in it.
"""

import json
import shutil
import subprocess
from datetime import datetime
from pathlib import Path

from counter_app.core.journal import GENESIS, Event
from counter_app.sync.acknowledgement import Acknowledgement
from counter_app.sync.bundle import Bundle, read_bundle
from tests.sync.exchange_makers import events_of

HERE = Path(__file__).parent

#: Public key of the node 0117 that signed it.
KNOWN = {"0117": "03a107bff3ce10be1d70dd18e74bc09967e4d6309ba50d5f1ddc8664125531b8"}


def expected() -> tuple[Event, ...]:
    """The events as they were written down beside the file."""
    rows = json.loads((HERE / "bundle_v1.json").read_text(encoding="utf-8"))
    return tuple(
        Event(
            node=node,
            epoch=epoch,
            seq=seq,
            kind=kind,
            dossier=dossier,
            happened_at=datetime.fromisoformat(happened),
            recorded_at=datetime.fromisoformat(recorded),
            by=by,
            data=data,
            hash=digest,
        )
        for node, epoch, seq, kind, dossier, happened, recorded, by, data, digest in rows
    )


def check(read: Bundle) -> None:
    assert events_of(read) == expected()
    assert (read.node, read.sender, read.epoch, read.first_seq, read.last_seq) == ("0117", "0117", 1, 1, 10)
    assert (read.hash_before, read.hash_after) == (GENESIS, expected()[-1].hash)
    assert (read.dossiers, read.format, read.program) == (3, (1, 0), "counter-app 0.1.0")
    assert read.created == datetime.fromisoformat("2026-11-23T16:30:00+07:00")
    assert read.acknowledgements == (
        Acknowledgement(sender="0117", said_in=1, node="0001", epoch=2, seq=57, hash="ab" * 32),
    )


def test_the_first_format_is_read() -> None:
    check(read_bundle(HERE / "bundle_v1.hsb", KNOWN))


def test_the_sealed_one_is_opened_with_its_key(tmp_path: Path) -> None:
    shutil.copy(HERE / "bundle_v1.key", tmp_path / "node.age")
    check(read_bundle(HERE / "bundle_v1.hsb.age", KNOWN, tmp_path))


def test_the_age_tool_opens_the_sealed_one(tmp_path: Path) -> None:
    command = ["age", "--decrypt", "--identity", HERE / "bundle_v1.key", HERE / "bundle_v1.hsb.age"]
    opened = subprocess.run(command, check=True, capture_output=True).stdout
    assert opened == (HERE / "bundle_v1.hsb").read_bytes()
