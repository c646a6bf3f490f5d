"""One run of the program from its arguments to its exit code; the gate that every failure ends at."""

import argparse
import json
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from counter_app import __version__, i18n
from counter_app.cli.options import WrongUsage, home_of, shared_options, without_command
from counter_app.cli.voice import Voice
from counter_app.config import load_workstation
from counter_app.core.times import VIETNAM, iso
from counter_app.errors import NotAllowed, UserError
from counter_app.i18n import gettext as _

if TYPE_CHECKING:
    from counter_app.cli.run import Answer, Run

Window = Callable[..., int]  # takes the home, and a file of exchange to take in where one was opened
Clock = Callable[[], datetime]

DONE, REFUSED, WRONG_USAGE = 0, 1, 2


def main(argv: Sequence[str] | None = None, window: Window | None = None, clock: Clock | None = None) -> int:
    """Run the command in ``argv``, or open ``window`` where there is none; the exit code.

    One of the three gates: a refusal is one sentence on standard error, anything else
    that fails is logged in the home and named in one sentence.
    """
    voice = Voice()
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    words = sys.argv[1:] if argv is None else argv
    args = without_command(words) if window is not None else None
    if args is not None and window is not None:
        return _gate(args, partial(_open, args, window), voice)
    from counter_app.cli import argparse_words  # noqa: PLC0415 - the window starts without commands
    from counter_app.cli.parser import make_parser  # noqa: PLC0415

    i18n.use(_language_in(words))
    try:
        with argparse_words.spoken():
            parser = make_parser()
            args = parser.parse_args(words)
    except SystemExit as stop:
        if stop.code:
            print(_("The command is not written right; add --help to see how."), file=sys.stderr)
        return int(stop.code or 0)
    return _gate(args, partial(_run, args, parser, clock), voice)


def _gate(args: argparse.Namespace, work: Callable[[], int], voice: Voice) -> int:
    """Do ``work``; its exit code, or that of what it failed with."""
    i18n.use(getattr(args, "lang", i18n.DEFAULT_LANGUAGE))
    try:
        return work()
    except UserError as error:
        voice.tell(error)
        return REFUSED
    except KeyboardInterrupt:
        voice.tell(_("Stopped. What was not done yet is not there; run the command again."))
        return REFUSED
    except BrokenPipeError:
        # Whoever read the output has gone; nothing may be said to the closed pipe on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except Exception as error:  # noqa: BLE001 - the gate: everything else is our bug, logged and named
        voice.tell(_failure(args, error))
        return REFUSED


def _language_in(argv: Sequence[str]) -> str:
    """The language asked for in a command line that is not read yet, else that of this PC."""
    asked = [two for one, two in pairwise(argv) if one == "--lang"]
    asked += [one.removeprefix("--lang=") for one in argv if one.startswith("--lang=")]
    known = [one for one in asked if one in i18n.LANGUAGES]
    if known:
        return known[-1]
    with suppress(argparse.ArgumentError, UserError):  # what is wrong is said when they are needed
        return load_workstation(home_of(shared_options().parse_known_args(argv)[0])).language
    return i18n.DEFAULT_LANGUAGE


def _open(args: argparse.Namespace, window: Window) -> int:
    home = home_of(args)
    if not hasattr(args, "lang"):
        with suppress(UserError):  # the window says what is wrong with the settings
            i18n.use(load_workstation(home).language)
    if home.other_database is not None:
        raise NotAllowed(
            _("The window opens the database of its home or of a server; leave this --database out.")
        )
    bundle: Path | None = getattr(args, "bundle", None)
    return window(home) if bundle is None else window(home, bundle)


def _run(args: argparse.Namespace, parser: argparse.ArgumentParser, clock: Clock | None) -> int:
    from counter_app.cli import argparse_words  # noqa: PLC0415
    from counter_app.cli.run import Run  # noqa: PLC0415

    if args.command is None:
        with argparse_words.spoken():
            parser.print_help()
        return WRONG_USAGE
    run = Run(args, clock)
    if not hasattr(args, "lang"):
        _speak_of(run)
    try:
        answer = _command(args.command)(run)
    except WrongUsage as error:
        with suppress(SystemExit), argparse_words.spoken():
            parser.error(str(error))
        return WRONG_USAGE
    except UserError as error:
        if run.moved not in str(error):
            _say_moved(run)
        raise
    _say(answer, as_json=getattr(args, "json", False))
    _say_moved(run)
    return answer.code


def _say_moved(run: "Run") -> None:
    """Say of a database that an office has left where that is, beside whatever was read there."""
    if run.moved:
        print(_("{moved} What is shown here is as it was then.").format(moved=run.moved), file=sys.stderr)


def _speak_of(run: "Run") -> None:
    """The language of this PC. Settings that cannot be read stop the window, but no command."""
    try:
        i18n.use(load_workstation(run.home).language)
    except UserError as error:
        print(error, file=sys.stderr)


def _command(name: str) -> Callable[["Run"], "Answer"]:
    """The function of a command; only the module that it needs is loaded."""
    if name == "act":
        from counter_app.cli import steps  # noqa: PLC0415

        return steps.act
    if name in ("receive", "register", "fast", "return", "reprint"):
        from counter_app.cli import acts  # noqa: PLC0415

        return {
            "receive": acts.receive,
            "fast": acts.fast,
            "register": acts.register,
            "return": acts.hand_over,
            "reprint": acts.reprint,
        }[name]
    if name in ("due", "show", "find", "ledger", "check", "papers"):
        from counter_app.cli import reading  # noqa: PLC0415

        return {
            "due": reading.due,
            "show": reading.show,
            "find": reading.find,
            "ledger": reading.ledger,
            "check": reading.check,
            "papers": reading.papers,
        }[name]
    if name in ("paper", "handover-list", "ledger-cover", "ledger-closing", "shelf-label", "command-cards"):
        from counter_app.cli import paper  # noqa: PLC0415

        return {
            "paper": paper.paper,
            "handover-list": paper.handover_list,
            "ledger-cover": paper.ledger_cover,
            "ledger-closing": paper.ledger_closing,
            "shelf-label": paper.shelf_label,
            "command-cards": paper.command_cards,
        }[name]
    if name in ("law", "calendar", "catalogue"):
        from counter_app.cli import calendar, catalogue, law  # noqa: PLC0415

        return {"law": law.law, "calendar": calendar.calendar, "catalogue": catalogue.catalogue}[name]
    if name in ("export", "import", "acknowledge", "node"):
        from counter_app.cli import exchange  # noqa: PLC0415

        return {
            "export": exchange.export,
            "import": exchange.import_,
            "acknowledge": exchange.acknowledge,
            "node": exchange.node,
        }[name]
    from counter_app.cli import moving, office  # noqa: PLC0415

    return {
        "init": office.init,
        "backup": office.backup,
        "move": moving.move,
        "restore": office.restore,
        "selftest": office.selftest,
    }[name]


def _say(answer: "Answer", *, as_json: bool) -> None:
    if not as_json:
        lines: Sequence[str] = answer.lines
    elif answer.rows is not None:
        lines = [json.dumps(row, ensure_ascii=False) for row in answer.rows]
    else:
        lines = [json.dumps(answer.data, ensure_ascii=False)]
    for line in lines:
        print(line)
    sys.stdout.flush()
    for notice in answer.notices:
        print(notice, file=sys.stderr)


def _speak_utf8(stream: TextIO) -> None:
    """UTF-8 on Windows too, and no failure over a character that cannot be written."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


def _failure(args: argparse.Namespace, error: Exception) -> str:
    """Log our bug and say where. Its message is left out: it may hold what a citizen told."""
    frames = "".join(traceback.format_tb(error.__traceback__))
    kinds = []
    link: BaseException | None = error
    while link is not None:
        kinds.append(type(link).__name__)
        link = link.__cause__ or link.__context__
    what = f"counter-app {__version__} {getattr(args, 'command', None)}: {' < '.join(kinds)}"
    entry = f"{iso(datetime.now(VIETNAM))} {what}\n{frames}\n"
    path = home_of(args).log / "commands.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as log:
            log.write(entry)
    except OSError:
        return _("The program failed, and the log {path} cannot be written; send this: {kind}.").format(
            path=path, kind=kinds[0]
        )
    return _(
        "The program failed; look whether the act is recorded before you repeat it, and send the file {path} "
        "to who looks after the program."
    ).format(path=path)
