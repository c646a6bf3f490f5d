"""The program as it is started: its own process, real streams, real time."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from argon2 import Type, extract_parameters

from counter_app import __version__, cli
from counter_app.config import Home
from tests.cli.desk_home import Counter

COMMAND = (sys.executable, "-m", "counter_app")


def start_of(home: Home) -> list[str]:
    """The options that name ``home`` and its database."""
    return ["--home", str(home.root), *(["--database", home.server] if home.server else [])]


def run(*words: object, pin: str = "0000") -> subprocess.CompletedProcess[bytes]:
    """The command in a process whose system speaks ASCII only."""
    environment = {**os.environ, "COUNTER_APP_PIN": pin, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [*COMMAND, *map(str, words)]
    return subprocess.run(command, env=environment, check=False, capture_output=True)


def test_a_whole_round_in_processes(home: Home, pins: dict[str, str], tmp_path: Path) -> None:
    start = (*start_of(home), "--json")
    out = tmp_path / "r.pdf"
    words = ("receive", "--procedure", "1.004873", "--name", "Đặng Thị Ưởng", "--by", "an", "--receipt", out)
    made = run(*start, *words, pin=pins["an"])
    answer = json.loads(made.stdout)
    assert answer["applicant"] == "Đặng Thị Ưởng"
    assert made.stderr == b""
    assert out.read_bytes().startswith(b"%PDF")
    shown = run(*start, "show", answer["scan_number"])
    assert json.loads(shown.stdout)["code"] == answer["code"]


def test_a_pin_is_hashed_with_the_work_that_guessing_shall_cost(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert run(*start_of(home), "init", "--demo").returncode == 0
    with closing(sqlite3.connect(home.database)) as connection:
        hashes = [row[0] for row in connection.execute("SELECT pin_hash FROM officer")]
    assert hashes
    for one in map(extract_parameters, hashes):  # RFC 9106, where memory is short
        assert (one.type, one.time_cost, one.memory_cost, one.parallelism) == (Type.ID, 3, 65_536, 4)


def test_output_is_utf8_whatever_the_system_says(home: Home) -> None:
    said = run(*start_of(home), "due", "1.004873", "--at", "2026-11-23T15:40")
    assert said.returncode == 0
    assert "thứ Sáu 27/11/2026" in said.stdout.decode("utf-8")


def test_a_refusal_is_one_sentence_in_vietnamese(home: Home) -> None:
    said = run(*start_of(home), "act", "H99.017-261120-0001", "forward", "--by", "an")
    assert (said.returncode, said.stdout) == (1, b"")
    (sentence,) = said.stderr.decode("utf-8").splitlines()
    assert "PIN" in sentence
    assert "Traceback" not in sentence


@pytest.mark.skipif(os.name != "posix", reason="a closed pipe is another thing on Windows")
def test_a_closed_pipe_is_quiet(home: Home) -> None:
    read, write = os.pipe()
    os.close(read)
    command = [*COMMAND, *start_of(home), "due", "--rule", "same_day", "--at", "2026-11-23T09:00"]
    said = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert said.stderr == b""
    assert said.returncode == 1


def test_a_command_starts_without_window_and_without_paper(home: Home) -> None:
    program = (
        "import sys; from counter_app import cli; "
        f"code = cli.main([*{start_of(home)!r}, 'due', '1.004873', '--at', '2026-11-23T15:40']); "
        "heavy = {'PySide6', 'reportlab', 'barcode', 'segno', 'xlsxwriter', 'cryptography', 'argon2'}; "
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr); sys.exit(code)"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert said.stderr.strip() == "[]"


def test_the_window_starts_without_what_only_commands_need(home: Home) -> None:
    program = (
        "import sys; from counter_app import cli; "
        f"code = cli.main({start_of(home)!r}, lambda home: 0); "
        "loaded = [name for name in sys.modules if name == 'peewee' or name.startswith("
        "('counter_app.services', 'counter_app.models', 'counter_app.core.records'))]; "
        "print(loaded, file=sys.stderr); sys.exit(code)"
    )
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert said.stderr.strip() == "[]"


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert __version__ in capsys.readouterr().out
    assert cli.main(["receive", "--help"]) == 0
    assert "NAME:ORIGINALS:CERTIFIED:COPIES" in capsys.readouterr().out


def test_without_a_command_the_window_opens(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    opened = []

    def window(place: Home) -> int:
        opened.append(place)
        return 0

    assert cli.main(start_of(home), window) == 0
    assert opened == [home]
    assert cli.main(["--home", str(home.root), "--lang", "en", "--database", "x.sqlite3"], window) == 1
    assert "--database" in capsys.readouterr().err
    assert len(opened) == 1


@pytest.mark.sqlite_only
@pytest.mark.parametrize("content", [b"", b"\xff\xfep\x00o\x00", b"somewhere"])
def test_a_file_that_names_no_database_is_named_itself(counter: Counter, content: bytes) -> None:
    (counter.home / "database.url").write_bytes(content)
    refusal = counter("check").refusal
    assert "database.url" in refusal
    assert "postgresql://" in refusal
    (counter.home / "database.url").write_bytes("\ufeffpostgresql://localhost:1/x\r\n".encode())
    assert "does not answer" in counter("check").refusal
