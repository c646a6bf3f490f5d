"""Law packs: the shipped ones say what the law says, and a damaged one is refused with its reason."""

import re
from datetime import date, time
from string import Formatter

import pytest

from counter_app.assets import asset
from counter_app.core.law import LawPack, pack_on, parse_pack
from counter_app.errors import BadFile, NotFound


def shipped(name: str) -> str:
    return asset(f"law/{name}/pack.toml").read_text(encoding="utf-8")


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


def test_the_later_of_two_overlapping_packs_counts(packs: tuple[LawPack, ...]) -> None:
    later = parse_pack(
        shipped("2025").replace("2025-07-01", "2026-08-05").replace('id = "2025"', 'id = "2026"')
    )
    assert pack_on((later, *packs), date(2026, 8, 4)).id == "2025"
    assert pack_on((later, *packs), date(2026, 8, 5)).id == "2026"


def test_the_ledger_changed_its_number_in_2025(packs: tuple[LawPack, ...]) -> None:
    old, new = packs
    assert (old.forms["receipt"].number, old.forms["ledger"].number) == ("01", "06")
    assert (new.forms["receipt"].number, new.forms["ledger"].number) == ("01", "07")
    assert (old.wording, new.wording) == ("2018.1", "2025.1")


def test_no_shipped_pack_claims_to_be_compared_with_the_annex(packs: tuple[LawPack, ...]) -> None:
    assert [pack.verified for pack in packs] == [False, False]


def test_cutoffs_and_supplement(packs: tuple[LawPack, ...]) -> None:
    for pack in packs:
        assert pack.cutoffs.same_day_until == time(15)
        assert pack.cutoffs.hand_over_until == time(15)
        assert pack.cutoffs.due_hour == "reception"
        assert pack.after_supplement == "restart"


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


def test_both_packs_have_the_same_words_with_the_same_places(packs: tuple[LawPack, ...]) -> None:
    """A form is drawn from either pack: what one names or fills in, the other does too."""
    old, new = packs
    for form in ("receipt", "ledger"):
        before, after = old.forms[form].words, new.forms[form].words
        assert before.keys() == after.keys()
        for key in before:
            if before[key] and after[key]:
                assert _places(before[key]) == _places(after[key]), key


def _places(text: str) -> set[str | None]:
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name is not None}


def test_the_title_is_one_of_the_words(packs: tuple[LawPack, ...]) -> None:
    form = packs[1].forms["receipt"]
    assert form.words["title"] == form.title == "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ"


@pytest.mark.parametrize(
    ("found", "put", "named"),
    [
        ('id = "2025"', "id = ", "TOML"),
        ('id = "2025"', "", "“id”"),
        ("valid_from = 2025-07-01", 'valid_from = "2025-07-01"', "“valid_from”"),
        ("valid_from = 2025-07-01", "valid_from = 2025-07-01T00:00:00", "“valid_from”"),
        ("valid_from = 2025-07-01", "valid_from = 2025-07-01\nvalid_to = 2025-06-30", "“valid_to”"),
        ('same_day_until = "15:00"', 'same_day_until = "after lunch"', "“same_day_until”"),
        ('due_hour = "reception"', 'due_hour = "noon"', "“due_hour”"),
        ('after = "restart"', 'after = "forget"', "“after”"),
        ("{number:04d}", "{number:04q}", "“pattern”"),
        ("{number:04d}", "{nummer:04d}", "“pattern”"),
        (r"\d{4,6}$", r"\d{4,6$(", "“pattern”"),
        (r"\d{4,6}$", r"\d{5,6}$", "“accepts”"),
        ("[forms.ledger.words]", "[forms.ledger.sentences]", "“words”"),
        ('motto = "Độc lập - Tự do - Hạnh phúc"', "motto = 3", "“motto”"),
    ],
)
def test_a_damaged_pack_is_refused_naming_what_is_wrong(found: str, put: str, named: str) -> None:
    text = shipped("2025")
    assert found in text
    with pytest.raises(BadFile, match=named):
        parse_pack(text.replace(found, put))


def test_an_hour_of_the_day_is_a_possible_due_hour() -> None:
    pack = parse_pack(shipped("2025").replace('due_hour = "reception"', 'due_hour = "16:00"'))
    assert pack.cutoffs.due_hour == "16:00"


def test_one_extension_a_day_before_the_promised_day(packs: tuple[LawPack, ...]) -> None:
    assert {(pack.extension.times, pack.extension.days_before) for pack in packs} == {(1, 1)}


@pytest.mark.parametrize("value", ["-1", "100", "true"])
def test_an_extension_is_counted(value: str) -> None:
    with pytest.raises(BadFile, match="“times”"):
        parse_pack(shipped("2025").replace("times = 1", f"times = {value}"))


def test_a_pack_says_what_a_code_looks_like(packs: tuple[LawPack, ...]) -> None:
    for pack in packs:
        assert pack.accepts_code("H26.170-251103-0007")
        assert not pack.accepts_code("giấy tờ")
