"""The ZIP around an exchange file, in one exact layout, so that no byte of it can change unseen.

A general ZIP has room for bytes that nobody looks at: time stamps, comments, gaps between
members, spare bits. Here the layout is fixed (no comments, no extra fields, 1 January 1980,
members one after the other), and a file whose bytes differ from what :func:`pack` makes of
its members is refused. Any ZIP program can still open it.
"""

import hashlib
import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from counter_app.errors import BadFile
from counter_app.i18n import gettext as _

#: Bytes that a bundle may have on the medium, and one member when unpacked.
FILE_LIMIT = 256 << 20
MEMBER_LIMIT = 512 << 20

#: Members that a bundle may have at most; a later version may add some.
MEMBERS_LIMIT = 16

#: How many times smaller a member may be than its content (a hostile file packs zeros a thousandfold).
RATIO_LIMIT = 200

#: Bytes that are unpacked, and read, at a time.
_STEP = 1 << 16

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

    def digest(self) -> str:
        """The hash of the raw bytes, as a descriptor names it."""
        return f"sha256:{hashlib.sha256(self.raw).hexdigest()}"


class Press:
    """Deflates what it is fed, part by part; ``digest`` is the SHA-256 of what that was."""

    def __init__(self) -> None:
        self._deflate = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._digest = hashlib.sha256()
        self._parts: list[bytes] = []
        self._crc = 0
        self._size = 0

    def feed(self, content: bytes) -> None:
        """Take in the next part.

        Raises:
            BadFile: it has become too much for one member.
        """
        self._size += len(content)
        if self._size > MEMBER_LIMIT:
            raise too_large()
        self._crc = zlib.crc32(content, self._crc)
        self._digest.update(content)
        self._parts.append(self._deflate.compress(content))

    def done(self) -> tuple[Packed, str]:
        """The member, and the SHA-256 of its content in hex."""
        self._parts.append(self._deflate.flush())
        return Packed(_DEFLATED, b"".join(self._parts), self._size, self._crc), self._digest.hexdigest()


def press(content: bytes, *, stored: bool = False) -> Packed:
    """``content`` as a member, deflated, or as it is if ``stored``."""
    if stored:
        return Packed(_STORED, content, len(content), zlib.crc32(content))
    whole = Press()
    whole.feed(content)
    return whole.done()[0]


def pack(members: Mapping[str, Packed]) -> bytes:
    """The bytes of the file that holds ``members`` in their order; the same input gives the same bytes."""
    return b"".join(pack_parts(members))


def pack_parts(members: Mapping[str, Packed]) -> list[bytes]:
    """As :func:`pack`, before it is put together."""
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
    return [*body, index, _END.pack(_END_SIGN, 0, 0, count, count, len(index), offset, 0)]


def begins_as_one(content: bytes) -> bool:
    """Whether ``content`` begins as a file made by :func:`pack` does."""
    return content.startswith(_LOCAL_SIGN)


def unpack(content: bytes) -> dict[str, Packed]:
    """The members of a file made by :func:`pack`; nothing is decompressed yet.

    Raises:
        BadFile: damaged, cut off, not such a file, or beyond the limits.
    """
    if not begins_as_one(content):
        raise BadFile(_("This is not an exchange file. Choose a file whose name ends in .hsb or .age."))
    members: dict[str, Packed] = {}
    at = 0
    while content[at : at + 4] == _LOCAL_SIGN:
        name, one, at = _member(content, at)
        if name in members or len(members) == MEMBERS_LIMIT:
            raise _damaged()
        members[name] = one
    if not _is(pack_parts(members), content):
        raise _damaged()
    return members


def _is(parts: Iterable[bytes], content: bytes) -> bool:
    """Whether ``content`` is these ``parts`` one after the other, without putting them together."""
    whole, at = memoryview(content), 0
    for part in parts:
        if whole[at : at + len(part)] != part:
            return False
        at += len(part)
    return at == len(content)


def is_too_dense(one: Packed) -> bool:
    """Whether a member would unpack to far more than it takes in the file."""
    return one.size > len(one.raw) * RATIO_LIMIT


def content_of(one: Packed) -> bytes:
    """What the member holds, never more than it announced.

    Raises:
        BadFile: the member is damaged.
    """
    return b"".join(parts_of(one))


def parts_of(one: Packed) -> Iterator[bytes]:
    """As :func:`content_of`, a part at a time; whether it is whole shows after the last."""
    size = crc = 0
    for part in _unpacked(one):
        size += len(part)
        crc = zlib.crc32(part, crc)
        yield part
    if size != one.size or crc != one.crc:
        raise _damaged()


def lines_of(one: Packed) -> Iterable[str]:
    """The member's content as lines of UTF-8, each with its end, as the reader of tables wants them.

    Raises:
        BadFile: the member is damaged.
        UnicodeDecodeError: it is not UTF-8.
    """
    return io.TextIOWrapper(io.BufferedReader(_Stream(parts_of(one)), _STEP), "utf-8", newline="")


class _Stream(io.RawIOBase):
    """Parts of bytes, to be read as a file."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self._source = parts
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` as far as the next part goes."""
        self._rest = self._rest or next(self._source, b"")
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def _unpacked(one: Packed) -> Iterator[bytes]:
    if one.method == _STORED:
        for start in range(0, len(one.raw), _STEP):
            yield one.raw[start : start + _STEP]
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    left = one.size + 1  # one byte more than announced is enough to know
    try:
        for start in range(0, len(one.raw), _STEP):
            rest = one.raw[start : start + _STEP]
            while left and (part := inflate.decompress(rest, min(left, _STEP))):
                left -= len(part)
                rest = inflate.unconsumed_tail
                yield part
    except zlib.error as error:
        raise _damaged() from error
    if not inflate.eof or inflate.unused_data:
        raise _damaged()


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


def too_large() -> BadFile:
    """Said where a member or the file would be beyond the limits."""
    return BadFile(
        _("There is too much for one exchange file; ask the office above to acknowledge what it has.")
    )


def _damaged() -> BadFile:
    return BadFile(
        _("The exchange file is damaged or cut off; nothing was taken in. Copy it from the sender again.")
    )
