"""Commands of the exchange by file: export, import, acknowledge, node."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from counter_app.cli import conflicts
from counter_app.cli.printing import pdf_place
from counter_app.cli.progress_bar import shown
from counter_app.cli.run import Answer, Run
from counter_app.cli.typed import require_order
from counter_app.core.times import parse_day
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, short_date
from counter_app.services import (
    acknowledgements,
    consolidated,
    exchange,
    exchange_folder,
    exchange_papers,
    ledger_beside,
    nodes,
)
from counter_app.services.acknowledgements import Acknowledged
from counter_app.services.acknowledgements import is_text as acknowledgement_text
from counter_app.services.exchange import Imported
from counter_app.services.exchange_folder import FileTaken
from counter_app.services.files import write_file


def export(run: Run) -> Answer:
    """Write an exchange file, and say done only once it is read back from the medium.

    A scheduled task runs on quiet days, too: that nothing is new is no refusal.
    """
    by = run.given_officer()
    try:
        with shown():
            made = exchange.export(run.desk, Path(run.args.folder), run.at(), run.args.receiver, by)
    except exchange.NothingNew as nothing:
        return Answer(lines=[str(nothing)], data=_nothing_exported(nothing))
    page = ledger_beside.write(run.desk, made, run.at()) if run.args.html else None
    along = _("{file}: goes along, the journal of another office or of before a restore.")
    return Answer(
        lines=[
            _("{file}: events {first} to {last} of node {node}, {dossiers} dossiers, read back.").format(
                file=made.file,
                first=made.first_seq,
                last=made.last_seq,
                node=made.node,
                dossiers=made.dossiers,
            ),
            *(along.format(file=one) for one in made.carried),
            *([_("{file}: the ledger, not sealed; anyone can read it.").format(file=page)] if page else []),
        ],
        data={
            "file": str(made.file),
            "node": made.node,
            "epoch": made.epoch,
            "first_seq": made.first_seq,
            "last_seq": made.last_seq,
            "events": made.events,
            "dossiers": made.dossiers,
            "encrypted": made.encrypted,
            "carried": [str(one) for one in made.carried],
            **({"html": str(page)} if page else {}),
        },
    )


def _nothing_exported(nothing: exchange.NothingNew) -> dict[str, object]:
    return {
        "file": None,
        "node": nothing.node,
        "epoch": nothing.epoch,
        "first_seq": nothing.seq + 1,
        "last_seq": nothing.seq,
        "events": 0,
        "dossiers": 0,
        "encrypted": False,
        "carried": [],
    }


def import_(run: Run) -> Answer:
    """Verify an exchange file, or each of a folder, and take it in; notices go to standard error."""
    by = run.given_officer()
    place = Path(run.args.file)
    with shown():
        if place.is_dir():
            return _several(exchange_folder.import_folder(run.desk, place, run.at(), by))
        if exchange_folder.is_acknowledgement(place):
            return _acknowledged(acknowledgements.take_file(run.desk, place, by))
        made = exchange.import_bundle(run.desk, place, run.at(), by)
    notices = (*made.conflicts, *made.notices)
    return Answer(lines=[_import_line(made)], data=_import_data(made), notices=notices)


def _several(taken: Sequence[FileTaken]) -> Answer:
    """A line for each file; those that were refused say why on standard error, and leave the others be.

    One that was refused gives the exit code of a refusal, for somebody must look; a file that only
    another office can open is left to it.
    """
    lines: list[str] = []
    rows: list[dict[str, object]] = []
    notices: list[str] = []
    for one in taken:
        row: dict[str, object] = {"file": str(one.file), "problem": one.problem or None}
        if one.imported is not None:
            row |= _import_data(one.imported)
            lines.append(f"{one.file.name}: {_import_line(one.imported)}")
            notices += (*one.imported.conflicts, *one.imported.notices)
        elif one.acknowledged is not None:
            row |= {"node": one.acknowledged.holder, "acknowledged_seq": one.acknowledged.seq}
            lines.append(f"{one.file.name}: {_acknowledged_line(one.acknowledged)}")
        else:
            notices.append(f"{one.file.name}: {one.problem}")
        rows.append(row)
    refused = any(one.problem and not one.for_another for one in taken)
    return Answer(lines=lines, rows=rows, notices=tuple(notices), code=int(refused))


def _import_line(made: Imported) -> str:
    return _(
        "Node {node}, events {first} to {last}: {applied} taken in, {already} were here, {waiting} wait."
    ).format(
        node=made.node,
        first=made.first_seq,
        last=made.last_seq,
        applied=made.applied,
        already=made.already,
        waiting=made.waiting,
    )


def _import_data(made: Imported) -> dict[str, object]:
    return {
        "node": made.node,
        "epoch": made.epoch,
        "first_seq": made.first_seq,
        "last_seq": made.last_seq,
        "applied": made.applied,
        "already": made.already,
        "conflicts": list(made.conflicts),
        "refused": list(made.refused),
        "gaps": list(made.gaps),
        "acknowledgement": str(made.acknowledgement) if made.acknowledgement else None,
    }


def _acknowledged_line(taken: Acknowledged) -> str:
    return _("Node {holder} has the journal of node {node} up to {seq}.").format(
        holder=taken.holder, node=taken.node, seq=taken.seq
    )


def node(run: Run) -> Answer:
    """The nodes this one exchanges with: list them, show the own key, know another, acknowledge them all."""
    which = {
        "list": _node_list,
        "show-key": _node_key,
        "add": _node_add,
        "counts": _node_counts,
        "conflicts": conflicts.listed,
        "settle": conflicts.settle,
        "acknowledge": _node_acknowledge,
    }
    return which[run.args.node_command](run)


def acknowledge(run: Run) -> Answer:
    """Take in that another node has this office's journal: by its file, its line, or its twelve digits."""
    by = run.given_officer()
    what = run.args.what
    taken = (
        acknowledgements.take_text(run.desk, what, by)
        if acknowledgement_text(what)
        else acknowledgements.take_file(run.desk, Path(what), by)
    )
    return _acknowledged(taken)


def _acknowledged(taken: Acknowledged) -> Answer:
    return Answer(
        lines=[_acknowledged_line(taken)], data={"node": taken.holder, "acknowledged_seq": taken.seq}
    )


def _node_acknowledge(run: Run) -> Answer:
    by = run.given_officer()
    folder = Path(run.args.folder)
    written = acknowledgements.write_all(run.desk, folder, run.at(), by)
    papers = _acknowledgement_pages(run, folder) if run.args.paper else []
    lines = [
        *(_("{file}: to be carried to its office.").format(file=one) for one in written),
        *(_("{file}: to be printed, read aloud or scanned.").format(file=one) for one in papers),
    ]
    data = {"files": [str(one) for one in written], "papers": [str(one) for one in papers]}
    return Answer(lines=lines, data=data)


def _acknowledgement_pages(run: Run, folder: Path) -> list[Path]:
    written = []
    for one in sorted({said.node for said in acknowledgements.owed(run.desk)} - {run.desk.office.node}):
        written.append(folder / f"{run.desk.office.node}-{one}.pdf")
        write_file(written[-1], exchange_papers.acknowledgement(run.desk, one, run.at()))
    return written


def _node_list(run: Run) -> Answer:
    known = nodes.nodes(run.desk)
    lines = [
        _("{number}  {name}{own}  complete up to {reached}{gaps}").format(
            number=one.number,
            name=one.name,
            own=_(" (this office)") if one.own else "",
            reached=one.reached,
            gaps=_(", missing {gaps}").format(gaps=", ".join(one.missing)) if one.missing else "",
        )
        for one in known
    ]
    rows = [
        {
            "node": one.number,
            "name": one.name,
            "own": one.own,
            "fingerprint": one.fingerprint,
            "relation": one.relation,
            "epoch": one.epoch,
            "reached": one.reached,
            "gaps": list(one.gaps),
            "earlier_gaps": [{"epoch": epoch, "gap": gap} for epoch, gap in one.earlier_gaps],
            "acknowledged_seq": one.acknowledged_seq,
        }
        for one in known
    ]
    return Answer(lines=lines, rows=rows)


def _node_counts(run: Run) -> Answer:
    first, last = parse_day(run.args.first), parse_day(run.args.last)
    require_order(first, last)
    found = consolidated.counts(run.desk, first, last)
    lines = [
        _("{node}  {office}, {field}: {received} received, {finished} finished, {late} late").format(
            node=one.node,
            office=one.office,
            field=one.field,
            received=grouped(one.received),
            finished=grouped(one.finished),
            late=grouped(one.late),
        )
        for one in found
    ]
    nothing = _("No dossier was received from {first} to {last}, as far as the offices have sent it.")
    days = {"first": short_date(first), "last": short_date(last)}
    return Answer(lines=lines or [nothing.format(**days)], rows=[asdict(one) for one in found])


def _node_key(run: Run) -> Answer:
    card = nodes.show_key(run.desk)
    data = {
        "node": card.node,
        "name": card.name,
        "public_key": card.public_key,
        "recipient": card.recipient,
        "fingerprint": card.fingerprint,
    }
    if run.args.paper:
        paper = pdf_place(run.args.paper, "--paper")
        write_file(paper, exchange_papers.own_key(run.desk, run.at()))
        line = _("{file}: the key of this office, to be scanned and compared by telephone.")
        return Answer(lines=[line.format(file=paper)], data={**data, "paper": str(paper)})
    return Answer(lines=nodes.node_file(run.desk).splitlines(), data=data)


def _node_add(run: Run) -> Answer:
    by = run.given_officer()
    args = run.args
    card = nodes.read_line(args.file) if nodes.is_line(args.file) else nodes.read_file(Path(args.file))
    nodes.add_card(run.desk, card, replace=args.replace, relation=args.relation, by=by)
    line = _("Node {node}, {name}, is known now; its key is {fingerprint}.").format(
        node=card.node, name=card.name, fingerprint=card.fingerprint
    )
    return Answer(lines=[line], data={"node": card.node, "name": card.name, "fingerprint": card.fingerprint})
