"""The packs of the law that the desk works by, and whether their forms were compared with the annex."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.law import LawPack
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.ui import theme
from counter_app.ui.pages.office.section import Section
from counter_app.ui.session import Session
from counter_app.ui.widgets import Card, IconLabel, Label, Line


class LawSection(Section):
    """One part for each pack, to be read."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.packs = Card(_("Forms and rules of the law"), gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.packs)
        for notice in self.session.desk.law.notices:
            self.packs.add(IconLabel("warning_16_regular", notice, "caution", weight=600, wrap=True))
        for number, pack in enumerate(self.session.desk.packs):
            if number:
                self.packs.add(Line())
            self.packs.add(_pack(pack))
        self.packs.body.addStretch(1)


def _pack(pack: LawPack) -> QWidget:
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(4)
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
    column.addWidget(_compared(pack))
    return part


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
