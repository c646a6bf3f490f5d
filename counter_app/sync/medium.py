"""Writing a file so that it is there whole or not at all, and reading it back from the medium."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from counter_app import disk
from counter_app.errors import BadFile, DeviceProblem, NotFound
from counter_app.i18n import gettext as _


def require_folder(folder: Path) -> None:
    """Refuse a folder that is not there or cannot be written, before any work is done.

    Raises:
        DeviceProblem: with the folder's path.
    """
    if not folder.is_dir():
        raise DeviceProblem(
            _("The folder {path} is not there. Put the stick in, or choose another folder.").format(
                path=folder
            )
        )
    trial = folder / f".{os.getpid()}.part"
    try:
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise _cannot_write(folder, error) from error


def write_whole(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write ``content`` under a temporary name, flush it to the medium, then give it its name.

    An interruption leaves the old file or none, never half a one. A ``private`` file is
    readable by its owner only (0600), from its first moment.

    Raises:
        DeviceProblem: the medium is full, write-protected or gone.
    """
    draft = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        with open(draft, "wb", opener=_opener(0o600 if private else 0o666)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        disk.flush_folder(path.parent)
    except OSError as error:
        raise _cannot_write(path, error) from error
    finally:
        with suppress(OSError):  # the medium may be gone; what failed is said above
            draft.unlink(missing_ok=True)


def _opener(mode: int) -> Callable[[str, int], int]:
    return lambda path, flags: os.open(path, flags, mode)


def read_back(path: Path) -> bytes:
    """The bytes of ``path`` as the medium has them: the system's copy in memory is dropped first.

    Raises:
        DeviceProblem: the medium does not give the file back.
    """
    try:
        with path.open("rb") as file:
            if hasattr(os, "posix_fadvise"):  # where the system offers it
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
            return file.read()
    except OSError as error:
        raise DeviceProblem(
            _("{path} was written but cannot be read back ({reason}). Use another stick or folder.").format(
                path=path, reason=error.strerror
            )
        ) from error


def read_limited(path: Path, limit: int) -> bytes:
    """The bytes of a file someone brought, at most ``limit`` of them.

    Raises:
        NotFound: there is no such file.
        BadFile: it is larger than ``limit``.
        DeviceProblem: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(limit + 1)
    except FileNotFoundError as error:
        raise NotFound(_("There is no file {path}. Check its name and folder.").format(path=path)) from error
    except OSError as error:
        raise DeviceProblem(
            _("{path} cannot be read ({reason}). Try another copy of the file.").format(
                path=path, reason=error.strerror
            )
        ) from error
    if len(content) > limit:
        raise BadFile(_("{path} is too large for such a file; it was not taken in.").format(path=path))
    return content


def _cannot_write(path: Path, error: OSError) -> DeviceProblem:
    return DeviceProblem(
        _("{path} cannot be written ({reason}). Free some space or choose another folder.").format(
            path=path, reason=error.strerror
        )
    )
