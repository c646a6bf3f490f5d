"""What the painted widgets share: rounded grounds with a sharp edge, and key caps."""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPen

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
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    painter.drawText(rect, _one_line(flags), shown)


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
    if not text:
        return 0.0
    return QFontMetricsF(theme.font(theme.KEY, 500)).horizontalAdvance(text) + 14


def draw_key(painter: QPainter, right: float, middle: float, text: str, look: str = "plain") -> float:
    """A key cap that ends at ``right``; returns where it begins.

    ``look`` is "plain", "accent" (on a soft ground) or "on_accent" (on the primary button).
    """
    if not text:
        return right
    width = key_width(text)
    rect = QRectF(right - width, round(middle - KEY_HEIGHT / 2), width, KEY_HEIGHT)
    ground, edge, tone = {
        "plain": ("sunk", "line", "text2"),
        "accent": ("", "accent", "soft_text"),
        "on_accent": ("", "on_accent", "on_accent"),
        "disabled": ("", "control", "text3"),
    }[look]
    box(painter, rect, theme.RADIUS_KEY, ground, edge)
    painter.setFont(theme.font(theme.KEY, 500))
    words(painter, rect, text, tone, Qt.AlignmentFlag.AlignHCenter)
    return rect.left()


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
