"""One row of the while-you-wait page: who, what, how many, and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.core.fees import FeeKind, FeeRule, Reckoning, reckon, reckoning_sentence
from counter_app.core.records import DossierState, FastMatter, Fee, FeeStatus, Person, Procedure
from counter_app.core.validation import Problem, check_fast, normalise_fast
from counter_app.i18n import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one row holds; ``typed_fee`` counts only where nothing reckons the fee, in đồng.

    ``touched`` is False for the row that Enter opened and nobody filled in.
    """

    person: Person
    procedure: Procedure | None = None
    pages: int = 0
    count: int = 1
    typed_fee: int | None = None
    touched: bool = False


def reckoning_of(line: Line, rules: Sequence[FeeRule]) -> Reckoning | None:
    """How the fee of ``line`` comes about; None where it has to be typed."""
    if line.procedure is None:
        return None
    return reckon(rules, line.procedure, pages=line.pages, count=line.count)


def amount_of_line(line: Line, rules: Sequence[FeeRule]) -> int:
    """The fee of ``line`` in đồng, before any exemption."""
    reckoning = reckoning_of(line, rules)
    return reckoning.amount if reckoning is not None else (line.typed_fee or 0)


def counts_pages(line: Line, rules: Sequence[FeeRule]) -> bool:
    """Whether the pages of the original decide about the fee."""
    reckoning = reckoning_of(line, rules)
    return reckoning is not None and reckoning.rule.kind is FeeKind.PAGES


def types_fee(line: Line, rules: Sequence[FeeRule]) -> bool:
    """Whether the officer has to type the fee."""
    return line.procedure is not None and reckoning_of(line, rules) is None


def explanation(line: Line, rules: Sequence[FeeRule]) -> str:
    """The fee in a sentence that can be read to the citizen."""
    reckoning = reckoning_of(line, rules)
    if not line.person.name:
        return _("Write who asks for it, or scan the citizen card.")
    if line.procedure is None:
        return _("Choose what is done: letters, or the keys 1 to 9.")
    if reckoning is None:
        return _("The catalogue knows no fee for this; type it, or leave it empty for none.")
    if counts_pages(line, rules) and not line.pages:
        return _("Enter the pages of one copy.")
    return reckoning_sentence(reckoning)


def matter_of(
    line: Line, rules: Sequence[FeeRule], method: str, *, wants_receipt: bool = False
) -> FastMatter:
    """The matter that ``line`` becomes; ``method`` is "cash", "transfer", or "free" for no fee."""
    amount = amount_of_line(line, rules)
    if method == "free":
        fee = Fee(status=FeeStatus.FREE)
    elif amount:
        fee = Fee(amount=amount, status=FeeStatus.PAID, method=method)
    else:
        fee = Fee()
    return normalise_fast(
        FastMatter(
            procedure=line.procedure.code if line.procedure else "",
            applicant=line.person,
            count=line.count,
            pages=line.pages if counts_pages(line, rules) else 0,
            fee=fee,
            wants_receipt=wants_receipt,
        )
    )


def problems_of(line: Line, rules: Sequence[FeeRule], method: str) -> tuple[Problem, ...]:
    """What has to be mended before ``line`` can be done.

    Raises:
        BadInput: a text that cannot be printed; ``field`` names it.
    """
    if line.procedure is None:
        return (Problem("procedure", _("Choose what is done: letters, or the keys 1 to 9.")),)
    found = list(check_fast(matter_of(line, rules, method), line.procedure))
    if counts_pages(line, rules) and not line.pages:
        found.append(Problem("pages", _("Enter the pages of one copy.")))
    return tuple(found)


def line_of(state: DossierState, procedure: Procedure | None) -> Line:
    """The row of a matter that was finished, to be filled in anew."""
    return Line(
        person=state.applicant,
        procedure=procedure,
        pages=state.pages,
        count=max(state.count, 1),
        typed_fee=state.fee.amount or None,
        touched=True,
    )
