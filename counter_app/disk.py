"""What the system promises about names on a disk: given once, never over another, and there to stay."""

import os
from pathlib import Path


def give_name(draft: Path, path: Path) -> None:
    """Let the finished ``draft`` have the name ``path``, unless something has it already.

    Unlike a rename, this never goes over a file that another process has just put there.

    Raises:
        FileExistsError: the name is taken; the draft stays.
        OSError: the medium does not take the name.
    """
    if os.name == "nt":
        draft.rename(path)  # which on Windows refuses a name that is taken
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:
        if path.exists():  # a medium without links, as a stick: the best it can do
            raise FileExistsError(path) from None
        draft.rename(path)
    else:
        draft.unlink()
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make the names in ``folder`` last, where the system lets a folder be flushed (Windows does not).

    Raises:
        OSError: the medium does not do it.
    """
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
