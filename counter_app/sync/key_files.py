"""Files of private keys: made once, readable by their owner alone (0600), copied out and brought back."""

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from counter_app import disk
from counter_app.errors import BadFile, DeviceProblem
from counter_app.i18n import gettext as _
from counter_app.sync.medium import read_limited, write_whole

#: Bytes that a key file may have.
LIMIT = 4096


def own(path: Path, make: Callable[[], bytes]) -> bytes:
    """The key in ``path``; at first need the one that ``make`` makes is put there.

    Raises:
        DeviceProblem: the folder cannot be read or written.
    """
    try:
        if not path.exists():
            _make_once(path, make())
        with path.open("rb") as file:
            return file.read(LIMIT + 1)  # what is longer is no key, whole or not
    except OSError as error:
        raise DeviceProblem(
            _(
                "The key of this office in {path} cannot be used ({reason}). Check the folder's rights."
            ).format(path=path, reason=error.strerror)
        ) from error


def _make_once(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` unless another process has just done so with its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(suffix=".part", dir=path.parent)  # 0600 from its first moment
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        with suppress(FileExistsError):
            disk.give_name(Path(draft), path)
    finally:
        Path(draft).unlink(missing_ok=True)


def is_whole(path: Path, is_key: Callable[[bytes], bool]) -> bool:
    """Whether the file ``path`` holds what ``is_key`` takes for a key, and nothing more.

    Raises:
        DeviceProblem: it cannot be read, which tells nothing of what it holds.
        NotFound: it is there no more.
    """
    try:
        return is_key(read_limited(path, LIMIT))
    except BadFile:  # longer than any key
        return False


def set_aside(path: Path, other: Path) -> None:
    """Give the key in ``path`` another name, unless it is the one in ``other``; nothing is written over.

    Raises:
        DeviceProblem: a key cannot be read, or the folder not written.
    """
    if not path.exists() or read_limited(path, LIMIT) == read_limited(other, LIMIT):
        return
    number = 1
    while (kept := path.with_name(f"{path.name}.before-{number}")).exists():
        number += 1
    write_whole(kept, read_limited(path, LIMIT), private=True)
    path.unlink()


def copy(path: Path, target: Path) -> bool:
    """Copy the key in ``path`` to ``target``, unless there is none or ``target`` is there; whether it was.

    Raises:
        DeviceProblem: the key cannot be read, or ``target`` cannot be written.
    """
    if not path.exists() or target.exists():
        return False
    write_whole(target, read_limited(path, LIMIT), private=True)
    return True
