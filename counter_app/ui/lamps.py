"""What the four lamps of the header say; asked for after the first paint and after what changes them."""

from counter_app.config import FILE_PRINTER
from counter_app.i18n import gettext as _
from counter_app.ui.session import Session


def refresh(session: Session) -> None:
    """Ask for the state of every lamp."""
    show_scanner(session)
    show_printer(session)


def show_scanner(session: Session) -> None:
    """A scanner that types like a keyboard is always heard."""
    session.set_lamp(
        "scanner",
        _("ready"),
        "good",
        _("The scanner is heard at any moment, wherever the cursor is: scan a receipt or a citizen card."),
    )


def show_printer(session: Session) -> None:
    """Whether the printer that was chosen is there."""
    from counter_app.ui.printing import printer_names  # noqa: PLC0415 - a large library, after the first paint

    chosen = session.station.printer
    if not chosen:
        session.set_lamp(
            "printer", _("none chosen"), "caution", _("No printer is chosen yet. Choose one under F9.")
        )
    elif chosen == FILE_PRINTER:
        session.set_lamp(
            "printer",
            _("into files"),
            "good",
            _("Forms are printed into files in the folder {folder}.").format(folder=session.desk.home.papers),
        )
    elif chosen in printer_names():
        session.set_lamp(
            "printer", _("ready"), "good", _("Forms are printed on {printer}.").format(printer=chosen)
        )
    else:
        session.set_lamp(
            "printer",
            _("not found"),
            "problem",
            _("The printer {printer} is not found. Switch it on, or choose another under F9.").format(
                printer=chosen
            ),
        )
