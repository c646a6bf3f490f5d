"""Follows papers to their printer until it is known what became of them.

The queue of the system is asked beside the window. What it cannot tell is asked of the officer
in one quiet sentence of the strip, which holds nobody up: unanswered, the paper stays in the
list of what did not come out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

from counter_app.core.records import Officer, PrintOutcome
from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.services import printing_log, queries, unprinted
from counter_app.services.history import form_name
from counter_app.ui import lamps, print_queue, say, tasks
from counter_app.ui.lamps import UNPRINTED_KEY
from counter_app.ui.paper_keys import NOT_OUT_KEY, OUT_KEY
from counter_app.ui.print_queue import Job, Stand, Standing
from counter_app.ui.session import Session

#: How often a queue is asked, and for how long: first often, for what is soon there.
SOON_MS, LATER_MS = 1000, 5000
PATIENCE_MS, GIVE_UP_MS = 30_000, 600_000
#: A queue may list a job a moment late; so often it is asked again for one that is not there.
LOOKS = 3


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper on its way to the printer: the number of its print by the scan number of each dossier.

    A receipt of a visit is the paper of several, which hear the same of it; any other is of one.
    """

    copies: Mapping[str, int]
    form: str
    printer: str


@dataclass(slots=True, eq=False)
class _Followed:
    job: Job
    paper: Paper | None
    officer: Officer
    settled: Callable[[PrintOutcome, str], object]
    since: QElapsedTimer
    last: Stand | None = None
    unknown: int = 0
    told: bool = False


class PaperWatch(QObject):
    """Of one session; made by :func:`watch_of` when the first paper went to a queue."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._followed: list[_Followed] = []
        self._asked: Paper | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._look)
        session.signed_out.connect(self._forget)

    def follow(self, job: Job, paper: Paper | None, settled: Callable[[PrintOutcome, str], object]) -> None:
        """Ask the queue about ``job``; call ``settled(outcome, sentence)`` once it is known or overdue.

        What became of ``paper`` is recorded before; of None, a paper of no dossier, nothing is.
        """
        since = QElapsedTimer()
        since.start()
        self._followed.append(_Followed(job, paper, self._session.officer, settled, since))
        self._look()

    def ask(self, paper: Paper) -> None:
        """Ask whether ``paper`` came out, in the strip."""
        self._asked = paper
        first = queries.dossier(self._session.desk, next(iter(paper.copies)))
        name = (first.submitter if len(paper.copies) > 1 else "") or first.applicant.name
        sentence = _("Did {form} of {name} come out of the printer?").format(
            form=form_name(paper.form), name=name
        )
        hint = _("{key}: it came out. It did not:").format(key=OUT_KEY)
        self._session.say("caution", sentence, hint, NOT_OUT_KEY, thing=name)

    def answer(self, *, came_out: bool) -> None:
        """The officer looked at the printer: settle the paper that was asked about, for all its dossiers.

        Raises:
            UserError: the officer's role may not print it.
        """
        session, paper = self._session, self._asked
        if paper is None:
            words = _("No paper is asked about now; {key} shows those that did not come out.")
            session.say("info", words.format(key=UNPRINTED_KEY))
            return
        states = unprinted.settle_for_each(
            session.desk, paper.copies, paper.form, session.officer, session.now(), came_out=came_out
        )
        self._asked = None
        name = states[0].applicant.name
        self._tell(paper)
        lamps.show_printer(session, there=True)
        if came_out:
            session.say("done", _("Came out: the paper of {name}.").format(name=name), thing=name)
        else:
            words = _("Not printed: the paper of {name}. It is in the list of what did not come out.")
            session.say("caution", words.format(name=name), _("The list"), UNPRINTED_KEY, thing=name)

    def _look(self) -> None:
        followed = tuple(self._followed)
        if not followed:
            return
        self._pause.stop()

        def work() -> list[Standing]:
            return [print_queue.standing(one.job, one.last) for one in followed]

        def failed(error: BaseException) -> None:
            self._seen(followed, [Standing(Stand.UNKNOWN)] * len(followed))  # in the end the officer is asked
            say.tell(self._session, error)

        tasks.run(self._session, work, lambda stands: self._seen(followed, stands), failed)

    def _seen(self, followed: tuple[_Followed, ...], stands: list[Standing]) -> None:
        for one, standing in zip(followed, stands, strict=True):
            if one in self._followed:
                self._judge(one, standing)
        if self._followed and not self._pause.isActive():
            early = any(one.since.elapsed() < PATIENCE_MS for one in self._followed)
            self._pause.start(SOON_MS if early else LATER_MS)

    def _judge(self, one: _Followed, standing: Standing) -> None:
        stand = standing.stand
        one.unknown = one.unknown + 1 if stand is Stand.UNKNOWN else 0
        if stand is not Stand.UNKNOWN:
            one.last = stand
        if stand in (Stand.PRINTED, Stand.FAILED):
            self._followed.remove(one)
            self._end(one, standing)
            return
        if stand is Stand.UNKNOWN and one.unknown >= LOOKS:
            self._followed.remove(one)
            self._overdue(one, self._words(one, standing), ask=True)
        elif stand is Stand.STOPPED:
            self._overdue(one, self._words(one, standing), ask=False)
        elif one.since.elapsed() > PATIENCE_MS:
            self._overdue(one, self._words(one, standing), ask=True)
        if one in self._followed and one.since.elapsed() > GIVE_UP_MS:
            self._followed.remove(one)

    def _end(self, one: _Followed, standing: Standing) -> None:
        printed = standing.stand is Stand.PRINTED
        outcome = PrintOutcome.PRINTED if printed else PrintOutcome.FAILED
        sentence = self._words(one, standing)
        if not one.told:
            self._settle(one, outcome, sentence)
        elif one.paper is not None:
            self._late(one, one.paper, outcome, sentence)

    def _overdue(self, one: _Followed, sentence: str, *, ask: bool) -> None:
        """It is not known yet, and that is said once; the queue is asked on."""
        if one.told:
            return
        self._settle(one, PrintOutcome.UNKNOWN, sentence, ask=ask)

    def _settle(self, one: _Followed, outcome: PrintOutcome, sentence: str, *, ask: bool = False) -> None:
        one.told = True

        def done(_result: object) -> None:
            paper = one.paper
            if paper is not None:
                self._land(paper)
                self._tell(paper)
            one.settled(outcome, sentence)
            lamps.show_printer(self._session, there=True)
            if ask and paper is not None:
                self.ask(paper)

        def failed(error: BaseException) -> None:
            """It could not be recorded: whoever waits hears that it is not known, and why."""
            if one.paper is not None:
                self._land(one.paper)
            if isinstance(error, UserError):
                one.settled(PrintOutcome.UNKNOWN, str(error))
            else:
                one.settled(PrintOutcome.UNKNOWN, sentence)
                say.tell(self._session, error)

        tasks.run(self._session, lambda: self._record(one, one.paper, outcome), done, failed)

    def _late(self, one: _Followed, paper: Paper, outcome: PrintOutcome, sentence: str) -> None:
        """The queue tells after all what became of a paper that nobody could tell of before."""

        def work() -> bool:
            desk, form = self._session.desk, paper.form
            open_still = {
                number: copy
                for number, copy in paper.copies.items()
                if unprinted.waits(desk, number, form, copy)
            }
            if not open_still:
                return False  # the officer has answered meanwhile, or printed it again
            self._record(one, replace(paper, copies=open_still), outcome)
            return True

        def done(recorded: bool) -> None:
            if not recorded:
                return
            if self._asked == paper:
                self._asked = None
            self._tell(paper)
            lamps.show_printer(self._session, there=True)
            self._session.say("done" if outcome is PrintOutcome.PRINTED else "caution", sentence)

        tasks.run(self._session, work, done)

    def _record(self, one: _Followed, paper: Paper | None, outcome: PrintOutcome) -> None:
        if paper is not None:
            desk, at = self._session.desk, self._session.now()
            printing_log.record_for_each(
                desk, paper.copies, outcome, paper.printer, one.officer, at, paper.form
            )

    def _land(self, paper: Paper) -> None:
        self._session.printing.difference_update((number, paper.form) for number in paper.copies)

    def _tell(self, paper: Paper) -> None:
        for number in paper.copies:
            self._session.tell_printed(number)

    def _words(self, one: _Followed, standing: Standing) -> str:
        printer = one.job.printer
        if standing.stand is Stand.PRINTED:
            return _("Printed on {printer}.").format(printer=printer)
        if standing.stand is Stand.FAILED:
            return _("Not printed: {reason} ({printer}). Print it again.").format(
                printer=printer, reason=standing.reason
            )
        if standing.stand is Stand.STOPPED:
            return _(
                "{printer}: {reason}. The paper waits in its queue and comes out once that is put right."
            ).format(printer=printer, reason=standing.reason)
        return _("{printer} does not tell whether the paper came out; look at it.").format(printer=printer)

    def _forget(self) -> None:
        """The officer goes; what is not known stays so in the journal, and in the list."""
        self._pause.stop()
        self._followed.clear()
        self._asked = None


def watch_of(session: Session) -> PaperWatch:
    """The watch of ``session``, made when it is first wanted."""
    if not isinstance(session.watch, PaperWatch):
        session.watch = PaperWatch(session)
    return session.watch
