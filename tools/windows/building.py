"""From the pieces to the folder of the Windows program and its Setup."""

import shutil
import subprocess
import sys
from pathlib import Path

import counter_app
from tools.windows import pieces
from tools.windows.wine import Prefix, WineProblem

DIST = pieces.ROOT / "dist" / "windows"
FOLDER = DIST / "counter-app"
VERSION = counter_app.__version__

#: API sets are part of Windows 10; PyInstaller misses some 300 of them, and nothing else may be missing.
_HARMLESS = ("could not resolve 'api-ms-win", "Excluding Wine built-in DLL")


def prepare(display: str, say) -> tuple[Prefix, Path]:
    """The prefix with Python and all packages, and a bare one to be copied; both kept in the cache."""
    cache = pieces.CACHE
    stamp = cache / "made-from"
    build, bare = Prefix(cache / "build", display), Prefix(cache / "bare", display)
    if stamp.exists() and stamp.read_text() == pieces.key():
        return build, bare.folder
    stamp.unlink(missing_ok=True)
    pieces.fetch(cache / "wheels", cache / "carrier")
    say("wheels")
    scratch = cache / "scratch"
    for folder in (scratch, build.folder, bare.folder):
        shutil.rmtree(folder, ignore_errors=True)
    scratch.mkdir(parents=True)
    bare.boot()
    for shim in pieces.make_shims(scratch):
        shutil.copy(shim, bare.drive / "windows" / "system32")
    copy_prefix(bare.folder, build.folder)
    say("an empty Windows")
    pieces.install_python(build, cache / "wheels", cache / "carrier", scratch)
    build.run(pieces.PYTHON, "-c", "import PySide6.QtPdf, argon2, cryptography.hazmat.bindings._rust")
    stamp.write_text(pieces.key())
    say("Python for Windows with the packages")
    return build, bare.folder


def copy_prefix(source: Path, target: Path) -> None:
    """A Windows of its own, as ``source`` is."""
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(["cp", "-a", "--reflink=auto", source, target], check=True)


def freeze(build: Prefix, spec: Path, target: Path) -> None:
    """Let PyInstaller make the folders of ``spec`` under ``target``."""
    work = pieces.CACHE / "work" / spec.stem
    command = [pieces.PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", build.windows_path(target), "--workpath", build.windows_path(work)]
    said = build.run(*command, build.windows_path(spec), limit=900, cwd=pieces.ROOT)
    told = [line for line in said.splitlines() if "WARNING" in line and not any(h in line for h in _HARMLESS)]
    print("\n".join(told), end="\n" if told else "")


def make_setup(folder: Path, target: Path, version: str = VERSION, compress: str = "lzma") -> Path:
    """Build the Setup of what lies in ``folder``."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    script = pieces.ROOT / "resources" / "installer" / "setup.nsi"
    words = {"VERSION": version, "FOLDER": folder, "OUT": target, "COMPRESS": compress, "KB": size // 1024}
    defines = [f"-D{name}={value}" for name, value in words.items()]
    done = subprocess.run(
        ["makensis", "-V2", "-INPUTCHARSET", "UTF8", *defines, script],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode or "warning" in done.stdout:
        raise WineProblem(f"makensis: {done.stdout}{done.stderr}")
    return target


def setup_name() -> str:
    """How the Setup of this version is called."""
    return f"counter-app-{VERSION}-Setup.exe"


def main() -> int:
    """On Windows too: build the Setup of the frozen folder, given first, in the folder given second."""
    folder, target = (Path(word).resolve() for word in sys.argv[1:3])
    target.mkdir(parents=True, exist_ok=True)
    print(make_setup(folder, target / setup_name()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
