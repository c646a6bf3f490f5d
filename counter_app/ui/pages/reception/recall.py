"""What comes back into the form: what was cleared, what was left behind, what was the same last time."""

from collections.abc import Callable

from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.services import earlier
from counter_app.services.drafts import Draft
from counter_app.ui.pages.reception.copied import with_last
from counter_app.ui.pages.reception.form import Form
from counter_app.ui.pages.reception.kept_form import KeptForm
from counter_app.ui.pages.reception.visit import Visit, states_of
from counter_app.ui.session import Session


class Recall:
    """Knows what Ctrl+Z brings back; ``shown`` is called when the form shows something else."""

    def __init__(
        self, session: Session, form: Form, kept: KeptForm, visit: Visit, shown: Callable[[], object]
    ) -> None:
        self._session, self._form = session, form
        self._kept, self._visit = kept, visit
        self._shown = shown
        self.cleared: Draft | None = None

    def remember(self) -> None:
        """Ctrl+Z brings back what stands in the form now."""
        self.cleared = self._form.draft()

    def undo(self) -> None:
        """Bring back what was cleared or replaced; what stands in the form now comes back the same way."""
        if self.cleared is not None:
            self._show(self.cleared, self._typed())
            self._session.say("idle", "")

    def restore(self) -> None:
        """Bring back the form that was left behind, and the visit it belonged to.

        Raises:
            NotAllowed: another person's visit awaits its receipt; everything stays as it is.
            NotFound: a dossier of the visit is not here any more.
        """
        draft = self._kept.offered()
        if draft is None:
            return
        states = states_of(self._session.desk, draft.visit)
        if not all(self._visit.takes(one) for one in states):
            words = _("Print the receipt of this visit first (Ctrl+Enter), then bring the other one back.")
            raise NotAllowed(words)
        typed = self._typed()
        self._kept.take()
        self._visit.add(*states)
        self._show(draft, typed)
        self._kept.save()

    def copy_last(self) -> None:
        """Take over what was the same in the citizen's last dossier; what is typed stays as it is."""
        before = self._form.draft()
        last = earlier.last_dossier(self._session.desk, before.applicant)
        if last is None:
            self._session.say("info", _("No dossier of this person here to copy from."))
            return
        self._show(with_last(before, last), before)
        words = _("Copied from {code} of {day}.")
        sentence = words.format(code=last.code, day=short_date(last.received_at))
        self._session.say("done", sentence, _("Take it back"), "Ctrl+Z", thing=last.code)

    def _typed(self) -> Draft | None:
        return None if self._form.is_empty() else self._form.draft()

    def _show(self, draft: Draft, cleared: Draft | None) -> None:
        self._form.show_draft(draft)
        self._shown()
        self.cleared = cleared
