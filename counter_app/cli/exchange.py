"""Commands of the exchange by file: export, import, acknowledge, node."""

from pathlib import Path

from counter_app.cli.run import Answer, Run
from counter_app.i18n import gettext as _
from counter_app.services import acknowledgements, exchange, nodes
from counter_app.services.acknowledgements import is_text as acknowledgement_text


def export(run: Run) -> Answer:
    """Write an exchange file, and say done only once it is read back from the medium."""
    by = run.given_officer()
    made = exchange.export(run.desk, Path(run.args.folder), run.at(), run.args.receiver, by)
    return Answer(
        lines=[
            _("{file}: events {first} to {last} of node {node}, {dossiers} dossiers, read back.").format(
                file=made.file,
                first=made.first_seq,
                last=made.last_seq,
                node=made.node,
                dossiers=made.dossiers,
            ),
            *(_("{file}: the journal of another node, carried on.").format(file=one) for one in made.carried),
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
        },
    )


def import_(run: Run) -> Answer:
    """Verify an exchange file and take it in; what should be read is said on standard error."""
    by = run.given_officer()
    made = exchange.import_bundle(run.desk, Path(run.args.file), run.at(), by)
    line = _(
        "Node {node}, events {first} to {last}: {applied} taken in, {already} were here, {waiting} wait."
    ).format(
        node=made.node,
        first=made.first_seq,
        last=made.last_seq,
        applied=made.applied,
        already=made.already,
        waiting=made.waiting,
    )
    return Answer(
        lines=[line],
        data={
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
        },
        notices=made.notices,
    )


def node(run: Run) -> Answer:
    """The nodes this one exchanges with: list them, show the own key, know another, acknowledge them all."""
    which = {"list": _node_list, "show-key": _node_key, "add": _node_add, "acknowledge": _node_acknowledge}
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
    line = _("Node {holder} has the journal of node {node} up to {seq}.").format(
        holder=taken.holder, node=taken.node, seq=taken.seq
    )
    return Answer(lines=[line], data={"node": taken.holder, "acknowledged_seq": taken.seq})


def _node_acknowledge(run: Run) -> Answer:
    by = run.given_officer()
    written = acknowledgements.write_all(run.desk, Path(run.args.folder), run.at(), by)
    lines = [_("{file}: to be carried to its office.").format(file=one) for one in written]
    return Answer(lines=lines, data={"files": [str(one) for one in written]})


def _node_list(run: Run) -> Answer:
    known = nodes.nodes(run.desk)
    lines = [
        _("{number}  {name}{own}  complete up to {reached}{gaps}").format(
            number=one.number,
            name=one.name,
            own=_(" (this office)") if one.own else "",
            reached=one.reached,
            gaps=_(", missing {gaps}").format(gaps=", ".join(one.gaps)) if one.gaps else "",
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
            "acknowledged_seq": one.acknowledged_seq,
        }
        for one in known
    ]
    return Answer(lines=lines, rows=rows)


def _node_key(run: Run) -> Answer:
    card = nodes.show_key(run.desk)
    return Answer(
        lines=nodes.node_file(run.desk).splitlines(),
        data={
            "node": card.node,
            "name": card.name,
            "public_key": card.public_key,
            "recipient": card.recipient,
            "fingerprint": card.fingerprint,
        },
    )


def _node_add(run: Run) -> Answer:
    by = run.given_officer()
    card = nodes.add_node(
        run.desk, Path(run.args.file), replace=run.args.replace, relation=run.args.relation, by=by
    )
    line = _("Node {node}, {name}, is known now; its key is {fingerprint}.").format(
        node=card.node, name=card.name, fingerprint=card.fingerprint
    )
    return Answer(lines=[line], data={"node": card.node, "name": card.name, "fingerprint": card.fingerprint})
