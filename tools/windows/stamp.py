"""Whether the Windows program was proved as it now stands: a hash of what decides it, kept in the project.

Standard library only: `dev.py` and the CI ask it before anything is installed.
"""

import hashlib
import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FILE = ROOT / "resources" / "installer" / "proved.json"

#: What the package depends on; a change of any of them wants a new proof.
WATCHED = (
    "pyinstaller.spec",
    "requirements.lock",
    "resources/installer/*",
    "tools/windows/*",
    "counter_app/__init__.py",
    "counter_app/__main__.py",
    "counter_app/app.py",
    "counter_app/assets.py",
    "counter_app/config.py",
)
#: Days after which it is proved again though nothing of that changed.
WEEK = 7


def inputs() -> str:
    """The hash over everything that is watched."""
    found = sorted({file for pattern in WATCHED for file in ROOT.glob(pattern) if file.is_file()})
    digest = hashlib.sha256()
    for file in found:
        if file != FILE:
            content = file.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{file.relative_to(ROOT).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def keep(hashed: str) -> None:
    """Record that what has this hash was proved today."""
    kept = {"inputs": hashed, "on": f"{datetime.now(UTC):%Y-%m-%d}"}
    FILE.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def due(today: date) -> str:
    """Why a proof is wanted on that day, or "" where the last one still holds.

    Once a week it is wanted anyway: on the weekday of the last one.
    """
    if not FILE.exists():
        return "it was never proved"
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    if kept["inputs"] != inputs():
        return "the spec, the Setup, the packages or the start of the program changed since it was proved"
    age = (today - date.fromisoformat(kept["on"])).days
    return f"the last proof is {age} days old" if age and age % WEEK == 0 else ""


def main() -> int:
    """Say whether a proof is wanted; 0 where it is, 1 where not."""
    why = due(datetime.now(UTC).date())
    if why:
        print(f"Windows: to be proved, since {why}.", flush=True)
        return 0
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    print(f"Windows: skipped; what decides the program and its Setup is as it was proved on {kept['on']}.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
