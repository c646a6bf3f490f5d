"""The same person was here with the same matter lately: said in one line, and nothing is held up by it."""

from PySide6.QtCore import QObject, QTimer

from counter_app.core.records import DossierRow, Person
from counter_app.core.states import STATUS_NAMES
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.services import earlier
from counter_app.ui import tasks
from counter_app.ui.pages.reception.form import Form
from counter_app.ui.pages.reception.line import FormLine
from counter_app.ui.session import Session
from counter_app.ui.widgets import LinkButton

#: Milliseconds without a key before it is asked, which is before the draft of the receipt is drawn.
PAUSE = 150
#: The key that opens the dossier of before.
OPEN_KEY = "Alt+X"


class SameMatter(QObject):
    """Asks beside the window, a moment after the last key, whenever person or procedure are others."""

    def __init__(self, session: Session, form: Form, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._form = session, form
        self.open_before = LinkButton(_("Open it"), OPEN_KEY)
        self.open_before.clicked.connect(self.open)
        self.line = FormLine("warning_16_regular", "caution", "caution", self.open_before)
        self.row: DossierRow | None = None
        self._asked: tuple[str, ...] = ()
        self._latest = tasks.Latest(session, self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._ask)
        self._wanted: tuple[Person, str] | None = None

    def look(self) -> None:
        """Person or procedure may be others now."""
        person, procedure_code = self._form.matter()
        who = (person.citizen_id,) if person.citizen_id else (person.name, person.born)
        key = (procedure_code, *who)
        if key == self._asked:
            return
        self._asked = key
        self._show(None)
        known = person.citizen_id or (person.name and person.born)
        self._wanted = (person, procedure_code) if known and procedure_code else None
        self._pause.start()

    def open(self) -> None:
        """Open the dossier of before; the form stays as it is."""
        if self.row is not None:
            self._session.open_page("dossier", self.row.scan_number)

    def _ask(self) -> None:
        if self._wanted is None:
            return
        (person, code), desk, at = self._wanted, self._session.desk, self._session.now()
        asked = self._asked

        def answer(row: DossierRow | None) -> None:
            if asked == self._asked:
                self._show(row)

        self._latest.ask(lambda: earlier.same_matter(desk, person, code, at), answer)

    def _show(self, row: DossierRow | None) -> None:
        self.row = row
        if row is None:
            self.line.show_words()
            return
        before, _mark, after = _("Handed in before: {code}, {day}, {state}.").partition("{code}")
        said = {"day": short_date(row.received_at), "state": STATUS_NAMES[row.status]}
        self.line.show_words(before, row.code, after.format(**said))
