"""Begins an act on the dossier at hand, does it on Ctrl+Enter, leaves it on Esc, and says what follows."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from counter_app.core.records import DossierState
from counter_app.core.states import Action, next_status, require_role
from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.services import queries
from counter_app.ui.pages.dossier.after import after_words
from counter_app.ui.pages.dossier.deed import Case, Deed
from counter_app.ui.pages.dossier.offers import acts_of
from counter_app.ui.session import Session
from counter_app.ui.slip_printing import SLIP_KEY, SlipKind, slip_of, slip_words


class Acting(QObject):
    """One form at a time; ``shown(Deed or None)`` when another one, or none, is to be seen.

    A form that was begun stays with its dossier: when that is shown again unchanged, so is the form.
    """

    shown = Signal(object)
    #: An act was done (Action): the receipt may have to be printed now.
    done = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._begun: dict[str, Deed] = {}
        self._special: dict[Action, Callable[[], object]] = {}
        self.deed: Deed | None = None

    def handle(self, action: Action, begin: Callable[[], object]) -> None:
        """Let ``begin`` do what ``action`` begins, where it is no form."""
        self._special[action] = begin

    def key(self, key: str, state: DossierState) -> None:
        """Begin the act of ``key``, of those that it stands for the one that can be done now.

        Raises:
            NotAllowed: none of them can, with the reason of the last one.
        """
        *others, last = acts_of(key)
        for action in others:
            try:
                self._allow(action, state)
            except UserError:
                continue  # the next act of the same key says why, where it cannot be done either
            self.begin(action, state)
            return
        self.begin(last, state)

    def begin(self, action: Action, state: DossierState) -> None:
        """Open the form of ``action``.

        Raises:
            NotAllowed: the status or the officer's role does not permit it.
        """
        from counter_app.ui.pages.dossier.deeds import open_deed  # noqa: PLC0415 - not for a mere scan

        self._allow(action, state)
        special = self._special.get(action)
        if special is not None:
            special()
            return
        if self.deed is not None and self.deed.action is action:
            self.deed.enter()
            return
        session = self._session
        case = Case(desk=session.desk, state=state, officer=session.officer, at=session.now())
        self._show(open_deed(action, case))

    def do(self) -> None:
        """Do what the open form asks for.

        Raises:
            UserError: refused; the form stays and nothing is changed.
        """
        deed = self.deed
        if deed is None:
            return
        deed.clear_problems()
        before = deed.case.state
        try:
            state = deed.do(self._session.now())
        except UserError as error:
            field = getattr(error, "field", "")
            deed.show_problem(field, str(error))
            self._session.say("problem", str(error))
            return
        self.leave()
        self._session.tell_changed(state.scan_number)
        self._say(deed.action, before, state)
        self.done.emit(deed.action)

    def leave(self) -> None:
        """Put the open form away for good."""
        if self.deed is not None:
            self._begun.pop(self.deed.case.state.scan_number, None)
            self._show(None)

    def show_dossier(self, state: DossierState) -> None:
        """Another dossier, or the same one anew, is at hand: its form comes back, any other goes aside."""
        kept = self._begun.get(state.scan_number)
        if kept is not None and kept.case.state.last_event_at != state.last_event_at:
            self._begun.pop(state.scan_number)
            kept = None
        if kept is not self.deed:
            self._show(kept)

    def put_aside(self) -> None:
        """No dossier is at hand."""
        if self.deed is not None:
            self._show(None)

    def take_code(self, code: str) -> bool:
        """A code was scanned: True if the open form has a field for it and no dossier here has it."""
        if self.deed is None or queries.is_known(self._session.desk, code):
            return False
        return self.deed.take_code(code)

    def _show(self, deed: Deed | None) -> None:
        self.deed = deed
        if deed is not None:
            self._begun = {deed.case.state.scan_number: deed}
        self.shown.emit(deed)

    def _allow(self, action: Action, state: DossierState) -> None:
        require_role(action, self._session.officer.role)
        next_status(state.status, action)

    def _say(self, action: Action, before: DossierState, state: DossierState) -> None:
        kind, sentence = after_words(action, before, state)
        slip = slip_of(state)
        # A result that is ready only now is not waiting yet for anybody to be reminded of it.
        changed = slip not in (None, SlipKind.UNCOLLECTED) and slip_of(before) is not slip
        again = slip is not None and action in (Action.EXTEND, Action.REQUEST_SUPPLEMENT)
        if slip is not None and (changed or again):
            hint, key = slip_words(slip), SLIP_KEY
        elif state.version > before.version and state.receipt_outcome is not None:
            hint, key = _("Print version {version}").format(version=state.version), "Ctrl+P"
        else:
            hint, key = _("Back"), "Esc"
        self._session.say(kind, sentence, hint, key, thing=state.applicant.name)
