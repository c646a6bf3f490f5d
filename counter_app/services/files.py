"""Files that the desk writes for people: whole or not at all."""

from pathlib import Path

from counter_app.errors import DeviceProblem
from counter_app.i18n import gettext as _
from counter_app.sync import medium


def require_place(path: Path) -> None:
    """Refuse a place where a file cannot be written, before any work is done.

    Raises:
        DeviceProblem: no such folder, no right to write there, or a folder has the file's name.
    """
    medium.require_folder(path.parent)
    if path.is_dir():
        raise DeviceProblem(_("{path} is a folder; give the name of a file.").format(path=path))


def write_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write ``content`` to ``path``; an interruption leaves the old file or none.

    What is ``private`` only its owner can read.

    Raises:
        DeviceProblem: the medium is full, write-protected or gone.
    """
    medium.write_whole(path, content, private=private)


def read_file(path: Path, limit: int) -> bytes:
    """The bytes of a file that somebody chose, at most ``limit`` of them.

    Raises:
        NotFound: there is no such file.
        BadFile: it is larger than ``limit``.
        DeviceProblem: it cannot be read.
    """
    return medium.read_limited(path, limit)
