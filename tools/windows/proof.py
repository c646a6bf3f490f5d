"""The Setup and what it installs, tried in a Windows that never saw a Python."""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from tools.windows import building, hard_cases, pieces
from tools.windows.desk import CARD, Desk
from tools.windows.wine import Prefix, WineProblem, wait_for

#: The user of the clean Windows: marks and spaces in every path of his.
USER = "Nguyễn Thị Ánh"
LOCAL = rf"C:\users\{USER}\AppData\Local"
ALL_HOME = r"C:\ProgramData\counter-app"
STALE = "left-by-the-version-before.txt"
STATION = 'printer = "file"\ntheme = "light"\ncounter = "Quầy 1"\nlast_login = "an"\n'


class Installed:
    """The program as installed in a prefix, for one user or for all."""

    PIN = "2580"  # of the officer "an" in office.toml

    def __init__(self, prefix: Prefix, *, for_all: bool = False) -> None:
        self.prefix = prefix
        self.place = r"C:\Program Files\counter-app" if for_all else rf"{LOCAL}\Programs\counter-app"
        self.home = ALL_HOME if for_all else rf"{LOCAL}\counter-app"
        self.app, self.command = rf"{self.place}\counter-app.exe", rf"{self.place}\counter-cli.exe"
        self.folder, self.home_folder = prefix.path(self.place), prefix.path(self.home)
        self.pin = self.PIN
        self.mode = "/AllUsers" if for_all else "/CurrentUser"

    def setup(self, file: Path, *words: str) -> int:
        """Run the Setup silently; its exit code."""
        code, _said = self.prefix.call(
            self.prefix.windows_path(file), "/S", self.mode, *words, limit=240, env=self.env()
        )
        return code

    def uninstall(self, *words: str) -> None:
        """Uninstall silently; the uninstaller copies itself away and returns before it is done."""
        self.prefix.run(rf"{self.place}\uninstall.exe", self.mode, "/S", *words, env=self.env())
        wait_for(lambda: not self.folder.exists(), 60, "the end of the uninstaller")
        self.prefix.settle()

    def cli(self, *words: str, home: str = "") -> dict:
        """What a command of the installed program answers."""
        where = ["--home", home] if home else []
        return json.loads(self.said(*where, "--json", *words).splitlines()[-1])

    def said(self, *words: str) -> str:
        """What a command of the installed program says."""
        return self.prefix.run(self.command, *words, limit=120, env=self.env())

    def knows(self, code: str) -> bool:
        """Whether the installed program shows the dossier."""
        return self.prefix.call(self.command, "show", code, limit=120, env=self.env())[0] == 0

    def refused(self) -> str:
        """The sentence that the silent Setup left."""
        file = self.prefix.path(rf"{LOCAL}\Temp\counter-app-setup.txt")
        return file.read_text(encoding="utf-16").strip() if file.exists() else ""

    def env(self) -> dict[str, str]:
        """The PIN of the officer who works from the command line."""
        return {"COUNTER_APP_PIN": self.pin}


def require(holds: object, what: str) -> None:
    """Stop where something is not as it must be."""
    if not holds:
        raise WineProblem(what)


def files(prefix: Prefix) -> set[str]:
    """Every file of the prefix, without those that Windows itself writes all the time."""
    found = (str(one.relative_to(prefix.drive)) for one in prefix.drive.rglob("*") if one.is_file())
    return {one for one in found if "/Temp/" not in one and not one.startswith("windows/")}


def give_user(prefix: Prefix) -> None:
    """Let the user's folders be those of somebody whose name has marks."""
    shell = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    prefix.run("reg", "add", shell, "/v", "Local AppData", "/t", "REG_SZ", "/d", LOCAL, "/f")
    menu = rf"C:\users\{USER}\Start Menu\Programs"
    prefix.run("reg", "add", shell, "/v", "Programs", "/t", "REG_SZ", "/d", menu, "/f")
    for name in ("TEMP", "TMP"):  # Wine takes these from the registry alone
        prefix.run(
            "reg", "add", r"HKCU\Environment", "/v", name, "/t", "REG_SZ", "/d", rf"{LOCAL}\Temp", "/f"
        )
    prefix.path(rf"{LOCAL}\Temp").mkdir(parents=True, exist_ok=True)
    prefix.path(menu).mkdir(parents=True, exist_ok=True)


def linux(*words: object, home: Path, pin: str = "") -> dict:
    """What a command of the program of this Linux answers."""
    return json.loads(linux_said("--json", *words, home=home, pin=pin).splitlines()[-1])


def linux_said(*words: object, home: Path, pin: str = "") -> str:
    """What a command of the program of this Linux says."""
    command = [sys.executable, "-m", "counter_app", "--home", home, *map(str, words)]
    env = os.environ | {"COUNTER_APP_PIN": pin}
    done = subprocess.run(command, cwd=pieces.ROOT, env=env, check=False, capture_output=True, text=True)
    require(done.returncode == 0, f"{' '.join(map(str, words))}: {done.stderr}")
    return done.stdout


def both_readers(paper: Path) -> set[str]:
    """What two readers that are not ours find in the symbols of a paper, where they agree."""
    from tests.documents import page_readers as readers  # noqa: PLC0415 - only with the packages of tests

    image = readers.rendered(paper.read_bytes(), 300)
    return readers.read_by_zxing(image) & readers.read_by_zbar(image)


def play(bare: Path, new: Path, old: Path, display: str, say) -> None:
    """Install the version before, work, upgrade, work, uninstall; then once more for all users."""
    clean = Prefix(pieces.CACHE / "clean", display)
    clean.end()
    building.copy_prefix(bare, clean.folder)
    give_user(clean)
    say("a second Windows, without Python")
    pictures = building.DIST / "pictures"
    shutil.rmtree(pictures, ignore_errors=True)
    try:
        one = Installed(clean)
        before = files(clean)
        _first_install(one, old, say)
        code = _day_at_the_desk(one, Desk(clean, display, pictures), new, say)
        _exchange(one, code, say)
        _upgrade(one, new, say)
        hard_cases.play(one, new, say)
        _bundle_opened(one, Desk(clean, display, pictures), say)
        one.uninstall()
        _no_leftovers(clean, before, one.home_folder)
        require((one.home_folder / "counter.sqlite3").exists(), "the data went with the program")
        say("uninstalled; nothing is left but the data")
        _for_all_users(clean, new, before | files(clean), say)
    finally:
        clean.end()


def _first_install(one: Installed, old: Path, say) -> None:
    """The version before, silently, with a prepared office and a daily copy."""
    shelf = one.prefix.drive / "Bộ cài của xã"
    shelf.mkdir()
    setup = Path(shutil.copy(old, shelf / "Setup.exe"))
    shutil.copy(pieces.HERE / "office.toml", shelf / "office.toml")
    code = one.setup(setup, r"/DAILY=C:\Sao lưu\hằng ngày")
    require(code == 0, f"Setup ended with {code}: {one.refused()}")
    shutil.rmtree(shelf)
    require((one.folder / "_internal" / STALE).exists(), "the version before is not there")
    require((one.home_folder / "office.toml").exists(), "the prepared office is not in the data folder")
    say("installed for one user, silently")
    answer = one.cli("selftest")
    require(answer["ok"], f"selftest: {answer}")
    say(f"selftest: {len(answer['steps'])} steps, {sum(step['ms'] for step in answer['steps'])} ms")
    task = one.prefix.drive / "windows" / "system32" / "tasks" / "counter-app daily"
    wait_for(task.exists, 30, "the daily task")
    say("daily task: made; this Wine keeps its settings only, and runs none")


def _day_at_the_desk(one: Installed, desk: Desk, new: Path, say) -> str:
    """The first start makes the office; a dossier is received by keys; the code of the receipt's dossier."""
    (one.home_folder / "workstation.toml").write_text(STATION, encoding="utf-8")
    seconds = desk.open(one.app, env=one.env())
    say(f"first start: window after {seconds:.1f} s")
    wait_for(lambda: not (one.home_folder / "office.toml").exists(), 60, "the prepared office")
    desk.quiet()
    desk.picture("1-signing-in")
    desk.sign_in("2580")
    desk.picture("2-desk")
    desk.type("tinh trang hon nhan")
    desk.quiet()
    desk.key("Return")
    desk.scan(CARD)
    desk.picture("3-reception")
    desk.key("ctrl+Return")
    papers = one.home_folder / "papers"
    paper = wait_for(lambda: next(papers.rglob("*.pdf"), None), 30, "the receipt as PDF", step=0.5)
    desk.quiet()
    desk.picture("4-received")
    found = both_readers(paper)
    shutil.copy(paper, desk.pictures.parent / "receipt.pdf")
    say("a dossier received by keys, its receipt printed into a PDF")
    row = one.cli("find", "Dang Thi Diem")
    require(row["scan_number"] in found, f"the readers found {found}, not {row['scan_number']}")
    require(not (one.home_folder / "office.toml").exists(), "the file with the first PINs is still there")
    say("both readers read its symbols")
    code = one.setup(new)
    require(code == 2 and "đang mở" in one.refused(), f"over the open program: {code} {one.refused()}")
    say(f"Setup over the open program: {one.refused()}")
    desk.close()
    return row["code"]


def _exchange(one: Installed, code: str, say) -> None:
    """What Windows writes, Linux takes in, and the other way round."""
    stick = one.prefix.drive / "Thẻ nhớ"
    home = pieces.CACHE / "linux home"
    for folder in (stick, home):
        shutil.rmtree(folder, ignore_errors=True)
    stick.mkdir()
    linux("init", "--demo", "--dossiers", 20, home=home)
    stick_there = one.prefix.windows_path(stick)
    (stick / "linux.toml").write_text(linux_said("node", "show-key", home=home), encoding="utf-8")
    (stick / "win.toml").write_text(one.said("node", "show-key"), encoding="utf-8")
    one.cli("node", "add", rf"{stick_there}\linux.toml")
    linux("node", "add", stick / "win.toml", home=home)
    written = one.cli("export", "--to", stick_there)
    taken = linux("import", one.prefix.path(written["file"]), home=home)
    require(taken["applied"] == written["events"] and not taken["gaps"], f"{taken}")
    require(linux("show", code, home=home)["code"] == code, "the dossier did not come over")
    written = linux("export", "--to", stick, home=home)
    taken = one.cli("import", one.prefix.windows_path(Path(written["file"])))
    require(taken["applied"] == written["events"] and not taken["gaps"], f"{taken}")
    say(f"exchange: {written['events']} events of Linux taken in, and Windows' by Linux")


def _upgrade(one: Installed, new: Path, say) -> None:
    """Over the version before, with data in it."""
    before = one.cli("check")
    code = one.setup(new)
    require(code == 0, f"the upgrade ended with {code}: {one.refused()}")
    copies = list((one.home_folder / "backups" / "setup").glob("*.sqlite3"))
    require(len(copies) == 1, "the upgrade did not copy the data")
    require(not (one.folder / "_internal" / STALE).exists(), "files of the version before are left")
    require(not list(one.folder.glob("new")) and not list(one.folder.glob("old")), "a part is left")
    require(one.cli("check", "--deep") == before, "the data are not as before")
    say("upgraded over the version before; the data were copied, and are as they were")


def _bundle_opened(one: Installed, desk: Desk, say) -> None:
    """A file of exchange opened in the system goes to its page."""
    home = pieces.CACHE / "linux home"
    pin = tomllib.loads((home / "demo-pins.toml").read_text(encoding="utf-8"))["an"]
    new = ("--procedure", "1.004873", "--name", "Vũ Thị Gói", "--by", "an")
    code = linux("receive", *new, home=home, pin=pin)["code"]
    bundle = Path(linux("export", "--to", one.prefix.drive / "Thẻ nhớ", home=home)["file"])
    desk.open(one.app, one.prefix.windows_path(bundle), env=one.env())
    desk.sign_in(one.PIN)
    wait_for(lambda: one.knows(code), 60, "what is in the file that was opened", step=1)
    desk.quiet()
    desk.picture("5-bundle-opened")
    desk.close()
    said = one.prefix.run("reg", "query", r"HKCU\Software\Classes\counter-app.hsb\shell\open\command")
    require("counter-app.exe" in said, f"no file type: {said}")
    say("a file of exchange opens its page")


def _for_all_users(clean: Prefix, new: Path, before: set[str], say) -> None:
    everybody = Installed(clean, for_all=True)
    code = everybody.setup(new)
    require(code == 0, f"for all users: {code} {everybody.refused()}")
    require(everybody.cli("selftest")["ok"], "selftest for all users")
    everybody.cli("init", "--demo", "--dossiers", "3")
    require((everybody.home_folder / "counter.sqlite3").exists(), "the data are not the machine's")
    everybody.uninstall("/DELETEDATA")
    _no_leftovers(clean, before, everybody.home_folder)
    require(not everybody.home_folder.exists(), "the data were to be deleted")
    say("installed for all users, and uninstalled with the data")


def _no_leftovers(clean: Prefix, before: Iterable[str], home: Path) -> None:
    """Nothing but the data may be left: no file, no word in the registry."""
    kept = str(home.relative_to(clean.drive))
    left = {one for one in files(clean) - set(before) if not one.startswith((kept, "Thẻ nhớ", "D"))}
    require(not left, f"left behind: {sorted(left)[:20]}")
    for file in ("user.reg", "system.reg"):
        words = (clean.folder / file).read_text(encoding="utf-8", errors="replace").splitlines()
        told = [line for line in words if "counter-app" in line.lower() and not _of_windows(line)]
        require(not told, f"left in {file}: {told[:5]}")


def _of_windows(line: str) -> bool:
    """Where Windows itself notes which programs ran."""
    return "muicache" in line.lower() or "\\\\shellnoroam" in line.lower()
