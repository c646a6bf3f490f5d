"""Law packs: the shipped ones say what the law says, and a damaged one is refused with its reason."""

import re
import tomllib
from datetime import date, time

import pytest

from counter_app.assets import asset
from counter_app.core.forms import FormText, Layout, marked, places
from counter_app.core.law import LawPack, pack_on, parse_pack, time_faults
from counter_app.core.law_reading import merged
from counter_app.core.states import Status
from counter_app.errors import BadFile, NotFound


def shipped(name: str) -> dict[str, str]:
    root = asset(f"law/{name}")
    files = [root / "pack.toml", *sorted((root / "forms").glob("*.toml"))]
    return {file.relative_to(root).as_posix(): file.read_text(encoding="utf-8") for file in files}


@pytest.fixture(scope="module")
def packs() -> tuple[LawPack, ...]:
    return tuple(parse_pack(shipped(name)) for name in ("2018", "2025"))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2018, 6, 21), "2018"),
        (date(2025, 6, 30), "2018"),
        (date(2025, 7, 1), "2025"),
        (date(2026, 11, 23), "2025"),
    ],
)
def test_a_day_has_the_pack_in_force(packs: tuple[LawPack, ...], day: date, expected: str) -> None:
    assert pack_on(packs, day).id == expected


def test_a_day_before_every_pack_is_not_found(packs: tuple[LawPack, ...]) -> None:
    with pytest.raises(NotFound, match="20/06/2018"):
        pack_on(packs, date(2018, 6, 20))


def changed(name: str, file: str, found: str, put: str) -> dict[str, str]:
    files = shipped(name)
    assert found in files[file]
    return {**files, file: files[file].replace(found, put)}


def pack_from(day: str, until: str = "") -> LawPack:
    put = f"valid_from = {day}\n" + (f"valid_to = {until}" if until else "")
    return parse_pack(changed("2025", "pack.toml", "valid_from = 2025-07-01", put))


def test_the_later_of_two_overlapping_packs_counts(packs: tuple[LawPack, ...]) -> None:
    later = pack_from("2026-08-05")
    assert pack_on((later, *packs), date(2026, 8, 4)).valid_from == date(2025, 7, 1)
    assert pack_on((later, *packs), date(2026, 8, 5)).valid_from == date(2026, 8, 5)


def test_the_shipped_packs_cover_every_day_once(packs: tuple[LawPack, ...]) -> None:
    assert time_faults(packs) == ()


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([("2018-06-21", ""), ("2025-07-01", "")], ["2025/pack.toml: “valid_from” is 01/07/2025"]),
        (
            [("2018-06-21", "2025-06-30"), ("2025-06-30", "")],
            ["2025/pack.toml: “valid_from” is 30/06/2025"],
        ),
        ([("2018-06-21", "2025-06-30"), ("2025-07-02", "")], ["No law pack covers 01/07/2025 to 01/07/2025"]),
        ([("2019-01-07", "")], ["No law pack covers 06/01/2019 to 06/01/2019"]),
        ([("2019-01-06", "2026-12-31")], ["No law pack covers 01/01/2027 to …"]),
        ([], ["No law pack covers 06/01/2019 to …"]),
    ],
)
def test_days_without_a_pack_or_with_two_are_said(days: list[tuple[str, str]], said: list[str]) -> None:
    faults = time_faults(pack_from(*one) for one in days)
    assert len(faults) == len(said)
    for fault, part in zip(faults, said, strict=True):
        assert part in fault


def test_numbers_of_forms_changed_in_2025(packs: tuple[LawPack, ...]) -> None:
    old, new = packs
    numbers = [{name: form.number for name, form in pack.forms.items()} for pack in packs]
    changed_numbers = {
        "ledger": "07",
        "ledger_cover": "07",
        "ledger_closing": "07",
        "control_slip": "06",
        "extension": "04",
        "stop": "05",
    }
    assert numbers[0] | changed_numbers == numbers[1] | {"apology": "04"}
    assert numbers[0]["ledger"] == "06"
    assert "stop" not in old.forms
    assert (old.extension_form, new.extension_form) == ("apology", "extension")
    assert (old.stop_form, new.stop_form) == ("", "stop")
    assert (old.wording, new.wording) == ("2018.1", "2025.1")


def test_no_shipped_form_claims_to_be_compared_with_the_annex(packs: tuple[LawPack, ...]) -> None:
    for pack in packs:
        assert not pack.verified
        assert pack.unverified == tuple(pack.forms.values())


def test_a_form_may_be_compared_before_the_others() -> None:
    files = changed(
        "2025", "forms/refusal.toml", "verified = false", 'verified = true\nwording = "2025.1-DP"'
    )
    pack = parse_pack(files)
    assert pack.forms["refusal"].verified
    assert (pack.forms["refusal"].wording, pack.forms["supplement"].wording) == ("2025.1-DP", "2025.1")
    assert pack.forms["refusal"] not in pack.unverified


def test_cutoffs_and_rules(packs: tuple[LawPack, ...]) -> None:
    for pack in packs:
        assert pack.cutoffs.same_day_until == time(15)
        assert pack.cutoffs.hand_over_until == time(15)
        assert pack.cutoffs.due_hour == "reception"
        assert pack.after_supplement == "restart"
        assert (pack.supplement.within_days, pack.supplement.form) == (3, "supplement")
        assert (pack.extension.times, pack.extension.days_before) == (1, 1)
        assert pack.counting.groups["finished"] == {Status.FINISHED, Status.RETURNED}
        assert (pack.counting.measured_at, pack.counting.compare) == ("finish", "day")


def test_codes_made_by_a_pack_are_accepted_by_it(packs: tuple[LawPack, ...]) -> None:
    for pack in packs:
        for unit, number in (("H99.017", 1), ("000.17.22.H99", 9999), ("H99", 10000)):
            code = pack.code_pattern.format(unit=unit, day=date(2026, 11, 23), number=number)
            assert re.fullmatch(pack.code_accepts, code), code
        assert (
            pack.code_pattern.format(unit="H99.017", day=date(2026, 11, 23), number=42)
            == "H99.017-261123-0042"
        )
        assert not re.fullmatch(pack.code_accepts, "H99.017-261123")


def test_the_title_and_the_words_of_the_pack_are_among_the_words(packs: tuple[LawPack, ...]) -> None:
    form = packs[1].forms["receipt"]
    assert form.words["title"] == form.title == "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"
    assert form.words["motto"] == "Độc lập - Tự do - Hạnh phúc"
    assert form.words["form_line"].endswith("bản {version}")
    assert packs[1].forms["supplement"].words["form_line"].endswith("in {at}")


def test_letters_and_slips_are_made_of_blocks(packs: tuple[LawPack, ...]) -> None:
    def layouts(pack: LawPack) -> dict[str, Layout | None]:
        return {name: form.layout for name, form in pack.forms.items() if form.blocks}

    assert layouts(packs[1]) == {
        "supplement": Layout.SLIP,
        "refusal": Layout.SLIP,
        "result_receipt": Layout.SLIP,
        "extension": Layout.LETTER,
        "stop": Layout.LETTER,
        "uncollected": Layout.LETTER,
    }
    assert list(packs[1].forms["refusal"].blocks or {})[:2] == ["desk", "applicant"]


@pytest.mark.parametrize(
    ("file", "found", "put", "named"),
    [
        ("pack.toml", 'id = "2025"', "id = ", "pack.toml is not valid TOML"),
        ("pack.toml", 'id = "2025"', "", "pack.toml lacks “id”"),
        ("pack.toml", 'id = "2025"', 'id = "2025"\nname = "x"', "pack.toml: “name” is not known"),
        ("pack.toml", "valid_from = 2025-07-01", 'valid_from = "2025-07-01"', "“valid_from”"),
        ("pack.toml", "valid_from = 2025-07-01", "valid_from = 2025-07-01T00:00:00", "“valid_from”"),
        (
            "pack.toml",
            "valid_from = 2025-07-01",
            "valid_from = 2025-07-01\nvalid_to = 2025-06-30",
            "“valid_to”",
        ),
        (
            "pack.toml",
            'same_day_until = "15:00"',
            'same_day_until = "after lunch"',
            "“cutoffs.same_day_until”",
        ),
        ("pack.toml", 'due_hour = "reception"', 'due_hour = "noon"', "“cutoffs.due_hour”"),
        (
            "pack.toml",
            'after = "restart"',
            'after = "forget"',
            "“supplement.after” is “forget”; possible are",
        ),
        ("pack.toml", "within_days = 3", "within_days = 0", "“supplement.within_days”"),
        ("pack.toml", "within_days = 3", "within_days = true", "“supplement.within_days”"),
        ("pack.toml", "times = 1", 'times = "one"', "“extension.times”"),
        ("pack.toml", "times = 1", "times = -1", "“extension.times”"),
        ("pack.toml", "times = 1", "times = 100", "“extension.times”"),
        ("pack.toml", "times = 1", "times = true", "“extension.times”"),
        ("pack.toml", "{number:04d}", "{number:04q}", "“code.pattern”"),
        ("pack.toml", "{number:04d}", "{nummer:04d}", "“code.pattern”"),
        ("pack.toml", r"\d{4,6}$", r"\d{4,6$(", "“code.accepts”"),
        ("pack.toml", r"\d{4,6}$", r"\d{5,6}$", "“code.accepts”"),
        ("pack.toml", "suspended = [6, 8]", "suspended = [6, 80]", "“reports.groups.suspended”"),
        ("pack.toml", "suspended = [6, 8]", 'suspended = ["6"]', "“reports.groups.suspended”"),
        ("pack.toml", "suspended = [6, 8]", "suspended = [6]", "each of the statuses 1 to 10 once"),
        ("pack.toml", "suspended = [6, 8]", "suspended = [6, 8, 4]", "each of the statuses 1 to 10 once"),
        (
            "pack.toml",
            'form = "supplement"',
            'form = "addition"',
            "the form “addition” of “supplement.form” is",
        ),
        ("pack.toml", 'motto = "Độc lập - Tự do - Hạnh phúc"', "motto = 3", "“words.motto”"),
        ("pack.toml", 'motto = "Độc', 'moto = "Độc', "“words.moto” is not known"),
        ("forms/ledger.toml", "[words]", "[sentences]", "forms/ledger.toml lacks “words”"),
        ("forms/ledger.toml", 'empty = "', 'empti = "', "forms/ledger.toml lacks “words.empty”"),
        (
            "forms/ledger.toml",
            "{days}",
            "{dais}",
            "“words.running” fills in {dais}, which is not known there",
        ),
        ("forms/ledger.toml", "{days}", "{days", "a brace in “words.running” is not right"),
        ("forms/ledger.toml", "{days}", "{days:03d}", "a brace in “words.running” is not right"),
        ("forms/refusal.toml", '"slip"', '"card"', "forms/refusal.toml: “layout” is “card”; possible are"),
        ("forms/refusal.toml", "left = true", "left = 1", "“blocks.submitter.left”"),
        ("forms/refusal.toml", "left = true", "right = true", "“blocks.submitter.right” is not known"),
        ("forms/refusal.toml", '"{reason}."', '"{reason"', "a brace in “blocks.reason.text” is not right"),
        ("forms/refusal.toml", '"{reason}."', '"{due_date}."', "“blocks.reason.text” fills in {due_date}"),
        ("forms/refusal.toml", '"{reason}."', '"."', "no text of “blocks” fills in {reason}"),
        ("forms/refusal.toml", 'kind = "paragraph"', 'kind = "poem"', "is “poem”; possible are field, para"),
        ("forms/refusal.toml", 'when = "email"', 'when = "mail"', "“blocks.email.when” is “mail”; possible"),
        ("forms/refusal.toml", 'value = "{email}"', "value = 3", "“blocks.email.value”"),
        ("forms/stop.toml", '"- Như trên;"', "1", "“blocks.receivers.lines”"),
        ("forms/stop.toml", '"receivers"\nlabel', '"address"\nname = ""\nlabel', "lacks a block of the kind"),
    ],
)
def test_a_damaged_pack_is_refused_naming_what_is_wrong(file: str, found: str, put: str, named: str) -> None:
    with pytest.raises(BadFile, match=re.escape(named)):
        parse_pack(changed("2025", file, found, put))


@pytest.mark.parametrize("name", ["receipt", "ledger", "supplement", "refusal", "extension", "stop"])
def test_a_pack_without_one_of_its_forms_is_refused(name: str) -> None:
    files = shipped("2025")
    del files[f"forms/{name}.toml"]
    with pytest.raises(BadFile, match=f"the form “{name}” of .* is missing"):
        parse_pack(files)


def test_a_form_of_an_unknown_name_is_refused() -> None:
    files = shipped("2025")
    files["forms/poem.toml"] = 'number = ""\ntitle = "THƠ"\n[words]\n'
    with pytest.raises(BadFile, match=r"forms/poem\.toml: no form has the name “poem”"):
        parse_pack(files)


def test_no_pack_at_all_is_refused() -> None:
    with pytest.raises(BadFile, match=r"pack\.toml lacks “"):
        parse_pack({})


def test_an_hour_of_the_day_is_a_possible_due_hour() -> None:
    pack = parse_pack(changed("2025", "pack.toml", 'due_hour = "reception"', 'due_hour = "16:00"'))
    assert pack.cutoffs.due_hour == "16:00"


def test_changes_are_merged_key_by_key() -> None:
    base = tomllib.loads('a = 1\nb = [1, 2]\n[c]\nd = "x"\ne = "y"')
    changes = tomllib.loads('b = [3]\n[c]\ne = "z"\nf = "w"')
    assert merged(base, changes) == {"a": 1, "b": [3], "c": {"d": "x", "e": "z", "f": "w"}}
    assert base["c"] == {"d": "x", "e": "y"}


def test_bold_words_and_places_of_a_text() -> None:
    assert list(marked("a **b {c}** d")) == [("a ", False), ("b {c}", True), (" d", False)]
    assert list(marked("**b**")) == [("b", True)]
    assert places("{a} {{no}} {b}") == {"a", "b"}


def test_a_form_of_words_alone_has_no_blocks() -> None:
    assert FormText("01", "T", {}).blocks is None


def test_a_pack_says_what_a_code_looks_like(packs: tuple[LawPack, ...]) -> None:
    for pack in packs:
        assert pack.accepts_code("H26.170-251103-0007")
        assert not pack.accepts_code("giấy tờ")
