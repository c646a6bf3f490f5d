"""Commands that only read: due, show, find, ledger, check, papers."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli import answers
from counter_app.cli.options import WrongUsage
from counter_app.cli.run import Answer, Run
from counter_app.cli.typed import require_order
from counter_app.core.promise import Promise, ladder_sentence, parse_rule, promise
from counter_app.core.times import iso, parse_day, parse_time
from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services import files

if TYPE_CHECKING:
    from counter_app.services.papers import LedgerFile
    from counter_app.services.upkeep import Checked


def due(run: Run) -> Answer:
    """The promised date of a procedure or a rule, and every day in between."""
    from counter_app.services import promises, reception  # noqa: PLC0415

    at = parse_time(run.args.at)
    if run.args.rule is not None:
        rule = parse_rule(run.args.rule)
        desk = run.desk if run.has_database() else run.shipped_desk()
        made = promise(rule, at, desk.calendar, desk.pack_on(at.date()).cutoffs)
    else:
        chosen = reception.procedure(run.desk, run.args.procedure)
        found = promises.preview(run.desk, chosen, at)
        if found is None:
            raise NotAllowed(
                _("{code} has no configured deadline; its date is given at reception (--due).").format(
                    code=chosen.code
                )
            )
        made = found
    return Answer(lines=_due_lines(made), data=_due_data(made))


def _due_data(made: Promise) -> dict[str, object]:
    return {
        "received_at": iso(made.received_at),
        "counted_from": iso(made.counted_from),
        "due_at": iso(made.due_at),
        "working_days": made.working_days,
        "provisional": made.provisional,
        "ladder": answers.ladder(made.ladder),
    }


def _due_lines(made: Promise) -> list[str]:
    lines = [
        _("Promised: {moment}.").format(moment=answers.moment_words(made.due_at)),
        ladder_sentence(made),
    ]
    if made.provisional:
        lines.append(_("The calendar of that time is not official yet; the date may move."))
    return lines


def show(run: Run) -> Answer:
    """One dossier with everything that happened to it."""
    from counter_app.services import queries  # noqa: PLC0415

    desk, now = run.desk, run.desk.clock()
    scan_number = queries.identify(desk, run.args.dossier)
    state = queries.dossier(desk, scan_number)
    return Answer(
        lines=answers.dossier_lines(state, queries.history(desk, scan_number), now),
        data=answers.dossier(state, queries.events(desk, scan_number), now),
    )


def find(run: Run) -> Answer:
    """Dossiers that a text finds, newest first."""
    from counter_app.services import queries  # noqa: PLC0415

    limit = run.args.limit
    if not 1 <= limit <= queries.SEARCH_LIMIT:
        raise WrongUsage(_("--limit is a number from 1 to {most}.").format(most=queries.SEARCH_LIMIT))
    found = queries.search(run.desk, run.args.text, at=run.desk.clock(), limit=limit + 1)
    rows = queries.rows(run.desk, found.ids[:limit])
    notices = []
    if len(found.ids) > limit:
        notices.append(
            _("More was found than these {shown}; add a word, or raise --limit.").format(shown=limit)
        )
    lines = [answers.found_line(row) for row in rows] or [_("Nothing was found. Try fewer letters.")]
    return Answer(lines=lines, rows=[answers.found(row) for row in rows], notices=notices)


def ledger(run: Run) -> Answer:
    """The follow-up ledger of a day or of a time, as PDF, workbook or table."""
    from counter_app.services import papers  # noqa: PLC0415

    args = run.args
    if (args.date is None) == (args.first is None) or (args.first is None) != (args.last is None):
        raise WrongUsage(_("give either --date D, or both --from D and --to D"))
    first = parse_day(args.date or args.first)
    last = parse_day(args.date or args.last)
    require_order(first, last)
    out = Path(args.out)
    kind = out.suffix.lower().removeprefix(".")
    if kind not in ("pdf", "xlsx", "csv", "html"):
        raise WrongUsage(_("A ledger is a .pdf, .xlsx, .csv or .html file; give one of these endings."))
    files.require_place(out)
    made = papers.ledger(run.desk, first, last, kind, run.desk.clock(), args.node)
    files.write_file(out, made.content)
    return Answer(
        lines=[_ledger_line(out, made)],
        data={
            "rows": made.rows,
            "first_number": made.first_number,
            "last_number": made.last_number,
            "chain_head": made.chain_head,
            "file": str(out),
        },
        notices=_not_whole(run, args.node),
    )


def _not_whole(run: Run, node: str) -> tuple[str, ...]:
    """A sentence for each office of the ledger of whose journal a part is missing here."""
    if not node:
        return ()
    from counter_app.services import consolidated, nodes  # noqa: PLC0415

    words = _(
        "The journal of node {node} is not whole here, missing {gaps}: this ledger may lack dossiers of that "
        "office, or what became of them."
    )
    return tuple(
        words.format(node=one.number, gaps=", ".join(one.missing))
        for one in nodes.nodes(run.desk)
        if one.missing and node in (one.number, consolidated.ALL_NODES)
    )


def _ledger_line(out: Path, made: "LedgerFile") -> str:
    if not made.rows:
        return _("{file}: no dossier was received in this time.").format(file=out)
    if made.first_number:
        return _("{file}: {rows} rows, numbers {first} to {last}.").format(
            file=out, rows=made.rows, first=made.first_number, last=made.last_number
        )
    rows = ngettext("{n} dossier", "{n} dossiers", made.rows).format(n=made.rows)
    words = ngettext("{file}: {rows} of {n} office.", "{file}: {rows} of {n} offices.", made.offices)
    return words.format(file=out, rows=rows, n=made.offices)


def check(run: Run) -> Answer:
    """Database, hash chain and projection, verified; with ``--rebuild`` made anew from the journal first."""
    from counter_app.services import upkeep  # noqa: PLC0415

    if run.args.rebuild:
        made = upkeep.rebuild(run.desk)
        found = checked(upkeep.check(run.desk, deep=run.args.deep))
        line = _("{dossiers} dossiers made anew from the journal; {changed} were put right.").format(
            dossiers=made.dossiers, changed=made.changed
        )
        return replace(found, lines=[line, *found.lines] if not found.code else found.lines)
    return checked(upkeep.check(run.desk, deep=run.args.deep))


def checked(found: "Checked", more: dict[str, object] | None = None) -> Answer:
    """What a check found; problems make it a refusal."""
    data = {
        **(more or {}),
        "ok": found.ok,
        "events": found.events,
        "head": found.head,
        "state_hash": found.state_hash,
        "problems": list(found.problems),
    }
    if found.ok:
        line = _("All is well: {events} events, state {state}.").format(
            events=found.events, state=found.state_hash[:12]
        )
        return Answer(lines=[line], data=data)
    return Answer(data=data, notices=found.problems, code=1)


def papers(run: Run) -> Answer:
    """Every form with sample data, into a folder."""
    from counter_app.cli.samples import write_samples  # noqa: PLC0415

    written = write_samples(Path(run.args.outdir))
    return Answer(lines=[str(path) for path in written], data={"files": [str(path) for path in written]})
