"""The one theme: colours, type, spacing and icons of the window, light and dark.

Widgets that paint themselves read :func:`tokens` when they paint; all others are coloured
by one palette and one style sheet. A colour is named, never written, outside this file.
Contrast of text is at least 4.5:1, of edges and bars 3:1, on the worst ground they stand on.
"""

from dataclasses import asdict, dataclass
from functools import cache
from string import Template
from typing import Any

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from counter_app.assets import asset


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Every colour of one look, by its use."""

    dark: bool
    window: str
    surface: str
    sunk: str
    mute: str
    line: str
    control: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    soft: str
    soft_text: str
    good: str
    good_ground: str
    caution: str
    caution_ground: str
    problem: str
    problem_ground: str
    bar: str
    bar_over: str
    paper: str


LIGHT = Tokens(
    dark=False,
    window="#F2F4F6",
    surface="#FFFFFF",
    sunk="#F7F8FA",
    mute="#EDEFF2",
    line="#E1E4E8",
    control="#848B94",
    text="#191C20",
    text2="#4A515A",
    text3="#5F6670",
    accent="#0B5CA8",
    on_accent="#FFFFFF",
    soft="#E4EFFA",
    soft_text="#0A4A88",
    good="#176639",
    good_ground="#E6F4EB",
    caution="#7F4B00",
    caution_ground="#FCF1DD",
    problem="#AC1F19",
    problem_ground="#FCE9E8",
    bar="#7094BB",
    bar_over="#B26E12",
    paper="#FFFFFF",
)

DARK = Tokens(
    dark=True,
    window="#1A1C1F",
    surface="#24272B",
    sunk="#1F2225",
    mute="#2D3136",
    line="#393E44",
    control="#848C96",
    text="#F1F3F5",
    text2="#C0C6CE",
    text3="#A3AAB3",
    accent="#74B6FF",
    on_accent="#06213D",
    soft="#1B3654",
    soft_text="#B5D8FF",
    good="#7AD6A0",
    good_ground="#1C3527",
    caution="#F3BC6B",
    caution_ground="#3A2D17",
    problem="#FFA39A",
    problem_ground="#47221F",
    bar="#5A80A8",
    bar_over="#D9992F",
    paper="#E4E7EA",
)

#: Ground that belongs to a tone, where a tone has one of its own.
GROUNDS = {
    "good": "good_ground",
    "caution": "caution_ground",
    "problem": "problem_ground",
    "soft_text": "soft",
    "accent": "soft",
}

# Spacing on the 4 px grid, and the heights of the frame, in logical pixels.
#: The distances between parts; nothing stands at another one.
STEPS = (0, 2, 4, 6, 8, 12, 16, 24)
GAP = 8
COLUMN_GAP = 12
INSET = 16
EDGE = 24
RADIUS_CARD, RADIUS_FIELD, RADIUS_KEY, RADIUS_MARK, RADIUS_PILL = 8, 6, 4, 3, 16
HEADER_HEIGHT = STRIP_HEIGHT = 48
RAIL_WIDTH, RAIL_NARROW = 176, 56
PRIMARY_HEIGHT, BUTTON_HEIGHT, FIELD_HEIGHT = 48, 40, 36
ROW_HEIGHT, HEAD_HEIGHT, MATCH_HEIGHT = 36, 32, 32
RIGHT_COLUMN, RIGHT_COLUMN_NARROW, RIGHT_COLUMN_SMALL = 416, 376, 320
RIGHT_COLUMN_PAYING = 352  # on a small screen, where the ways of paying stand side by side

# Sizes of type in points.
LARGE, DATE, FIGURE, PERSON, TITLE, NAME, WEEKDAY, ACTION = 34.0, 28.0, 24.0, 18.0, 16.0, 14.0, 13.0, 12.0
BASE, TABLE, EXPLAIN, LABEL, KEY = 11.0, 10.5, 10.0, 9.5, 9.0
#: Only for a word that has to stand in a day of a narrow week.
LEAST = 8.0
FAMILY = "Noto Sans"

_FACES = ("NotoSans-Regular.ttf", "NotoSans-Medium.ttf", "NotoSans-SemiBold.ttf")
_TNUM = QFont.Tag("tnum")
_now: list[Tokens] = [LIGHT]
#: What the program was last dressed in: its tokens and its sheet.
_dressed: list[tuple[Tokens, str]] = []


def tokens() -> Tokens:
    """The colours shown now."""
    return _now[0]


def colour(name: str) -> QColor:
    """The colour of token ``name`` as shown now."""
    return QColor(getattr(_now[0], name))


def blank() -> QColor:
    """White, on which a form is drawn before it takes the colour of the paper shown."""
    return QColor(Qt.GlobalColor.white)


def chosen(theme: str) -> Tokens:
    """The colours of ``theme``: "light", "dark", or "system" for what the desktop says."""
    if theme == "system":
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme == "dark" else LIGHT


def apply(app: QApplication, theme: str) -> Tokens:
    """Dress ``app`` in ``theme`` ("system", "light" or "dark"); may be called again at any time."""
    _now[0] = chosen(theme)
    if not _fonts_loaded():
        _load_fonts()
        if app.style().name() != "fusion":  # made already where the desktop has no style of its own
            app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(font(BASE))
    if _dressed != [(_now[0], app.styleSheet())]:  # to dress every widget anew takes a while
        app.setPalette(_palette(_now[0]))
        app.setStyleSheet(_sheet(_now[0]))
        _dressed[:] = [(_now[0], app.styleSheet())]
    return _now[0]


def _fonts_loaded() -> bool:
    return _load_fonts.cache_info().currsize > 0


@cache
def _load_fonts() -> None:
    for face in _FACES:
        QFontDatabase.addApplicationFont(str(asset("fonts") / face))


@cache
def font(points: float = BASE, weight: int = 400) -> QFont:
    """The program's font at ``points`` and ``weight`` (400, 500 or 600), with figures of one width."""
    made = QFont([FAMILY, "Segoe UI"])
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight(weight))
    made.setFeature(_TNUM, 1)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def look(widget: QWidget, **properties: Any) -> None:
    """Set the style sheet properties of ``widget`` (``tone="good"``) and dress it anew where one changed."""
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def pixmap(name: str, size: int, tone: str, ratio: float) -> QPixmap:
    """Icon ``name`` in the colour of token ``tone``, ``size`` logical pixels, for a screen of ``ratio``."""
    return _pixmap(name, size, getattr(_now[0], tone), ratio)


@cache
def _pixmap(name: str, size: int, colour_code: str, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415 - not needed before the first icon

    drawn = clear_pixmap(size, size, ratio)
    source = (asset("icons") / f"{name}.svg").read_text(encoding="utf-8")
    source = source.replace("<svg ", f'<svg fill="{colour_code}" ', 1)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn


def clear_pixmap(width: int, height: int, ratio: float) -> QPixmap:
    """An empty picture of so many logical pixels, for a screen of ``ratio``."""
    drawn = QPixmap(round(width * ratio), round(height * ratio))
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    return drawn


def icon(name: str, size: int = 20, tone: str = "text2") -> QIcon:
    """Icon ``name`` as a QIcon for controls of Qt; ``tone`` is the name of a token."""
    made = QIcon()
    for ratio in (1.0, 1.5, 2.0):
        made.addPixmap(pixmap(name, size, tone, ratio))
    return made


def draw_icon(painter: QPainter, name: str, at: QPointF, size: int, tone: str) -> None:
    """Draw icon ``name`` with its upper left corner at ``at``, as sharp as the screen is."""
    painter.drawPixmap(at, pixmap(name, size, tone, ratio_of(painter)))


def ratio_of(painter: QPainter) -> float:
    """How many pixels of the screen, or of what else is painted on, a logical one has."""
    device = painter.device()
    return float(device.devicePixelRatioF()) if device is not None else 1.0


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, name in (
        (role.Window, t.window),
        (role.WindowText, t.text),
        (role.Base, t.surface),
        (role.AlternateBase, t.sunk),
        (role.Text, t.text),
        (role.PlaceholderText, t.text3),
        (role.Button, t.surface),
        (role.ButtonText, t.text),
        (role.BrightText, t.problem),
        (role.Highlight, t.accent),
        (role.HighlightedText, t.on_accent),
        (role.Accent, t.accent),
        (role.Link, t.accent),
        (role.LinkVisited, t.accent),
        (role.ToolTipBase, t.surface),
        (role.ToolTipText, t.text),
        (role.Light, t.surface),
        (role.Midlight, t.sunk),
        (role.Mid, t.line),
        (role.Dark, t.control),
        (role.Shadow, t.line),
    ):
        palette.setColor(target, QColor(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(t.text3))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Base, QColor(t.mute))
    return palette


_SHEET = Template("""
QToolTip { background: $surface; color: $text; border: 1px solid $control; padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[tone="text2"] { color: $text2; }
QLabel[tone="text3"] { color: $text3; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="on_accent"] { color: $on_accent; }
QLabel[tone="soft_text"] { color: $soft_text; }
QLabel[tone="good"] { color: $good; }
QLabel[tone="caution"] { color: $caution; }
QLabel[tone="problem"] { color: $problem; }
QFrame[card="surface"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[card="mute"] { background: $mute; border: 1px solid $line; border-radius: 8px; }
QFrame[card="sunk"] { background: $sunk; border: 1px solid $line; border-radius: 6px; }
QFrame[card="soft"] { background: $soft; border: none; border-radius: 6px; }
QFrame[card="good"] { background: $good_ground; border: none; border-radius: 6px; }
QFrame[card="caution"] { background: $caution_ground; border: none; border-radius: 6px; }
QFrame[card="problem"] { background: $problem_ground; border: none; border-radius: 6px; }
QFrame[line="row"] { background: $line; border: none; }
QFrame[line="head"] { background: $control; border: none; }

QLineEdit, QPlainTextEdit {
    background: $surface; color: $text; border: 1px solid $control; border-radius: 6px;
    padding: 0 11px; selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit { padding: 5px 7px; }
QLineEdit:focus { border: 2px solid $accent; padding: 0 10px; }
QPlainTextEdit:focus { border: 2px solid $accent; padding: 4px 6px; }
QLineEdit[problem="true"] { border: 2px solid $problem; padding: 0 10px; }
QLineEdit:disabled, QLineEdit[readOnly="true"], QPlainTextEdit:disabled {
    background: $mute; color: $text; border: 1px solid $mute; }
QLineEdit[readOnly="true"]:focus { border: 2px solid $accent; padding: 0 10px; }
QLineEdit[count="true"] { padding: 0 2px; }
QLineEdit[count="true"]:focus { padding: 0 1px; }
QLineEdit[count="true"][zero="true"] { border: 1px solid $line; color: $text3; }
QLineEdit[count="true"][zero="true"]:focus { border: 2px solid $accent; }
QLineEdit[search="true"] { padding-left: 34px; }
QLineEdit[search="true"]:focus { padding-left: 33px; }

QTableView {
    background: $surface; border: none; outline: none; gridline-color: transparent;
    selection-background-color: transparent; selection-color: $text;
}
QHeaderView { background: $surface; border: none; }
QHeaderView::section {
    background: $surface; color: $text2; border: none; border-bottom: 1px solid $control; padding: 0 11px;
    font: 600 9.5pt "Noto Sans"; }
QAbstractItemView { background: $surface; color: $text; outline: none; }
QListView[people="true"] { border: 1px solid $control; border-radius: 6px; padding: 4px; }
QListView[people="true"]:focus { border: 2px solid $accent; padding: 3px; }
QListView[people="true"]::item { padding: 6px 8px; border-radius: 6px; color: $text; }
QListView[people="true"]::item:selected { background: $soft; color: $soft_text; }
QComboBox QAbstractItemView {
    border: 1px solid $control; padding: 4px;
    selection-background-color: $soft; selection-color: $soft_text; }
QComboBox QAbstractItemView::item { min-height: 32px; padding: 0 8px; }

QScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: $control; border-radius: 3px; min-height: 28px; margin: 0 1px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: $control; border-radius: 3px; min-width: 28px; margin: 1px 0; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def _sheet(t: Tokens) -> str:
    return _SHEET.substitute({name: str(value) for name, value in asdict(t).items()})
