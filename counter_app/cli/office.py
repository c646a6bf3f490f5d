"""Commands for the installation: init, export, import, node, backup, selftest."""

from collections.abc import Sequence
from pathlib import Path

from counter_app.cli.reading import checked
from counter_app.cli.run import Answer, Run
from counter_app.core.records import Officer
from counter_app.core.states import role_name
from counter_app.errors import BadInput, UserError
from counter_app.i18n import gettext as _
from counter_app.services import files
from counter_app.services.desk import Desk, create_office, require_no_office


def init(run: Run) -> Answer:
    """Set up an office, a fictional or a real one; all of it or nothing."""
    from counter_app.services import exchange  # noqa: PLC0415

    require_no_office(run.home)
    desk, officers, dossiers = _demo(run) if run.args.demo else _office(run)
    notices = []
    try:
        exchange.show_key(desk)
    except UserError as error:
        notices.append(str(error))  # the office stands; the key is made when it is first needed
    return _set_up(desk, officers, dossiers, notices)


def _demo(run: Run) -> tuple[Desk, Sequence[tuple[Officer, str]], int]:
    from counter_app import demo  # noqa: PLC0415

    if run.args.dossiers < 0:
        raise BadInput(_("--dossiers is a number, 0 or more."), "dossiers")
    made = demo.make_demo(run.home, run.args.dossiers, run.args.seed, run.clock(), run.clock)
    return made.desk, [(one, made.pins[one.login]) for one in demo.OFFICERS], made.dossiers


def _office(run: Run) -> tuple[Desk, Sequence[tuple[Officer, str]], int]:
    from counter_app.services import accounts, office_file  # noqa: PLC0415

    described = office_file.read_office_file(Path(run.args.office))
    now = run.clock()

    def fill(desk: Desk) -> None:
        for officer, pin in described.officers:
            accounts.add_officer(desk, officer, pin, now)

    desk = create_office(run.home, described.office, now, run.clock, fill)
    return desk, described.officers, 0


def _set_up(
    desk: Desk, officers: Sequence[tuple[Officer, str]], dossiers: int, notices: Sequence[str]
) -> Answer:
    office = desk.office
    lines = [_("{office} is set up as node {node}.").format(office=office.name, node=office.node)]
    lines += [
        _("{login}: {name}, {role}, PIN {pin}").format(
            login=one.login, name=one.name, role=role_name(one.role), pin=pin
        )
        for one, pin in officers
    ]
    if dossiers:
        lines.append(_("{count} dossiers of the last weeks are in it.").format(count=dossiers))
    return Answer(
        lines=lines,
        data={
            "node": office.node,
            "office": office.name,
            "officers": [{"login": one.login, "role": one.role.value, "pin": pin} for one, pin in officers],
            "dossiers": dossiers,
        },
        notices=notices,
    )


def export(run: Run) -> Answer:
    """Write an exchange file, and say done only once it is read back from the medium."""
    from counter_app.services import exchange  # noqa: PLC0415

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
            )
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
        },
    )


def import_(run: Run) -> Answer:
    """Verify an exchange file and take it in; what should be read is said on standard error."""
    from counter_app.services import exchange  # noqa: PLC0415

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
    """The nodes this one exchanges with: list them, show the own key, know another."""
    return {"list": _node_list, "show-key": _node_key, "add": _node_add}[run.args.node_command](run)


def _node_list(run: Run) -> Answer:
    from counter_app.services import exchange  # noqa: PLC0415

    nodes = exchange.nodes(run.desk)
    lines = [
        _("{number}  {name}{own}  complete up to {reached}{gaps}").format(
            number=one.number,
            name=one.name,
            own=_(" (this office)") if one.own else "",
            reached=one.reached,
            gaps=_(", missing {gaps}").format(gaps=", ".join(one.gaps)) if one.gaps else "",
        )
        for one in nodes
    ]
    rows = [
        {
            "node": one.number,
            "name": one.name,
            "own": one.own,
            "fingerprint": one.fingerprint,
            "epoch": one.epoch,
            "reached": one.reached,
            "gaps": list(one.gaps),
        }
        for one in nodes
    ]
    return Answer(lines=lines, rows=rows)


def _node_key(run: Run) -> Answer:
    from counter_app.services import exchange  # noqa: PLC0415

    card = exchange.show_key(run.desk)
    return Answer(
        lines=exchange.node_file(run.desk).splitlines(),
        data={
            "node": card.node,
            "name": card.name,
            "public_key": card.public_key,
            "fingerprint": card.fingerprint,
        },
    )


def _node_add(run: Run) -> Answer:
    from counter_app.services import exchange  # noqa: PLC0415

    by = run.given_officer()
    card = exchange.add_node(run.desk, Path(run.args.file), replace=run.args.replace, by=by)
    line = _("Node {node}, {name}, is known now; its key is {fingerprint}.").format(
        node=card.node, name=card.name, fingerprint=card.fingerprint
    )
    return Answer(lines=[line], data={"node": card.node, "name": card.name, "fingerprint": card.fingerprint})


def backup(run: Run) -> Answer:
    """A copy of the database, read back; and the proof that what was copied is whole."""
    from counter_app.services import upkeep  # noqa: PLC0415

    folder = Path(run.args.folder)
    files.require_place(folder / "backup")
    path = upkeep.backup(run.desk, folder, run.desk.clock())
    found = checked(upkeep.check(run.desk), {"file": str(path)})
    lines = [_("The copy is {file}.").format(file=path)]
    if upkeep.key_copy(path).exists():
        lines.append(_("The key of this office lies beside it; lock both away."))
    return Answer(lines=[*lines, *found.lines], data=found.data, notices=found.notices, code=found.code)


def selftest(run: Run) -> Answer:  # noqa: ARG001 - it has homes of its own
    """The main job from reception to exchange, in temporary homes."""
    from counter_app.cli.selftest import play  # noqa: PLC0415

    done = play()
    data = {
        "ok": not done.problem,
        "steps": [{"name": name, "ms": ms} for name, ms in done.steps],
    }
    lines = [f"{name}: {ms} ms" for name, ms in done.steps]
    if done.problem:
        failed = _("The self-test failed at “{problem}”. Install the program again.").format(
            problem=done.problem
        )
        return Answer(lines=lines, data=data, notices=[failed], code=1)
    return Answer(lines=[*lines, _("All steps passed.")], data=data)
