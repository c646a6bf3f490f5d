"""A PostgreSQL server of one's own for tests and measurements: made in a temporary folder, gone afterwards.

It listens on a socket in that folder only and trusts whoever reaches it. Debian's package
``postgresql`` has what is needed; ``dev.py`` installs it.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

USER = "counter"

#: Tests lose nothing worth keeping when the machine goes down; measurements keep their promises.
_QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")

#: Bytes of memory that must be free for a server of tests to lie there.
_ROOM = 2 << 30


def programs() -> Path | None:
    """The folder of the newest installed server's programs; None where there is none."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(folders, key=lambda one: int(one.parts[-3]), default=None)
    return newest.parent if newest else None


def _memory() -> Path | None:
    """Where files lie in memory, with room for the databases of tests: made and dropped in half the time."""
    place = Path("/dev/shm")
    roomy = place.is_dir() and os.access(place, os.W_OK) and shutil.disk_usage(place).free > _ROOM
    return place if roomy else None


class Cluster:
    """A server in a folder of its own; ``durable`` as an office would run it."""

    def __init__(self, *, durable: bool = False) -> None:
        found = programs()
        if found is None:
            raise RuntimeError("There is no PostgreSQL here; `python3 dev.py setup` installs it.")
        self._programs = found
        self._settings = ("max_connections=80", *(() if durable else _QUICK))
        self.folder = Path(tempfile.mkdtemp(prefix="counter-pg-", dir=None if durable else _memory()))
        # The server does not run as root.
        self._as_owner = {"user": "postgres", "group": "postgres", "extra_groups": ()} if _is_root() else {}
        if self._as_owner:
            shutil.chown(self.folder, "postgres", "postgres")
        self.folder.chmod(0o755)
        self._data = self.folder / "data"
        self._call("initdb", "-D", self._data, "-U", USER, "--auth=trust", "-E", "UTF8", "--locale=C", "-N")
        self._number = 0
        self._watch = self._watched()
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = " ".join(f"-c {one}" for one in self._settings)
        words = ("-w", "-l", self.folder / "log", "-o", f"-k {self.folder} -h '' {settings}", "start")
        self._call("pg_ctl", "-D", self._data, *words)

    def stop(self, how: str = "fast") -> None:
        """Stop the server: "fast" ends its connections, "immediate" is a crash."""
        self._call("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")

    def remove(self) -> None:
        """Stop the server and take its folder away."""
        assert self._watch.stdin is not None
        self._watch.stdin.close()
        self._watch.wait()

    def _watched(self) -> subprocess.Popen[bytes]:
        """Somebody who stops the server when this program ends, however it ends: then its pipe is closed."""
        return subprocess.Popen(
            ["sh", "-c", 'read -r _; "$1/pg_ctl" -D "$2/data" -m immediate stop; rm -rf "$2"', "sh",
             str(self._programs), str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **self._as_owner,
        )  # fmt: skip

    def url(self, name: str) -> str:
        """The URL of the database ``name``."""
        return f"postgresql://{USER}@/{name}?host={self.folder}"

    def create(self, template: str = "template1", name: str = "") -> str:
        """Make a database, a copy of ``template``; its name."""
        self._number += 1
        name = name or f"desk_{self._number}"
        self.ask(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def drop(self, name: str) -> None:
        """Take the database ``name`` away, whoever is connected."""
        self.ask(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def ask(self, sql: str) -> None:
        """Carry out ``sql`` as the server's owner."""
        import psycopg

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(sql)

    def _call(self, program: str, *words: object) -> None:
        done = subprocess.run(
            [str(self._programs / program), *map(str, words)],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server would keep a pipe open
            stderr=subprocess.DEVNULL,
            check=False,
            env=os.environ | {"LC_ALL": "C"},
            **self._as_owner,
        )
        if done.returncode:
            raise RuntimeError(f"{program} ended with {done.returncode}; see {self.folder / 'log'}.")


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
