"""The ZIP around an exchange file, in one exact layout, so that no byte of it can change unseen.

A general ZIP has room for bytes that nobody looks at: time stamps, comments, gaps between
members, spare bits. Here the layout is fixed (no comments, no extra fields, 1 January 1980,
members one after the other), and a file whose bytes differ from what :func:`pack` makes of
its members is refused. Any ZIP program can still open it.
"""

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.errors import BadFile
from counter_app.i18n import gettext as _

#: Bytes that a bundle may have on the medium, and one member when unpacked.
FILE_LIMIT = 256 << 20
MEMBER_LIMIT = 512 << 20

#: Members that a bundle may have at most; a later version may add some.
MEMBERS_LIMIT = 16

#: How many times smaller a member may be than its content (a hostile file packs zeros a thousandfold).
RATIO_LIMIT = 200

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}(\.[a-z0-9]{1,8})?")
_STORED, _DEFLATED = 0, 8
_FIRST_OF_1980 = 33
_VERSION = 20
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\3\4", b"PK\1\2", b"PK\5\6"


@dataclass(frozen=True, slots=True)
class Packed:
    """One member as it stands in the file: its raw bytes, and the size and CRC of its content."""

    method: int
    raw: bytes
    size: int
    crc: int


def press(content: bytes, *, stored: bool = False) -> Packed:
    """``content`` as a member, deflated, or as it is if ``stored`` or if deflating gains nothing."""
    squeezed = b""
    if not stored:
        press_object = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        squeezed = press_object.compress(content) + press_object.flush()
    crc = zlib.crc32(content)
    if stored or len(squeezed) >= len(content):
        return Packed(_STORED, content, len(content), crc)
    return Packed(_DEFLATED, squeezed, len(content), crc)


def pack(members: Mapping[str, Packed]) -> bytes:
    """The bytes of the file that holds ``members`` in their order; the same input gives the same bytes."""
    body: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, one in members.items():
        label = name.encode("ascii")
        shape = (one.method, 0, _FIRST_OF_1980, one.crc, len(one.raw), one.size, len(label))
        local = _LOCAL.pack(_LOCAL_SIGN, _VERSION, 0, *shape, 0) + label
        directory.append(
            _CENTRAL.pack(_CENTRAL_SIGN, _VERSION, _VERSION, 0, *shape, 0, 0, 0, 0, 0, offset) + label
        )
        body += (local, one.raw)
        offset += len(local) + len(one.raw)
    index = b"".join(directory)
    count = len(members)
    return b"".join((*body, index, _END.pack(_END_SIGN, 0, 0, count, count, len(index), offset, 0)))


def unpack(content: bytes) -> dict[str, Packed]:
    """The members of a file made by :func:`pack`; nothing is decompressed yet.

    Raises:
        BadFile: damaged, cut off, not such a file, or beyond the limits.
    """
    if not content.startswith(_LOCAL_SIGN):
        raise BadFile(_("This is not an exchange file. Choose a file whose name ends in .hsb."))
    members: dict[str, Packed] = {}
    at = 0
    while content[at : at + 4] == _LOCAL_SIGN:
        name, one, at = _member(content, at)
        if name in members or len(members) == MEMBERS_LIMIT:
            raise _damaged()
        members[name] = one
    if pack(members) != content:
        raise _damaged()
    return members


def content_of(one: Packed) -> bytes:
    """What the member holds, never more than it announced.

    Raises:
        BadFile: the member is damaged.
    """
    content = one.raw if one.method == _STORED else _inflated(one)
    if len(content) != one.size or zlib.crc32(content) != one.crc:
        raise _damaged()
    return content


def _inflated(one: Packed) -> bytes:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflate.decompress(one.raw, one.size + 1)
    except zlib.error as error:
        raise _damaged() from error
    if not inflate.eof or inflate.unused_data:
        raise _damaged()
    return content


def _member(content: bytes, at: int) -> tuple[str, Packed, int]:
    """The member whose local header begins at ``at``, and where the next one begins."""
    if at + _LOCAL.size > len(content):
        raise _damaged()
    fields = _LOCAL.unpack_from(content, at)
    method, crc, packed_size, size, label_size = fields[3], *fields[6:10]
    start = at + _LOCAL.size
    label = content[start : start + label_size]
    if not _NAME.fullmatch(label.decode("ascii", "replace")):
        raise BadFile(
            _("This file holds a part that does not belong in an exchange file; it was not taken in.")
        )
    if size > MEMBER_LIMIT or size > packed_size * RATIO_LIMIT:
        raise BadFile(
            _("This file would unpack to far more than an exchange file holds; it was not taken in.")
        )
    start += label_size
    raw = content[start : start + packed_size]
    if method not in (_STORED, _DEFLATED) or len(raw) != packed_size:
        raise _damaged()
    return label.decode("ascii"), Packed(method, raw, size, crc), start + packed_size


def _damaged() -> BadFile:
    return BadFile(
        _("The exchange file is damaged or cut off; nothing was taken in. Copy it from the sender again.")
    )
