"""The order in which the feeder puts fields on the clipboard, set for the whole office by keys."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.feeder import FeedField, feed_field_name
from counter_app.i18n import gettext as _
from counter_app.services import feeder
from counter_app.ui import theme
from counter_app.ui.pages.office.section import Section
from counter_app.ui.paper_keys import FEEDER_KEY
from counter_app.ui.session import Session
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, Label, PlainButton

_UP, _DOWN, _OUT, _SHIPPED = "Ctrl+U", "Ctrl+D", "Ctrl+N", "Ctrl+L"


@dataclass(frozen=True, slots=True)
class _Row:
    """A field as the list shows it; ``place`` is 0 where it is left out."""

    field: FeedField
    place: int
    example: str


class FeederSection(Section):
    """The fields in order, those left out beneath them; the head and the administrator move them."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._order: list[FeedField] = []
        self.may_change = session.officer.role in feeder.MAY_CHANGE
        self.action = _("Save the order for the office") if self.may_change else ""
        self._build()

    def _build(self) -> None:
        self.table = TableView(_columns(), self._rows, name=_("Order of the fields"))
        self.list = Card(_("Order of the fields"), inset=8)
        if self.list.head is not None:
            self.list.head.setContentsMargins(8, 0, 8, 0)
        self.list.add(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self.list, 1)
        row.addWidget(self._aside())

    def _aside(self) -> QWidget:
        aside = QWidget()
        aside.setFixedWidth(344)
        column = QVBoxLayout(aside)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(_("Fields to the clipboard"), gap=8)
        told = _(
            "After a reception {key} hands the fields on to the form of another system, one after "
            "another, in this order. Put them as that form asks for them. Empty fields are left out."
        ).format(key=FEEDER_KEY)
        card.add(Label(told, theme.EXPLAIN, tone="text2", wrap=True))
        self.buttons = {
            _UP: PlainButton(_("Further up"), _UP),
            _DOWN: PlainButton(_("Further down"), _DOWN),
            _OUT: PlainButton(_("Leave out or take in"), _OUT),
            _SHIPPED: PlainButton(_("As it was shipped"), _SHIPPED),
        }
        for key, button in self.buttons.items():
            button.clicked.connect(self._acts()[key])
            card.add(button)
            if not self.may_change:
                button.hide()
        if not self.may_change:
            who = _("The head of the desk or the administrator sets the order.")
            card.add(Label(who, theme.EXPLAIN, tone="text2", wrap=True))
        column.addWidget(card)
        column.addStretch(1)
        return aside

    def refresh(self) -> None:
        self._order = list(feeder.order(self.session.desk))
        self._show()
        self.table.setFocus()

    def order(self) -> tuple[FeedField, ...]:
        """The order as the list shows it."""
        return tuple(self._order)

    def primary(self) -> None:
        """Keep the order for the office.

        Raises:
            NotAllowed: the role may not change it.
            BadInput: every field is left out.
        """
        if not self.may_change:
            return
        session = self.session
        feeder.set_order(session.desk, self._order, session.officer, session.now())
        session.say("done", _("The order of the fields is saved; every counter of the office uses it."))

    def hot_keys(self) -> Mapping[str, Callable[[], object]]:
        return self._acts() if self.may_change else {}

    def shift(self, by: int) -> None:
        """Move the chosen field so many places; one that is left out stays where it is."""
        field = self._chosen()
        if field not in self._order:
            return
        place = self._order.index(field)
        self._order.insert(min(max(place + by, 0), len(self._order) - 1), self._order.pop(place))
        self._show()

    def turn(self) -> None:
        """Leave the chosen field out, the next one is chosen then; or take it in as the last one."""
        field = self._chosen()
        if field in self._order:
            place = self._order.index(field)
            self._order.remove(field)
            self._show()
            self.table.choose_row(place)
        elif field is not None:
            self._order.append(field)
            self._show()

    def as_shipped(self) -> None:
        """Show the order that the program brought along; it is not saved yet."""
        self._order = list(feeder.shipped_order())
        self._show()

    def _acts(self) -> dict[str, Callable[[], object]]:
        return {
            _UP: lambda: self.shift(-1),
            _DOWN: lambda: self.shift(1),
            _OUT: self.turn,
            _SHIPPED: self.as_shipped,
        }

    def _chosen(self) -> FeedField | None:
        row = self.table.current_row()
        return row.field if isinstance(row, _Row) else None

    def _show(self) -> None:
        every = [*self._order, *(field for field in FeedField if field not in self._order)]
        fields = list(FeedField)
        self.table.show_ids([fields.index(field) + 1 for field in every])

    def _rows(self, ids: Sequence[int]) -> list[_Row]:
        examples = self._examples()
        rows = []
        for number in ids:
            field = list(FeedField)[number - 1]
            place = self._order.index(field) + 1 if field in self._order else 0
            rows.append(_Row(field, place, examples.get(field, "")))
        return rows

    def _examples(self) -> dict[FeedField, str]:
        """What each field of the dossier at hand would be; nothing where there is none."""
        if not self.session.at_hand:
            return {}
        found = feeder.feed_all(self.session.desk, self.session.at_hand)
        return {one.field: one.text for one in found}


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("No."), lambda row: str(row.place or ""), 56, tone="text2"),
        Column(
            _("Field of the dossier"), lambda row: feed_field_name(row.field), 190, tone=_tone, weight=_weight
        ),
        Column(_("Example"), lambda row: row.example, tone="text2"),
        Column("", lambda row: "" if row.place else _("left out"), 92, tone="text3"),
    )


def _tone(row: _Row) -> str:
    return "text" if row.place else "text3"


def _weight(row: _Row) -> int:
    return 500 if row.place else 400
