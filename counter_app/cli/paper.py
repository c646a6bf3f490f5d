"""Commands that put a paper into a file: slips, labels, lists, the book of the ledger."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from counter_app.cli.options import WrongUsage
from counter_app.cli.parser import LETTERS, PAPERS
from counter_app.cli.printing import CONTROL_SLIP, pdf_place, print_paper
from counter_app.cli.run import Answer, Run
from counter_app.core.papers import Sheet
from counter_app.core.times import parse_day
from counter_app.i18n import gettext as _
from counter_app.services import files, queries
from counter_app.services.history import form_name

FORM_DPI, LABEL_DPI = 300, 203
LEAST_DPI, MOST_DPI = 150, 2400

#: Draws a form of the dossiers with these scan numbers.
Drawer = Callable[[Run, Sequence[str], Sheet, int], bytes]


def paper(run: Run) -> Answer:
    """A slip, a label or another paper of a dossier; printed in somebody's name the journal keeps it."""
    args, out = run.args, _place(run)
    if args.others and args.form != "receipt-several":
        raise WrongUsage(_("--with goes with receipt-several only"))
    if args.form in LETTERS or (args.form == "control-slip" and args.by is not None):
        return _printed(run, out)
    if args.by is not None:
        raise WrongUsage(_("--by goes with slips and letters only"))
    draw, dpi = FORMS[args.form]
    numbers = [queries.identify(run.desk, text) for text in (args.dossier, *args.others)]
    files.write_file(out, draw(run, numbers, Sheet(args.sheet), _dpi(run, dpi)))
    return _answer(run, queries.dossier(run.desk, numbers[0]).code, out)


def _printed(run: Run, out: Path) -> Answer:
    """A paper that belongs to an act: numbered, and recorded with what became of it."""
    args, desk, dpi = run.args, run.desk, _dpi(run, FORM_DPI)
    if args.by is None:
        raise WrongUsage(_("--by is needed: the journal keeps who printed a slip or a letter"))
    by, at, form = run.officer(), run.at(), args.form.replace("-", "_")
    state = queries.dossier(desk, queries.identify(desk, args.dossier))
    if form != CONTROL_SLIP:
        from counter_app.services.slips import Slip, slip_paper  # noqa: PLC0415

        slip_paper(desk, state, Slip(form), by, at)  # nothing is begun where there is nothing to say
    made = print_paper(desk, state.scan_number, out, by, at, form, Sheet(args.sheet), dpi)
    if made.failure is not None:
        raise made.failure
    return replace(_answer(run, state.code, out, copy=made.copy), notices=made.notices)


def _answer(run: Run, code: str, out: Path, **more: int) -> Answer:
    form = run.args.form
    line = _("{code}: {form}: {file}.").format(code=code, form=form_name(form.replace("-", "_")), file=out)
    return Answer(lines=[line], data={"code": code, "form": form, **more, "file": str(out)})


def _control_slip(run: Run, numbers: Sequence[str], sheet: Sheet, dpi: int) -> bytes:
    from counter_app.services import sheets  # noqa: PLC0415

    return sheets.control_slip(run.desk, numbers[0], run.at(), sheet, dpi)


def _receipt_several(run: Run, numbers: Sequence[str], sheet: Sheet, dpi: int) -> bytes:
    from counter_app.services import sheets  # noqa: PLC0415

    return sheets.visit_receipt(run.desk, numbers, run.at(), sheet, dpi)


def _label(run: Run, numbers: Sequence[str], _sheet: Sheet, dpi: int) -> bytes:
    from counter_app.services import sheets  # noqa: PLC0415

    return sheets.folder_label(run.desk, numbers[0], dpi)


#: What draws each form, and the dots an inch of its usual printer.
FORMS: dict[str, tuple[Drawer, int]] = dict(
    zip(
        PAPERS,
        (
            (_control_slip, FORM_DPI),
            (_receipt_several, FORM_DPI),
            (_label, LABEL_DPI),
        ),
        strict=True,
    )
)


def handover_list(run: Run) -> Answer:
    """The list that two units sign for the dossiers, or for the results, of a day."""
    from counter_app.services import unit_lists  # noqa: PLC0415

    args, out = run.args, _place(run)
    draw = unit_lists.handover_dossiers if args.dossiers else unit_lists.handover_results
    made = draw(run.desk, args.unit, parse_day(args.date), run.clock())
    files.write_file(out, made.content)
    line = _("{file}: {rows} rows.").format(file=out, rows=made.rows)
    return Answer(lines=[line], data={"rows": made.rows, "file": str(out)})


def ledger_cover(run: Run) -> Answer:
    """The cover of a volume of the year's ledger."""
    from counter_app.services import ledger_book  # noqa: PLC0415

    args, out = run.args, _place(run)
    content = ledger_book.ledger_cover(
        run.desk, args.year, run.clock(), args.volume, args.pages, args.first_number
    )
    files.write_file(out, content)
    line = _("{file}: cover of volume {volume} of {year}.").format(
        file=out, volume=args.volume, year=args.year
    )
    return Answer(lines=[line], data={"year": args.year, "volume": args.volume, "file": str(out)})


def ledger_closing(run: Run) -> Answer:
    """The closing of the year's ledger."""
    from counter_app.services import ledger_book  # noqa: PLC0415

    args, out = run.args, _place(run)
    paper = ledger_book.ledger_closing_paper(run.desk, args.year, run.clock(), args.volumes)
    files.write_file(out, ledger_book.draw_closing(paper))
    gaps = sum(last - first + 1 for first, last in paper.gaps)
    line = _("{file}: {rows} dossiers, numbers {first} to {last}, {gaps} of them not used.").format(
        file=out, rows=paper.received, first=paper.first_number, last=paper.last_number, gaps=gaps
    )
    data = {
        "year": args.year,
        "rows": paper.received,
        "first_number": paper.first_number,
        "last_number": paper.last_number,
        "gaps": gaps,
        "chain_head": paper.chain_head,
        "file": str(out),
    }
    return Answer(lines=[line], data=data)


def shelf_label(run: Run) -> Answer:
    """The label of a shelf."""
    from counter_app.services import sheets  # noqa: PLC0415

    args, out = run.args, _place(run)
    content = sheets.shelf_label(run.desk, args.number, args.text, run.clock(), _dpi(run, LABEL_DPI))
    files.write_file(out, content)
    line = _("{file}: label of shelf {number}.").format(file=out, number=args.number)
    return Answer(lines=[line], data={"number": args.number, "file": str(out)})


def command_cards(run: Run) -> Answer:
    """The sheet of command cards for the scanner."""
    from counter_app.services import sheets  # noqa: PLC0415

    out = _place(run)
    files.write_file(out, sheets.command_cards(run.desk, run.clock(), _dpi(run, FORM_DPI)))
    line = _("{file}: command cards; print it at 100 % and cut along the marks.").format(file=out)
    return Answer(lines=[line], data={"file": str(out)})


def _place(run: Run) -> Path:
    """Where the paper goes, proved before anything is drawn."""
    return pdf_place(run.args.out, "--out")


def _dpi(run: Run, usual: int) -> int:
    dpi: int = usual if run.args.dpi is None else run.args.dpi
    if not LEAST_DPI <= dpi <= MOST_DPI:
        raise WrongUsage(
            _("--dpi is a number from {least} to {most}, usually 203, 300 or 600.").format(
                least=LEAST_DPI, most=MOST_DPI
            )
        )
    return dpi
