"""Under the table: what is to be known and done about a node, and the next bundle."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext
from counter_app.services.exchange import Imported
from counter_app.services.exchange_overview import NextBundle, NodeStanding
from counter_app.services.nodes import NodeLine
from counter_app.ui import theme
from counter_app.ui.pages.exchange.nodes import missing_count, waited_for_count
from counter_app.ui.widgets import (
    Card,
    Check,
    Facts,
    IconLabel,
    KeyCap,
    Label,
    Line,
    ShortLabel,
    problem_line,
)
from counter_app.ui.widgets.folder_field import FolderField
from counter_app.ui.widgets.quiet import QuietButton
from counter_app.ui.words import moment_words


@dataclass(frozen=True, slots=True)
class Told:
    """What the card on the left says: a headline with its icon and tone, a text, a number to read, steps."""

    icon: str
    headline: str
    tone: str
    text: str
    steps: tuple[str, ...] = ()
    number: str = ""
    number_title: str = ""
    printable: bool = True


class ToldCard(Card):
    """A headline, a text, numbered steps, and between them what is read aloud over the telephone."""

    def __init__(self) -> None:
        super().__init__(gap=4)
        self.headline = IconLabel("", "", "text", size=theme.BASE, weight=600, wrap=True, icon_size=20, gap=8)
        self.text = Label("", theme.TABLE, wrap=True)
        self.steps_title = Label(_("What to do"), theme.TABLE, 600, "text2")
        self.steps = Label("", theme.TABLE, wrap=True)
        self.number_card = Card(ground="sunk", gap=0)
        self.number_title = Label("", theme.EXPLAIN, tone="text2")
        self.number = Label("", theme.PERSON, 600)
        self.copy_button = QuietButton(_("Copy"), "Ctrl+C")
        self.print_button = QuietButton(_("Print"), "Ctrl+P")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.number, 1)
        row.addWidget(self.copy_button)
        row.addWidget(self.print_button)
        self.number_card.add(self.number_title)
        self.number_card.add(row)
        self.line = Line()
        for part in (self.headline, self.text, self.line, self.number_card, self.steps_title, self.steps):
            self.add(part)
            self.body.addSpacing(2)
        self.body.addStretch(1)

    def tell(self, told: Told) -> None:
        """Say this instead of what was said before."""
        self.headline.show_words(told.icon, told.headline, told.tone)
        self.text.setText(told.text)
        self.number.setText(told.number)
        self.number_title.setText(told.number_title)
        self.number_card.setVisible(bool(told.number))
        self.print_button.setVisible(told.printable)
        self.line.setVisible(bool(told.steps))
        self.steps_title.setVisible(bool(told.steps))
        self.steps.setVisible(bool(told.steps))
        self.steps.setText("\n".join(f"{n}. {step}" for n, step in enumerate(told.steps, 1)))
        self.setAccessibleName(told.headline)


def told_about(one: NodeStanding) -> Told:
    """What is to be known and done about a node."""
    node = one.node
    if node.own:
        return Told(
            "key_20_regular",
            _("Node {number}, {office}").format(number=node.number, office=node.name),
            "text",
            _("Another office takes your files in once it has the key of this one; the digits prove it."),
            (
                _("Save our key (Ctrl+K), give it to the other office once, and take theirs in (Ctrl+T)."),
                _("Export with Ctrl+Enter; import what comes with Ctrl+O. Importing twice changes nothing."),
            ),
            node.fingerprint,
            _("Key of this office, to compare by telephone"),
        )
    digits, digits_title = _spoken(one.digits), _("Read aloud: so far its journal is here")
    if node.missing:
        return Told(
            "warning_20_filled",
            _("Events {gaps} of {office} are missing").format(gaps=", ".join(node.missing), office=node.name),
            "problem",
            _missing_words(node),
            (
                _asked_for(node),
                _("When it comes, press Ctrl+O. Its signature is checked before anything is taken in."),
            ),
            digits,
            digits_title,
        )
    if one.owed:
        words = ngettext(
            "{office} has not acknowledged {n} event", "{office} has not acknowledged {n} events", one.owed
        )
        return Told(
            "clock_20_regular",
            words.format(office=node.name, n=grouped(one.owed)),
            "caution",
            _("Until it does, each file for it holds them again. Nothing is lost by waiting."),
            (
                _("Take in its acknowledgement file, or the file that it sends back (Ctrl+O)."),
                _("Or let it read the twelve digits to you by telephone, and press Ctrl+N."),
            ),
            digits,
            digits_title,
        )
    if node.reached:
        words = _("Everything up to no. {seq} is here, without a gap.").format(seq=grouped(node.reached))
        return Told(
            "checkmark_circle_20_filled",
            _("{office}: complete").format(office=node.name),
            "good",
            words,
            (),
            digits,
            digits_title,
        )
    return Told(
        "info_20_regular",
        _("{office} is known").format(office=node.name),
        "text",
        _("Its key is known here, so its files are accepted. Nothing has come from it yet."),
        (_("Choose its row and press Ctrl+Enter to export for it."),),
    )


def _missing_words(node: NodeLine) -> str:
    """How many events are missing, and that others wait, where they do."""
    waited_for = waited_for_count(node)
    ended = missing_count(node) - waited_for
    words = []
    if waited_for:
        waits = ngettext(
            "{n} event has not arrived. What came after it waits; no dossier was changed by it.",
            "{n} events have not arrived. What came after them waits; no dossier was changed by it.",
            waited_for,
        )
        words.append(waits.format(n=grouped(waited_for)))
    if ended:
        before = ngettext(
            "{n} event from before it was brought back from a backup has not arrived.",
            "{n} events from before it was brought back from a backup have not arrived.",
            ended,
        )
        words.append(before.format(n=grouped(ended)))
    return " ".join(words)


def _asked_for(node: NodeLine) -> str:
    """What to ask the office for; a new export holds every epoch of it that is not acknowledged."""
    if node.earlier_gaps:
        return _("Telephone {office} and ask it to export for this office again.").format(office=node.name)
    first = node.gaps[0].partition("-")[0]
    return _("Telephone {office} and ask for the file from no. {first} on.").format(
        office=node.name, first=first
    )


def _spoken(digits: str) -> str:
    """Twelve digits as they are read aloud, in groups of four."""
    return "  ".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def told_imported(done: Imported, office: str) -> Told:
    """What became of a bundle."""
    parts = [
        ngettext("{n} event taken in", "{n} events taken in", done.applied).format(n=grouped(done.applied)),
        ngettext("{n} was here already", "{n} were here already", done.already).format(
            n=grouped(done.already)
        ),
    ]
    if done.waiting:
        waits = ngettext("{n} waits for earlier ones", "{n} wait for earlier ones", done.waiting)
        parts.append(waits.format(n=grouped(done.waiting)))
    parts.append(ngettext("{n} dossier", "{n} dossiers", done.dossiers).format(n=grouped(done.dossiers)))
    headline = _("File of {office} taken in, nos. {first} - {last}").format(
        office=office, first=grouped(done.first_seq), last=grouped(done.last_seq)
    )
    trouble = bool(done.gaps or done.notices or done.conflicts or done.refused)
    icon, tone = ("warning_20_filled", "caution") if trouble else ("checkmark_circle_20_filled", "good")
    return Told(icon, headline, tone, ", ".join(parts) + ".", (*done.notices, *done.conflicts, *done.refused))


class BundleCard(Card):
    """The next bundle: how many events of how many dossiers, from where to where, and into which folder."""

    def __init__(self) -> None:
        super().__init__(_("Next file"), gap=6)
        self.office = ShortLabel("", theme.EXPLAIN, tone="text2")
        self.office.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if self.head is not None:
            self.head.row.insertWidget(1, self.office, 1)
            self.head.row.takeAt(2)
            self.head.hint.hide()
        self.count = Label("", theme.FIGURE, 600, "accent")
        self.what = Label("", theme.TABLE, 600)
        self.numbers = Label("", theme.EXPLAIN, tone="text2")
        self.facts = Facts(gap=2, name_width=92)
        self.folder = FolderField(_("Written into"))
        self.html = Check(_("HTML ledger"), size=theme.EXPLAIN)
        self.html.setToolTip(_("Ledger for any browser beside it (not sealed)"))
        self.closing = Check(_("At closing"), size=theme.EXPLAIN)
        self.closing.setToolTip(_("Export this by itself when the window closes"))
        self.problem = problem_line()
        self.problem.hide()
        self.folder.field.problem_changed.connect(self._say)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.what)
        beside.addWidget(self.numbers)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.count)
        row.addLayout(beside, 1)
        self.add(row)
        self.add(Line())
        self.add(self.facts)
        self.body.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(4)
        for check, key in ((self.html, "Ctrl+H"), (self.closing, "Ctrl+L")):
            check.setFixedHeight(24)
            line.addWidget(check, 1)
            line.addWidget(KeyCap(key))
        self.add(line)
        self.add(self.folder)
        self.add(self.problem)

    def show_bundle(self, bundle: NextBundle, office: str) -> None:
        """Show what would be written for ``office`` ("" for anybody)."""
        words = _("for {office}").format(office=office) if office else _("for any office that knows our key")
        self.office.setText(words)
        self.count.setText(grouped(bundle.events))
        self.what.setText(
            ngettext("events of {n} dossier", "events of {n} dossiers", bundle.dossiers).format(
                n=grouped(bundle.dossiers)
            )
        )
        span = _("no. {first} to {last}")
        nothing = _("nothing new since the last one")
        first, last = grouped(bundle.first_seq), grouped(bundle.last_seq)
        self.numbers.setText(span.format(first=first, last=last) if bundle.events else nothing)
        before = (
            _("{moment}, not acknowledged: this file holds that part too").format(
                moment=moment_words(bundle.sent_at)
            )
            if bundle.sent_at
            else _("none yet")
        )
        self.facts.show_facts(
            (
                (
                    _("Protection"),
                    _("signed, and sealed for it alone")
                    if bundle.sealed
                    else _("signed by this office, read back after writing"),
                ),
                (_("File before"), before),
            )
        )

    def _say(self, sentence: str) -> None:
        self.problem.label.setText(sentence)
        self.problem.setVisible(bool(sentence))


def office_of(standings: Sequence[NodeStanding], number: str) -> str:
    """The name of the node with this number; the number where it is not known."""
    return next((one.node.name for one in standings if one.node.number == number), number)
