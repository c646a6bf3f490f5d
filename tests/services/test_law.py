"""The law of an installation: the shipped packs, what the office changes in them, and what is not used."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from counter_app.assets import asset
from counter_app.config import Home
from counter_app.core.records import NewDossier, Officer
from counter_app.services import law, reception
from counter_app.services.desk import Desk, close_desk, open_desk
from tests.conftest import Clock


@pytest.fixture
def place(tmp_path: Path) -> Home:
    return Home(tmp_path)


def put(place: Home, file: str, text: str) -> Path:
    path = place.law / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_law_is_whole(place: Home) -> None:
    found = law.check(place)
    assert found.ok
    assert found.problems == ()
    assert [pack.id for pack in found.law.packs] == ["2018", "2025"]
    assert found.law == law.law_of(place)
    assert found.law.warning == ""
    assert not place.law.exists()


def test_an_office_changes_a_text_without_touching_the_shipped_pack(place: Home) -> None:
    text = 'verified = true\nwording = "2025.1-ĐP"\n[blocks.closing]\ntext = "Mời {you} xem./."'
    put(place, "2025/refusal.toml", text)
    put(place, "2025/forms/stop.toml", '[words]\nnumber_line = "Số: {number}/TB-UBND"')
    used = law.law_of(place)
    form = used.packs[1].forms["refusal"]
    assert (form.verified, form.wording) == (True, "2025.1-ĐP")
    assert form.blocks is not None
    assert form.blocks["closing"].text == "Mời {you} xem./."  # type: ignore[union-attr]
    assert list(form.blocks) == list(law.shipped_packs()[1].forms["refusal"].blocks or {})
    assert used.packs[1].forms["stop"].words["number_line"] == "Số: {number}/TB-UBND"
    assert used.packs[0] == law.shipped_packs()[0]
    assert used.changed == ("2025/stop", "2025/refusal")
    assert law.check(place).ok


def test_an_office_changes_a_rule(place: Home) -> None:
    put(place, "2025/pack.toml", '[supplement]\nafter = "resume"')
    assert [pack.after_supplement for pack in law.law_of(place).packs] == ["restart", "resume"]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("2025/refusal.toml", "[words", "is not valid TOML"),
        ("2025/refusal.toml", '[words]\nnoet = "x"', "“words.noet” is not known"),
        ("2025/refusal.toml", "[words]\nnote = 3", "“words.note”"),
        ("2025/refusal.toml", "words = 3", "“words”"),
        ("2025/refusal.toml", '[blocks.reason]\ntext = "{resaon}"', "“blocks.reason.text” fills in {resaon}"),
        ("2025/refusal.toml", '[blocks.reason]\ntext = "."', "fills in {reason}, which the form must say"),
        ("2025/apology.toml", '[words]\nnote = "x"', "changes a form that its pack does not have"),
        ("2025/pack.toml", '[supplement]\nafter = "never"', "“supplement.after” is “never”"),
        ("2027/pack.toml", 'id = "2027"', "lacks “"),
        ("2027/pack.toml", 'id = "2027', "is not valid TOML"),
    ],
)
def test_a_broken_change_is_said_and_the_shipped_text_is_used(
    place: Home, file: str, text: str, said: str
) -> None:
    path = put(place, file, text)
    used = law.law_of(place)
    assert used.packs == law.shipped_packs()
    assert said in used.notices[0]
    assert str(path) in used.notices[0]
    assert used.warning.endswith(used.notices[0])
    checked = law.check(place)
    assert not checked.ok
    assert checked.problems == used.notices


def test_one_broken_change_leaves_the_others_in_use(place: Home) -> None:
    put(place, "2025/refusal.toml", '[words]\nnote = "Mới"')
    put(place, "2025/receipt.toml", "words = 3")
    used = law.law_of(place)
    assert used.packs[1].forms["refusal"].words["note"] == "Mới"
    assert len(used.notices) == 1


def test_a_file_that_is_no_text_is_said(place: Home) -> None:
    put(place, "2025/refusal.toml", "").write_bytes(b"\xff\xfe\x00")
    assert "cannot be read" in law.law_of(place).notices[0]


def test_rules_that_leave_days_without_a_pack_are_not_used(place: Home) -> None:
    put(place, "2025/pack.toml", "valid_to = 2026-12-31")
    put(place, "2025/refusal.toml", '[words]\nnote = "Mới"')
    used = law.law_of(place)
    assert used.packs[1].valid_to is None
    assert used.packs[1].forms["refusal"].words["note"] == "Mới"
    assert "01/01/2027" in used.notices[0]


def test_an_office_may_bring_the_pack_of_a_new_time(place: Home) -> None:
    source = asset("law/2025")
    put(place, "2025/pack.toml", "valid_to = 2026-12-31")
    text = (source / "pack.toml").read_text(encoding="utf-8")
    text = text.replace('id = "2025"', 'id = "2027"').replace("2025-07-01", "2027-01-01")
    put(place, "2027/pack.toml", text)
    for path in (source / "forms").iterdir():
        put(place, f"2027/forms/{path.name}", path.read_text(encoding="utf-8"))
    used = law.law_of(place)
    assert used.notices == ()
    assert [(pack.id, pack.valid_to) for pack in used.packs] == [
        ("2018", date(2025, 6, 30)),
        ("2025", date(2026, 12, 31)),
        ("2027", None),
    ]


def test_the_desk_receives_in_spite_of_a_broken_change(
    desk: Desk,
    officers: dict[str, Officer],
    clock: Clock,
    new_dossier: Callable[..., NewDossier],
    caplog: pytest.LogCaptureFixture,
) -> None:
    put(desk.home, "2025/receipt.toml", "words = 3")
    close_desk()
    again = open_desk(desk.home, clock)
    assert "law of the office" in caplog.text
    assert [one.levelno for one in caplog.records] == [logging.WARNING]
    caplog.clear()
    assert reception.receive(again, new_dossier(), officers["an"], clock()).code
