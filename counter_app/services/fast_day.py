"""The while-you-wait matters of a day: what was done lately, the sums by procedure and by way of paying."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from counter_app.assets import asset
from counter_app.core.fees import FeeRule, parse_fee_rules
from counter_app.core.records import DossierState, FeeStatus, Procedure
from counter_app.models import fast_matters
from counter_app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class FastSum:
    """Matters of one procedure: how many, copies or cases, money taken in đồng."""

    code: str
    name: str
    matters: int
    copies: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FastDay:
    """The matters of a day, newest first, and their sums; ``free`` counts matters, the rest is đồng."""

    matters: tuple[DossierState, ...]
    sums: tuple[FastSum, ...]
    cash: int
    transfer: int
    free: int
    last_number: int

    @property
    def copies(self) -> int:
        """Copies and cases of all matters."""
        return sum(one.copies for one in self.sums)

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


def fast_day(desk: Desk, at: datetime) -> FastDay:
    """What was done on the day of ``at`` while citizens waited."""
    matters = tuple(fast_matters.of_day(at.date()))
    paid = [one for one in matters if one.fee.status is FeeStatus.PAID]
    return FastDay(
        matters=matters,
        sums=_sums(matters),
        cash=sum(one.fee.amount for one in paid if one.fee.method != "transfer"),
        transfer=sum(one.fee.amount for one in paid if one.fee.method == "transfer"),
        free=sum(one.fee.status is FeeStatus.FREE for one in matters),
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
            amount=(before.amount if before else 0) + one.fee.amount,
        )
    return tuple(sorted(kept.values(), key=lambda one: (-one.matters, one.code)))
