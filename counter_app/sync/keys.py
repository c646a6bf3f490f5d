"""The Ed25519 key of this node, and the small file that makes its keys known to another node."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import tomli_w
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.sync import key_files
from counter_app.sync.medium import read_limited

#: A signature is 64 bytes, a public key 32 bytes, written as 64 hex digits.
SIGNATURE_SIZE = 64

FILE_NAME = "node.pem"
_NODE_FILE_LIMIT = 16 << 10
#: Version 2 tells the age key as well.
_NODE_FILE_VERSIONS = (1, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeCard:
    """What one node tells another: its number, its office's name, its public key in hex, its age key.

    ``recipient`` is "" for a node that has none; bundles for it are not sealed.
    """

    node: str
    name: str
    public_key: str
    recipient: str = ""

    @property
    def fingerprint(self) -> str:
        """16 hex digits in groups of four, to be compared over the telephone."""
        keys = "\n".join(one for one in (self.node, self.public_key, self.recipient) if one)
        digest = hashlib.sha256(keys.encode()).hexdigest()
        return " ".join(digest[at : at + 4] for at in range(0, 16, 4))


def own_key(folder: Path) -> Ed25519PrivateKey:
    """This node's private key, kept in ``folder``; made there at first need.

    The file is readable by its owner only (0600, PKCS8 PEM).

    Raises:
        BadFile: the key file is damaged.
        DeviceProblem: the folder cannot be read or written.
    """
    path = folder / FILE_NAME
    key = _key_in(key_files.own(path, _new_key))
    if key is None:
        raise _damaged_key(path)
    return key


def is_key(content: bytes) -> bool:
    """Whether ``content`` is a whole private key, as in the file of this node's."""
    return _key_in(content) is not None


def _key_in(content: bytes) -> Ed25519PrivateKey | None:
    try:
        key = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):  # TypeError: it is locked by a password
        return None
    return key if isinstance(key, Ed25519PrivateKey) else None


def public_hex(key: Ed25519PrivateKey) -> str:
    """The public half of ``key`` as 64 hex digits."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def signed_by(public_key: str, signature: bytes, content: bytes) -> bool:
    """Whether ``signature`` over ``content`` is by the key with these 64 hex digits."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(signature, content)
    except InvalidSignature:
        return False
    return True


def write_card(card: NodeCard) -> str:
    """The node file of ``card``, in TOML."""
    return tomli_w.dumps(
        {
            "counter_app_node": _NODE_FILE_VERSIONS[bool(card.recipient)],
            "node": card.node,
            "name": card.name,
            "public_key": card.public_key,
            **({"recipient": card.recipient} if card.recipient else {}),
            "fingerprint": card.fingerprint,
        }
    )


def read_card(path: Path) -> NodeCard:
    """The node that the file describes.

    Raises:
        BadFile: not a node file, damaged, or of a later version.
        NotFound: there is no such file.
    """
    try:
        values = tomllib.loads(read_limited(path, _NODE_FILE_LIMIT).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _not_a_card(path) from error
    version = values.get("counter_app_node")
    names = ("node", "name", "public_key", "fingerprint", *(("recipient",) if version == 2 else ()))
    texts = {name: values.get(name) for name in names}
    if version not in _NODE_FILE_VERSIONS or not all(isinstance(text, str) for text in texts.values()):
        raise _not_a_card(path)
    fingerprint = texts.pop("fingerprint")
    card = NodeCard(**{name: str(text) for name, text in texts.items()})
    whole = re.fullmatch("[0-9]{4}", card.node) and re.fullmatch("[0-9a-f]{64}", card.public_key)
    sealed = not card.recipient or _is_recipient(card.recipient)
    if not whole or not sealed or not card.name.strip() or fingerprint != card.fingerprint:
        raise _not_a_card(path)
    return card


def _is_recipient(text: str) -> bool:
    from counter_app.sync.sealing import is_recipient  # noqa: PLC0415 - loads pyrage

    return is_recipient(text)


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _damaged_key(path: Path) -> BadFile:
    return BadFile(
        _(
            "The key of this office, {path}, is damaged; copy the .node.pem of the latest backup over it."
        ).format(path=path)
    )


def _not_a_card(path: Path) -> BadFile:
    return BadFile(
        _("{path} is not a whole node file; ask the other office for a new one (“node show-key”).").format(
            path=path
        )
    )
