"""What stands in a field, kept so that it can be given back; and which widgets act on a single key."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

#: So much before the cursor may be changed by an input method.
_WORD = 64


@runtime_checkable
class ChoosesByFigure(Protocol):
    """A field in which a figure may do more than stand in the text."""

    def figure_chooses(self) -> bool:
        """Whether the next key, if it is a figure, chooses."""


def acts_at_once(widget: QWidget | None, text: str) -> bool:
    """Whether the single key ``text`` may do more in ``widget`` than stand in a text.

    Letters never wait in a field: an input method may be about to change them. Figures wait where
    one chooses at once, by the field's own word.
    """
    if (line := _line(widget)) is not None:
        return text.isdecimal() and isinstance(line, ChoosesByFigure) and line.figure_chooses()
    return widget is not None and not isinstance(widget, QPlainTextEdit | QTextEdit)


def word_before(widget: QWidget | None) -> str:
    """The word before the cursor of ``widget``, as far as an input method may reach back."""
    if (line := _line(widget)) is not None:
        text = line.text()[: line.cursorPosition()]
    elif isinstance(widget, QPlainTextEdit | QTextEdit):
        cursor = widget.textCursor()
        text = cursor.block().text()[: cursor.positionInBlock()]
    else:
        return ""
    return text[-_WORD:].rpartition(" ")[2]


def snapshot(widget: QWidget | None) -> Callable[[], None] | None:
    """How to give ``widget`` back what stands in it now; None where keys put nothing into it."""
    if (line := _line(widget)) is not None:
        return _line_snapshot(line)
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return _text_snapshot(widget)
    return None


def _line(widget: QWidget | None) -> QLineEdit | None:
    """The line of text into which keys go; a spin box has values, not text, and counts as acting at once."""
    if isinstance(widget, QComboBox):
        return widget.lineEdit()
    return widget if isinstance(widget, QLineEdit) and not isinstance(widget, QAbstractSpinBox) else None


def _line_snapshot(field: QLineEdit) -> Callable[[], None]:
    text, cursor = field.text(), field.cursorPosition()
    start, length = field.selectionStart(), len(field.selectedText())

    def restore() -> None:
        if not isValid(field) or field.text() == text:
            return
        field.setText(text)
        if length:
            field.setSelection(start, length)
        else:
            field.setCursorPosition(cursor)
        field.textEdited.emit(text)  # whoever follows the typing must hear that it was none

    return restore


def _text_snapshot(field: QPlainTextEdit | QTextEdit) -> Callable[[], None]:
    text, cursor = field.toPlainText(), field.textCursor()
    anchor, position = cursor.anchor(), cursor.position()

    def restore() -> None:
        if not isValid(field) or field.toPlainText() == text:
            return
        field.setPlainText(text)
        cursor = field.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, cursor.MoveMode.KeepAnchor)
        field.setTextCursor(cursor)

    return restore
