"""Commands of the office's calendar: import, show, moves, decide."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from counter_app.cli.options import WrongUsage
from counter_app.cli.run import Answer, Run
from counter_app.core.office_calendar import DayDifference
from counter_app.core.times import iso
from counter_app.core.workdays import YEARS, DayOff
from counter_app.errors import BadInput, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date, weekday_words
from counter_app.services import calendar as service
from counter_app.services import queries
from counter_app.services.desk import Desk
from counter_app.services.outlook import Decidable, Given, Move, Outlook


def calendar(run: Run) -> Answer:
    """The office's calendar: show a year, change it by a file, the promises that it moves."""
    return {"import": _import, "show": _show, "moves": _moves, "decide": _decide}[run.args.calendar_command](
        run
    )


def _import(run: Run) -> Answer:
    args, desk = run.args, run.desk
    changes = service.read_file(desk, Path(args.file))
    if args.preview:
        outlook = service.preview(desk, changes)
        return _told(outlook, _("Nothing is changed yet."))
    by = run.given_officer()
    if by is None:
        raise NotAllowed(_("Say who changes the calendar: --by LOGIN, or look at it with --preview."))
    verdicts: dict[str, bool] = {}
    if args.keep or args.move:
        verdicts = _verdicts_on(service.preview(desk, changes), move=args.move)
    outlook = service.change(desk, changes, by, run.at(), verdicts)
    if not outlook.moves:
        return _told(outlook, _("The calendar is changed; no promise moves by it."))
    if not verdicts:
        line = _("The calendar is changed. No promise has moved: the head decides on each (calendar decide).")
        return _told(outlook, line)
    return _told(
        outlook, _("The calendar is changed, and the head's decision is recorded with each promise.")
    )


def _verdicts_on(outlook: Outlook, *, move: bool) -> dict[str, bool]:
    """The same verdict on every promise; a given date cannot move, so it stays listed where others do."""
    decidable = outlook.moves if move else (*outlook.moves, *outlook.given)
    return {one.scan_number: move for one in decidable}


def _told(outlook: Outlook, last: str) -> Answer:
    lines = [_day_line(one) for one in outlook.days]
    for change in outlook.changes:
        lines += [_("The year {year} is final.").format(year=year) for year in change.confirmed_years]
        if change.sessions:
            lines.append(
                _("Opening hours: {hours}.").format(hours="; ".join(one or "-" for one in change.sessions))
            )
    lines += [_move_line(one) for one in outlook.moves]
    lines += [
        _("{code}  {applicant}  its time stands still; reckoned when it goes on").format(
            code=one.code, applicant=one.applicant
        )
        for one in outlook.resting
    ]
    lines += [_given_line(one) for one in outlook.given]
    notices = [
        _("{code} was received without its deadline being kept; look at its promise by hand.").format(
            code=one.code
        )
        for one in outlook.unknown
    ]
    data = {
        "added": [_difference(one) for one in outlook.added],
        "changed": [_difference(one) for one in outlook.changed],
        "refused": [],
        "confirmed_years": [year for one in outlook.changes for year in one.confirmed_years],
        "sessions": next((list(one.sessions) for one in reversed(outlook.changes) if one.sessions), None),
        "moves": [_plain(one) for one in outlook.moves],
        "reckoned_later": [
            {"code": one.code, "applicant": one.applicant, "before": iso(one.before)}
            for one in outlook.resting
        ],
        "given_dates": [_plain(one) for one in outlook.given],
    }
    return Answer(lines=[*lines, last], data=data, notices=notices)


def _show(run: Run) -> Answer:
    year = run.args.year
    if year not in YEARS:
        raise BadInput(_("There is no calendar of the year {year}; check it.").format(year=year), "year")
    known = run.desk.calendar
    days = [
        date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]
    special = [(day, line) for day in days if (line := known.special(day)) is not None]
    rows = [_line(line, worked=known.is_working_day(day)) for day, line in special]
    lines = [
        _("{weekday} {day}  {state}  {reason}  ({decision})").format(
            weekday=weekday_words(day),
            day=short_date(day),
            state=_state_words(line, worked=known.is_working_day(day)),
            reason=line.reason,
            decision=line.decision or "-",
        )
        for day, line in special
    ]
    final = known.is_final(year)
    lines.append(_("The year {year} is final.") if final else _("The year {year} is not final yet."))
    lines[-1] = lines[-1].format(year=year)
    hours = [
        " ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in sessions) for sessions in known.sessions.week
    ]
    data = {"year": year, "confirmed": final, "days": rows, "sessions": hours}
    return Answer(lines=lines, data=data)


def _moves(run: Run) -> Answer:
    found = service.undecided(run.desk)
    given = service.given_undecided(run.desk)
    waiting: tuple[Decidable, ...] = (*found, *given)
    lines = [_line_of(one) for one in waiting] or [_("No promise waits for a decision.")]
    data = {"moves": [_plain(one) for one in found], "given_dates": [_plain(one) for one in given]}
    return Answer(lines=lines, data=data)


def _decide(run: Run) -> Answer:
    args, desk = run.args, run.desk
    if args.all == bool(args.dossiers):
        raise WrongUsage(_("give either DOSSIER... or --all"))
    by, at = run.officer(), run.at()
    named = (
        [one.scan_number for one in _waiting(desk, move=args.move)]
        if args.all
        else [queries.identify(desk, text) for text in args.dossiers]
    )
    decided = service.decide(desk, dict.fromkeys(named, args.move), by, at)
    words = _("moved") if args.move else _("kept")
    lines = [f"{_line_of(one)}  {words}" for one in decided] or [_("No promise waits for a decision.")]
    return Answer(lines=lines, data={"decided": _verdicts(decided, moved=args.move)})


def _waiting(desk: Desk, *, move: bool) -> tuple[Decidable, ...]:
    return service.undecided(desk) if move else (*service.undecided(desk), *service.given_undecided(desk))


def _verdicts(decided: Sequence[Decidable], *, moved: bool) -> list[dict[str, Any]]:
    return [{**_plain(one), "moved": moved} for one in decided]


def _plain(one: Decidable) -> dict[str, Any]:
    after = {"after": iso(one.after)} if isinstance(one, Move) else {}
    return {
        "code": one.code,
        "applicant": one.applicant,
        "before": iso(one.before),
        **after,
        "decision": one.decision,
    }


def _line_of(one: Decidable) -> str:
    return _move_line(one) if isinstance(one, Move) else _given_line(one)


def _given_line(one: Given) -> str:
    return _(
        "{code}  {applicant}  given for {before}, a day that is now closed; keep it or give an extension"
    ).format(code=one.code, applicant=one.applicant, before=f"{one.before:%H:%M %d/%m/%Y}")


def _move_line(one: Move) -> str:
    return _("{code}  {applicant}  promised {before}, would be {after}").format(
        code=one.code,
        applicant=one.applicant,
        before=f"{one.before:%H:%M %d/%m/%Y}",
        after=f"{one.after:%H:%M %d/%m/%Y}",
    )


def _difference(one: DayDifference) -> dict[str, Any]:
    line = (
        _line(one.after, worked=one.worked)
        if one.after
        else {"date": one.day.isoformat(), "worked": one.worked}
    )
    if one.before is not None:
        line["before"] = _line(one.before, worked=one.worked_before)
    return line


def _line(line: DayOff, *, worked: bool) -> dict[str, Any]:
    return {
        "date": line.day.isoformat(),
        "worked": worked,
        "reason": line.reason,
        "decision": line.decision,
        "confirmed": line.confirmed,
    }


def _day_line(one: DayDifference) -> str:
    state = _state_words(one.after, worked=one.worked) if one.after else _("as usual")
    return _("{weekday} {day}: {state}{reason}").format(
        weekday=weekday_words(one.day),
        day=short_date(one.day),
        state=state,
        reason=f", {one.after.reason}" if one.after else "",
    )


def _state_words(line: DayOff, *, worked: bool) -> str:
    words = _("worked") if worked else _("off")
    return words if line.confirmed else _("{state}, not final").format(state=words)
