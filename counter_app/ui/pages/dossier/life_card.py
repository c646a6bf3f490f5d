"""What is out of the ordinary about a dossier: time at rest, papers awaited, other dates, decisions."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from counter_app.core.journal import Event
from counter_app.core.life import MissingPaper, Ruling, RulingKind
from counter_app.core.records import DossierState, HistoryLine
from counter_app.core.states import Status
from counter_app.i18n import gettext as _
from counter_app.i18n import money, short_date
from counter_app.services.history import version_since
from counter_app.ui import theme
from counter_app.ui.pages.reception.words import channel_words
from counter_app.ui.slip_printing import SLIP_KEY, slip_of, slip_words
from counter_app.ui.widgets import Card, IconLabel, PlainButton
from counter_app.ui.words import inside, moment_words

InWords = Callable[[Sequence[Event]], Sequence[HistoryLine]]


@dataclass(frozen=True, slots=True)
class LifeLine:
    """One line: its icon, its words, and the tone of both."""

    icon: str
    words: str
    tone: str = "text"


class LifeCard(Card):
    """The lines of one dossier, hidden where it has none; the paper of its last act with its key."""

    #: The paper that belongs to the last act is to be printed.
    slip_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(gap=2)
        self.body.setContentsMargins(theme.INSET, 8, theme.INSET, 8)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.slip = PlainButton("", SLIP_KEY)
        self.slip.setFixedHeight(32)
        self.slip.clicked.connect(self.slip_wanted)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(self.lines, 1)
        row.addWidget(self.slip)
        self.add(row)
        self._labels: list[IconLabel] = []
        self._shown: tuple[LifeLine, ...] = ()
        self._aside = False

    def show_life(self, state: DossierState, events: Sequence[Event], in_words: InWords) -> None:
        """Show the lines of ``state``."""
        lines = tuple(life_lines(state, events, in_words))
        slip = slip_of(state)
        self.slip.setVisible(slip is not None)
        if slip is not None:
            self.slip.set_words(slip_words(slip))
        if lines != self._shown:
            self._shown = lines
            self._show_lines(lines)
        self.setVisible(bool(lines) and not self._aside)

    def set_aside(self, *, aside: bool) -> None:
        """Leave the room to the fields of an act, or come back."""
        self._aside = aside
        self.setVisible(bool(self._shown) and not aside)

    def texts(self) -> list[str]:
        """The lines shown, in order."""
        return [line.words for line in self._shown]

    def _show_lines(self, lines: Sequence[LifeLine]) -> None:
        while len(self._labels) < len(lines):
            label = IconLabel("", "", wrap=True, size=theme.TABLE, gap=8)
            self._labels.append(label)
            self.lines.addWidget(label)
        for n, label in enumerate(self._labels):
            label.setVisible(n < len(lines))
            if n < len(lines):
                label.show_words(lines[n].icon, lines[n].words, lines[n].tone)


def life_lines(state: DossierState, events: Sequence[Event], in_words: InWords) -> Iterator[LifeLine]:
    """What is to be known of ``state`` beside its five clears, the most pressing first."""
    if not state.received:
        yield _registered(state)
    yield from _awaited(state)
    for one in state.extensions:
        words = _("Promised anew on {day} (letter {number}): {old}, then {new}. {reason}")
        line = words.format(
            day=short_date(one.at),
            number=one.number,
            old=short_date(one.due_from),
            new=short_date(one.due_to),
            reason=one.reason,
        )
        yield LifeLine("calendar_ltr_16_regular", line)
    for ruling in _standing_rulings(state):
        yield LifeLine("info_16_regular", _ruling_words(ruling))
    if state.stages:
        parts = "; ".join(
            _("{unit} until {moment}").format(unit=one.unit, moment=moment_words(one.due_at))
            for one in state.stages
        )
        yield LifeLine("arrow_forward_16_regular", _("Done in turn: {parts}").format(parts=parts))
    if state.version > 1:
        yield LifeLine("document_16_regular", version_words(state, events, in_words))
    if state.other_codes:
        yield LifeLine(
            "number_symbol_16_regular",
            _("Also known as {codes}").format(codes=", ".join(state.other_codes)),
        )


def _registered(state: DossierState) -> LifeLine:
    words = _("{channel} on {moment}, not received yet: no time runs and nothing is promised.")
    when = moment_words(state.registered_at or state.received_at)
    return LifeLine("clock_16_regular", words.format(channel=channel_words(state.channel), moment=when))


def _awaited(state: DossierState) -> Iterator[LifeLine]:
    if state.status is Status.PAYMENT:
        words = _("To be paid by the applicant: {amount}").format(amount=money(state.fee.amount))
        yield LifeLine("money_16_regular", words, "caution")
    for asked in state.supplements:
        if asked.answered_at is not None:
            words = _("Papers of slip {number} came in on {moment}.")
            words = words.format(number=asked.number, moment=moment_words(asked.answered_at))
            yield LifeLine("checkmark_16_regular", words)
        elif state.status is Status.SUPPLEMENT:
            words = _("Missing (slip {number}, {moment}): {papers}")
            papers = "; ".join(missing_words(one) for one in asked.papers)
            line = words.format(number=asked.number, moment=moment_words(asked.at), papers=papers)
            yield LifeLine("warning_16_regular", line, "caution")


def missing_words(paper: MissingPaper) -> str:
    """``Bản sao hộ chiếu (1 bản chính; tại Công an xã)``."""
    more = "; ".join(part for part in (paper.point, paper.bring, paper.where) if part)
    return f"{paper.name} ({more})" if more else paper.name


def _standing_rulings(state: DossierState) -> tuple[Ruling, ...]:
    """Decisions that still say something: what came last, and every result that was sent back."""
    reworked = tuple(one for one in state.rulings if one.kind is RulingKind.REWORKED)
    last = state.rulings[-1:] if state.status not in (Status.IN_PROGRESS, Status.FINISHED) else ()
    return (*reworked, *(one for one in last if one not in reworked))


def _ruling_words(ruling: Ruling) -> str:
    kind = {
        RulingKind.REFUSED: _("Refused"),
        RulingKind.WITHDRAWN: _("Withdrawn by the applicant"),
        RulingKind.STOPPED: _("Work stopped with a notice"),
        RulingKind.SUSPENDED: _("Work rests"),
        RulingKind.RESUMED: _("Work taken up again"),
        RulingKind.REWORKED: _("Result sent back"),
    }[ruling.kind]
    moment = moment_words(ruling.at)
    if ruling.number:
        words = _("{decision} on {moment}, no. {number}: {reason}")
        return words.format(decision=kind, moment=moment, number=ruling.number, reason=ruling.reason)
    if not ruling.reason:
        return _("{decision} on {moment}").format(decision=kind, moment=moment)
    return _("{decision} on {moment}: {reason}").format(decision=kind, moment=moment, reason=ruling.reason)


def version_words(state: DossierState, events: Sequence[Event], in_words: InWords) -> str:
    """Which version of the receipt holds, since when and why."""
    made = version_since(events, state.version)
    words = _("The receipt that holds is version {version}. Papers printed before are void.")
    if made is None:
        return words.format(version=state.version)
    (line,) = in_words((made,))
    why = f"{line.words} ({line.note})" if line.note else line.words
    words = _(
        "The receipt that holds is version {version}, since {moment}: {why}. Papers before it are void."
    )
    return words.format(version=state.version, moment=moment_words(made.happened_at), why=inside(why))
