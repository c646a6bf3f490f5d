"""The key of a node, and the file that makes it known elsewhere."""

import os
import stat
import threading
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from counter_app.errors import BadFile, DeviceProblem, NotFound
from counter_app.sync.keys import NodeCard, own_key, public_hex, read_card, signed_by, write_card

CARD = NodeCard(node="0117", name="UBND xã Đông Phù", public_key="ab" * 32)


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = own_key(tmp_path / "keys")
    path = tmp_path / "keys" / "node.pem"
    assert public_hex(own_key(tmp_path / "keys")) == public_hex(first)
    assert path.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_two_at_once_make_one_key(tmp_path: Path) -> None:
    made: list[str] = []
    start = threading.Barrier(8)

    def make() -> None:
        start.wait()
        made.append(public_hex(own_key(tmp_path)))

    threads = [threading.Thread(target=make) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert set(made) == {public_hex(own_key(tmp_path))}


def test_a_signature_fits_its_content_only(tmp_path: Path) -> None:
    key = own_key(tmp_path)
    signature = key.sign(b"content")
    assert signed_by(public_hex(key), signature, b"content")
    assert not signed_by(public_hex(key), signature, b"Content")


@pytest.mark.parametrize(
    "content", [b"", b"not a key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_a_damaged_key_is_not_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "node.pem").write_bytes(content)
    with pytest.raises(BadFile, match="damaged"):
        own_key(tmp_path)
    assert (tmp_path / "node.pem").read_bytes() == content


def test_a_key_of_another_kind(tmp_path: Path) -> None:
    pem = X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "node.pem").write_bytes(pem)
    with pytest.raises(BadFile):
        own_key(tmp_path)


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file in the way")
    with pytest.raises(DeviceProblem):
        own_key(tmp_path / "keys")


def test_a_node_file_goes_out_and_comes_in(tmp_path: Path) -> None:
    path = tmp_path / "node.toml"
    path.write_text(write_card(CARD), encoding="utf-8")
    assert read_card(path) == CARD
    assert len(CARD.fingerprint.replace(" ", "")) == 16


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("0117", "0118"),
        ("0117", "117"),
        ("abab", "abac"),
        ('"abab', '"zzab'),
        ("node = 1", "node = 2"),
        ("Đông Phù", ""),
        ('name = "UBND xã Đông Phù"', "name = 5"),
        ("fingerprint", "finger"),
        ("=", ""),
    ],
)
def test_a_changed_node_file(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "node.toml"
    text = write_card(CARD)
    changed = text.replace(old, new, 1) if old != "Đông Phù" else text.replace("UBND xã Đông Phù", new)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    with pytest.raises(BadFile, match="node file"):
        read_card(path)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"x" * 20_000, b"counter_app_node = 1"])
def test_a_file_that_is_no_node_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "node.toml").write_bytes(content)
    with pytest.raises(BadFile):
        read_card(tmp_path / "node.toml")


def test_no_node_file_at_all(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_card(tmp_path / "node.toml")
