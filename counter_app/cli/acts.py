"""Commands by which something happens to a dossier: receive, fast, act, return, reprint."""

from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path

from counter_app.cli import answers
from counter_app.cli.options import WrongUsage
from counter_app.cli.printing import pdf_place, print_after, print_paper
from counter_app.cli.run import Answer, Run
from counter_app.cli.typed import paper_of
from counter_app.core.fold import RECEIPT
from counter_app.core.records import (
    Channel,
    DossierState,
    FastMatter,
    Fee,
    FeeStatus,
    HandOver,
    NewDossier,
    Officer,
    Person,
)
from counter_app.core.states import Action, require_role
from counter_app.core.times import parse_time
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import money
from counter_app.services import queries


def receive(run: Run) -> Answer:
    """Receive a dossier; with ``--receipt`` print its receipt into a file."""
    from counter_app.services import reception  # noqa: PLC0415

    args = run.args
    new, warnings = _typed(run)
    if args.due is not None and reception.procedure(run.desk, new.procedure).promised is not None:
        raise BadInput(
            _("{code} has its own deadline, from which the date is reckoned; leave --due out.").format(
                code=new.procedure
            ),
            "due",
        )
    out = place_of(args.receipt, "--receipt")
    by, at = run.officer(), run.at()
    state = reception.receive(run.desk, new, by, at)
    receipt, notices = None, warnings
    if out is not None:
        unprinted = _("{code} is received, but its receipt is not printed: {reason} Print it with “reprint”.")
        receipt, said = print_after(run.desk, state, out, by, at, RECEIPT, unprinted)
        notices = (*warnings, *said)
    lines = [_received_line(state), _promise_line(state)]
    if receipt is not None:
        lines.append(_("Receipt: {file}.").format(file=receipt))
    return Answer(lines=lines, data=answers.received(state, receipt), notices=notices)


def register(run: Run) -> Answer:
    """Take an application in that is not received yet; it has a code, and no promise."""
    from counter_app.services import reception  # noqa: PLC0415

    new, warnings = _typed(run)
    state = reception.register(run.desk, new, run.officer(), run.at())
    line = _("Registered {code} from {name}, scan number {scan}; not received yet.").format(
        code=state.code, name=state.applicant.name, scan=state.scan_number
    )
    answer = shown(run, state, line)
    return Answer(lines=answer.lines, data=answer.data, notices=warnings)


def _typed(run: Run) -> tuple[NewDossier, tuple[str, ...]]:
    """What is typed of a new dossier, and what its card makes doubtful."""
    args = run.args
    if args.name is None and not args.card:
        raise WrongUsage(_("give --name NAME or --card QRTEXT"))
    person, warnings = _person(run)
    new = NewDossier(
        procedure=args.procedure,
        applicant=person,
        submitter=args.submitter,
        channel=Channel(args.channel),
        sets=args.sets,
        papers=tuple(paper_of(text) for text in args.papers),
        fee=_fee(args.fee, FeeStatus.DUE),
        note=args.note,
        due_at=parse_time(args.due) if args.due is not None else None,
        due_reason=args.due_reason,
        wants_receipt=args.receipt is not None,
        code=args.code,
    )
    return new, warnings


def _person(run: Run) -> tuple[Person, tuple[str, ...]]:
    """The owner from the card, what is typed beside it first; and what the card makes doubtful."""
    from counter_app.services.citizens import take_card  # noqa: PLC0415

    args = run.args
    typed = {one.name: getattr(args, one.name, "") for one in fields(Person)}
    if not args.card:
        return Person(**typed), ()
    taken = take_card(run.desk, args.card, run.at().date())
    given = {name: value for name, value in typed.items() if value}
    said = (taken.repair_words,) if taken.repairs else ()
    return replace(taken.person, **given), (*said, *taken.warnings)


def _fee(amount: int, status: FeeStatus, method: str = "") -> Fee:
    return Fee(amount=amount, status=status, method=method) if amount else Fee()


def _received_line(state: DossierState) -> str:
    return _("Received {code} from {name}, number {number} of the ledger, scan number {scan}.").format(
        code=state.code, name=state.applicant.name, number=state.ledger_number, scan=state.scan_number
    )


def _promise_line(state: DossierState) -> str:
    from counter_app.core.promise import ladder_sentence  # noqa: PLC0415
    from counter_app.services.papers import promise_of  # noqa: PLC0415

    moment = answers.moment_words(state.due_at)
    return _("Promised: {moment}. {why}").format(moment=moment, why=ladder_sentence(promise_of(state)))


def fast(run: Run) -> Answer:
    """A while-you-wait matter; without ``--fee`` the fee is reckoned by the rates."""
    from counter_app.core.fees import FeeKind, reckon  # noqa: PLC0415
    from counter_app.services import fast_day, reception  # noqa: PLC0415

    args = run.args
    by = run.officer()
    amount = args.fee
    chosen = reception.procedure(run.desk, args.procedure)
    reckoned = reckon(fast_day.fee_rules(), chosen, pages=args.pages or 1, count=args.count)
    by_pages = reckoned is not None and reckoned.rule.kind is FeeKind.PAGES
    if by_pages and args.pages is not None and args.pages < 1:
        raise BadInput(_("A copy has at least one page; give --pages 1 or more."), "pages")
    if amount is None:
        amount = reckoned.amount if reckoned else 0
    matter = FastMatter(
        procedure=args.procedure,
        applicant=Person(name=args.name),
        count=args.count,
        pages=args.pages or (1 if by_pages else 0),
        fee=_fee(amount, FeeStatus.PAID, "cash"),
    )
    state = reception.receive_fast(run.desk, matter, by, run.at())
    line = _("Done: {code}, number {number} of the ledger, fee {fee}.").format(
        code=state.code, number=state.ledger_number, fee=money(state.fee.amount)
    )
    return Answer(lines=[line], data=answers.fast(state))


def hand_over(run: Run) -> Answer:
    """Hand the result over to the owner, or to someone authorised."""
    from counter_app.services import handover  # noqa: PLC0415

    args = run.args
    out = place_of(args.paper)
    by, at = run.officer(), run.at()
    who = HandOver(collector=args.to, citizen_id=args.citizen_id, authorised=args.authorised)
    scan_number = queries.identify(run.desk, args.dossier)
    state = handover.hand_over(run.desk, scan_number, who, by, at)
    line = _("{code}: the result was handed over to {name}.").format(code=state.code, name=state.collector)
    return with_paper(run, state, line, by, at, out, "result_receipt")


def with_paper(
    run: Run, state: DossierState, line: str, by: Officer, at: datetime, out: Path | None, form: str
) -> Answer:
    """What came of an act, and its paper where one is wanted."""
    lines = [line]
    notices: tuple[str, ...] = ()
    if out is not None:
        unprinted = _("{code}: this is done, but its paper is not printed: {reason}")
        file, notices = print_after(run.desk, state, out, by, at, form, unprinted)
        if file is not None:
            lines.append(_("Paper: {file}.").format(file=file))
    answer = shown(run, queries.dossier(run.desk, state.scan_number), line)
    return Answer(lines=lines, data=answer.data, notices=notices)


def place_of(paper: str | None, option: str = "--paper") -> Path | None:
    """Where ``option`` puts a paper, refused before anything is done if nothing can be written there."""
    return pdf_place(paper, option) if paper is not None else None


def reprint(run: Run) -> Answer:
    """The receipt again; the paper says which copy it is, and the journal what became of it."""
    out = pdf_place(run.args.out, "--out")
    by, desk, at = run.officer(), run.desk, run.at()
    require_role(Action.REPRINT, by.role)
    state = queries.dossier(desk, queries.identify(desk, run.args.dossier))
    made = print_paper(desk, state.scan_number, out, by, at)
    if made.failure is not None:
        raise made.failure
    if made.copy:
        line = _("{code}: receipt printed again, copy {copy}: {file}.")
    else:
        line = _("{code}: receipt printed: {file}.")
    return Answer(
        lines=[line.format(code=state.code, copy=made.copy, file=out)],
        data={"code": state.code, "copy": made.copy, "receipt": str(out)},
        notices=made.notices,
    )


def shown(run: Run, state: DossierState, line: str) -> Answer:
    """One sentence, and the whole dossier for scripts."""
    events = queries.events(run.desk, state.scan_number)
    return Answer(lines=[line], data=answers.dossier(state, events, run.desk.clock()))
