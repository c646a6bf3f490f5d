"""What the strip says about files that went out and came in, and the card about many at once."""

from collections.abc import Sequence
from pathlib import Path

from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext
from counter_app.services.exchange import Exported, Imported
from counter_app.services.exchange_folder import FileTaken
from counter_app.services.exchange_overview import NodeStanding
from counter_app.ui.pages.exchange.cards import Told, office_of

#: Files named one by one; a folder may hold hundreds.
_NAMED = 8


def exported_words(done: Exported, page: Path | None = None) -> str:
    """A bundle is written, with those of other nodes that it carries, and perhaps a ledger beside it."""
    if page is not None:
        words = _("{file} is written and read back. Beside it {page} shows the ledger to anyone: not sealed.")
        return words.format(file=done.file.name, page=page.name)
    events = ngettext("{n} event", "{n} events", done.events).format(n=grouped(done.events))
    first, last = grouped(done.first_seq), grouped(done.last_seq)
    if done.carried:
        words = ngettext(
            "{file} and {n} file of another office are written and read back: {events}, "
            "nos. {first} - {last}.",
            "{file} and {n} files of other offices are written and read back: {events}, "
            "nos. {first} - {last}.",
            len(done.carried),
        ).format(n=len(done.carried), file=done.file.name, events=events, first=first, last=last)
        taken_out = _("The stick can be taken out.")
        return f"{words} {taken_out}"
    words = _("{file} is written and read back: {events}, nos. {first} - {last}. The stick can be taken out.")
    return words.format(file=done.file.name, events=events, first=first, last=last)


def imported_words(done: Imported, office: str) -> tuple[str, str]:
    """The kind of the sentence and the sentence for a bundle that was taken in."""
    if done.waiting:
        words = _("File of {office} taken in; {n} events wait because {gaps} is missing.")
        return "caution", words.format(office=office, n=grouped(done.waiting), gaps=", ".join(done.waits_for))
    if done.notices:
        return "caution", done.notices[0]
    words = _("File of {office} taken in: {applied} new events, {already} were here already.")
    return "done", words.format(office=office, applied=grouped(done.applied), already=grouped(done.already))


def several_words(taken: Sequence[FileTaken]) -> tuple[str, str]:
    """The kind of the sentence and the sentence for many files."""
    refused = sum(1 for one in taken if one.problem)
    events = sum(one.imported.applied for one in taken if one.imported is not None)
    if refused:
        words = ngettext(
            "{taken} of {all} files taken in, {events} new events; {n} was refused and says below why.",
            "{taken} of {all} files taken in, {events} new events; {n} were refused and say below why.",
            refused,
        )
    else:
        words = ngettext(
            "{all} file taken in, {events} new events.",
            "{all} files taken in, {events} new events.",
            len(taken),
        )
    sentence = words.format(
        taken=grouped(len(taken) - refused),
        all=grouped(len(taken)),
        events=grouped(events),
        n=grouped(refused),
    )
    return ("caution" if refused else "done"), sentence


def told_several(taken: Sequence[FileTaken], standings: Sequence[NodeStanding]) -> Told:
    """What became of many files: those that were refused first, then what should be read of the others."""
    lines = [f"{one.file.name}: {one.problem}" for one in taken if one.problem]
    for one in taken:
        done = one.imported
        if done is not None:
            office = office_of(standings, done.node)
            lines += [f"{office}: {said}" for said in (*done.notices, *done.conflicts, *done.refused)]
    kind, sentence = several_words(taken)
    if kind == "done" and lines:
        kind = "caution"
    icon = "warning_20_filled" if kind == "caution" else "checkmark_circle_20_filled"
    left = len(lines) - _NAMED
    rest = ngettext("{n} more line is left out here.", "{n} more lines are left out here.", left)
    text = rest.format(n=grouped(left)) if left > 0 else ""
    return Told(icon, sentence, "caution" if kind == "caution" else "good", text, tuple(lines[:_NAMED]))
