"""The words of the command line: commands, options and what they mean."""

import argparse
from collections.abc import Iterable

from counter_app import __version__
from counter_app.cli import typed
from counter_app.cli.options import Parser, shared_options
from counter_app.core.states import Action
from counter_app.i18n import gettext as _

#: Receives an application that is only registered.
ACCEPT = "accept"

_ELSEWHERE = frozenset(
    {
        *(Action.REGISTER, Action.RECEIVE, Action.FAST, Action.RETURN),
        *(Action.REPRINT, Action.PRINT, Action.REVIEW),
    }
)

#: Actions of ``act``; handing over and printing again have commands of their own.
ACTIONS = (
    ACCEPT,
    *(one.value for one in Action if one not in _ELSEWHERE),
)

#: Papers of one dossier that ``paper`` draws, as :mod:`counter_app.cli.paper` does it.
PAPERS = ("control-slip", "receipt-several", "label")
#: Slips and letters of an act, each print of which the journal keeps.
LETTERS = ("supplement", "refusal", "extension", "stop", "result-receipt", "uncollected")


def make_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line; ``command`` is None where the window is wanted."""
    shared = shared_options()
    parser = Parser(
        prog="counter-app",
        description="The counter of a one-stop desk. Without a command the window opens.",
        parents=[shared],
        allow_abbrev=False,
    )
    words = _("show the program's version and exit")
    parser.add_argument("--version", action="version", version=f"counter-app {__version__}", help=words)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, words: str) -> Parser:
        return commands.add_parser(
            name, help=words, description=words, parents=[shared_options()], allow_abbrev=False
        )

    _office(command("init", "set up an office"))
    _due(command("due", "the promised date and why"))
    _receive(command("receive", "receive a dossier and print its receipt into a file"))
    _register(command("register", "an application that is not received yet: it gets a code, and no promise"))
    _fast(command("fast", "a while-you-wait matter: received, finished and handed over in one act"))
    _dossier(command("show", "one dossier"))
    _act(command("act", "what happens to a dossier between reception and hand-over"))
    _return(command("return", "hand the result over"))
    _reprint(command("reprint", "the receipt again, marked as a copy with its number"))
    _find(command("find", "search by code, scan number, name, phone or citizen id"))
    _ledger(command("ledger", "the follow-up ledger"))
    _paper(command("paper", "a slip, a label or another paper of a dossier"))
    _handover_list(command("handover-list", "the list for what one unit hands to another in a day"))
    _ledger_cover(command("ledger-cover", "the cover of a volume of the ledger"))
    _ledger_closing(command("ledger-closing", "the closing of the year's ledger"))
    _shelf_label(command("shelf-label", "the label of a shelf, with its number as bars"))
    _command_cards(
        command("command-cards", "cards whose bars hand over, forward, reprint by the scanner alone")
    )
    _export(command("export", "write an exchange file and read it back"))
    _import(command("import", "verify an exchange file and take it in"))
    _acknowledge(command("acknowledge", "take in that another node has this office's journal"))
    _node(command("node", "the nodes this one exchanges with"))
    _calendar(command("calendar", "the office's calendar: show it, change it, promises that it moves"))
    _catalogue(command("catalogue", "the catalogue of procedures: take in, write out, post"))
    _folder(command("backup", "copy the database, verified"), "--to")
    _move(command("move", "put the office into another database, compared row by row"))
    command("restore", "bring a copy of the database back; a new epoch begins").add_argument(
        "file", metavar="FILE"
    )
    _check(command("check", "verify database, hash chain and projection"))
    _law(command("law", "the forms and rules of the law"))
    command("papers", "every form with sample data").add_argument("outdir", metavar="OUTDIR")
    command("selftest", "play the main job in a temporary home")
    return parser


def _by(parser: argparse.ArgumentParser, *, required: bool = True) -> None:
    words = "who does it; the PIN is asked or COUNTER_APP_PIN"
    if not required:
        words += "; a scheduled task leaves it out"
    parser.add_argument("--by", metavar="LOGIN", required=required, help=words)
    _at(parser)


def _at(parser: argparse.ArgumentParser) -> None:
    words = "the moment of the act, ISO 8601; default now"
    parser.add_argument("--at", metavar="T", type=typed.moment, help=words)


def _texts(parser: argparse.ArgumentParser, names: Iterable[str]) -> None:
    for name in names:
        parser.add_argument(name, default="")


def _office(parser: argparse.ArgumentParser) -> None:
    kind = parser.add_mutually_exclusive_group(required=True)
    kind.add_argument("--demo", action="store_true", help="a fictional office")
    kind.add_argument("--office", metavar="FILE", help="an office from a TOML file")
    parser.add_argument(
        "--dossiers", metavar="N", type=typed.whole, default=60, help="dossiers of the demo office"
    )
    parser.add_argument("--seed", metavar="S", type=typed.whole, default=1, help="another seed, another demo")


def _due(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("procedure", nargs="?", metavar="PROCEDURE")
    what.add_argument("--rule", metavar="KIND[:N]", type=typed.rule, help="like working_days:3 or same_day")
    parser.add_argument("--at", metavar="T", type=typed.moment, required=True, help="the moment of reception")


def _receive(parser: argparse.ArgumentParser) -> None:
    _applied(parser)
    parser.add_argument("--receipt", metavar="OUT.pdf", help="print the receipt into this file")
    words = "promised date, where the procedure has no deadline"
    parser.add_argument("--due", metavar="T", type=typed.moment, help=words)
    _texts(parser, ("--due-reason",))


def _register(parser: argparse.ArgumentParser) -> None:
    _applied(parser)
    parser.set_defaults(receipt=None, due=None, due_reason="")


def _applied(parser: argparse.ArgumentParser) -> None:
    """What an application says."""
    _by(parser)
    parser.add_argument("--procedure", metavar="CODE", required=True)
    parser.add_argument("--name", help="the owner; not needed with --card")
    parser.add_argument("--card", metavar="QRTEXT", default="", help="text of the citizen card's QR")
    _texts(parser, ("--citizen-id", "--born", "--sex", "--address", "--phone", "--email", "--submitter"))
    parser.add_argument("--channel", choices=("direct", "online", "post"), default="direct")
    parser.add_argument("--sets", metavar="N", type=typed.whole, default=1)
    parser.add_argument(
        "--paper", metavar="NAME:ORIGINALS:CERTIFIED:COPIES", action="append", default=[], dest="papers"
    )
    parser.add_argument("--fee", metavar="DONG", type=typed.whole, default=0)
    _texts(parser, ("--note",))
    parser.add_argument("--code", default="", help="the code another system has given the dossier already")


def _fast(parser: argparse.ArgumentParser) -> None:
    _by(parser)
    parser.add_argument("--procedure", metavar="CODE", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--count", metavar="N", type=typed.whole, required=True, help="copies or cases")
    parser.add_argument(
        "--pages", metavar="N", type=typed.whole, help="pages of the original, 1 where not given"
    )
    parser.add_argument("--fee", metavar="DONG", type=typed.whole, help="default: reckoned by the rates")


def _dossier(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("dossier", metavar="DOSSIER", help="official code or scan number")


def _act(parser: Parser) -> None:
    parser.formatter_class = argparse.RawDescriptionHelpFormatter  # the ending has lines of its own
    parser.ending = _taken_by_acts
    _dossier(parser)
    parser.add_argument("action", metavar="ACTION", choices=ACTIONS, help=", ".join(ACTIONS))
    _by(parser)
    _texts(parser, ("--note", "--to"))
    parser.add_argument("--due", metavar="T", type=typed.moment)
    parser.add_argument("--set", metavar="FIELD=VALUE", action="append", default=[])
    parser.add_argument("--paper", metavar="OUT.pdf")


def _taken_by_acts() -> str:
    from counter_app.cli.steps import help_words  # noqa: PLC0415 - loads the services

    return help_words()


def _return(parser: argparse.ArgumentParser) -> None:
    _dossier(parser)
    _by(parser)
    parser.add_argument("--to", metavar="NAME", default="", help="who collects; default the owner")
    _texts(parser, ("--citizen-id",))
    parser.add_argument("--authorised", metavar="NOTE", default="", help="the authorisation that was shown")
    parser.add_argument("--paper", metavar="OUT.pdf")


def _reprint(parser: argparse.ArgumentParser) -> None:
    _dossier(parser)
    _by(parser)
    parser.add_argument("--out", metavar="OUT.pdf", required=True)


def _find(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT")
    parser.add_argument("--limit", metavar="N", type=typed.whole, default=20)


def _ledger(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--date", metavar="D", type=typed.day)
    parser.add_argument("--from", metavar="D", type=typed.day, dest="first")
    parser.add_argument("--to", metavar="D", type=typed.day, dest="last")
    parser.add_argument("--out", metavar="FILE", required=True, help="ends in .pdf, .xlsx, .csv or .html")
    words = "the ledger of another office whose journal is here, or of all together"
    parser.add_argument("--node", metavar="NODE|all", default="", help=words)


def _paper(parser: argparse.ArgumentParser) -> None:
    _dossier(parser)
    parser.add_argument(
        "form", metavar="FORM", choices=(*PAPERS, *LETTERS), help=", ".join((*PAPERS, *LETTERS))
    )
    _out(parser)
    words = "who prints it, so that the journal keeps the print: a slip or letter always, a control-slip too"
    parser.add_argument("--by", metavar="LOGIN", help=words)
    _at(parser)
    parser.add_argument("--sheet", choices=("a5", "a4"), default="a5", help="labels have one size only")
    words = "receipt-several: another dossier of the same visit; may be given again"
    parser.add_argument("--with", metavar="DOSSIER", dest="others", action="append", default=[], help=words)
    _dpi(parser)


def _dpi(parser: argparse.ArgumentParser) -> None:
    words = "dots an inch of the printer; bars fall on them"
    parser.add_argument("--dpi", metavar="N", type=typed.whole, help=words)


def _handover_list(parser: argparse.ArgumentParser) -> None:
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--dossiers", action="store_true", help="dossiers that went to the unit")
    what.add_argument("--results", action="store_true", help="results that the unit has ready")
    parser.add_argument("--unit", metavar="U", required=True)
    parser.add_argument("--date", metavar="D", type=typed.day, required=True)
    _out(parser)


def _ledger_cover(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="Y", type=typed.whole, required=True)
    parser.add_argument("--volume", metavar="N", type=typed.whole, default=1)
    parser.add_argument("--pages", metavar="N", type=typed.whole, default=0, help="default: room for a hand")
    words = "a later volume begins with it"
    parser.add_argument("--first-number", metavar="N", type=typed.whole, default=0, help=words)
    _out(parser)


def _ledger_closing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", metavar="Y", type=typed.whole, required=True)
    parser.add_argument("--volumes", metavar="N", type=typed.whole, default=1)
    _out(parser)


def _shelf_label(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", metavar="NUMBER", type=typed.whole, help="1 to 9999")
    parser.add_argument("--text", default="", help="what stands above the bars")
    _dpi(parser)
    _out(parser)


def _command_cards(parser: argparse.ArgumentParser) -> None:
    _dpi(parser)
    _out(parser)


def _out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", metavar="FILE.pdf", required=True)


def _export(parser: argparse.ArgumentParser) -> None:
    _folder(parser, "--to")
    parser.add_argument("--for", metavar="NODE", dest="receiver", default="", help="the receiving node")
    words = "beside it the ledger of the year as a page that any browser opens; it is not sealed"
    parser.add_argument("--html", action="store_true", help=words)
    _by(parser, required=False)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE|DIR", help="a file, or a folder with many")
    _by(parser, required=False)


def _folder(parser: argparse.ArgumentParser, name: str) -> None:
    parser.add_argument(name, metavar="DIR", required=True, dest="folder")


def _move(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--to", metavar="URL", required=True, help="postgresql://USER@SERVER/NAME, or a new file"
    )


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--deep", action="store_true", help="read and refold everything")
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="make dossiers and search anew from the journal first",
    )


def _acknowledge(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", metavar='FILE|"DIGITS"', help="the file, its text, or the twelve digits")
    _by(parser, required=False)


def _node(parser: argparse.ArgumentParser) -> None:
    names = "list|show-key|add|counts|conflicts|settle|acknowledge"
    which = parser.add_subparsers(dest="node_command", metavar=names, required=True)

    def one(name: str, words: str) -> argparse.ArgumentParser:
        return which.add_parser(name, help=words, parents=[shared_options()], allow_abbrev=False)

    one("list", "this node and those it knows")
    key = one("show-key", "this node's file, to be taken in elsewhere")
    key.add_argument("--paper", metavar="OUT.pdf", default="", help="a page with its QR code and fingerprint")
    _at(key)
    add = one("add", "know the node of this file, and trust its key")
    add.add_argument("file", metavar="FILE|LINE", help="the file, or what its QR code says")
    add.add_argument("--replace", action="store_true", help="the node has a new key")
    add.add_argument("--relation", choices=("above", "below"), default="", help="what it is to this one")
    _by(add, required=False)
    counts = one("counts", "dossiers by office and field, from what the offices sent")
    counts.add_argument("--from", metavar="D", type=typed.day, dest="first", required=True)
    counts.add_argument("--to", metavar="D", type=typed.day, dest="last", required=True)
    one("conflicts", "dossiers of which offices tell different stories, with each of them")
    settle = one("settle", "the head's decision which story of a dossier counts")
    _dossier(settle)
    settle.add_argument("--keep", metavar="NODE-EPOCH-SEQ", required=True, help="as conflicts lists it")
    settle.add_argument("--field", metavar="FIELD", default="", help="the field that was put right twice")
    _texts(settle, ("--note",))
    _by(settle)
    all_of_them = one("acknowledge", "write an acknowledgement for each node whose journal is here")
    _folder(all_of_them, "--to")
    words = "beside each a page with QR code and twelve digits"
    all_of_them.add_argument("--paper", action="store_true", help=words)
    _by(all_of_them, required=False)


def _law(parser: argparse.ArgumentParser) -> None:
    which = parser.add_subparsers(dest="law_command", metavar="check", required=True)
    words = "hold every form and rule, and what the office changed, against what they need"
    which.add_parser("check", help=words, description=words, parents=[shared_options()], allow_abbrev=False)


def _calendar(parser: argparse.ArgumentParser) -> None:
    which = parser.add_subparsers(dest="calendar_command", metavar="import|show|moves|decide", required=True)

    def one(name: str, words: str) -> argparse.ArgumentParser:
        return which.add_parser(name, help=words, parents=[shared_options()], allow_abbrev=False)

    change = one("import", "change the calendar by a file (TOML or CSV), and list the promises it moves")
    change.add_argument("file", metavar="FILE")
    change.add_argument("--preview", action="store_true", help="say what it would do, and change nothing")
    _verdict(change, required=False)
    _by(change, required=False)
    shown = one("show", "the special days of a year")
    shown.add_argument("--year", metavar="Y", type=typed.whole, required=True)
    one("moves", "promises that a change moves, on which the head has not decided")
    decide = one("decide", "the head's decision on such promises")
    decide.add_argument("dossiers", metavar="DOSSIER", nargs="*")
    decide.add_argument("--all", action="store_true", help="every one that is listed")
    _verdict(decide, required=True)
    _by(decide)


def _verdict(parser: argparse.ArgumentParser, *, required: bool) -> None:
    verdict = parser.add_mutually_exclusive_group(required=required)
    verdict.add_argument("--keep", action="store_true", help="the promises stay as they were given")
    verdict.add_argument("--move", action="store_true", help="the promises move with the calendar")


def _catalogue(parser: argparse.ArgumentParser) -> None:
    which = parser.add_subparsers(dest="catalogue_command", metavar="import|export|posting", required=True)

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return which.add_parser(
            name, help=words, description=words, parents=[shared_options()], allow_abbrev=False
        )

    taken = command("import", "take in a list of procedures, all of it or nothing")
    taken.add_argument("file", metavar="FILE", help="ends in .xlsx or .csv")
    taken.add_argument("--preview", action="store_true", help="only say what would change")
    taken.add_argument("--partial", action="store_true", help="take in the good rows alone")
    _texts(taken, ("--decision",))
    _by(taken, required=False)
    command("export", "write the catalogue as the file that is read again").add_argument(
        "--out", metavar="FILE", required=True, help="ends in .xlsx or .csv"
    )
    posting = command("posting", "the public list of procedures, to be posted")
    posting.add_argument("--out", metavar="OUT.pdf", required=True)
    _at(posting)
