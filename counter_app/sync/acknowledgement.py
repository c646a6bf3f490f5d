"""The acknowledgement (giấy báo nhận): how far one node has the journal of another.

It says the last event up to which nothing is missing, by its number and its hash: since each
hash covers all events before it, equal hashes mean an equal journal, and so equal dossiers.
One signed line serves as a file, as the content of a QR code and as text to be pasted; twelve
digits say the same over the telephone.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.sync.keys import signed_by
from counter_app.sync.medium import read_limited, write_whole

SUFFIX = ".hsa"

#: A line of about 220 characters; what is longer is something else.
LIMIT = 1024

_FORM = "HSA1"
_LINE = re.compile(
    rf"({_FORM}:([0-9]{{4}}):([0-9]{{1,9}}):([0-9]{{4}}):([0-9]{{1,9}}):([0-9]{{1,15}}):([0-9A-F]{{64}}))"
    r":([0-9A-F]{128})"
)
#: The digits say this many of the number, the others prove it.
_NUMBER_DIGITS = 7
_DIGITS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """``sender`` has the events of ``node`` up to ``seq`` of ``epoch``; ``hash`` is that of this event.

    ``said_in`` is the epoch of the sender's own journal: one that is brought back from a backup may
    have less than it said before.
    """

    sender: str
    said_in: int
    node: str
    epoch: int
    seq: int
    hash: str

    @property
    def file_name(self) -> str:
        """The name under which it is handed on."""
        return f"{self.sender}-{self.node}-{self.epoch}-{self.seq}{SUFFIX}"

    @property
    def digits(self) -> str:
        """Twelve digits: the end of the number, and five that only this acknowledgement has."""
        digest = hashlib.sha256(_body(self).encode()).digest()
        proof = int.from_bytes(digest[:8]) % 10 ** (_DIGITS - _NUMBER_DIGITS)
        return f"{self.seq % 10**_NUMBER_DIGITS:0{_NUMBER_DIGITS}d}{proof:0{_DIGITS - _NUMBER_DIGITS}d}"


def write_line(said: Acknowledgement, key: Ed25519PrivateKey) -> str:
    """``said`` as one line, signed by its sender's ``key``: capitals and digits only, for a QR code."""
    body = _body(said)
    return f"{body}:{key.sign(body.encode()).hex().upper()}"


def read_line(text: str, known: Mapping[str, str]) -> Acknowledgement:
    """The acknowledgement that ``text`` holds; ``known`` maps the numbers of nodes to their public keys.

    Raises:
        BadFile: no acknowledgement, from an unknown node, or its signature does not fit.
    """
    found = _LINE.fullmatch("".join(text.split()).upper())
    if found is None:
        raise BadFile(_("This is not a whole acknowledgement. Ask the office that sent it for it again."))
    body, sender, said_in, node, epoch, seq, last, signature = found.groups()
    key = known.get(sender)
    if key is None:
        raise BadFile(
            _(
                "Node {node}, which wrote this acknowledgement, is not known here; take its key in first "
                "(“node add”)."
            ).format(node=sender)
        )
    if not signed_by(key, bytes.fromhex(signature), body.encode()):
        raise BadFile(
            _("The signature of the acknowledgement does not fit: it was changed, or another key signed it.")
        )
    return Acknowledgement(
        sender=sender, said_in=int(said_in), node=node, epoch=int(epoch), seq=int(seq), hash=last.lower()
    )


def read_file(path: Path, known: Mapping[str, str]) -> Acknowledgement:
    """The acknowledgement in ``path``; see :func:`read_line`.

    Raises:
        NotFound, DeviceProblem: the file is not there or cannot be read.
        BadFile: as :func:`read_line`.
    """
    return read_line(read_limited(path, LIMIT).decode("ascii", "replace"), known)


def write_file(folder: Path, said: Acknowledgement, key: Ed25519PrivateKey) -> Path:
    """Write ``said`` into ``folder`` under its own name; returns the file.

    Raises:
        DeviceProblem: the medium is full, write-protected or gone.
    """
    path = folder / said.file_name
    write_whole(path, f"{write_line(said, key)}\n".encode())
    return path


def looks_like_line(text: str) -> bool:
    """Whether ``text`` begins as an acknowledgement does."""
    return text.lstrip().upper().startswith(f"{_FORM}:")


def digits_of(text: str) -> str:
    """The twelve digits in ``text``, with or without spaces, points and dashes; "" where it is not that."""
    digits = re.sub(r"[\s.\-]", "", text)
    return digits if re.fullmatch(rf"[0-9]{{{_DIGITS}}}", digits) else ""


def numbers_of(digits: str, head: int) -> range:
    """The numbers up to ``head`` that end as twelve ``digits`` say, for the one that they prove."""
    end = int(digits[:_NUMBER_DIGITS])
    return range(end or 10**_NUMBER_DIGITS, head + 1, 10**_NUMBER_DIGITS)


def _body(said: Acknowledgement) -> str:
    return f"{_FORM}:{said.sender}:{said.said_in}:{said.node}:{said.epoch}:{said.seq}:{said.hash.upper()}"
