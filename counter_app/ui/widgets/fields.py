"""Fields of a form: a label, the field, and a problem said in a sentence under it."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.paint import box, focus_ring, middle, words
from counter_app.ui.widgets.text import IconLabel, Label


class Field(QWidget):
    """A label over a line of text; :meth:`set_problem` gives it the edge of a problem and its sentence.

    ``name`` is the name that a ``Problem`` of the core uses for it. ``hint`` stands in the empty
    field. ``edit`` is the QLineEdit itself, or another control given as ``control``.
    """

    changed = Signal(str)
    committed = Signal()
    problem_changed = Signal(str)

    def __init__(
        self, label: str, hint: str = "", *, name: str = "", right: bool = False, limit: int = 200
    ) -> None:
        super().__init__()
        self.name = name
        self.label = Label(label, theme.LABEL, 400, "text2")
        self.edit = QLineEdit()
        self.edit.setFixedHeight(theme.FIELD_HEIGHT)
        self.edit.setMaxLength(limit)
        self.edit.setPlaceholderText(hint)
        self.edit.setAccessibleName(label)
        if right:
            self.edit.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.label.setBuddy(self.edit)
        self.label.setFixedHeight(18)
        self.setFocusProxy(self.edit)
        self.note: IconLabel | None = None
        self._problem = ""
        self._noted_here = True
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(self.label)
        self._column.addWidget(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.textEdited.connect(self._edited)
        self.edit.editingFinished.connect(self.committed)

    def text(self) -> str:
        """What stands in the field, without blanks at its ends."""
        return self.edit.text().strip()

    def set_text(self, text: str) -> None:
        """Put ``text`` into the field; a problem said before goes."""
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self.clear_problem()

    def set_label(self, label: str) -> None:
        """Name the field otherwise, such as "Số điện thoại (nếu có)"."""
        self.label.setText(label)
        self.edit.setAccessibleName(label)

    def problem(self) -> str:
        """The sentence said about the field, or ""."""
        return self._problem

    def set_problem(self, sentence: str) -> None:
        """Give the field the edge of a problem and say why in one sentence; "" takes both away."""
        self._problem = sentence
        theme.look(self.edit, problem="true" if sentence else "false")
        self.edit.setAccessibleDescription(sentence)
        if self._noted_here:
            self._say_here(sentence)
        self.problem_changed.emit(sentence)

    def clear_problem(self) -> None:
        """The field is in order again."""
        if self._problem:
            self.set_problem("")

    def note_elsewhere(self) -> None:
        """Leave it to the row to say the sentence, where the field is too narrow for it."""
        self._noted_here = False

    def _say_here(self, sentence: str) -> None:
        if self.note is None and sentence:
            self.note = problem_line()
            self._column.addWidget(self.note)
        if self.note is not None:
            self.note.label.setText(sentence)
            self.note.setVisible(bool(sentence))

    def _edited(self, text: str) -> None:
        self.clear_problem()
        self.changed.emit(text)


def problem_line() -> IconLabel:
    """The line under a field that says what is wrong with it."""
    line = IconLabel("warning_16_filled", "", "problem", weight=500, wrap=True, size=theme.EXPLAIN)
    line.setContentsMargins(0, 2, 0, 2)
    return line


def go_on(fields: Iterable[Field], edit: QObject) -> bool:
    """Go on from the field of ``edit`` to the next one that is shown; False where there is none."""
    shown = iter([field for field in fields if not field.isHidden()])
    if not any(field.edit is edit for field in shown):
        return False
    after = next(shown, None)
    if after is not None:
        after.setFocus(Qt.FocusReason.TabFocusReason)
        after.edit.selectAll()
    return after is not None


class FieldRow(QWidget):
    """Fields side by side; the problem of any of them stands under the row, over its whole width.

    ``fields`` are pairs of a field and its width: a stretch where it is at most 20, pixels above that.
    """

    def __init__(self, fields: Iterable[tuple[QWidget, int]], *, gap: int = 8) -> None:
        super().__init__()
        self.fields: list[Field] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(gap)
        for widget, width in fields:
            row.addWidget(widget, width if width <= 20 else 0, Qt.AlignmentFlag.AlignTop)
            if width > 20:
                widget.setFixedWidth(width)
            if isinstance(widget, Field):
                widget.note_elsewhere()
                widget.problem_changed.connect(self._say)
                self.fields.append(widget)
        self._note = problem_line()
        self._note.hide()
        column.addLayout(row)
        column.addWidget(self._note)

    def _say(self, _sentence: str) -> None:
        sentence = next((field.problem() for field in self.fields if field.problem()), "")
        self._note.label.setText(sentence)
        self._note.setVisible(bool(sentence))


class SearchField(QLineEdit):
    """A field with a magnifying glass at its left and a quiet hint, such as a count, at its right.

    With ``by_figure`` the page chooses by a figure that is typed first.
    """

    def __init__(self, hint: str, *, height: int = 40, name: str = "", by_figure: bool = False) -> None:
        super().__init__()
        self._by_figure = by_figure
        self.setProperty("search", "true")
        self.setFixedHeight(height)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name or hint)
        self.setMaxLength(200)
        self._count = Label("", theme.EXPLAIN, 400, "text3")
        self._count.setParent(self)

    def set_count(self, text: str) -> None:
        """The quiet words at the right end: "9 trong 285 thủ tục"."""
        self._count.setText(text)
        self._place()

    def figure_chooses(self) -> bool:
        """Whether the next key, if it is a figure, chooses."""
        return self._by_figure and not self.text()

    def count(self) -> str:
        """The quiet words at the right end."""
        return self._count.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        at = QPointF(10, middle(QRectF(self.rect()), 20))
        theme.draw_icon(QPainter(self), "search_20_regular", at, 20, "text2")

    def _place(self) -> None:
        self._count.adjustSize()
        width, height = self._count.width(), self._count.height()
        self._count.move(self.width() - width - 13, (self.height() - height) // 2)
        self.setTextMargins(0, 0, width + 8, 0)


class CountField(QLineEdit):
    """A small number of 0 to ``most``: figures replace it, Up and Down step it."""

    counted = Signal(int)

    def __init__(self, name: str, value: int = 0, *, least: int = 0, most: int = 99) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setProperty("count", "true")
        self.setFixedSize(48, 28)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)
        self.setMaxLength(len(str(most)))
        self.textEdited.connect(self._typed)
        self.set_value(value)

    def value(self) -> int:
        """The number in the field; nothing typed is the least."""
        return int(self.text()) if self.text().isdecimal() else self._least

    def set_value(self, value: int) -> None:
        """Put a number into the field, kept within its bounds."""
        value = min(max(value, self._least), self._most)
        self.setText(str(value))
        self._dress(value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_value(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if step:
            self.set_value(self.value() + step)
            self.counted.emit(self.value())
        elif event.text().isprintable() and event.text() and not event.text().isdecimal():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _typed(self, _text: str) -> None:
        self._dress(self.value())
        self.counted.emit(self.value())

    def _dress(self, value: int) -> None:
        self.setFont(theme.font(theme.BASE, 600 if value else 400))
        theme.look(self, zero="false" if value or self._least else "true")


class Check(QCheckBox):
    """A box to tick, with its words; the whole line can be clicked, Space ticks it."""

    def __init__(self, text: str, tone: str = "text", *, size: float = theme.BASE) -> None:
        super().__init__(text)
        self._tone = tone
        self.setFont(theme.font(size))
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_tone(self, tone: str) -> None:
        """Write the words in ``tone``."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 36, 28)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 28)

    def hitButton(self, _pos: object) -> bool:
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.sizeHint().width() > self.width() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        top = middle(rect, 14)
        mark = QRectF(3, top, 14, 14)
        if self.isChecked():
            box(painter, mark, theme.RADIUS_MARK, "accent" if self.isEnabled() else "text3")
            theme.draw_icon(painter, "checkmark_16_regular", QPointF(4, top + 1), 12, "on_accent")
        else:
            box(
                painter,
                mark,
                theme.RADIUS_MARK,
                "surface" if self.isEnabled() else "mute",
                "control",
                width=1.4,
            )
        if self.hasFocus():
            focus_ring(painter, mark.adjusted(-3, -3, 3, 3), theme.RADIUS_KEY)
        painter.setFont(self.font())
        tone = self._tone if self.isEnabled() else "text3"
        words(painter, rect.adjusted(30, 0, 0, 0), self.text(), tone)


class Choice(QComboBox):
    """One of a list, in the look of a field; letters find, Up and Down step, Alt+Down opens the list."""

    def __init__(self, name: str, choices: Iterable[tuple[object, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFixedHeight(theme.FIELD_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)
        self.installEventFilter(self)
        self.set_choices(choices)

    def set_choices(self, choices: Iterable[tuple[object, str]]) -> None:
        """Offer ``(value, words)`` pairs instead of those before."""
        self.clear()
        for value, text in choices:
            self.addItem(text, value)

    def value(self) -> object:
        """The value of the item chosen, None where there is none."""
        return self.currentData()

    def set_value(self, value: object) -> None:
        """Choose the item of ``value``; an unknown value changes nothing."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Wheel:  # a wheel over a form scrolls the form, it changes no answer
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ground = "surface" if self.isEnabled() else "mute"
        box(painter, rect, theme.RADIUS_FIELD, ground, "control" if self.isEnabled() else "line")
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_FIELD)
        painter.setFont(self.font())
        words(painter, rect.adjusted(12, 0, -30, 0), self.currentText(), "text")
        at = QPointF(rect.right() - 26, middle(rect, 16))
        theme.draw_icon(painter, "chevron_down_16_regular", at, 16, "text2")


class Titled(QWidget):
    """Any control under a label, in the shape of a :class:`Field`."""

    def __init__(self, label: str, control: QWidget) -> None:
        super().__init__()
        self.label = Label(label, theme.LABEL, 400, "text2")
        self.label.setFixedHeight(18)
        self.control = control
        self.label.setBuddy(control)
        self.setFocusProxy(control)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.label)
        column.addWidget(control)
