"""Choosing one of many in the page itself: matches under the field, and the choice folded to one line."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.found import found_ranges
from counter_app.ui.widgets.found_words import draw_found
from counter_app.ui.widgets.paint import box, draw_key, focus_ring, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One line to choose: code, name with what was ``typed`` marked, words at the right and their tone."""

    code: str
    name: str
    typed: str = ""
    right: str = ""
    right_tone: str = "text2"


class MatchList(QWidget):
    """The best matches as painted lines, one of them current; the field above keeps the focus."""

    picked = Signal(int)

    def __init__(self, shown: int = 3, *, code_width: int = 74) -> None:
        super().__init__()
        self.shown, self._code_width = shown, code_width
        self._matches: tuple[Match, ...] = ()
        self._current = 0
        self._first = 0
        self._nothing = ""
        self._row = theme.MATCH_HEIGHT
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_matches(self, matches: Sequence[Match], nothing: str = "") -> None:
        """Show ``matches``, the first of them current; the sentence ``nothing`` where there are none."""
        self._matches, self._nothing = tuple(matches), nothing
        self._current = self._first = 0
        self._say()
        self.updateGeometry()
        self.update()

    def current(self) -> int:
        """The number of the current match, -1 where there are none."""
        return self._current if self._matches else -1

    def move_by(self, step: int) -> None:
        """Make the match ``step`` lines further current; the list follows."""
        if not self._matches:
            return
        self._current = min(max(self._current + step, 0), len(self._matches) - 1)
        self._first = min(max(self._first, self._current - self.shown + 1), self._current)
        self._say()
        self.update()

    def set_row_height(self, height: int) -> None:
        """Draw lines of this height, smaller where the window is low."""
        self._row = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(400, self._row * self.shown)  # always as high, so that typing moves nothing below

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._first + int(event.position().y()) // self._row
        if number < len(self._matches):
            self._current = number
            self.update()
            self.picked.emit(number)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._matches:
            painter.setFont(theme.font(theme.BASE))
            words(painter, QRectF(10, 0, self.width() - 20, self._row), self._nothing, "text2")
            return
        for line, match in enumerate(self._matches[self._first : self._first + self.shown]):
            rect = QRectF(0, line * self._row, self.width(), self._row)
            self._paint_line(painter, rect, match, current=self._first + line == self._current)

    def _paint_line(self, painter: QPainter, rect: QRectF, match: Match, *, current: bool) -> None:
        if current:
            box(painter, rect, theme.RADIUS_FIELD, "soft")
        right_font = theme.font(theme.TABLE, 600 if current else 400)
        right_width = QFontMetricsF(right_font).horizontalAdvance(match.right)
        room, codes = rect.adjusted(10, 0, -10, 0), self._code_width
        painter.setFont(theme.font(theme.BASE))
        words(
            painter,
            QRectF(room.left(), rect.top(), codes, rect.height()),
            match.code,
            _tone("text2", current),
        )
        name = QRectF(room.left() + codes, rect.top(), room.width() - codes - right_width - 12, rect.height())
        found = found_ranges(match.name, match.typed)  # only for lines that are seen
        draw_found(painter, name, match.name, found, _tone("text", current), theme.BASE)
        painter.setFont(right_font)
        tone = _tone(match.right_tone, current and match.right_tone == "text2")
        words(painter, room, match.right, tone, Qt.AlignmentFlag.AlignRight)

    def _say(self) -> None:
        if not self._matches:
            self.setAccessibleName(self._nothing)
            return
        match = self._matches[self._current]
        self.setAccessibleName(f"{match.code} {match.name}, {match.right}")
        self.setToolTip(match.name)


def _tone(name: str, current: bool) -> str:
    return "soft_text" if current else name


class ChosenLine(QAbstractButton):
    """The choice folded to one line, and the key that opens it again."""

    HEIGHT = 40

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._match = Match(code="", name="")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_match(self, match: Match) -> None:
        """Show what is chosen."""
        self._match = match
        self.setText(match.name)
        self.setToolTip(match.name)
        self.setAccessibleName(f"{match.code} {match.name}, {match.right} ({self._key})")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self.HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        box(painter, rect, theme.RADIUS_FIELD, "sunk", "line")
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_FIELD)
        theme.draw_icon(
            painter, "checkmark_circle_20_regular", QPointF(13, rect.center().y() - 10), 20, "good"
        )
        left = draw_key(painter, rect.right() - 10, rect.center().y(), self._key)
        painter.setFont(theme.font(theme.TABLE))
        metrics = QFontMetricsF(painter.font())
        right = metrics.horizontalAdvance(self._match.right)
        words(
            painter,
            QRectF(left - 12 - right, 0, right + 2, rect.height()),
            self._match.right,
            self._match.right_tone,
        )
        code = metrics.horizontalAdvance(self._match.code)
        words(painter, QRectF(45, 0, code + 4, rect.height()), self._match.code, "text2")
        painter.setFont(theme.font(theme.BASE, 600))
        name = QRectF(45 + code + 12, 0, left - 24 - right - 45 - code - 12, rect.height())
        words(painter, name, self._match.name, "text")
