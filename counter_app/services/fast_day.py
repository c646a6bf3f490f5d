"""The while-you-wait matters of a day: what was done lately, the sums by procedure and by way of paying."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from counter_app.assets import asset
from counter_app.core.fees import FeeRule, parse_fee_rules
from counter_app.core.records import DossierState, FeeStatus, Procedure
from counter_app.core.states import Status
from counter_app.models import fast_matters
from counter_app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class FastSum:
    """Matters of one procedure: how many, copies or cases, pages of all copies, money taken in đồng."""

    code: str
    name: str
    matters: int
    copies: int
    amount: int
    pages: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FastDay:
    """The matters of a day, newest first, and their sums; ``free`` counts matters, the rest is đồng.

    What was taken back stands among ``matters`` and in no sum.
    """

    matters: tuple[DossierState, ...]
    sums: tuple[FastSum, ...]
    cash: int
    transfer: int
    free: int
    last_number: int

    @property
    def done(self) -> int:
        """How many matters were done and stand."""
        return sum(one.matters for one in self.sums)

    @property
    def copies(self) -> int:
        """Copies and cases of all matters."""
        return sum(one.copies for one in self.sums)

    @property
    def pages(self) -> int:
        """Pages of all copies."""
        return sum(one.pages for one in self.sums)

    @property
    def amount(self) -> int:
        """Money of all matters in đồng."""
        return sum(one.amount for one in self.sums)


@cache
def fee_rules() -> tuple[FeeRule, ...]:
    """The shipped rules by which fees are reckoned.

    Raises:
        BadFile: the file cannot be read.
    """
    return parse_fee_rules(asset("catalogue/fees.toml").read_text(encoding="utf-8"))


def procedures(desk: Desk) -> tuple[Procedure, ...]:
    """The procedures done while the citizen waits, in the order of the catalogue."""
    today = desk.clock().date()
    return tuple(one for one in desk.catalogue.values() if one.fast and one.in_force(today))


def fast_day(desk: Desk, at: datetime, counter: str = "") -> FastDay:
    """What the office did on the day of ``at`` while citizens waited, or one ``counter`` of it."""
    matters = tuple(fast_matters.of_day(at.date()))
    return _summed(tuple(one for one in matters if not counter or counter_of(one) == counter))


def both_days(desk: Desk, at: datetime, counter: str) -> tuple[FastDay, FastDay]:
    """The day of ``counter`` and that of the whole office, read once."""
    matters = tuple(fast_matters.of_day(at.date()))
    return _summed(tuple(one for one in matters if counter_of(one) == counter)), _summed(matters)


def counter_of(state: DossierState) -> str:
    """The counter at which a while-you-wait matter was done: it gave the result."""
    return state.movements[0].giver if state.movements else state.holder


def stands(state: DossierState) -> bool:
    """Whether the matter was not taken back after it was done."""
    return state.status is Status.RETURNED


def _summed(matters: tuple[DossierState, ...]) -> FastDay:
    done = [one for one in matters if stands(one)]
    paid = [one for one in done if one.fee.status is FeeStatus.PAID]
    return FastDay(
        matters=matters,
        sums=_sums(done),
        cash=sum(one.fee.amount for one in paid if one.fee.method != "transfer"),
        transfer=sum(one.fee.amount for one in paid if one.fee.method == "transfer"),
        free=sum(one.fee.status is FeeStatus.FREE for one in done),
        last_number=max((one.ledger_number for one in matters), default=0),
    )


def _sums(matters: Iterable[DossierState]) -> tuple[FastSum, ...]:
    kept: dict[str, FastSum] = {}
    for one in matters:
        before = kept.get(one.procedure_code)
        kept[one.procedure_code] = FastSum(
            code=one.procedure_code,
            name=one.procedure_name,
            matters=(before.matters if before else 0) + 1,
            copies=(before.copies if before else 0) + one.count,
            amount=(before.amount if before else 0) + one.fee.left,
            pages=(before.pages if before else 0) + one.pages * one.count,
        )
    return tuple(sorted(kept.values(), key=lambda one: (-one.matters, one.code)))
