"""What is typed outlives a crash: kept a moment after the last key, and offered back to its officer."""

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services import drafts
from counter_app.services.drafts import Draft
from counter_app.ui import say, tasks
from counter_app.ui.pages.reception.form import Form
from counter_app.ui.pages.reception.line import FormLine
from counter_app.ui.pages.reception.visit import Visit
from counter_app.ui.print_targets import prints_sheets
from counter_app.ui.session import Session
from counter_app.ui.widgets import LinkButton

#: Milliseconds without a key before what is typed is kept.
PAUSE = 700
#: The keys that bring the offered form back, and that drop it.
RESTORE_KEY, DROP_KEY = "Alt+K", "Alt+B"


class KeptLine(FormLine):
    """Offers the form that was left behind."""

    def __init__(self) -> None:
        self.restore = LinkButton(_("Bring it back"), RESTORE_KEY)
        self.drop = LinkButton(_("Drop it"), DROP_KEY)
        super().__init__("history_16_regular", "soft", "soft_text", self.restore, self.drop)

    def show_draft(self, draft: Draft | None, *, today: bool, sheets: bool) -> None:
        """Say whose form it is and from when; None hides the line. ``sheets``: one receipt is for all."""
        if draft is None:
            self.show_words()
            return
        when = f"{draft.at:%H:%M}" if today else f"{draft.at:%H:%M %d/%m}"
        name = draft.applicant.name or draft.submitter
        if name:
            before, _mark, after = _("The form of {name} was left at {time}.").partition("{name}")
        else:
            before, _mark, after = _("A form was left at {time}."), "", ""
        pieces = [before.format(time=when), name, after.format(time=when)]
        if draft.visit:
            n = len(draft.visit)
            words = ngettext("{n} receipt of the visit to print.", "{n} dossiers await one receipt.", n)
            if n > 1 and not sheets:
                words = _("{n} receipts of the visit to print.")
            pieces[-1] += " " + words.format(n=n)
        self.show_words(*pieces)


class KeptForm(QObject):
    """Keeps what stands in the form, and the visit that has no receipt yet, beside the window.

    A form that was left behind stays kept, beside the one that is being typed, until the officer
    has brought it back or dropped it.
    """

    def __init__(self, session: Session, form: Form, visit: Visit, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._form, self._visit = session, form, visit
        self.line = KeptLine()
        self._left: tuple[Draft, ...] = ()
        self._begun = self._read = self._written = self._told = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.save)
        self.line.drop.clicked.connect(self.drop)
        session.signed_out.connect(self.give_up)

    def begin(self) -> None:
        """Look once, beside the window, for what was left behind."""
        if self._begun:
            return
        self._begun = True
        desk, officer, at = self._session.desk, self._session.officer, self._session.now()
        tasks.run(self._session, lambda: drafts.left_behind(desk, officer, at), self._found, self._unread)

    def offered(self) -> Draft | None:
        """The form that is offered back: of several the newest."""
        return self._left[-1] if self._left else None

    def note(self) -> None:
        """Something was typed or cleared; it is kept a moment from now."""
        self._pause.start()

    def save(self) -> None:
        """Keep what stands in the form now, or nothing where it is empty."""
        if not self._read:
            self._pause.start()
            return
        self._pause.stop()
        visit = self._visit.numbers()
        typed = visit or not self._form.is_empty()
        kept = (*self._left, self._form.draft(visit)) if typed else self._left
        if not kept and not self._written:
            return
        self._written = bool(kept)
        desk, officer = self._session.desk, self._session.officer
        tasks.run(self._session, lambda: drafts.write(desk, officer, kept), None, self._unwritten)

    def take(self) -> Draft | None:
        """The offered form, which is offered no longer; None where there is none."""
        draft = self.offered()
        self._left = self._left[:-1]
        self._show()
        return draft

    def drop(self) -> None:
        """Let the offered form go for good."""
        if self.take() is not None:
            self.save()

    def give_up(self) -> None:
        """The officer signs out: what is typed is given up, what was offered stays for the next time."""
        self._pause.stop()
        desk, officer, left = self._session.desk, self._session.officer, self._left
        if not self._read:
            return
        if self._session.worker is not None:  # after whatever it still has to write
            tasks.run(self._session, lambda: drafts.write(desk, officer, left))
        else:
            say.attempt(self._session, drafts.write, desk, officer, left)

    def _found(self, left: tuple[Draft, ...]) -> None:
        if not isValid(self):
            return
        self._read = True
        self._written = bool(left)
        self._left = left
        self._show()

    def _unread(self, error: BaseException) -> None:
        if isValid(self):
            self._read = True
        say.tell(self._session, error)

    def _unwritten(self, error: BaseException) -> None:
        """Said once: the officer cannot do anything about it while people are waiting."""
        if isValid(self) and not self._told:
            self._told = True
            say.tell(self._session, error)

    def _show(self) -> None:
        draft = self.offered()
        today = draft is not None and draft.at.date() == self._session.now().date()
        self.line.show_draft(draft, today=today, sheets=prints_sheets(self._session.station))
