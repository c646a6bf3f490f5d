"""What is shipped under resources/: fonts, icons, calendars, sounds and the example of an office."""

import re
import tomllib
import unicodedata
import wave
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from pathlib import Path

import holidays
import pytest
from fontTools.ttLib import TTFont

import counter_app
from counter_app.assets import asset

YEARS = (2024, 2025, 2026, 2027)
FONTS = sorted(path.name for path in asset("fonts").glob("*.ttf"))
ICONS = sorted(path.name for path in asset("icons").glob("*.svg"))

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0309\u0303\u0323"


def vietnamese_letters() -> set[str]:
    """The 134 letters that are not plain a-z: marked vowels with and without a tone, and đ."""
    marked = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    small = marked | set("ăâêôơưđ")
    return small | {letter.upper() for letter in small}


def test_vietnamese_has_134_letters_beyond_a_to_z():
    assert len(vietnamese_letters()) == 134


@pytest.mark.parametrize("name", FONTS)
def test_every_font_has_every_vietnamese_letter(name):
    with TTFont(asset(f"fonts/{name}")) as font:
        has = set(font.getBestCmap())
    wanted = vietnamese_letters() | set(TONES + "\u0302\u0306\u031b") | set("0123456789.,:;/-()₫“”‘’–…")
    assert {letter for letter in wanted if ord(letter) not in has} == set()


def test_all_the_fonts_of_forms_and_window_are_there():
    serif = {f"LiberationSerif-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")}
    noto = {f"NotoSans-{weight}.ttf" for weight in ("Regular", "Medium", "SemiBold")}
    plain = {"LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationMono-Regular.ttf"}
    assert set(FONTS) == serif | noto | plain


@pytest.mark.parametrize("name", [name for name in FONTS if name.startswith("Liberation")])
def test_liberation_is_the_release_that_has_vietnamese(name):
    with TTFont(asset(f"fonts/{name}")) as font:
        assert font["name"].getDebugName(5) == "Version 2.1.5"


@pytest.mark.parametrize("name", [name for name in FONTS if name.startswith("Noto")])
def test_the_font_of_the_window_keeps_its_features_and_measures(name):
    with TTFont(asset(f"fonts/{name}")) as font:
        substitutions = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
        positions = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
        cmap, widths = font.getBestCmap(), font["hmtx"]
        figures = {widths[cmap[ord(figure)]][0] for figure in "0123456789"}
        line = (font["hhea"].ascent, font["hhea"].descent)
    assert {"tnum", "ccmp", "locl"} <= substitutions
    assert {"kern", "mark", "mkmk"} <= positions
    assert len(figures) == 1
    assert line == (1069, -293)


def test_licences_stand_beside_what_they_cover():
    for name in ("fonts/OFL-Liberation.txt", "fonts/OFL-NotoSans.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in asset(name).read_text(encoding="utf-8")
    assert "Microsoft" in asset("icons/LICENSE-FluentSystemIcons.txt").read_text(encoding="utf-8")
    listed = asset("LICENCES.md").read_text(encoding="utf-8")
    for text in ("OFL-Liberation.txt", "OFL-NotoSans.txt", "LICENSE-FluentSystemIcons.txt"):
        assert text in listed


@pytest.mark.parametrize("name", [name for name in ICONS if name != "app.svg"])
def test_every_icon_is_square_and_of_the_size_in_its_name(name):
    size = name.split("_")[-2]
    root = ET.parse(asset(f"icons/{name}")).getroot()
    assert root.get("viewBox") == f"0 0 {size} {size}"


def test_a_filled_icon_has_its_regular_twin():
    filled = {name for name in ICONS if name.endswith("_filled.svg")}
    assert {name.replace("_filled", "_regular") for name in filled} <= set(ICONS)


def test_every_icon_that_the_window_names_is_there():
    source = Path(counter_app.__file__).parent
    text = "\n".join(file.read_text(encoding="utf-8") for file in source.rglob("*.py"))
    named = set(re.findall(r'"(\w+_(?:16|20|24)_(?:regular|filled))"', text))
    assert named
    assert {f"{name}.svg" for name in named} <= set(ICONS)


def year(number: int) -> dict:
    return tomllib.loads(asset(f"calendar/{number}.toml").read_text(encoding="utf-8"))


def days(number: int, table: str) -> dict[date, dict]:
    return {entry["date"]: entry for entry in year(number).get(table, [])}


@pytest.mark.parametrize("number", YEARS)
def test_a_calendar_is_whole_and_its_days_lie_in_its_year(number):
    calendar = year(number)
    text = asset(f"calendar/{number}.toml").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert calendar["year"] == number
    assert calendar["confirmed"] is (number < 2027)
    for table in ("off", "work"):
        entries = calendar.get(table, [])
        assert len(days(number, table)) == len(entries), "a day stands twice"
        for entry in entries:
            assert entry["date"].year == number
            assert entry["reason"]
            assert isinstance(entry["decision"], str)
    assert not days(number, "off").keys() & days(number, "work").keys()
    assert all(day.weekday() >= 5 for day in days(number, "work"))


def test_known_days_of_rest_and_make_up_days():
    assert days(2024, "work").keys() == {date(2024, 5, 4)}
    assert days(2025, "work").keys() == {date(2025, 4, 26)}
    assert days(2026, "work").keys() == {date(2026, 1, 10), date(2026, 8, 22)}
    assert days(2027, "work").keys() == set()
    off = days(2026, "off")
    assert off[date(2026, 11, 24)]["reason"] == "Ngày Văn hóa Việt Nam"
    assert off[date(2026, 11, 24)]["decision"] == "Nghị quyết 28/2026/QH16"
    weekdays = {day for day in off if day.weekday() < 5}
    tet = {date(2026, 2, 16) + timedelta(days=n) for n in range(5)}
    assert weekdays - tet == {
        date(2026, *day)
        for day in ((1, 1), (1, 2), (4, 27), (4, 30), (5, 1), (8, 31), (9, 1), (9, 2), (11, 24))
    }
    assert tet <= weekdays
    assert date(2025, 11, 24) not in days(2025, "off"), "the day of culture begins in 2026"


def test_what_is_open_about_2027_is_marked_provisional():
    sure = {day for day, entry in days(2027, "off").items() if entry.get("confirmed", False)}
    open_days = days(2027, "off").keys() - sure
    assert open_days == {date(2027, 2, 4), date(2027, 2, 10), date(2027, 9, 3)}


# A second opinion: what the calendars say on weekdays, against the package `holidays`.
DIFFERENCES = {
    date(2026, 1, 2): "swapped with Saturday 10/01/2026; the package does not know this swap",
    date(2026, 1, 10): "worked for 02/01/2026; the package does not know this swap",
}


@pytest.mark.parametrize("number", YEARS)
def test_the_calendars_agree_with_a_second_source(number):
    theirs = holidays.country_holidays("VN", years=number)
    every_day = [date(number, 1, 1) + timedelta(days=n) for n in range(365 + (number % 4 == 0))]
    off, work = days(number, "off"), days(number, "work")
    ours = {day for day in every_day if day in work or (day.weekday() < 5 and day not in off)}
    differing = {day for day in every_day if (day in ours) is not theirs.is_working_day(day)}
    assert differing == {day for day in DIFFERENCES if day.year == number}


def test_the_example_of_an_office_is_complete():
    office = tomllib.loads(asset("office.example.toml").read_text(encoding="utf-8"))
    officers = office.pop("officer")
    assert len(office["node"]) == 4
    assert office["node"].isdigit()
    assert 1 <= len(office["lines"]) <= 4
    assert len(office["sessions"]) == 7
    assert all(value for value in office.values())
    assert {officer["role"] for officer in officers} == {
        "officer",
        "specialist",
        "leader",
        "head",
        "administrator",
    }
    assert all(officer["login"].isidentifier() and officer["name"] for officer in officers)


def test_the_units_of_the_example_are_those_of_the_catalogue():
    office = tomllib.loads(asset("office.example.toml").read_text(encoding="utf-8"))
    catalogue = asset("catalogue/procedures.csv").read_text(encoding="utf-8")
    assert all(f",{unit}," in catalogue for unit in office["units"])


@pytest.mark.parametrize("name", ["done", "attention", "refused"])
def test_a_sound_is_short_and_soft(name):
    with wave.open(str(asset(f"sounds/{name}.wav")), "rb") as sound:
        assert sound.getnframes() / sound.getframerate() < 0.25
        samples = memoryview(sound.readframes(sound.getnframes())).cast("h")
    assert 1000 < max(map(abs, samples)) < 20000


def test_the_application_icon_has_the_sizes_windows_asks_for():
    data = Path(asset("icons/app.ico")).read_bytes()
    count = int.from_bytes(data[4:6], "little")
    sizes = {data[6 + 16 * n] or 256 for n in range(count)}
    assert {16, 24, 32, 48, 256} <= sizes
