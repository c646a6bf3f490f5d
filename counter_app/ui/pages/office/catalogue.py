"""What the desk works by: the catalogue of procedures, and the packs of forms with their state."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.law import LawPack
from counter_app.core.records import Procedure
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext, short_date
from counter_app.ui import theme
from counter_app.ui.pages.office.section import Section
from counter_app.ui.session import Session
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, IconLabel, Label, Line


class CatalogueSection(Section):
    """Left the procedures whose deadline is not known, right the packs of the law."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._missing: tuple[Procedure, ...] = ()
        self._build()

    def _build(self) -> None:
        self.count = Label("", 24, 600)
        self.count_words = Label("", theme.TABLE, 600)
        self.missing_words = Label("", theme.EXPLAIN, tone="text2", wrap=True)
        self.table = TableView(_columns(), self._fetch, name=_("Procedures without a deadline"))
        left = Card(_("Catalogue of procedures"), gap=8, inset=16)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.count_words)
        beside.addWidget(self.missing_words)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.count)
        row.addLayout(beside, 1)
        left.add(row)
        left.add(self.table, 1)
        self.packs = Card(_("Forms and rules of the law"), gap=8)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.COLUMN_GAP)
        columns.addWidget(left, 3)
        columns.addWidget(self.packs, 2)
        for notice in self.session.desk.law.notices:
            self.packs.add(IconLabel("warning_16_regular", notice, "caution", weight=600, wrap=True))
        for number, pack in enumerate(self.session.desk.packs):
            if number:
                self.packs.add(Line())
            self.packs.add(self._pack(pack))
        self.packs.body.addStretch(1)

    def _pack(self, pack: LawPack) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(3)
        column.addWidget(Label(pack.title, theme.BASE, 600, wrap=True))
        since = short_date(pack.valid_from)
        if pack.valid_to is None:
            valid = _("in force since {first}").format(first=since)
        else:
            valid = _("{first} to {last}").format(first=since, last=short_date(pack.valid_to))
        words = _("{valid}; wording {wording}; {n} forms")
        column.addWidget(
            Label(
                words.format(valid=valid, wording=pack.wording, n=len(pack.forms)),
                theme.EXPLAIN,
                tone="text2",
                wrap=True,
            )
        )
        state = _compared(pack)
        column.addWidget(state)
        return part

    def refresh(self) -> None:
        procedures = tuple(self.session.desk.catalogue.values())
        self._missing = tuple(one for one in procedures if one.deadline is None)
        self.count.setText(grouped(len(procedures)))
        self.count_words.setText(ngettext("procedure", "procedures", len(procedures)))
        words = ngettext(
            "{n} has no deadline of its own: the officer gives the date and its reason.",
            "{n} have no deadline of their own: the officer gives the date and its reason.",
            len(self._missing),
        )
        self.missing_words.setText(words.format(n=grouped(len(self._missing))))
        self.table.set_empty(_("Every procedure has its deadline."))
        self.table.show_ids(range(1, len(self._missing) + 1))

    def _fetch(self, ids: Sequence[int]) -> list[Procedure]:
        return [self._missing[number - 1] for number in ids]


def _compared(pack: LawPack) -> IconLabel:
    """Whether the forms of ``pack`` were held against the published annex, and which were not."""
    missing = pack.unverified
    if not missing:
        return IconLabel(
            "checkmark_circle_16_regular", _("forms compared with the annex"), "good", weight=600
        )
    if len(missing) == len(pack.forms):
        words = _("forms not compared yet: an office holds them against the published annex once")
    else:
        names = "; ".join(form.title.capitalize() for form in missing)
        words = _("forms not compared yet: {names}").format(names=names)
    return IconLabel("warning_16_regular", words, "caution", weight=600, wrap=True)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Code"), lambda one: one.code, 96, tone="text2"),
        Column(_("Procedure without a deadline"), lambda one: one.name),
        Column(_("Field"), lambda one: one.field, 168, tone="text2"),
    )
