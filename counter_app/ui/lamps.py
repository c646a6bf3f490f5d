"""What the four lamps of the header say; asked for after the first paint and after what changes them."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from counter_app.config import FILE_PRINTER
from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext
from counter_app.ui import tasks
from counter_app.ui.session import Session

if TYPE_CHECKING:
    from counter_app.services.nodes import NodeLine

#: Opens the list of papers that did not come out of a printer.
UNPRINTED_KEY = "Ctrl+Shift+P"

#: After so many days without a backup it is time for one; Friday's still holds on Monday.
BACKUP_DAYS = 3


def refresh(session: Session) -> None:
    """Ask for the state of every lamp; what takes longer is asked beside the window."""
    show_scanner(session)
    show_printer(session)
    tasks.run(
        session,
        lambda: _ask_backup(session),
        lambda last: show_backup(session, last),
        lambda _error: _not_known(session, "backup"),
    )
    tasks.run(
        session,
        lambda: _ask_nodes(session),
        lambda nodes: show_exchange(session, nodes),
        lambda _error: _not_known(session, "sync"),
    )


def _ask_backup(session: Session) -> datetime | None:
    from counter_app.services import upkeep  # noqa: PLC0415 - after the first paint

    return upkeep.last_backup(session.desk)


def _ask_nodes(session: Session) -> "tuple[NodeLine, ...]":
    from counter_app.services import nodes  # noqa: PLC0415 - loads the cryptography

    return nodes.nodes(session.desk)


def _not_known(session: Session, lamp: str) -> None:
    session.set_lamp(lamp, _("not known"), "caution", _("This could not be asked for; see F8 and F9."))


def show_backup(session: Session, last: datetime | None) -> None:
    """When the last backup was taken."""
    if last is None:
        advice = _("No backup was taken yet. Take one under F9, section Backup.")
        session.set_lamp("backup", _("none yet"), "caution", advice)
        return
    today = session.now().date()
    advice = _("The last backup was taken at {time} on {day}.").format(
        time=f"{last:%H:%M}", day=f"{last:%d/%m/%Y}"
    )
    if last.date() == today:
        session.set_lamp("backup", _("done {time}").format(time=f"{last:%H:%M}"), "good", advice)
    elif today - last.date() <= timedelta(days=BACKUP_DAYS):
        session.set_lamp("backup", _("done {time}").format(time=f"{last:%d/%m}"), "good", advice)
    else:
        advice = " ".join((advice, _("Take another under F9, section Backup.")))
        session.set_lamp("backup", _("old, {day}").format(day=f"{last:%d/%m}"), "caution", advice)


def show_exchange(session: Session, nodes: "tuple[NodeLine, ...]") -> None:
    """Whether anything is missing of what other offices sent."""
    others = [one for one in nodes if not one.own]
    missing = next((one for one in others if one.missing), None)
    if missing is not None:
        advice = _("Events {gaps} of {office} are missing. F8 says how to ask for them.").format(
            gaps=", ".join(missing.missing), office=missing.name
        )
        session.set_lamp("sync", _("file missing"), "problem", advice)
    elif others:
        session.set_lamp("sync", _("all there"), "good", _("Nothing is missing of what other offices sent."))
    else:
        advice = _("No other office is known yet. F8 takes in the key of one.")
        session.set_lamp("sync", _("no other office"), "text2", advice)


def show_scanner(session: Session) -> None:
    """A scanner that types like a keyboard is always heard; one at a serial port is there or not."""
    port = session.station.scanner_port
    if port and not session.scanner_open:
        session.set_lamp(
            "scanner",
            _("not found"),
            "problem",
            _(
                "The scanner at {port} is not found. Plug it in; it is found again by itself. "
                "Another port is chosen under F9, section Scanner."
            ).format(port=port),
        )
        return
    advice = _(
        "The scanner is heard at any moment, wherever the cursor is: scan a receipt or a citizen card."
    )
    if port:
        advice = _("The scanner at {port} is heard wherever the cursor is.").format(port=port)
    session.set_lamp("scanner", _("ready"), "good", advice)


def show_printer(session: Session, *, there: bool | None = None) -> None:
    """Whether the printer that was chosen is there, and how many papers did not come out.

    ``there`` says what is known of the printer already: looking for it takes a while.
    """
    chosen = session.station.printer
    try:
        count = _waiting(session)
    except UserError:  # the database is gone; whoever works with it next is told
        _not_known(session, "printer")
        return
    waiting = _waiting_words(count)
    if not chosen:
        words = _("No printer is chosen yet. Choose one under F9.")
        session.set_lamp("printer", _("none chosen"), "caution", f"{words} {waiting}".strip())
        return
    if there is None and chosen != FILE_PRINTER:
        from counter_app.ui.printing import printer_names  # noqa: PLC0415 - a large library, after first paint

        there = chosen in printer_names()
    if there is False:
        words = _("The printer {printer} is not found. Switch it on, or choose another under F9.")
        advice = f"{words.format(printer=chosen)} {waiting}".strip()
        session.set_lamp("printer", _("not found"), "problem", advice)
    elif waiting:
        state = ngettext("{n} not printed", "{n} not printed", count).format(n=grouped(count))
        session.set_lamp("printer", state, "caution", waiting)
    elif chosen == FILE_PRINTER:
        words = _("Forms are printed into files in the folder {folder}.")
        session.set_lamp("printer", _("into files"), "good", words.format(folder=session.desk.home.papers))
    else:
        words = _("Forms are printed on {printer}.").format(printer=chosen)
        session.set_lamp("printer", _("ready"), "good", words)


def _waiting(session: Session) -> int:
    from counter_app.services import unprinted  # noqa: PLC0415 - after the first paint

    return unprinted.count(session.desk)


def _waiting_words(count: int) -> str:
    """How many papers did not come out, and where they are named; "" where every one has."""
    words = ngettext(
        "{n} paper is not known to have come out of the printer; {key} shows it.",
        "{n} papers are not known to have come out of the printer; {key} shows them.",
        count,
    )
    return words.format(n=grouped(count), key=UNPRINTED_KEY) if count else ""
