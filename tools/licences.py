"""The licences of everything that the frozen program ships, written from the installed packages.

.venv/bin/python -m tools.licences            write resources/licences/
.venv/bin/python -m tools.licences --check    only compare
"""

import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "licences"
LIST = "LIST.md"

#: What packages do not say of themselves in words that a machine reads.
KNOWN = {
    "argon2-cffi": "MIT",
    "peewee": "MIT",
    "pyrage": "MIT",
    "reportlab": "BSD-3-Clause",
    "segno": "BSD-3-Clause",
    "tomli-w": "MIT",
    "pyinstaller": "GPL-2.0-or-later with an exception for the programs it makes",
    "pyside6-addons": "LGPL-3.0",
    "pyside6-essentials": "LGPL-3.0",
    "shiboken6": "LGPL-3.0",
}
#: Licences whose text is kept here, since no package carries it.
KEPT = ("GPL-3.0.txt", "LGPL-3.0.txt", "Python.txt")
#: Packages whose licence is one of the kept texts.
_TEXT_OF = {
    "pyside6-addons": "LGPL-3.0.txt",
    "pyside6-essentials": "LGPL-3.0.txt",
    "shiboken6": "LGPL-3.0.txt",
}

#: What comes along inside of others, and where its licence stands.
INSIDE = (
    ("CPython 3.11 and its standard library", "PSF-2.0", "Python.txt"),
    ("OpenSSL 3", "Apache-2.0", "cryptography.txt"),
    ("SQLite", "public domain", ""),
    ("libffi", "MIT", "https://github.com/libffi/libffi/blob/master/LICENSE"),
    ("zlib, bzip2, liblzma, expat", "zlib, bzip2, public domain, MIT", "Python.txt"),
    ("Qt 6.11, with PDFium in Qt PDF", "LGPL-3.0; BSD-3-Clause for PDFium", "LGPL-3.0.txt"),
    ("libpq of PostgreSQL, in psycopg-binary", "PostgreSQL", "https://www.postgresql.org/about/licence/"),
    ("tzdata, the time zones (Windows)", "Apache-2.0", "cryptography.txt"),
    ("Microsoft Visual C++ runtime (Windows)", "redistributable", "https://visualstudio.microsoft.com/license-terms/"),
)  # fmt: skip

_HEAD = """# Licences of what the program ships

Written by `python3 dev.py licences` from the packages of `requirements.lock`; the texts stand beside
this list. Fonts and icons: `../LICENCES.md`.

Qt, PySide6 and psycopg are used under the LGPL, unchanged, as libraries of their own in `_internal`: whoever
wants to may put other builds of the same version there. Their source is at <https://download.qt.io> and
<https://github.com/psycopg/psycopg>.

| Package | Version | Licence | Text |
|---|---|---|---|
"""
_TEXTS = re.compile(r"(?i)(licen[cs]e|copying|notice)")


def main() -> int:
    """Write the folder, or with --check say what differs."""
    made = pages()
    if "--check" in sys.argv[1:]:
        differing = problems(made)
        print("\n".join(differing) or f"{len(made)} licences are up to date.")
        return 1 if differing else 0
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        if old.name not in KEPT:
            old.unlink()
    for name, words in made.items():
        (FOLDER / name).write_text(words, encoding="utf-8", newline="\n")
    return 0


def problems(made: dict[str, str]) -> list[str]:
    """What in the folder is not as it would be written."""
    there = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.iterdir()}
    missing = [f"{name} is not there" for name in (*made, *KEPT) if name not in there]
    changed = [f"{name} is out of date" for name, words in made.items() if there.get(name, words) != words]
    stale = [f"{name} belongs to nothing" for name in there if name not in (*made, *KEPT)]
    return missing + changed + stale


def pages() -> dict[str, str]:
    """Every file of the folder by its name, except the kept ones."""
    made, rows = {}, []
    for name in shipped():
        package = distribution(name)
        words = _text(package)
        text = _TEXT_OF.get(name, f"{name}.txt")
        if name not in _TEXT_OF:
            if not words:
                raise SystemExit(f"{name} carries no licence; add it to {__file__}.")
            made[text] = words
        rows.append((name, package.version, _licence(name, package), f"`{text}`"))
    rows += [
        (name, "", licence, f"`{text}`" if text.endswith(".txt") else text) for name, licence, text in INSIDE
    ]
    lines = [f"| {' | '.join(row)} |\n" for row in rows]
    return {LIST: _HEAD + "".join(lines)} | made


def shipped() -> list[str]:
    """The packages that go into the frozen program on every system, and what starts it."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = re.findall(r"^([a-z0-9-]+)==(.*)", lock, re.MULTILINE)
    return [*(name for name, rest in lines if "win32" not in rest), "pyinstaller"]


def _licence(name: str, package: Distribution) -> str:
    said = KNOWN.get(name) or package.metadata.get("License-Expression") or package.metadata.get("License")
    if not said:
        raise SystemExit(f"{name} does not say its licence; add it to {__file__}.")
    return said.splitlines()[0]


def _text(package: Distribution) -> str:
    """The licences that the package carries, one after the other."""
    found = [file for file in package.files or () if ".dist-info" in str(file) and _TEXTS.search(file.name)]
    words = [
        file.read_text(encoding="utf-8").replace("\r\n", "\n").strip() for file in sorted(found, key=str)
    ]
    return "\n\n\n".join(words) + "\n" if words else ""


if __name__ == "__main__":
    sys.exit(main())
