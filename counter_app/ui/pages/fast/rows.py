"""The rows of the person at the counter as text, and the columns that they share with the open row."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter_app.core.fees import FeeRule
from counter_app.i18n import gettext as _
from counter_app.i18n import money
from counter_app.ui import theme
from counter_app.ui.pages.fast.line import Line, amount_of_line, counts_pages
from counter_app.ui.widgets.paint import words

_NUMBER, _COUNT, _FEE, _GAP = 32, 80, 96, 8
_SIDES = {
    "pages": Qt.AlignmentFlag.AlignHCenter,
    "count": Qt.AlignmentFlag.AlignHCenter,
    "fee": Qt.AlignmentFlag.AlignRight,
}


def cell_rects(width: float, height: float) -> dict[str, QRectF]:
    """Where each cell of a row of this size lies; name and matter share what the others leave."""
    right = width - 16
    fee = QRectF(right - _FEE, 0, _FEE, height)
    count = QRectF(fee.left() - _GAP - _COUNT, 0, _COUNT, height)
    pages = QRectF(count.left() - _GAP - _COUNT, 0, _COUNT, height)
    start = 12 + _NUMBER
    room = pages.left() - start - 2 * _GAP
    name = QRectF(start, 0, round(room * 0.37), height)
    procedure = QRectF(name.right() + _GAP, 0, room - name.width(), height)
    number = QRectF(12, 0, _NUMBER, height)
    return {
        "number": number,
        "name": name,
        "procedure": procedure,
        "pages": pages,
        "count": count,
        "fee": fee,
    }


class Heads(QWidget):
    """The heads of the columns, as wide as ``rows``, the room of what scrolls beneath them."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__()
        self._rows = rows
        self.setFixedHeight(theme.HEAD_HEIGHT)
        rows.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.update()  # a bar beside the rows came or went
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(theme.LABEL, 600))
        titles = {
            "number": _("No."),
            "name": _("Requested by"),
            "procedure": _("Matter"),
            "pages": _("Pages each"),
            "count": _("Copies done"),
            "fee": _("Fee"),
        }
        for name, rect in cell_rects(self._rows.width(), self.height()).items():
            words(painter, rect, titles[name], "text2", _side(name))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("control"))


class ClosedRow(QWidget):
    """A row as text; a click opens it."""

    opened = Signal(int)
    HEIGHT = 40

    def __init__(self, number: int, line: Line, rules: Sequence[FeeRule]) -> None:
        super().__init__()
        #: The number and the line that it shows.
        self.shown = number, line
        self._number = number
        matter = line.procedure.name if line.procedure else ""
        self._cells = {
            "number": str(number),
            "name": line.person.name,
            "procedure": matter,
            "pages": str(line.pages) if counts_pages(line, rules) else "",
            "count": str(line.count),
            "fee": money(amount_of_line(line, rules)),
        }
        self.setFixedHeight(self.HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(matter)
        self.setAccessibleName(", ".join(text for text in self._cells.values() if text))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.opened.emit(self._number - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        for name, rect in cell_rects(self.width(), self.height()).items():
            painter.setFont(theme.font(theme.BASE, 600 if name == "fee" else 400))
            words(painter, rect, self._cells[name], "text2" if name == "number" else "text", _side(name))


def _side(name: str) -> Qt.AlignmentFlag:
    return _SIDES.get(name, Qt.AlignmentFlag.AlignLeft)
