"""Fees reckoned at the desk: copy certification by pages, signatures by case, extracts by copy.

The rates are data (``resources/catalogue/fees.toml``); this module knows only the arithmetic.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from counter_app.core.records import Procedure
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext


class FeeKind(StrEnum):
    """What a fee is counted by."""

    PAGES = "pages"
    CASE = "case"
    COPY = "copy"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeRule:
    """How the fee (phí) of some procedures is reckoned; all amounts in đồng.

    ``rate`` is for one case, one copy, or each of the first ``first_pages`` pages of one
    copy; ``later_rate`` for each page after them; ``most`` caps one copy, 0 leaves it open.
    """

    procedures: tuple[str, ...]
    kind: FeeKind
    rate: int
    first_pages: int = 0
    later_rate: int = 0
    most: int = 0
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """A fee and how it came about: ``one`` copy or case, ``count`` of them, ``amount`` in all (đồng)."""

    rule: FeeRule
    pages: int
    count: int
    one: int
    amount: int


def parse_fee_rules(text: str) -> tuple[FeeRule, ...]:
    """The rules of a TOML file of ``[[rule]]`` tables.

    Raises:
        BadFile: not TOML, an unknown kind, a negative or missing amount, or a procedure named twice.
    """
    try:
        tables = tomllib.loads(text).get("rule", [])
        rules = tuple(_rule(table) for table in tables)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadFile(
            _("The fee rules cannot be read ({reason}). Mend the file.").format(reason=error)
        ) from error
    codes = [code for rule in rules for code in rule.procedures]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise BadFile(
            _("The fee rules name {codes} more than once. Leave one rule for each procedure.").format(
                codes=", ".join(twice)
            )
        )
    return rules


def _rule(table: Mapping[str, Any]) -> FeeRule:
    amounts = {name: int(table.get(name, 0)) for name in ("first_pages", "later_rate", "most")}
    rate = int(table["rate"])
    if rate < 0 or any(amount < 0 for amount in amounts.values()):
        raise ValueError("amount < 0")
    return FeeRule(
        procedures=tuple(table["procedures"]),
        kind=FeeKind(table["kind"]),
        rate=rate,
        source=str(table.get("source", "")),
        **amounts,
    )


def reckon(
    rules: Iterable[FeeRule], procedure: Procedure, *, pages: int = 0, count: int = 1
) -> Reckoning | None:
    """The fee of ``count`` copies or cases of ``procedure`` with ``pages`` pages each, in đồng.

    Copy certification (chứng thực bản sao từ bản chính) costs 2.000 đ for each of the first
    two pages of the original and 1.000 đ from the third on, at most 200.000 đ a copy; a
    signature (chứng thực chữ ký) 10.000 đ a case (TT 226/2016/TT-BTC, art. 4). Where there
    is no rule, the amount of the catalogue stands for the whole matter; None where it has none.
    """
    rule = next((one for one in rules if procedure.code in one.procedures), None)
    if rule is None:
        if procedure.fee_amount is None:
            return None
        fixed = FeeRule(procedures=(procedure.code,), kind=FeeKind.FIXED, rate=procedure.fee_amount)
        return Reckoning(rule=fixed, pages=pages, count=count, one=fixed.rate, amount=fixed.rate)
    one = _one_copy(rule, pages) if rule.kind is FeeKind.PAGES else rule.rate
    return Reckoning(rule=rule, pages=pages, count=count, one=one, amount=one * count)


def _one_copy(rule: FeeRule, pages: int) -> int:
    first = min(pages, rule.first_pages)
    amount = first * rule.rate + (pages - first) * rule.later_rate
    return min(amount, rule.most) if rule.most else amount


def reckoning_sentence(reckoning: Reckoning) -> str:
    """How the fee came about, in the language of the desk, to be read to the citizen."""
    rule, pages, count = reckoning.rule, reckoning.pages, reckoning.count
    if rule.kind is FeeKind.FIXED:
        return _("Fee of the catalogue: {amount}.").format(amount=money(reckoning.amount))
    if rule.kind is FeeKind.CASE:
        return _("{count} × {one} a case = {amount}.").format(
            count=count, one=money(reckoning.one), amount=money(reckoning.amount)
        )
    if rule.kind is FeeKind.COPY:
        return _("{count} × {one} a copy = {amount}.").format(
            count=count, one=money(reckoning.one), amount=money(reckoning.amount)
        )
    return " ".join((_one_copy_sentence(rule, pages, reckoning.one), _copies_sentence(reckoning)))


def _one_copy_sentence(rule: FeeRule, pages: int, one: int) -> str:
    later = pages - rule.first_pages
    if rule.most and one == rule.most:
        return _("One copy of {pages} pages: the highest fee, {one}.").format(pages=pages, one=money(one))
    if later > 0:
        return _(
            "One copy of {pages} pages: {first} first pages × {rate} + {later} later × {later_rate} = {one}."
        ).format(
            pages=pages,
            first=rule.first_pages,
            rate=money(rule.rate),
            later=later,
            later_rate=money(rule.later_rate),
            one=money(one),
        )
    return _("One copy: {pages} × {rate} a page = {one}.").format(
        pages=pages, rate=money(rule.rate), one=money(one)
    )


def _copies_sentence(reckoning: Reckoning) -> str:
    words = ngettext("{count} copy: {amount}.", "{count} copies: {amount}.", reckoning.count)
    return words.format(count=reckoning.count, amount=money(reckoning.amount))
