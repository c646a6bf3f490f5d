#!/usr/bin/env python3
"""Everything a developer does with this project, on Linux and on Windows.

    python3 dev.py run      the window on a demo office
    python3 dev.py test     every test

These two are all that an empty clone needs: each command first makes the machine ready
(`setup`), which is quick when there is nothing to do. This file uses the standard library
only; the rest is installed into .venv from requirements-dev.lock, where every package
carries its hash.
"""

import argparse
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")

LOCK = ROOT / "requirements-dev.lock"
RUNTIME_LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
STAMP = VENV / "installed-from"  # the hash of the lock from which .venv was filled
DEMO_HOME = ROOT / ".home"
OUT = ROOT / "out"
PROGRAM = ROOT / "dist" / "counter-app" / ("counter-cli.exe" if WINDOWS else "counter-cli")

# Shared libraries that Qt and the second reader of symbols open, and their Debian packages.
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libzbar.so.0": "libzbar0",
}
DISPLAY_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# Programs that the tests run beside ours, and their Debian packages.
TOOLS = {"age": "age"}  # opens a sealed bundle
# What builds and tries the Windows program on Linux, and its Debian packages.
WINDOWS_TOOLS = {
    "/usr/lib/wine/wine64": "wine64 wine libwine",
    "Xvfb": "xvfb xauth",
    "makensis": "nsis",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64 binutils-mingw-w64-x86-64",
    "gendef": "mingw-w64-tools",
    "import": "imagemagick",
    "xdotool": "xdotool",
}

CORE_COVERAGE = ("--cov=counter_app.core", "--cov-branch", "--cov-fail-under=100", "--cov-report=")

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


class Stop(Exception):
    """Why the command cannot go on, and what to do."""


# The commands. Each takes the words after its name and gives the exit code.


def setup(_arguments=()):
    """Make the machine ready: system libraries, .venv, the locked packages."""
    install_system_packages(missing_libraries())
    if not VENV_PYTHON.exists() and importlib.util.find_spec("ensurepip") is None:
        install_system_packages(["python3-venv"])
    fill_environment()
    return 0


def run(arguments):
    """Open the window on a demo office; without a display, play the desk's day into out/."""
    setup()
    if not has_display():
        print("No display: playing the desk's work offscreen, from reception to export.", flush=True)
        code = python("-m", "bench.play", OUT, env=OFFSCREEN)
        if code == 0:
            print(f"Receipts, ledger, bundle and pictures of the window are in {OUT}.")
        return code
    home = ("-m", "counter_app", "--home", DEMO_HOME)
    if not DEMO_HOME.is_dir() or not any(DEMO_HOME.iterdir()):
        code = python(*home, "init", "--demo")
        if code:
            return code
    return python(*home, *arguments)


def test(arguments):
    """Run every test, or with arguments what pytest makes of them (--engine postgresql: on that alone)."""
    setup()
    try:
        install_system_packages(missing_server())
    except Stop as reason:
        print(f"The tests on PostgreSQL will fail. {reason}", file=sys.stderr, flush=True)
    cores = os.cpu_count() or 1
    everything = not arguments or (arguments[0] == "--engine" and len(arguments) == 2)
    spread = ["-n", str(min(cores, 8))] if cores > 1 and everything else []
    return python("-m", "pytest", *spread, *arguments, env=OFFSCREEN)


def check(arguments):
    """Format, lint, types, import contracts, sentences and tests (--no-tests leaves these out)."""
    setup()
    steps = {
        "format": ["-m", "ruff", "format", "--check", "."],
        "lint": ["-m", "ruff", "check", "."],
        "types": ["-m", "mypy"],
        "import contracts": ["-c", "from importlinter.cli import lint_imports_command as check; check()"],
        "sentences": ["-m", "tools.messages", "--check"],
        "every branch of the core": ["-m", "pytest", "tests/core", *CORE_COVERAGE],
    }
    failed = []
    for name, command in steps.items():
        print(f"== {name}", flush=True)
        if python(*command):
            failed.append(name)
    if "--no-tests" not in arguments:
        print("== tests", flush=True)
        if test([]):
            failed.append("tests")
    print(f"Not in order: {', '.join(failed)}." if failed else "All in order.", flush=True)
    return 1 if failed else 0


def bench(arguments):
    """Measure the program against its baselines and print the table."""
    setup()
    return python("-m", "bench", *arguments, env=OFFSCREEN)


def campaign(arguments):
    """Run one of the long tests by its name; without a name, list them."""
    setup()
    names = sorted(file.stem.removeprefix("campaign_") for file in (ROOT / "bench").glob("campaign_*.py"))
    name, *options = arguments or [""]
    if name not in names:
        raise Stop(f"Campaigns: {', '.join(names)}.")
    if name == "counters":
        install_system_packages(missing_server())
    return python("-m", f"bench.campaign_{name}", *options, env=OFFSCREEN)


def screens(arguments):
    """Draw every page of the window into out/screens, or only those whose names begin with the arguments."""
    setup()
    return python("-m", "bench.screens", "--out", OUT / "screens", *arguments, env=OFFSCREEN)


def papers(_arguments):
    """Print every form with sample data into out/papers, as PDF and as picture."""
    setup()
    folder = OUT / "papers"
    return python("-m", "counter_app", "papers", folder) or python("-m", "tools.render", folder)


def messages(arguments):
    """Bring the catalogue of sentences up to date with the source (--check only looks)."""
    setup()
    return python("-m", "tools.messages", *arguments)


def dist(arguments):
    """Freeze the program and let it test itself; with --windows that of Windows, and its Setup."""
    setup()
    if "--windows" in arguments:
        return dist_windows([one for one in arguments if one != "--windows"])
    install_system_packages(missing_build_tools())
    code = python("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", ROOT / "pyinstaller.spec")
    if code:
        return code
    folder = PROGRAM.parent
    size = sum(file.lstat().st_size for file in folder.rglob("*"))
    print(f"Built {folder} ({size / 1e6:.0f} MB); its self-test:", flush=True)
    with tempfile.TemporaryDirectory() as elsewhere:  # so that nothing of the source tree helps it
        return subprocess.call([PROGRAM, "selftest"], cwd=elsewhere, env=os.environ | OFFSCREEN)


def dist_windows(options):
    """The Windows program from this Linux; with --if-due only where it is not proved as it stands.

    Then it is also given up, and said, where there is no Wine to be had or no time is left: the
    record in resources/installer/proved.json stays as it is until somebody has let it run.
    """
    if WINDOWS:
        raise Stop(
            "On Windows, “python dev.py dist” makes the program; docs/release.md says how its Setup is made."
        )
    if_due = "--if-due" in options
    if if_due and python("-m", "tools.windows.stamp"):
        return 0
    try:
        install_system_packages(missing_windows_tools())
    except Stop as reason:
        if not if_due:
            raise
        print(f"NOT PROVED on Windows: {reason}")
        return 0
    return python("-m", "tools.windows", *(one for one in options if one != "--if-due"))


def missing_windows_tools():
    """The Debian packages of the tools of Windows that are not here."""
    missing = [packages for tool, packages in WINDOWS_TOOLS.items() if not shutil.which(tool)]
    return [package for packages in missing for package in packages.split()]


def licences(arguments):
    """Write the list of licences of all that ships (--check only looks)."""
    setup()
    return python("-m", "tools.licences", *arguments)


def lock(_arguments):
    """Resolve the packages of pyproject.toml again, for Linux and Windows, with their hashes."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        interpreter = Path(folder) / VENV_PYTHON.relative_to(VENV)
        subprocess.run([interpreter, "-m", "pip", "install", "--quiet", "uv"], check=True)
        postgres = ["--extra", "postgres"]  # what is packed for IT brings the driver along
        for file, extras in ((RUNTIME_LOCK, postgres), (LOCK, ["--extra", "dev", *postgres])):
            command = [interpreter, "-m", "uv", "--no-config", "--quiet", "pip", "compile", "--universal"]
            command += ["--python-version", "3.11", "--generate-hashes", "--no-annotate", *extras]
            command += ["--custom-compile-command", "python3 dev.py lock", "--output-file", file]
            subprocess.run([*command, "pyproject.toml"], cwd=ROOT, check=True)
    return 0


# What the commands stand on.


def python(*command, env=None):
    """Run the Python of .venv in the project's folder; its exit code."""
    return subprocess.call([VENV_PYTHON, *command], cwd=ROOT, env=os.environ | (env or {}))


def has_display():
    """Whether a window can be shown."""
    return not LINUX or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def fill_environment():
    """Create .venv and install the locked packages and the project, unless that is done already."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if VENV_PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if not VENV_PYTHON.exists() or not (VENV / "pyvenv.cfg").exists():
        print("Making .venv", flush=True)
        venv.create(VENV, clear=True, with_pip=True)
    print(f"Installing the packages of {LOCK.name} (about 400 MB the first time)", flush=True)
    install = ["-m", "pip", "install", "--disable-pip-version-check"]
    install += [] if sys.stdout.isatty() else ["--quiet"]
    # The lock names every package; an older pip that resolved them again would trip over its bare extras.
    locked = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--requirement", LOCK]
    code = python(*install, *locked)
    code = code or python(*install, "--no-deps", "--no-build-isolation", "--editable", ROOT)
    if code:
        raise Stop(
            "The packages could not be installed; pip says why above. Try again, or remove .venv first."
        )
    STAMP.write_text(wanted)


def missing_libraries():
    """The Debian packages of the system libraries that cannot be opened here, and of the missing tools."""
    if not LINUX:
        return []
    wanted = LIBRARIES | (DISPLAY_LIBRARIES if has_display() else {})
    missing = [package for library, package in wanted.items() if not opens(library)]
    return missing + [package for tool, package in TOOLS.items() if not shutil.which(tool)]


def missing_server():
    """The Debian package of the database server that the tests start by themselves, unless one is here."""
    here = shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return [] if here or not LINUX else ["postgresql"]


def missing_build_tools():
    """The Debian packages that PyInstaller takes libraries and tools from."""
    if not LINUX:
        return []
    wanted = DISPLAY_LIBRARIES | {"libcups.so.2": "libcups2"}
    missing = [package for library, package in wanted.items() if not opens(library)]
    own = f"libpython{sysconfig.get_config_var('LDVERSION')}"
    beside = Path(sysconfig.get_config_var("LIBDIR") or "") / f"{own}.so.1.0"
    missing += [] if beside.exists() or opens(beside.name) else [own]
    return missing + ([] if shutil.which("objdump") else ["binutils"])


def opens(library):
    """Whether the dynamic linker finds ``library``."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_system_packages(packages):
    """Install Debian packages where this user may, else say the one command that does."""
    if not packages:
        return
    if not shutil.which("apt-get"):
        raise Stop(f"Missing system libraries (Debian's names): {' '.join(packages)}. Install them first.")
    install = f"apt-get install -y --no-install-recommends {' '.join(packages)}"
    if os.geteuid() == 0:
        become_root = []
    elif shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        become_root = ["sudo", "-n"]
    else:
        raise Stop(f"Some system packages are missing. Run this, then try again:\n    sudo {install}")
    print(f"Installing system packages: {' '.join(packages)}", flush=True)
    script = f"apt-get update -qq && DEBIAN_FRONTEND=noninteractive {install} -qq >/dev/null"
    if subprocess.call([*become_root, "sh", "-c", script]):
        raise Stop(
            f"The system packages could not be installed. Run this, then try again:\n    sudo {install}"
        )


COMMANDS = {
    command.__name__: command
    for command in (run, test, check, bench, campaign, screens, papers, messages, licences, dist, setup, lock)
}


def main():
    """Run the command named on the command line."""
    listing = "\n".join(f"  {name:10}{command.__doc__}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        description=__doc__.partition("\n")[0],
        epilog=f"commands:\n{listing}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="handed on to the command")
    chosen = parser.parse_args()
    try:
        return COMMANDS[chosen.command](chosen.arguments)
    except Stop as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - dev.py is the one file that another Python may open
        sys.exit("This project needs Python 3.11 or newer: call dev.py with it, e.g. python3.11 dev.py run")
    sys.exit(main())
