"""The row being filled in: name, matter, pages, copies, and the fee where nothing reckons it."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.core.fees import FeeRule
from counter_app.core.records import Person, Procedure
from counter_app.i18n import gettext as _
from counter_app.i18n import money
from counter_app.ui import theme
from counter_app.ui.keys import is_plain
from counter_app.ui.pages.fast.line import Line, amount_of_line, counts_pages, types_fee
from counter_app.ui.pages.fast.procedure_field import ProcedureField
from counter_app.ui.pages.fast.rows import cell_rects
from counter_app.ui.pages.reception.words import amount_of
from counter_app.ui.widgets import CountField, Label
from counter_app.ui.widgets.paint import words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OpenRow(QWidget):
    """Enter goes from cell to cell, Shift+Enter back; past either end the page shows another row."""

    edited = Signal()
    #: Past the last cell (1) or before the first one (-1).
    left = Signal(int)
    HEIGHT = 52

    def __init__(self, procedures: Sequence[Procedure], rules: Sequence[FeeRule]) -> None:
        super().__init__()
        self._rules = tuple(rules)
        self._person = Person(name="")
        self._number, self._touched = 1, False
        self.setFixedHeight(self.HEIGHT)
        self._build(procedures)
        self._connect()

    def _build(self, procedures: Sequence[Procedure]) -> None:
        self.name = QLineEdit()
        self.name.setMaxLength(200)
        self.name.setAccessibleName(_("Requested by"))
        self.procedure = ProcedureField(procedures)
        self.pages = CountField(_("Pages of one copy"), most=999)
        self.count = CountField(_("No. of copies"), 1, least=1, most=999)
        self.fee = QLineEdit()
        self.fee.setMaxLength(14)
        self.fee.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.fee.setAccessibleName(_("Fee in đồng"))
        self.amount = Label("", theme.BASE, 600)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._places = {
            "name": self.name,
            "procedure": self.procedure,
            "pages": self.pages,
            "count": self.count,
            "fee": self.fee,
        }
        for part in (*self._places.values(), self.amount):
            part.setParent(self)

    def _connect(self) -> None:
        for cell in self._places.values():
            cell.installEventFilter(self)
        self.name.textEdited.connect(self._typed)
        self.fee.textEdited.connect(self._typed)
        self.pages.counted.connect(self._typed)
        self.count.counted.connect(self._typed)
        self.procedure.chosen.connect(self._procedure_chosen)

    def show_line(self, number: int, line: Line) -> None:
        """Show row ``number`` for filling in."""
        self._number, self._person, self._touched = number, line.person, line.touched
        self.name.setText(line.person.name)
        self.name.setCursorPosition(0)
        self.procedure.show_procedure(line.procedure)
        self.pages.set_value(line.pages)
        self.count.set_value(line.count)
        self.fee.setText("" if line.typed_fee is None else money(line.typed_fee))
        self.show_wrong(())
        self._dress()

    def show_person(self, person: Person) -> None:
        """Somebody's card was scanned."""
        self._person, self._touched = person, True
        self.name.setText(person.name)
        self.edited.emit()

    def line(self) -> Line:
        """What the fields hold; the person keeps what a card said as long as the name stands."""
        name = " ".join(self.name.text().split())
        return Line(
            person=self._person if self._person.name == name else Person(name=name),
            procedure=self.procedure.procedure(),
            pages=self.pages.value(),
            count=self.count.value(),
            typed_fee=amount_of(self.fee.text()) if self.fee.text().strip() else None,
            touched=self._touched,
        )

    def fee_is_wrong(self) -> bool:
        """Whether what was typed for the fee is no amount."""
        return not self.fee.isHidden() and amount_of(self.fee.text()) is None

    def enter(self, field: str) -> None:
        """Give the cell named ``field`` the focus, or the name where that one is not shown."""
        cell = self._places.get(field, self.name)
        (self.name if cell.isHidden() else cell).setFocus(Qt.FocusReason.OtherFocusReason)

    def number(self) -> int:
        """The number of the row, from 1."""
        return self._number

    def cell(self) -> str:
        """The name of the cell that has the focus, "" where none has."""
        return next((name for name, cell in self._places.items() if cell.hasFocus()), "")

    def show_wrong(self, fields: Sequence[str]) -> None:
        """Give the edge of a problem to these cells and to no other."""
        for name, cell in self._places.items():
            theme.look(cell, problem="true" if name in fields else "false")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            back = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
            plain = is_plain(event)
            if Qt.Key(event.key()) in _ENTER and (plain or back):
                self._go(watched, -1 if back else 1)
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("soft"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        painter.setFont(theme.font(theme.BASE))
        words(painter, cell_rects(self.width(), self.height())["number"], str(self._number), "text2")

    def _place(self) -> None:
        for name, rect in cell_rects(self.width(), self.height()).items():
            if name in self._places:
                cell = self._places[name]
                height = theme.FIELD_HEIGHT
                cell.setFixedSize(int(rect.width()), height)
                cell.move(int(rect.left()), (self.height() - height) // 2)
            if name == "fee":
                self.amount.setGeometry(rect.toRect())

    def _go(self, cell: QObject, step: int) -> None:
        if cell is self.procedure and step > 0 and self.procedure.typed():
            self.procedure.stepped.emit(0)  # the page chooses the current match, which leads on
            return
        shown = [one for one in self._places.values() if not one.isHidden() and one.isEnabled()]
        place = next(number for number, one in enumerate(shown) if one is cell) + step
        if 0 <= place < len(shown):
            shown[place].setFocus(Qt.FocusReason.TabFocusReason)
            shown[place].selectAll()
        else:
            self.left.emit(step)

    def _procedure_chosen(self) -> None:
        self._typed()
        self._go(self.procedure, 1)

    def _typed(self, *_ignored: object) -> None:
        self._touched = True
        self.show_wrong(())
        self._dress()
        self.edited.emit()

    def _dress(self) -> None:
        line = self.line()
        self.pages.setEnabled(counts_pages(line, self._rules))
        if not self.pages.isEnabled():
            self.pages.set_value(0)
        typed = types_fee(line, self._rules)
        self.fee.setVisible(typed)
        self.amount.setVisible(not typed)
        self.amount.setText(money(amount_of_line(line, self._rules)))
