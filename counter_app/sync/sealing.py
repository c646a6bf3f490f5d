"""Bundles that only their receiver can open: an age file (X25519) around the whole exchange file.

Sticks get lost. Wherever the receiver's key is known the file is sealed; the format is that of
the age tool, which opens it as well with the receiver's key.
"""

from collections.abc import Sequence
from pathlib import Path

from pyrage import DecryptError, IdentityError, RecipientError, decrypt, encrypt, x25519

from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.sync import key_files

SUFFIX = ".age"

FILE_NAME = "node.age"
_BEGINS = b"age-encryption.org/"
#: What the library says where a file is whole as far as anybody can tell who has no key for it.
_NO_KEY = "No matching keys"


def own_identity(folder: Path) -> x25519.Identity:
    """This node's private age key, kept in ``folder`` (0600); made there at first need.

    Raises:
        BadFile: the key file is damaged.
        DeviceProblem: the folder cannot be read or written.
    """
    path = folder / FILE_NAME
    identity = _identity_in(key_files.own(path, _new_identity))
    if identity is None:
        raise BadFile(
            _(
                "The key of this office, {path}, is damaged; copy the .node.age of the latest backup over it."
            ).format(path=path)
        )
    return identity


def is_identity(content: bytes) -> bool:
    """Whether ``content`` is a whole private age key, as in the file of this node's."""
    return _identity_in(content) is not None


def _identity_in(content: bytes) -> x25519.Identity | None:
    try:
        return x25519.Identity.from_str(content.decode("ascii").strip())
    except (IdentityError, UnicodeDecodeError):
        return None


def _new_identity() -> bytes:
    return f"{x25519.Identity.generate()}\n".encode()


def recipient_of(identity: x25519.Identity) -> str:
    """The public half, to be told to other nodes: ``age1…``."""
    return str(identity.to_public())


class SealedForAnother(BadFile):
    """A file that another office opens: on a stick that goes round, that is as it should be."""


def is_recipient(text: str) -> bool:
    """Whether ``text`` is a public age key."""
    try:
        x25519.Recipient.from_str(text)
    except RecipientError:
        return False
    return True


def is_sealed(content: bytes) -> bool:
    """Whether ``content`` is an age file."""
    return content.startswith(_BEGINS)


def seal(content: bytes, recipients: Sequence[str]) -> bytes:
    """``content`` so that each of ``recipients``, and nobody else, can open it."""
    sealed: bytes = encrypt(content, [x25519.Recipient.from_str(one) for one in recipients])
    return sealed


def unseal(content: bytes, identity: x25519.Identity) -> bytes:
    """What is in an age file.

    Raises:
        SealedForAnother: no key of this node opens it.
        BadFile: it was cut or changed.
    """
    try:
        opened: bytes = decrypt(content, [identity])
    except DecryptError as error:
        if _NO_KEY in str(error):
            raise SealedForAnother(
                _(
                    "The file is sealed for another office; nothing was taken in. If it is meant for this "
                    "one, ask the sender whether it knows the key of this office, and for the file again."
                )
            ) from error
        raise BadFile(
            _("The file was cut or changed on the way. Nothing was taken in; ask the sender for it again.")
        ) from error
    return opened
