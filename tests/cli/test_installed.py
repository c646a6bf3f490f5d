"""The program as the Setup installs it: no streams, a file that was opened, the home of all users."""

import os
import re
import sys
from pathlib import Path

import platformdirs
import pytest

from counter_app import cli
from counter_app.assets import asset
from counter_app.cli.options import without_command
from counter_app.cli.voice import Voice
from counter_app.config import FOR_ALL_USERS, Home, default_home


def test_a_file_of_exchange_opens_the_window_with_it(tmp_path: Path) -> None:
    given: list[object] = []
    bundle = tmp_path / "Gói 0217.HSB"
    code = cli.main(["--home", str(tmp_path), str(bundle)], window=lambda *words: given.extend(words) or 5)
    assert (code, given) == (5, [Home(tmp_path), bundle])


@pytest.mark.parametrize("words", [["show", "x.hsb"], ["x.hsb", "y.hsb"], ["x.toml"]])
def test_anything_else_is_a_command(words: list[str]) -> None:
    assert without_command(words) is None


def test_a_program_without_streams_speaks_into_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    voice = Voice()
    given = sys.stderr
    try:
        assert voice.silent
        print("a warning", file=sys.stderr)
        if os.name != "nt":  # there it opens a box
            voice.tell("why there is no window")
        assert given.name == os.devnull
    finally:
        given.close()


def test_a_program_with_streams_speaks_there(capsys: pytest.CaptureFixture[str]) -> None:
    voice = Voice()
    voice.tell("one sentence")
    assert not voice.silent
    assert capsys.readouterr().err == "one sentence\n"


def test_installed_for_all_the_data_are_the_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = platformdirs.user_data_path("counter-app", appauthor=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "counter-app"))
    (tmp_path / FOR_ALL_USERS).touch()
    assert default_home() == Home(mine), "from the source it is the developer's own"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert default_home() == Home(platformdirs.site_data_path("counter-app", appauthor=False))
    (tmp_path / FOR_ALL_USERS).unlink()
    assert default_home() == Home(mine)


def test_a_command_makes_the_prepared_office_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = asset("office.example.toml").read_text(encoding="utf-8").replace('pin = "2580"\n', "")
    home = Home(tmp_path)
    home.prepared_office.write_text(re.sub(r"(login = .*\n)", r'\1pin = "4826"\n', words), encoding="utf-8")
    assert cli.main(["--home", str(tmp_path), "--lang", "en", "check"]) == 0, capsys.readouterr().err
    assert not home.prepared_office.exists()
