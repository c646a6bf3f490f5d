"""What the painted widgets share: rounded grounds with a sharp edge, and key caps."""

from functools import cache, lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPen, QPixmap

from counter_app.ui import theme

KEY_HEIGHT = 20.0


def box(
    painter: QPainter, rect: QRectF, radius: float, ground: str = "", edge: str = "", *, width: float = 1
) -> None:
    """A rounded ground with an edge that lies wholly inside ``rect``; colours are names of tokens."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(theme.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    half = width / 2 if edge else 0
    painter.setPen(QPen(theme.colour(edge), width) if edge else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)


def words(
    painter: QPainter,
    rect: QRectF,
    text: str,
    tone: str | QColor,
    flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """One line of ``text`` at half the height of ``rect``, shortened with an ellipsis where it must be."""
    painter.setPen(theme.colour(tone) if isinstance(tone, str) else tone)
    metrics = painter.fontMetrics()
    if len(text) * metrics.height() > rect.width():  # no letter is wider than its line is high
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    painter.drawText(rect, _one_line(flags), text)


def two_lines(metrics: QFontMetrics, text: str, width: float) -> tuple[str, ...]:
    """``text`` broken between words into at most two lines; the second may still be too long."""
    parts = text.split()
    first = ""
    while parts and metrics.horizontalAdvance(f"{first} {parts[0]}".strip()) <= width:
        first = f"{first} {parts.pop(0)}".strip()
    if not first and parts:
        first = parts.pop(0)
    return (first, " ".join(parts)) if parts else (first,)


@cache  # flags of Qt are slow to put together, and every painted word needs them
def _one_line(flags: Qt.AlignmentFlag) -> int:
    return int(flags | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


def key_width(text: str) -> float:
    """How wide the cap of key ``text`` is; 0 without a key."""
    return _key_width(text) if text else 0.0


@cache
def _key_width(text: str) -> float:
    return round(QFontMetricsF(theme.font(theme.KEY, 500)).horizontalAdvance(text)) + 14


def draw_key(painter: QPainter, right: float, middle: float, text: str, look: str = "plain") -> float:
    """A key cap that ends at ``right``; returns where it begins.

    ``look`` is "plain", "accent" (on a soft ground) or "on_accent" (on the primary button).
    """
    if not text:
        return right
    width = key_width(text)
    rect = QRectF(right - width, round(middle - KEY_HEIGHT / 2), width, KEY_HEIGHT)
    ground, edge, tone = _KEY_LOOKS[look]
    draw_box(painter, rect, theme.RADIUS_KEY, ground, edge)
    painter.setFont(theme.font(theme.KEY, 500))
    painter.setPen(theme.colour(tone))
    painter.drawText(rect, _one_line(Qt.AlignmentFlag.AlignHCenter), text)
    return rect.left()


def draw_box(painter: QPainter, rect: QRectF, radius: float, ground: str, edge: str = "") -> None:
    """A box as :func:`box` draws it, of whole pixels: kept as a picture, for a small one that comes often."""
    size, dark = rect.size().toSize(), theme.tokens().dark
    kept = _kept_box(size.width(), size.height(), radius, ground, edge, theme.ratio_of(painter), dark)
    painter.drawPixmap(rect.topLeft(), kept)


@lru_cache(maxsize=256)
def _kept_box(
    width: int,
    height: int,
    radius: float,
    ground: str,
    edge: str,
    ratio: float,
    _dark: bool,
) -> QPixmap:
    drawn = theme.clear_pixmap(width, height, ratio)
    painter = QPainter(drawn)
    box(painter, QRectF(0, 0, width, height), radius, ground, edge)
    painter.end()
    return drawn


_KEY_LOOKS = {
    "plain": ("sunk", "line", "text2"),
    "accent": ("", "accent", "soft_text"),
    "on_accent": ("", "on_accent", "on_accent"),
    "disabled": ("", "control", "text3"),
}


def focus_ring(painter: QPainter, rect: QRectF, radius: float, edge: str = "accent") -> None:
    """The two-pixel edge of what has the focus."""
    box(painter, rect, radius, "", edge, width=2)


def middle(rect: QRectF, size: float) -> float:
    """The upper edge of something ``size`` high in the middle of ``rect``."""
    return round(rect.center().y() - size / 2)


def dot(painter: QPainter, centre: QPointF, radius: float, ground: str, edge: str = "") -> None:
    """A filled dot, or a ring where ``edge`` is given."""
    painter.setBrush(theme.colour(ground))
    painter.setPen(QPen(theme.colour(edge), 2) if edge else Qt.PenStyle.NoPen)
    painter.drawEllipse(centre, radius, radius)
