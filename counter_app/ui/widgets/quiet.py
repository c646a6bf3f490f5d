"""What stands in a form without asking for attention: a quiet action with its key, a box with a long name."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy

from counter_app.ui import theme
from counter_app.ui.widgets.buttons import LinkButton
from counter_app.ui.widgets.drawn import LINE, shortened
from counter_app.ui.widgets.fields import Check
from counter_app.ui.widgets.paint import box, draw_key, focus_ring, key_width, middle, words


class QuietButton(LinkButton):
    """A rare action in the words of a label, with its key: "Thêm giấy tờ [Alt+G]"."""

    def __init__(self, text: str, key: str = "", *, below: bool = False) -> None:
        super().__init__(text, key)
        self._below = below

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(theme.font(theme.EXPLAIN)).horizontalAdvance(self.text())
        cap = key_width(self._key)
        if self._below:
            return QSize(round(max(width, cap)) + 6, 44)
        return QSize(round(width + cap) + 12, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.draw(QPainter(self))

    def draw(self, painter: QPainter) -> None:
        """Draw the button as it is now."""
        rect = QRectF(self.rect())
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_KEY)
        if self._below:
            draw_key(painter, 1 + key_width(self._key), 33, self._key)
            room = QRectF(1, 0, rect.width() - 1, 22)
        else:
            left = draw_key(painter, rect.right() - 2, rect.center().y(), self._key)
            room = QRectF(3, 0, left - 3, rect.height())
        painter.setFont(theme.font(theme.EXPLAIN))
        painter.setPen(theme.colour("text" if self.underMouse() else "text2"))
        painter.drawText(room, LINE, shortened(self.text(), theme.EXPLAIN, 400, int(room.width()) + 1))


class LongCheck(Check):
    """A box to tick whose name may take two lines; a longer one ends in an ellipsis, whole as tooltip."""

    LINE, LEFT = 19, 30

    def __init__(self, text: str) -> None:
        super().__init__(text, size=theme.TABLE)
        self._lines: list[str] = [text]
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def lines(self) -> int:
        """How many lines the name takes in the width there is."""
        return len(self._lines)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.LINE * len(self._lines) + 6)

    def sizeHint(self) -> QSize:
        return QSize(300, self.minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = len(self._lines)
        self._lines = self._broken(self.width() - self.LEFT)
        if len(self._lines) != before:
            self.updateGeometry()

    def _broken(self, width: float) -> list[str]:
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        layout.beginLayout()
        starts = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        text = self.text()
        if len(starts) < 2:
            return [text]
        return [text[: starts[1]].rstrip(), text[starts[1] :]]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        top = middle(rect, 14)
        mark = QRectF(3, top, 14, 14)
        if self.isChecked():
            box(painter, mark, theme.RADIUS_MARK, "accent")
            theme.draw_icon(painter, "checkmark_16_regular", QPointF(4, top + 1), 12, "on_accent")
        else:
            box(painter, mark, theme.RADIUS_MARK, "surface", "control", width=1.4)
        if self.hasFocus():
            focus_ring(painter, mark.adjusted(-3, -3, 3, 3), theme.RADIUS_KEY)
        painter.setFont(self.font())
        height = self.LINE * len(self._lines)
        line = QRectF(self.LEFT, middle(rect, height), rect.width() - self.LEFT, self.LINE)
        for text in self._lines:
            words(painter, line, text, self._tone, Qt.AlignmentFlag.AlignLeft)
            line.translate(0, self.LINE)
        whole = self.fontMetrics().horizontalAdvance(self._lines[-1]) <= line.width()
        self.setToolTip("" if whole else self.text())
