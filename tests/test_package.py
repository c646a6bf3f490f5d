"""What is given out: licences, the Setup's sentences, and the record that it was proved on Windows."""

import json
import re
import unicodedata
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest

import dev
from tools import licences
from tools.windows import pieces, stamp

INSTALLER = dev.ROOT / "resources" / "installer"
PIN = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)


def test_the_licences_of_all_that_ships_are_listed_with_their_texts():
    assert licences.problems(licences.pages()) == [], "run `python3 dev.py licences`"


def test_every_text_that_the_list_names_is_there():
    words = (licences.FOLDER / licences.LIST).read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w.-]+\.txt)`", words))
    assert named - {file.name for file in licences.FOLDER.iterdir()} == set()
    assert all(f"| {name} |" in words for name in licences.shipped())


def test_every_sentence_of_the_setup_stands_in_both_languages():
    script = (INSTALLER / "setup.nsi").read_text(encoding="utf-8")
    said = (INSTALLER / "sentences.nsh").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", script + said)
    defined = re.findall(r"^!insertmacro Say (\w+)", said, re.MULTILINE)
    used = set(re.findall(r"\$\(([A-Z_]+)\)", script))
    assert sorted(defined) == sorted(used)
    pairs = re.findall(r'^!insertmacro Say \w+[\s\\]*"([^"]+)"[\s\\]*"([^"]+)"', said, re.MULTILINE)
    assert len(pairs) == len(defined)
    assert all(vietnamese != english for vietnamese, english in pairs)


def test_the_manifest_asks_for_long_paths_utf8_and_every_monitors_scale():
    root = ET.parse(INSTALLER / "app.manifest").getroot()
    told = {element.tag.partition("}")[2]: (element.text or "").strip() for element in root.iter()}
    assert told["longPathAware"] == "true"
    assert told["activeCodePage"] == "UTF-8"
    assert told["dpiAwareness"].startswith("PerMonitorV2")


def test_windows_gets_what_the_lock_names_with_its_hashes():
    wanted = pieces.locked(pieces.BUILDERS)
    shipped = set(PIN.findall((dev.ROOT / "requirements.lock").read_text(encoding="utf-8")))
    assert set(PIN.findall(wanted)) == shipped | set(pieces.BUILDERS)
    assert ";" not in wanted, "a marker would be asked of this system"
    blocks = re.split(r"\n(?=[a-z])", wanted.strip())
    assert all("--hash=sha256:" in one for one in blocks)


@pytest.fixture
def recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two watched files, proved on a Monday."""
    monkeypatch.setattr(stamp, "ROOT", tmp_path)
    monkeypatch.setattr(stamp, "FILE", tmp_path / "resources" / "installer" / "proved.json")
    stamp.FILE.parent.mkdir(parents=True)
    (tmp_path / "pyinstaller.spec").write_text("spec\n", encoding="utf-8")
    (stamp.FILE.parent / "setup.nsi").write_text("setup\n", encoding="utf-8")
    stamp.keep(stamp.inputs())
    kept = json.loads(stamp.FILE.read_text(encoding="utf-8")) | {"on": "2026-11-23"}
    stamp.FILE.write_text(json.dumps(kept), encoding="utf-8")
    return tmp_path


def test_a_proof_holds_until_something_changes(recorded: Path):
    assert stamp.due(date(2026, 11, 23)) == ""
    (recorded / "README.md").write_text("not watched", encoding="utf-8")
    assert stamp.due(date(2026, 11, 24)) == ""
    (recorded / "resources" / "installer" / "setup.nsi").write_text("other\n", encoding="utf-8")
    assert "changed" in stamp.due(date(2026, 11, 24))


def test_a_new_watched_file_wants_a_proof(recorded: Path):
    (recorded / "requirements.lock").write_text("new", encoding="utf-8")
    assert "changed" in stamp.due(date(2026, 11, 24))


def test_once_a_week_it_is_proved_again(recorded: Path):
    assert [day for day in range(24, 31) if stamp.due(date(2026, 11, day))] == [30]
    assert "14 days" in stamp.due(date(2026, 12, 7))


def test_what_was_never_proved_is_due(recorded: Path):
    stamp.FILE.unlink()
    assert "never" in stamp.due(date(2026, 11, 23))


def test_lines_ended_as_on_windows_are_the_same(recorded: Path):
    (recorded / "pyinstaller.spec").write_bytes(b"spec\r\n")
    assert stamp.due(date(2026, 11, 23)) == ""


def test_everything_that_is_watched_exists():
    for pattern in stamp.WATCHED:
        assert list(dev.ROOT.glob(pattern)), pattern
