"""The command ``act``: what happens to a dossier between reception and hand-over."""

import shutil
import textwrap
from collections.abc import Callable
from datetime import datetime
from typing import Any

from counter_app.cli import acts
from counter_app.cli.answers import moment_words
from counter_app.cli.options import WrongUsage
from counter_app.cli.parser import ACCEPT, ACTIONS
from counter_app.cli.printing import CONTROL_SLIP
from counter_app.cli.run import Answer, Run
from counter_app.cli.typed import given, one_of, paper_of, whole_number
from counter_app.core.fold import RECEIPT
from counter_app.core.life import MissingPaper
from counter_app.core.records import Channel, Collect, DossierState, Officer
from counter_app.core.states import STATUS_NAMES, Action
from counter_app.core.times import parse_time
from counter_app.i18n import gettext as _
from counter_app.services import corrections, decisions, fees, processing, queries, reception, supplements
from counter_app.services.desk import Desk

Step = Callable[[Desk, str, Officer, datetime, Any, dict[str, list[str]]], DossierState]


def act(run: Run) -> Answer:
    """Do the action; with ``--paper`` print the paper that belongs to it."""
    args = run.args
    action = _action(args.action)
    values = given(args.set)
    step, fields = _STEPS[action]
    unknown = sorted(set(values) - set(fields))
    if unknown:
        raise WrongUsage(
            _("“{action}” takes no --set {field}; it takes: {fields}.").format(
                action=args.action, field=unknown[0], fields=", ".join(fields) or _("none")
            )
        )
    for option, takers in _OPTIONS.items():
        if getattr(args, option) and action not in takers:
            raise WrongUsage(
                _("“{action}” takes no --{option}; leave it out.").format(action=args.action, option=option)
            )
    form = _PAPERS.get(action)
    if args.paper and form is None:
        raise WrongUsage(_("“{action}” has no paper; leave --paper out.").format(action=args.action))
    if action is Action.EXTEND and args.due is None:
        raise WrongUsage(_("give --due T, the new date"))
    out = acts.place_of(args.paper)
    by, at = run.officer(), run.at()
    scan_number = queries.identify(run.desk, args.dossier)
    state = step(run.desk, scan_number, by, at, args, values)
    line = _("{code}: {status}, held by {holder}.").format(
        code=state.code, status=STATUS_NAMES[state.status], holder=state.holder
    )
    if state.received and action in _PROMISING:
        line = _("{line} Promised: {moment}.").format(line=line, moment=moment_words(state.due_at))
    return acts.with_paper(run, state, line, by, at, out, form or "")


def help_words() -> str:
    """What each action takes, one below the other, as the help of ``act`` lists it."""
    width = max(map(len, ACTIONS)) + 4
    lines = [
        textwrap.fill(
            ", ".join(_taken(_action(name))) or _("nothing but --note"),
            shutil.get_terminal_size().columns - 2,
            initial_indent=f"  {name}".ljust(width),
            subsequent_indent=" " * width,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for name in ACTIONS
    ]
    return "\n".join(
        [_("what each ACTION takes; every FIELD=VALUE stands behind a --set of its own:"), *lines]
    )


def _taken(action: Action) -> list[str]:
    options = [f"--{name} {_VALUES[name]}" for name, takers in _OPTIONS.items() if action in takers]
    papers = ["--paper OUT.pdf"] if action in _PAPERS else []
    values = {**_VALUES, "paper": _MISSING} if action is Action.REQUEST_SUPPLEMENT else _VALUES
    return [*(f"{name}={values.get(name, 'VALUE')}" for name in _STEPS[action][1]), *options, *papers]


def _action(name: str) -> Action:
    return Action.RECEIVE if name == ACCEPT else Action(name)


def _forward(desk: Desk, scan: str, by: Officer, at: datetime, args: Any, _values: Any) -> DossierState:
    return processing.forward(desk, scan, by, at, args.to, args.note)


def _ask(desk: Desk, scan: str, by: Officer, at: datetime, args: Any, values: Any) -> DossierState:
    papers = [_missing(text) for text in values.get("paper", [])]
    return supplements.request(desk, scan, papers, by, at, args.note)


def _missing(text: str) -> MissingPaper:
    """A missing paper written as NAME|BRING|WHERE|POINT; all but the name may be left out."""
    name, *more = [part.strip() for part in text.split("|")]
    if len(more) > 3:
        raise WrongUsage(
            _("“{text}” is no paper; write NAME|BRING|WHERE|POINT, like “Giấy báo tử|01 bản chính”.").format(
                text=text
            )
        )
    bring, where, point = (*more, "", "", "")[:3]
    return MissingPaper(name=name, bring=bring, where=where, point=point)


def _supplement(desk: Desk, scan: str, by: Officer, at: datetime, args: Any, values: Any) -> DossierState:
    papers = [paper_of(text) for text in values.get("paper", [])]
    return supplements.take_in(desk, scan, by, at, papers, args.note)


def _extend(desk: Desk, scan: str, by: Officer, at: datetime, args: Any, _values: Any) -> DossierState:
    return decisions.extend(desk, scan, by, at, parse_time(args.due), args.note)


def _ask_payment(desk: Desk, scan: str, by: Officer, at: datetime, args: Any, values: Any) -> DossierState:
    amount = whole_number(values, "amount") or 0
    return fees.request_payment(desk, scan, by, at, amount, args.note)


def _pay(desk: Desk, scan: str, by: Officer, at: datetime, _args: Any, values: Any) -> DossierState:
    return fees.collect(
        desk,
        scan,
        by,
        at,
        whole_number(values, "amount"),
        one_of(values, "method") or "cash",
        one_of(values, "official_receipt") or "",
    )


def _refund(desk: Desk, scan: str, by: Officer, at: datetime, args: Any, values: Any) -> DossierState:
    return fees.refund(desk, scan, by, at, whole_number(values, "amount"), args.note)


def _receive(desk: Desk, scan: str, by: Officer, at: datetime, args: Any, _values: Any) -> DossierState:
    due = parse_time(args.due) if args.due is not None else None
    return reception.receive_registered(desk, scan, by, at, due, args.note)


def _correct(desk: Desk, scan: str, by: Officer, at: datetime, args: Any, values: Any) -> DossierState:
    changes: dict[str, Any] = {}
    for name in values:
        if name == "paper":
            changes["papers"] = tuple(paper_of(text) for text in values[name])
        elif name in ("sets", "fee_amount"):
            changes[name] = whole_number(values, name)
        elif name in _LISTED:
            changes[name] = _listed(name, one_of(values, name) or "")
        else:
            changes[name] = one_of(values, name)
    return corrections.correct(desk, scan, changes, by, at, args.note)


_LISTED: dict[str, type[Channel] | type[Collect]] = {"channel": Channel, "collect": Collect}


def _listed(name: str, text: str) -> Channel | Collect:
    try:
        return _LISTED[name](text)
    except ValueError as error:
        raise WrongUsage(
            _("“{value}” is no value of {field}; write one of {values}.").format(
                value=text, field=name, values=", ".join(_LISTED[name])
            )
        ) from error


def _undo(desk: Desk, scan: str, by: Officer, at: datetime, args: Any, _values: Any) -> DossierState:
    return corrections.undo(desk, scan, by, at, args.note)


def _add_code(desk: Desk, scan: str, by: Officer, at: datetime, _args: Any, values: Any) -> DossierState:
    return corrections.add_code(desk, scan, by, at, one_of(values, "code") or "")


def _place(desk: Desk, scan: str, by: Officer, at: datetime, _args: Any, values: Any) -> DossierState:
    return corrections.place(desk, scan, by, at, one_of(values, "place") or "")


def _noted(use_case: Callable[[Desk, str, Officer, datetime, str], DossierState]) -> Step:
    """A step that needs nothing but its reason or remark."""
    return lambda desk, scan, by, at, args, _values: use_case(desk, scan, by, at, args.note)


#: How a missing paper is written, and the values of what else is no plain text.
_MISSING = "NAME|BRING|WHERE|POINT"
_VALUES = {
    "due": "T",
    "to": "UNIT",
    "paper": "NAME:ORIGINALS:CERTIFIED:COPIES",
    "sets": "N",
    "amount": "DONG",
    "fee_amount": "DONG",
    "method": "|".join(fees.METHODS),
    "procedure": "CODE",
    **{name: "|".join(values) for name, values in _LISTED.items()},
}

_CORRECTED = tuple("paper" if name == "papers" else name for name in corrections.FIELDS)

#: Actions that take an option of their own.
_OPTIONS = {"due": (Action.EXTEND, Action.RECEIVE), "to": (Action.FORWARD,)}

#: Actions after which another date may be promised.
_PROMISING = frozenset(
    {Action.RECEIVE, Action.SUPPLEMENT, Action.EXTEND, Action.RESUME, Action.PAY, Action.CORRECT}
)

#: The paper that belongs to an action.
_PAPERS = {
    Action.FORWARD: CONTROL_SLIP,
    Action.REQUEST_SUPPLEMENT: "supplement",
    Action.REFUSE: "refusal",
    Action.EXTEND: "extension",
    Action.STOP: "stop",
    Action.WITHDRAW: "stop",
    **dict.fromkeys((Action.RECEIVE, Action.SUPPLEMENT, Action.RESUME, Action.CORRECT), RECEIPT),
}

#: What each action calls, and which ``--set`` fields it takes.
_STEPS: dict[Action, tuple[Step, tuple[str, ...]]] = {
    Action.RECEIVE: (_receive, ()),
    Action.FORWARD: (_forward, ()),
    Action.REQUEST_SUPPLEMENT: (_ask, ("paper",)),
    Action.SUPPLEMENT: (_supplement, ("paper",)),
    Action.REFUSE: (_noted(decisions.refuse), ()),
    Action.EXTEND: (_extend, ()),
    Action.SUSPEND: (_noted(decisions.suspend), ()),
    Action.RESUME: (_noted(decisions.resume), ()),
    Action.REQUEST_PAYMENT: (_ask_payment, ("amount",)),
    Action.PAY: (_pay, ("amount", "method", "official_receipt")),
    Action.REFUND: (_refund, ("amount",)),
    Action.WITHDRAW: (_noted(decisions.withdraw), ()),
    Action.STOP: (_noted(decisions.stop), ()),
    Action.FINISH: (_noted(processing.finish), ()),
    Action.REWORK: (_noted(decisions.rework), ()),
    Action.CORRECT: (_correct, _CORRECTED),
    Action.UNDO: (_undo, ()),
    Action.ADD_CODE: (_add_code, ("code",)),
    Action.PLACE: (_place, ("place",)),
    Action.NOTE: (_noted(processing.note), ()),
}
