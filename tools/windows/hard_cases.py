"""What goes wrong on real PCs: odd folders, a program folder that is read-only, a full disk, no copy."""

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tools.windows.wine import WineProblem

if TYPE_CHECKING:
    from tools.windows.proof import Installed

_ROOM = 20  # MB beside what the Setup asks for


def play(one: "Installed", new: Path, say) -> None:
    """Every case; each ends with the program whole and the data as they were."""
    _odd_home(one, say)
    _no_copy(one, new, say)
    if not can_mount():
        say("NOT TRIED, since this user may not mount: a read-only program folder, a full disk")
        return
    _read_only(one, say)
    _full_before(one, new, say)
    _full_amid(one, new, say)


def _odd_home(one: "Installed", say) -> None:
    home = r"C:\Dữ liệu Một cửa (xã Đông Phù) & khác"
    officers = one.cli("init", "--demo", "--dossiers", "5", home=home)["officers"]
    one.pin = next(officer["pin"] for officer in officers if officer["login"] == "an")
    what = ("--procedure", "1.004873", "--name", "Đặng Thị Diễm", "--receipt", rf"{home}\giấy tiếp nhận.pdf")
    code = one.cli("receive", *what, "--by", "an", home=home)["code"]
    one.pin = one.PIN
    one.cli("export", "--to", home, home=home)
    _require(one.cli("check", "--deep", home=home)["ok"], "check in an odd folder")
    _require(one.prefix.path(rf"{home}\giấy tiếp nhận.pdf").exists(), "the receipt in an odd folder")
    shutil.rmtree(one.prefix.path(home))
    say(f"a data folder with Vietnamese letters, spaces and signs: {code} received, exported, checked")


def _no_copy(one: "Installed", new: Path, say) -> None:
    """Where the data cannot be copied, nothing is upgraded."""
    backups = one.home_folder / "backups"
    backups.rename(backups.with_name("kept"))
    backups.write_text("in the way", encoding="utf-8")
    _refused(one, new, "sao lưu", say, "no copy of the data can be made")
    backups.unlink()
    backups.with_name("kept").rename(backups)


def _read_only(one: "Installed", say) -> None:
    with mounted("--bind", one.folder, one.folder):
        subprocess.run(["mount", "-o", "remount,ro,bind", one.folder], check=True)
        _require(not os.access(one.folder / "x", os.W_OK), "the folder is not read-only")
        _require(one.cli("selftest")["ok"], "selftest from a read-only folder")
        one.cli("backup", "--to", r"C:\Thẻ nhớ")
    say("a read-only program folder: selftest and backup work")


def _full_before(one: "Installed", new: Path, say) -> None:
    """A disk that is full before the Setup begins."""
    with _own_disk(one, needed(one) // 2):
        _refused(one, new, "chỗ trống", say, "a full disk")


def _full_amid(one: "Installed", new: Path, say) -> None:
    """A disk that somebody else fills while the new program is being written."""
    with _own_disk(one, needed(one) + _ROOM):
        ended = threading.Event()
        filler = threading.Thread(target=_fill, args=(one.folder, ended))
        filler.start()
        try:
            code = one.setup(new)
        finally:
            ended.set()
            filler.join()
        (one.folder / "filler").unlink(missing_ok=True)
        _require(code == 2 and "ổ đĩa" in one.refused(), f"a disk that fills up: {code}: {one.refused()}")
        _whole(one)
        say(f"a disk that fills up amid the upgrade: exit code 2, the old program works; {one.refused()}")


def _fill(folder: Path, ended: threading.Event) -> None:
    """Take all room as soon as the new program begins to be written."""
    while not (folder / "new").exists() and not ended.wait(0.02):
        pass
    with (folder / "filler").open("wb", buffering=0) as file:
        try:
            while not ended.is_set():
                file.write(bytes(1 << 20))
        except OSError:
            return


def _refused(one: "Installed", new: Path, word: str, say, what: str) -> None:
    code = one.setup(new)
    _require(code == 2 and word in one.refused(), f"{what}: Setup ended with {code}: {one.refused()}")
    _whole(one)
    say(f"{what}: {one.refused()}")


def _whole(one: "Installed") -> None:
    """The program that was there works, and its data hold."""
    _require(one.cli("check")["ok"], "the data do not hold")
    left = [name for name in ("new", "old") if (one.folder / name).exists()]
    _require(not left, f"left in the program folder: {left}")


def needed(one: "Installed") -> int:
    """MB that the program takes."""
    return sum(file.stat().st_size for file in one.folder.rglob("*") if file.is_file()) >> 20


@contextmanager
def _own_disk(one: "Installed", free: int) -> Iterator[None]:
    """The program on a disk of its own with ``free`` MB left; afterwards it lies where it lay."""
    aside = one.folder.with_name("aside")
    one.folder.rename(aside)
    one.folder.mkdir()
    try:
        with mounted("-t", "tmpfs", "-o", f"size={needed_of(aside) + free}m", "tmpfs", one.folder):
            shutil.copytree(aside, one.folder, dirs_exist_ok=True)
            yield
    finally:
        one.folder.rmdir()
        aside.rename(one.folder)


def needed_of(folder: Path) -> int:
    """MB on a disk that counts whole pages."""
    sizes = (file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return sum(-(-size // 4096) * 4096 for size in sizes) // (1 << 20) + 2


@contextmanager
def mounted(*words: str | Path) -> Iterator[None]:
    """Something mounted on the last of ``words``, until the end."""
    subprocess.run(["mount", *words], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", words[-1]], check=True)


def can_mount() -> bool:
    """Whether this user may mount."""
    folder = Path("/tmp")
    return os.geteuid() == 0 and not subprocess.call(
        ["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", folder], stderr=subprocess.DEVNULL
    )


def _require(holds: object, what: str) -> None:
    if not holds:
        raise WineProblem(what)
