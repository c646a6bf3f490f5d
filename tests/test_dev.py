"""The workshop: dev.py, the locked packages, the CI script and the upkeep of sentences."""

import ast
import os
import re
import shutil
import sys
import tomllib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from reportlab.pdfgen.canvas import Canvas

import dev
from tools import messages, render

ROOT = Path(dev.__file__).parent
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def pins(file: Path) -> dict[str, str]:
    return dict(PIN.findall(file.read_text(encoding="utf-8")))


def direct_pins(extra: str = "") -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return dict(re.fullmatch(r"([\w-]+)==(\S+)", line.lower()).groups() for line in wanted)


def test_dev_needs_nothing_but_the_standard_library():
    tree = ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
        )
    }
    assert imported <= sys.stdlib_module_names


def test_every_command_says_what_it_does(capsys, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["dev.py", "--help"])
    with pytest.raises(SystemExit) as ended:
        dev.main()
    assert ended.value.code == 0
    said = capsys.readouterr().out
    commands = "run test check bench campaign screens papers messages licences dist setup lock"
    assert list(dev.COMMANDS) == commands.split()
    assert all(f"  {name} " in said for name in dev.COMMANDS)


def test_the_lock_holds_what_the_project_asks_for():
    assert direct_pins().items() <= pins(dev.RUNTIME_LOCK).items()
    assert (direct_pins() | direct_pins("dev")).items() <= pins(dev.LOCK).items()


def test_the_program_is_tested_with_the_packages_it_is_shipped_with():
    assert pins(dev.RUNTIME_LOCK).items() <= pins(dev.LOCK).items()


@pytest.mark.parametrize("file", [dev.LOCK, dev.RUNTIME_LOCK], ids=lambda file: file.name)
def test_every_locked_package_has_its_hash_and_no_place_of_its_own(file):
    text = file.read_text(encoding="utf-8")
    assert "--index" not in text
    assert "--find-links" not in text
    assert "://" not in text
    requirements = text.replace("\\\n", " ").splitlines()
    assert all("--hash=sha256:" in line for line in requirements if PIN.match(line))


def test_the_lock_serves_windows_too():
    assert {"pefile", "pywin32-ctypes", "colorama"} <= pins(dev.LOCK).keys()


def test_ci_ends_with_the_tests():
    script = ROOT / ".ci" / "run"
    lines = [line.partition("#")[0].strip() for line in script.read_text(encoding="utf-8").splitlines()]
    commands = [line for line in lines if line.startswith("python3")]
    assert commands == [
        "python3 dev.py check --no-tests",
        "python3 dev.py dist",
        "python3 dev.py dist --windows --if-due --quick --no-bench --limit 300",
        "python3 dev.py test",
    ]
    assert [line for line in lines if line][-1] == commands[-1]
    if not dev.WINDOWS:
        assert os.access(script, os.X_OK)


@pytest.mark.skipif(not dev.LINUX, reason="system packages are installed on Linux only")
class TestSystemPackages:
    def test_libraries_that_open_are_not_missing(self):
        assert dev.opens("libc.so.6")
        assert not dev.opens("libof-no-such-name.so.9")

    def test_nothing_is_installed_when_nothing_is_missing(self, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda _name: pytest.fail("nothing to look for"))
        dev.install_system_packages([])

    def test_without_rights_the_one_command_is_said(self, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 1000)
        monkeypatch.setattr(shutil, "which", {"apt-get": "/usr/bin/apt-get"}.get)
        with pytest.raises(dev.Stop, match="sudo apt-get install -y --no-install-recommends libgl1 libegl1"):
            dev.install_system_packages(["libgl1", "libegl1"])

    def test_on_another_system_the_names_are_said(self, monkeypatch):
        monkeypatch.setattr(shutil, "which", lambda _name: None)
        with pytest.raises(dev.Stop, match=r"Missing system libraries .*: libgl1"):
            dev.install_system_packages(["libgl1"])


def problems(english: str, vietnamese: str) -> list[str]:
    catalogue = Catalog(locale="vi")
    return list(messages.problems_of(catalogue.add(english, vietnamese)))


def test_a_translation_keeps_the_fields_of_its_original():
    assert problems("Received {code}.", "Đã tiếp nhận {code}.") == []
    assert problems("Received {code}.", "Đã tiếp nhận {ma}.") != []
    assert problems("Received {code}.", "") == ["not translated: 'Received {code}.'"]
    assert problems("Done.", "Xong.") == []
    assert problems("%(prog)s: error: %(message)s\n", "%(prog)s: lỗi: %(message)s\n") == []
    assert problems("%(prog)s: error: %(message)s\n", "%(prog)s: lỗi: %(loi)s\n") != []
    assert problems("invalid: %r", "không hợp lệ: %s") != []


@pytest.fixture
def workshop(tmp_path, monkeypatch):
    """A source of one sentence and a catalogue with another one, in a folder of their own."""
    monkeypatch.chdir(tmp_path)
    messages.SOURCE.mkdir()
    (messages.SOURCE / "desk.py").write_text('say(_("Received {code}."))\n', encoding="utf-8")
    messages.FOLDER.mkdir(parents=True)
    old = 'msgid "No longer said."\nmsgstr "Không còn nói."\n'
    kept = 'msgid "Received {code}."\nmsgstr "Nhận {code}."\n'
    messages.PO.write_text(f"{messages.HEADER}{old}\n{kept}", encoding="utf-8")
    return tmp_path


def upkeep(monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["messages", *arguments])
    return messages.main()


def test_the_catalogue_follows_the_source(workshop, monkeypatch, capsys):
    assert upkeep(monkeypatch, "--check") == 1
    said = capsys.readouterr().out
    assert "no longer said: 'No longer said.'" in said
    assert "not compiled" in said

    assert upkeep(monkeypatch) == 0
    kept, compiled = messages.PO.read_bytes(), messages.MO.read_bytes()
    assert b"No longer" not in kept

    assert upkeep(monkeypatch) == 0
    assert (messages.PO.read_bytes(), messages.MO.read_bytes()) == (kept, compiled)
    assert upkeep(monkeypatch, "--check") == 0


def test_a_new_sentence_without_words_in_vietnamese_is_found(workshop, monkeypatch, capsys):
    (messages.SOURCE / "more.py").write_text('say(_("Handed over."))\n', encoding="utf-8")
    assert upkeep(monkeypatch, "--check") == 1
    assert "missing: 'Handed over.'" in capsys.readouterr().out
    assert upkeep(monkeypatch) == 1
    assert "not translated: 'Handed over.'" in capsys.readouterr().out


def test_every_page_of_a_form_becomes_a_picture(tmp_path):
    canvas = Canvas(str(tmp_path / "form.pdf"), pagesize=(100, 50))
    for _page in range(2):
        canvas.drawString(10, 10, "x")
        canvas.showPage()
    canvas.save()
    assert [picture.name for picture in render.render(tmp_path)] == ["form-1.png", "form-2.png"]
    assert all(picture.stat().st_size for picture in tmp_path.glob("*.png"))
