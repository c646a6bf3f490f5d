"""A node's card as one line: what the QR code on the printed page of its key holds.

Capitals, digits and colons only, so that the code stays small and a scanner that types like a
keyboard delivers it whole; the name is therefore in base 32.
"""

import base64
import binascii
import re

from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.sync.keys import NodeCard
from counter_app.sync.sealing import is_recipient

_FORM = "HSN1"
_LINE = re.compile(
    rf"{_FORM}:([0-9]{{4}}):([0-9A-F]{{64}}):(AGE1[0-9A-Z]{{58}})?:([0-9A-F]{{16}}):([A-Z2-7]{{2,400}})"
)


def write(card: NodeCard) -> str:
    """``card`` as its line."""
    name = base64.b32encode(card.name.encode()).decode("ascii").rstrip("=")
    proof = card.fingerprint.replace(" ", "").upper()
    return f"{_FORM}:{card.node}:{card.public_key.upper()}:{card.recipient.upper()}:{proof}:{name}"


def read(text: str) -> NodeCard:
    """The card in ``text``.

    Raises:
        BadFile: not the whole line of a node's card.
    """
    found = _LINE.fullmatch("".join(text.split()).upper())
    if found is None:
        raise _not_whole()
    node, public_key, recipient, proof, name = found.groups()
    card = NodeCard(
        node=node, name=_name(name), public_key=public_key.lower(), recipient=(recipient or "").lower()
    )
    if proof != card.fingerprint.replace(" ", "").upper() or not card.name.strip():
        raise _not_whole()
    if card.recipient and not is_recipient(card.recipient):
        raise _not_whole()
    return card


def looks_like(text: str) -> bool:
    """Whether ``text`` begins as such a line does."""
    return text.lstrip().upper().startswith(f"{_FORM}:")


def _name(letters: str) -> str:
    try:
        return base64.b32decode(letters + "=" * (-len(letters) % 8)).decode()
    except (binascii.Error, UnicodeDecodeError) as error:
        raise _not_whole() from error


def _not_whole() -> BadFile:
    return BadFile(
        _("This is not the whole key of an office. Scan its page once more, or ask for its key file.")
    )
