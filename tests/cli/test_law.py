"""``law check``: the shipped packs and the office's own changes, as the public contract says."""

from pathlib import Path

from tests.cli.desk_home import Counter


def test_the_shipped_law_is_whole_and_needs_no_office(counter: Counter, tmp_path: Path) -> None:
    counter.home = tmp_path / "nothing"
    found = counter.done("law", "check")
    assert list(found) == ["ok", "packs", "changed", "problems"]
    assert (found["ok"], found["problems"], found["changed"]) == (True, [], [])
    assert [(one["id"], one["valid_from"], one["valid_to"]) for one in found["packs"]] == [
        ("2018", "2018-06-21", "2025-06-30"),
        ("2025", "2025-07-01", None),
    ]
    forms = {one["name"]: one for one in found["packs"][1]["forms"]}
    assert (forms["stop"]["number"], forms["stop"]["verified"]) == ("05", False)
    said = counter("law", "check")
    assert said.out.splitlines()[-1] == "The law packs are whole: every form, every rule, every day."
    assert not counter.home.exists()


def test_a_broken_change_is_one_sentence_and_exit_code_1(counter: Counter) -> None:
    folder = counter.home / "law" / "2025"
    folder.mkdir(parents=True)
    (folder / "stop.toml").write_text("[words]\nnote = 3\n", encoding="utf-8")
    (folder / "refusal.toml").write_text('[words]\nnote = "Mới"\n', encoding="utf-8")
    said = counter("law", "check")
    assert said.code == 1
    assert said.err.splitlines() == [
        f"{folder / 'stop.toml'}: “words.note” has a value that is not possible. Correct it."
    ]
    assert "Changed by the office: 2025/refusal." in said.out
    found = counter("law", "check", "--json")
    assert found.json["ok"] is False
    assert found.json["problems"] == said.err.splitlines()
