"""Tables over thousands of rows: the model holds ids, rows are fetched a page at a time when painted."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from counter_app.errors import UserError
from counter_app.ui import say, theme
from counter_app.ui.keys import is_enter
from counter_app.ui.widgets.found_words import draw_found
from counter_app.ui.widgets.paint import focus_ring, middle, words

PAGE = 100
_Index = QModelIndex | QPersistentModelIndex
#: Tones that keep their colour in the chosen row; the others take that of the row.
_LASTING = {"good", "caution", "problem", "accent"}
#: Room left and right of the words of a cell, and what an icon before them takes.
_LEFT, _RIGHT, _ICON = 11, 8, 22


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in pixels (0 shares what is left), and what a row shows in it.

    ``tone``, ``icon`` and ``weight`` are values, or functions of the row; ``spans`` gives the parts
    of the text, as (start, length), that stand out, such as what was searched for.
    """

    title: str
    text: Callable[[Any], str]
    width: int = 0
    tone: str | Callable[[Any], str] = "text"
    icon: str | Callable[[Any], str] = ""
    weight: int | Callable[[Any], int] = 400
    spans: Callable[[str], Iterable[tuple[int, int]]] | None = None
    right: bool = False


def head_width(title: str) -> int:
    """The least width of a column under this head."""
    written = QFontMetricsF(theme.font(theme.LABEL, 600)).horizontalAdvance(title)
    return ceil(written) + 2 * _LEFT


def _of(value: Any, row: Any) -> Any:
    return value(row) if callable(value) else value


class RowsModel(QAbstractTableModel):
    """Holds the ids of an answer; ``fetch(ids)`` returns their rows in the same order.

    ``id_of(row)`` is only needed where a fetch may leave rows out.
    """

    def __init__(self, columns: Sequence[Column], fetch: Callable[[Sequence[int]], Sequence[Any]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: tuple[int, ...] = ()
        self._rows: dict[int, Any] = {}
        self._before: dict[int, Any] = {}

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show the rows of ``ids`` instead of those before."""
        self.beginResetModel()
        self._ids = tuple(ids)
        self._rows = {}
        self._before = {}
        self.endResetModel()

    def forget(self) -> None:
        """Fetch every row anew: something about them changed. Where that fails, they stay as they were."""
        self._before |= self._rows
        self._rows = {}
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def ids(self) -> tuple[int, ...]:
        """The ids of all rows, in order."""
        return self._ids

    def row(self, number: int) -> Any:
        """Row ``number``; its page is fetched where it is not there yet. None where the row is gone."""
        if number not in self._rows:
            start = number - number % PAGE
            part = self._ids[start : start + PAGE]
            try:
                fetched = list(self._fetch(part))
            except UserError as error:  # in painting nobody else can say it
                fetched = [self._before.get(one) for one in range(start, start + len(part))]
                say.tell_window(error)
            fetched += [None] * (len(part) - len(fetched))
            self._rows.update(enumerate(fetched, start))
        return self._rows.get(number)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        row = self.row(index.row())
        return "" if row is None else self.columns[index.column()].text(row)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class _Delegate(QStyledItemDelegate):
    """Paints a cell so that the status colours survive in the chosen row."""

    def __init__(self, parent: QWidget, size: float) -> None:
        super().__init__(parent)
        self._size = size

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, RowsModel):
            return
        column, row = model.columns[index.column()], model.row(index.row())
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.colour("soft" if chosen else "surface"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.colour("line"))
        self._mark_focus(painter, rect, index)
        if row is None:
            return
        tone = _of(column.tone, row)
        tone = tone if tone in _LASTING or not chosen else "soft_text"
        room = rect.adjusted(_LEFT, 0, -_RIGHT if not column.right else -_LEFT, -1)
        if icon := _of(column.icon, row):
            theme.draw_icon(painter, icon, QPointF(room.left(), middle(room, 16)), 16, tone)
            room.setLeft(room.left() + _ICON)
        weight = _of(column.weight, row)
        text = column.text(row)
        spans = list(column.spans(text)) if column.spans else []
        if spans and not column.right:
            draw_found(painter, room, text, spans, tone, self._size)
            return
        painter.setFont(theme.font(self._size, weight))
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        words(painter, room, text, tone, side)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        """The whole of a text that is shortened, as tooltip."""
        model = index.model()
        if not isinstance(model, RowsModel) or event.type() is not QEvent.Type.ToolTip:
            return False
        row = model.row(index.row())
        if row is None:
            return False
        column = model.columns[index.column()]
        metrics = QFontMetricsF(theme.font(self._size, _of(column.weight, row)))
        room = option.rect.width() - _LEFT - _RIGHT - (_ICON if _of(column.icon, row) else 0)
        text = column.text(row)
        shortened = metrics.horizontalAdvance(text) > room
        QToolTip.showText(event.globalPos(), text if shortened else "", view)
        return shortened

    def _mark_focus(self, painter: QPainter, rect: QRectF, index: _Index) -> None:
        view = self.parent()
        if (
            not isinstance(view, QTableView)
            or not view.hasFocus()
            or view.currentIndex().row() != index.row()
        ):
            return
        accent = theme.colour("accent")
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), 2), accent)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), accent)
        if index.column() == 0:
            painter.fillRect(QRectF(rect.left(), rect.top(), 2, rect.height()), accent)
        if index.column() == index.model().columnCount() - 1:
            painter.fillRect(QRectF(rect.right() - 2, rect.top(), 2, rect.height()), accent)


class TableView(QTableView):
    """The table of a page: whole rows, keyboard first, no grid.

    ``opened(id)`` when Enter or a double click opens a row, ``row_chosen(id)`` when another
    becomes the current one (0 for none).
    """

    opened = Signal(object)
    row_chosen = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[int]], Sequence[Any]],
        *,
        name: str = "",
        row_height: int = theme.ROW_HEIGHT,
        size: float = theme.TABLE,
    ) -> None:
        super().__init__()
        self.rows = RowsModel(columns, fetch)
        self._empty = ""
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(self, size))
        self.setAccessibleName(name)
        self._dress(row_height)
        self._busy = QFrame(self)
        self._busy.setFixedHeight(2)
        self._busy.hide()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(300)
        self._wait.timeout.connect(self._show_busy)
        self.doubleClicked.connect(lambda _index: self._open_current())
        self.selectionModel().currentRowChanged.connect(lambda *_: self.row_chosen.emit(self.current_id()))

    def _dress(self, row_height: int) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(row_height)
        head = self.horizontalHeader()
        head.setFixedHeight(theme.HEAD_HEIGHT)
        head.setFont(theme.font(theme.LABEL, 600))
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(24)
        for number, column in enumerate(self.rows.columns):
            if column.width:  # never narrower than its head, whatever the language
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
                self.setColumnWidth(number, max(column.width, head_width(column.title)))
            else:
                head.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def show_ids(self, ids: Sequence[int], *, choose_first: bool = True) -> None:
        """Show the rows of ``ids``; the row chosen before stays chosen where it is among them."""
        self.set_busy(False)
        before = self.current_id()
        self.rows.set_ids(ids)
        if before and before in self.rows.ids():
            self.choose_row(self.rows.ids().index(before))
        elif choose_first and self.rows.rowCount():
            self.choose_row(0)
        else:
            self.row_chosen.emit(0)
        self.viewport().update()

    def choose_row(self, number: int) -> None:
        """Make row ``number`` the current one, kept within the table."""
        if count := self.rows.rowCount():
            self.selectRow(min(max(number, 0), count - 1))

    def step(self, rows: int) -> None:
        """Move the current row by ``rows``; a field that keeps the focus steers the table with it."""
        self.choose_row(self.currentIndex().row() + rows)

    def page_rows(self) -> int:
        """How many rows a page of the table has."""
        return max(self.viewport().height() // self.verticalHeader().defaultSectionSize() - 1, 1)

    def current_id(self) -> int:
        """The id of the current row, 0 where there is none."""
        number = self.currentIndex().row()
        return self.rows.ids()[number] if 0 <= number < len(self.rows.ids()) else 0

    def current_row(self) -> Any:
        """The current row, None where there is none."""
        number = self.currentIndex().row()
        return self.rows.row(number) if 0 <= number < len(self.rows.ids()) else None

    def set_empty(self, sentence: str) -> None:
        """The sentence shown in place of rows where there are none."""
        self._empty = sentence
        self.viewport().update()

    def set_busy(self, busy: bool) -> None:
        """An answer is being fetched: after 300 ms a thin accent line says so; the old rows stay."""
        if busy:
            self._wait.start()
        else:
            self._wait.stop()
            self._busy.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_enter(event):
            self._open_current()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, _letters: str) -> None:
        """Letters find nothing here: finding is the database's, and a scan must not move the row."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._empty and not self.rows.rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(theme.font(theme.BASE))
            painter.setPen(theme.colour("text2"))
            room = self.viewport().rect().adjusted(11, 16, -11, -16)
            flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self._empty)
        if self.hasFocus() and not self.rows.rowCount():  # no row is there to show it
            focus_ring(QPainter(self.viewport()), QRectF(self.viewport().rect()), theme.RADIUS_KEY)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._busy.setGeometry(0, theme.HEAD_HEIGHT - 2, self.width(), 2)

    def _show_busy(self) -> None:
        self._busy.setStyleSheet(f"background: {theme.tokens().accent};")
        self._busy.show()
        self._busy.raise_()

    def _open_current(self) -> None:
        if chosen := self.current_id():
            self.opened.emit(chosen)
