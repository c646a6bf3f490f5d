"""Sealed bundles: opened by their receiver alone, and by the age tool with its key."""

import os
import stat
import subprocess
from pathlib import Path

import pytest
from pyrage import x25519

from counter_app.errors import BadFile
from counter_app.sync import sealing
from counter_app.sync.bundle import read_bundle
from counter_app.sync.keys import public_hex
from tests.sync.exchange_makers import KEY, NODE, events_of, journal, part, write_bundle

KNOWN = {NODE: public_hex(KEY)}


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "keys"


def sealed(folder: Path, *recipients: str) -> Path:
    folder.mkdir(exist_ok=True)
    return write_bundle(folder, part(journal(3)), KEY, recipients)


def test_the_receiver_opens_it_and_nobody_else(tmp_path: Path, keys: Path) -> None:
    path = sealed(tmp_path, sealing.recipient_of(sealing.own_identity(keys)))
    assert path.name.endswith(".hsb.age")
    assert sealing.is_sealed(path.read_bytes())
    assert b"Nguy" not in path.read_bytes()
    assert events_of(read_bundle(path, KNOWN, keys)) == tuple(journal(3))
    with pytest.raises(BadFile, match="another office"):
        read_bundle(path, KNOWN, tmp_path / "other keys")


def test_cut_and_changed_files_are_refused(tmp_path: Path, keys: Path) -> None:
    path = sealed(tmp_path, sealing.recipient_of(sealing.own_identity(keys)))
    whole = path.read_bytes()
    for content in (whole[:-1], whole[: len(whole) // 2], whole[:-20] + b"\0" * 20, whole[:40]):
        path.write_bytes(content)
        with pytest.raises(BadFile, match="cut or changed"):
            read_bundle(path, KNOWN, keys)


@pytest.mark.skipif(os.name == "nt", reason="the age tool is not in a package of Windows")
def test_the_age_tool_opens_it(tmp_path: Path, keys: Path) -> None:
    path = sealed(tmp_path, sealing.recipient_of(sealing.own_identity(keys)))
    opened = subprocess.run(
        ["age", "--decrypt", "-i", keys / "node.age", path], check=True, capture_output=True
    ).stdout
    plain = sealed(tmp_path / "plain")
    assert opened == plain.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="the age tool is not in a package of Windows")
def test_what_the_age_tool_seals_is_opened(tmp_path: Path, keys: Path) -> None:
    plain = sealed(tmp_path / "plain")
    recipient = sealing.recipient_of(sealing.own_identity(keys))
    made = tmp_path / "by-age.hsb.age"
    subprocess.run(["age", "--encrypt", "-r", recipient, "-o", made, plain], check=True)
    assert events_of(read_bundle(made, KNOWN, keys)) == tuple(journal(3))


def test_the_key_is_its_owners_and_stays(tmp_path: Path, keys: Path) -> None:
    first = sealing.own_identity(keys)
    assert str(sealing.own_identity(keys)) == str(first)
    if os.name == "posix":
        assert stat.S_IMODE((keys / "node.age").stat().st_mode) == 0o600
    (keys / "node.age").write_text("AGE-SECRET-KEY-1NOT", encoding="ascii")
    with pytest.raises(BadFile, match="damaged"):
        sealing.own_identity(keys)


def test_public_keys_are_known_by_their_form() -> None:
    assert sealing.is_recipient(str(x25519.Identity.generate().to_public()))
    assert not sealing.is_recipient("age1qqqq")
    assert not sealing.is_recipient("")
