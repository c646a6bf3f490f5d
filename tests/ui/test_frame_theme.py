"""The look: contrast as the tokens promise, fonts that hold every mark, icons as sharp as the screen."""

import re
from collections.abc import Callable
from dataclasses import asdict

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.assets import asset
from counter_app.ui import header, rail, strip, theme
from counter_app.ui.theme import DARK, LIGHT, Tokens


def luminance(colour: str) -> float:
    parts = [part / 255 for part in QColor(colour).getRgb()[:3]]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


class Dressings(QObject):
    """Counts how often a widget is dressed anew."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.StyleChange
        return False


def test_the_same_look_again_dresses_nobody_and_a_lost_one_comes_back(
    qapp: QApplication, show: Callable[..., QWidget]
) -> None:
    dressings = Dressings(show(QWidget(), 200, 100))
    theme.apply(qapp, "light")
    assert dressings.count == 0
    theme.apply(qapp, "dark")
    assert dressings.count > 0
    qapp.setStyleSheet("")
    theme.apply(qapp, "dark")
    assert DARK.surface in qapp.styleSheet()
    theme.apply(qapp, "light")
    assert qapp.palette().window().color() == QColor(LIGHT.window)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(look: Tokens) -> None:
    grounds = (look.window, look.surface, look.sunk, look.mute)
    for text in (look.text, look.text2, look.text3, look.accent):
        assert min(contrast(text, ground) for ground in grounds) >= 4.5
    for text, ground in (
        (look.on_accent, look.accent),
        (look.soft_text, look.soft),
        (look.accent, look.soft),
        (look.good, look.good_ground),
        (look.caution, look.caution_ground),
        (look.problem, look.problem_ground),
        (look.good, look.soft),
        (look.problem, look.soft),
        (look.caution, look.soft),
    ):
        assert contrast(text, ground) >= 4.5
    assert min(contrast(look.control, ground) for ground in (look.surface, look.window)) >= 3
    assert min(contrast(bar, look.surface) for bar in (look.bar, look.bar_over)) >= 3


def test_every_colour_of_the_sheet_is_a_token() -> None:
    colours = {str(value) for value in asdict(LIGHT).values()}
    assert set(re.findall(r"#[0-9A-Fa-f]{6}", theme._sheet(LIGHT))) <= colours


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_the_shipped_font_is_used_and_holds_the_marks(weight: int) -> None:
    font = theme.font(theme.BASE, weight)
    assert (QFontInfo(font).family(), QFontInfo(font).weight()) == (theme.FAMILY, weight)
    metrics = QFontMetricsF(font)
    for letters in ("Ễ", "Ậ", "Ẵ", "ỵ"):
        box = metrics.tightBoundingRect(letters)
        assert -box.top() <= metrics.ascent()
        assert box.bottom() <= metrics.descent() + 0.5
    widths = {round(metrics.horizontalAdvance(figure), 3) for figure in "0123456789"}
    assert len(widths) == 1, "figures of one width"


def test_theme_can_change_while_running(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    assert qapp.palette().window().color() == QColor(DARK.window)
    theme.apply(qapp, "light")
    assert qapp.palette().window().color() == QColor(LIGHT.window)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_icons_are_drawn_for_the_screen_in_the_tone(ratio: float) -> None:
    drawn = theme.pixmap("checkmark_circle_20_filled", 20, "good", ratio)
    assert (drawn.width(), drawn.devicePixelRatio()) == (round(20 * ratio), ratio)
    assert QColor(LIGHT.good).name() in {
        drawn.toImage().pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height())
    }


def test_the_icons_of_the_frame_are_shipped() -> None:
    names = {f"{page.icon}_{style}" for page in rail.rail_pages() for style in ("regular", "filled")}
    names |= {look[0] for look in strip._LOOKS.values()} | set(header._ICONS.values())
    missing = [name for name in names if not (asset("icons") / f"{name}.svg").exists()]
    assert missing == []
