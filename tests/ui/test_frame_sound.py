"""The sounds go with what the strip says."""

from pathlib import Path

import pytest

from counter_app.ui import sound


def test_the_player_of_the_system_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sound.player.cache_clear()
    assert sound.player() == ()
    program = tmp_path / "aplay"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    sound.player.cache_clear()
    assert sound.player() == (str(program), "-q")
    sound.player.cache_clear()


@pytest.mark.parametrize("kind", ["done", "info", "caution", "problem"])
def test_each_kind_has_its_sound(qapp: object, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    played: list[str] = []
    monkeypatch.setattr(sound, "play", played.append)
    sound.play_for(kind)
    assert played == [{"caution": "attention", "problem": "refused"}.get(kind, "done")]
