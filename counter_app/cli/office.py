"""Commands for the installation: init, backup, restore, selftest."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.cli.options import WrongUsage
from counter_app.cli.reading import checked
from counter_app.cli.run import Answer, Run
from counter_app.core.records import Officer
from counter_app.core.states import role_name
from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.services import files
from counter_app.services.desk import Desk, create_office, require_no_office

if TYPE_CHECKING:
    from counter_app.services.restore import SpoiledKey


def init(run: Run) -> Answer:
    """Set up an office, a fictional or a real one; all of it or nothing."""
    from counter_app.services import nodes  # noqa: PLC0415

    require_no_office(run.home)
    desk, officers, dossiers = _demo(run) if run.args.demo else _office(run)
    notices = []
    try:
        nodes.show_key(desk)
    except UserError as error:
        notices.append(str(error))  # the office stands; the key is made when it is first needed
    return _set_up(desk, officers, dossiers, notices)


def _demo(run: Run) -> tuple[Desk, Sequence[tuple[Officer, str]], int]:
    from counter_app import demo  # noqa: PLC0415

    if run.args.dossiers < 0:
        raise WrongUsage(_("--dossiers is a number, 0 or more."))
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


def backup(run: Run) -> Answer:
    """The proof that the office is whole, and a copy of it, read back.

    The copy comes last: before the end of the command nothing has its name. What is proved, and so
    the figures, are of the moment before it: what a counter writes meanwhile is in the copy besides. Where
    the proof finds problems, a copy that can be read back whole is made all the same.
    """
    from counter_app.services import upkeep  # noqa: PLC0415

    folder = Path(run.args.folder)
    files.require_place(folder / "backup")
    proved = upkeep.check(run.desk)
    path = upkeep.backup(run.desk, folder, run.desk.clock())
    found = checked(proved, {"file": str(path)})
    lines = [_("The copy is {file}.").format(file=path)]
    if upkeep.key_copy(path).exists():
        lines.append(_("The key of this office lies beside it; lock both away."))
    return Answer(lines=[*lines, *found.lines], data=found.data, notices=found.notices, code=found.code)


def restore(run: Run) -> Answer:
    """A copy of the database in place of the present one, which is set aside."""
    from counter_app.services import restore as restoring  # noqa: PLC0415

    made = restoring.restore(run.home, Path(run.args.file), run.clock)
    lines = [
        _("The office of {moment} is back: {events} events. A new epoch, {epoch}, begins.").format(
            moment=f"{made.last_at:%H:%M %d/%m/%Y}", events=made.events, epoch=made.epoch
        ),
        _(
            "What was received after that is not in it. Numbers go on {skipped} higher, so that none is "
            "given twice. Take in the exchange files written since then; enter the rest from the receipts."
        ).format(skipped=made.skipped),
    ]
    if made.set_aside is not None:
        lines.append(_("The database before it is kept as {file}.").format(file=made.set_aside))
    return Answer(
        lines=lines,
        data={
            "node": made.node,
            "epoch": made.epoch,
            "events": made.events,
            "skipped": made.skipped,
            "set_aside": str(made.set_aside) if made.set_aside else None,
        },
        notices=[
            *([_without_keys(made.missing_keys)] if made.missing_keys else ()),
            *map(_spoiled, made.spoiled_keys),
        ],
    )


def _spoiled(key: "SpoiledKey") -> str:
    """What it means that the copy of a key is none any more or cannot be read, and what to do."""
    if key.unread and key.kept:
        words = _(
            "The copy of the key, {beside}, could not be read: {reason}. The key that is here stays in use; "
            "should other offices refuse the files of this one, put that copy, or {ending} of another "
            "backup, in place as {own}."
        )
    elif key.unread:
        words = _(
            "The copy of the key, {beside}, could not be read: {reason}. Before the next exchange put that "
            "copy, or {ending} of another backup, in place as {own}; else a new key will be made that no "
            "other office knows."
        )
    elif key.kept:
        words = _(
            "The copy of the key, {beside}, is damaged and was left there. The key that is here stays in "
            "use; should other offices refuse the files of this one, put {ending} of another backup in place "
            "as {own}."
        )
    else:
        words = _(
            "The copy of the key, {beside}, is damaged, and no other is here. Before the next exchange put "
            "{ending} of another backup in place as {own}; where none is left, give every other office the "
            "new key (“node show-key”) to take in with “node add FILE --replace”."
        )
    return words.format(beside=key.beside, own=key.own, ending=f".node{key.own.suffix}", reason=key.unread)


def _without_keys(missing: Sequence[Path]) -> str:
    """What it means that a copy came back without the keys of its office."""
    return _(
        "The keys of this office are neither beside the copy nor here, so new ones will be made that no "
        "other office knows: before the next exchange put those of another backup ({endings}) in place as "
        "{files}, or, where none is left, give every other office the new key (“node show-key”), to be taken "
        "in with “node add FILE --replace”."
    ).format(
        endings=", ".join(f".node{path.suffix}" for path in missing),
        files=", ".join(str(path) for path in missing),
    )


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
