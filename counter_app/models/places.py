"""Where a database may lie: not on a network share, whose locks SQLite cannot trust."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

MOUNTS = Path("/proc/mounts")

#: File systems that live on another machine.
_REMOTE = frozenset(
    {
        "9p", "afs", "ceph", "cifs", "davfs", "fuse.davfs2", "fuse.glusterfs", "fuse.rclone", "fuse.sshfs",
        "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs",
    }
)  # fmt: skip
_DRIVE_REMOTE = 4


def on_network_share(path: Path, mounts: Path = MOUNTS) -> bool:
    """Whether ``path`` lies on another machine's disk; False where that cannot be known."""
    if sys.platform == "win32":
        return _remote_on_windows(path)
    try:
        table = mounts.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False  # not Linux: nothing to look it up in
    return _remote_in(table, path.resolve())


def _remote_in(table: str, path: Path) -> bool:
    longest, remote = -1, False
    for line in table.splitlines():
        _device, mount, kind, *_rest = line.split(" ")
        point = Path(_unescaped(mount))
        # The root of a container may be called 9p; it is the machine's own disk all the same.
        if path.is_relative_to(point) and len(point.parts) >= longest:
            longest, remote = len(point.parts), kind in _REMOTE and len(point.parts) > 1
    return remote


def _unescaped(mount: str) -> str:
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        mount = mount.replace(code, letter)
    return mount


def _remote_on_windows(path: Path) -> bool:
    drive = os.path.splitdrive(path.resolve())[0]
    if drive.startswith("\\\\?\\UNC\\"):
        return True
    drive = drive.removeprefix("\\\\?\\")
    if drive.startswith("\\\\"):
        return True
    import ctypes  # noqa: PLC0415 - windll exists on Windows only

    windll = getattr(ctypes, "windll")  # noqa: B009
    return bool(windll.kernel32.GetDriveTypeW(drive + "\\") == _DRIVE_REMOTE)


def shown(url: str) -> str:
    """``url`` without its password, as sentences name the database."""
    try:
        parts = urlsplit(url)
        secret = parts.password
    except ValueError:
        return url
    shown = url.replace(f":{secret}@", "@", 1) if secret else url
    before, mark, query = shown.partition("?")
    told = [one for one in query.split("&") if "password" not in one.partition("=")[0].lower()]
    return before + (mark + "&".join(told) if any(told) else "")
