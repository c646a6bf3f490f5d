"""One row of the catalogue's tables as a record, or why it cannot be one: the column and a sentence."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from counter_app.core.catalogue_columns import AFTER_SUPPLEMENT, PAPER_COLUMNS
from counter_app.core.deadlines import (
    LONGEST,
    DeadlineKind,
    DeadlineRule,
    certainly_longer,
    check_rule,
    parse_rule,
    rule_words,
)
from counter_app.core.records import Paper, Procedure, Stage
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _

#: Shape of a code in the national database of procedures (mã thủ tục hành chính).
CODE = re.compile(r"\d\.\d{6}", re.ASCII)

#: Copies of one paper, đồng of one fee and letters of one text, more of which is a slip of the hand.
MOST_COPIES = 99
MOST_FEE = 1_000_000_000
MOST_LETTERS = 4000

_WITHOUT_NUMBER = (DeadlineKind.SAME_DAY, DeadlineKind.IMMEDIATE)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


class Refused(Exception):
    """Why a row cannot be used, as a finished sentence; ``column`` is where."""

    def __init__(self, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.column = column


def procedure_of(row: Mapping[str, str]) -> Procedure:
    """The procedure that a whole row says, without its papers.

    Raises:
        Refused: a cell cannot be used, or two of them contradict each other.
    """
    check_letters(row)
    code = checked_code(row["code"])
    for column in ("name", "field"):
        if not row[column]:
            raise Refused(column, _("procedure {code} has no {column}.").format(code=code, column=column))
    if row["fast"] not in ("", "0", "1"):
        raise Refused("fast", _("“fast” must be 0 or 1, not “{value}”.").format(value=row["fast"]))
    if row["after_supplement"] not in ("", *AFTER_SUPPLEMENT):
        raise Refused(
            "after_supplement",
            _("“{value}” must be restart or resume, or stay empty.").format(value=row["after_supplement"]),
        )
    one = Procedure(
        code=code,
        name=row["name"],
        field=row["field"],
        deadline=_rule(row, "deadline_kind", "deadline_value"),
        deadline_note=row["deadline_note"],
        fee_text=row["fee_text"],
        fee_amount=_fee(row["fee_amount"]),
        unit=row["unit"],
        fast=row["fast"] == "1",
        commitment=_rule(row, "commitment_kind", "commitment_value"),
        stages=_stages(row["stages"]),
        after_supplement=row["after_supplement"],
        forms=tuple(form for part in row["forms"].split(";") if (form := part.strip())),
        replaced_by=checked_code(row["replaced_by"], "replaced_by") if row["replaced_by"] else "",
        valid_from=_day("valid_from", row["valid_from"]),
        valid_to=_day("valid_to", row["valid_to"]),
        decision=row["decision"],
    )
    check_procedure(one)
    return one


def check_procedure(one: Procedure) -> None:
    """Hold the parts of a procedure against each other.

    The office's commitment may only be shorter than the statutory deadline, and the stages
    of a linked procedure (liên thông) fit into the promise; both where they can be compared.

    Raises:
        Refused: two parts contradict each other.
    """
    if one.deadline and one.commitment and certainly_longer(one.commitment, one.deadline):
        raise Refused(
            "commitment_value",
            _(
                "the office's commitment ({commitment}) is longer than the statutory deadline ({deadline})."
            ).format(commitment=rule_words(one.commitment), deadline=rule_words(one.deadline)),
        )
    if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
        raise Refused("valid_to", _("the last day in force lies before the first."))
    if one.replaced_by == one.code:
        raise Refused("replaced_by", _("procedure {code} cannot replace itself.").format(code=one.code))
    total = _sum_of(one.stages)
    if total and one.promised and certainly_longer(total, one.promised):
        raise Refused(
            "stages",
            _("the stages take {total} together, more than the promised {promised}.").format(
                total=rule_words(total), promised=rule_words(one.promised)
            ),
        )


def paper_of(row: Mapping[str, str]) -> Paper:
    """The paper that a row of the table of papers says.

    Raises:
        Refused: a cell cannot be used.
    """
    check_letters(row)
    if not row["name"]:
        raise Refused("name", _("a paper of procedure {code} has no name.").format(code=row["code"]))
    counts = {column: _number(column, row[column]) for column in PAPER_COLUMNS[2:]}
    for column, count in counts.items():
        if count > MOST_COPIES:
            raise Refused(
                column,
                _("the paper “{name}” asks for more than {most} copies.").format(
                    name=row["name"], most=MOST_COPIES
                ),
            )
    return Paper(name=row["name"], **counts)


def check_letters(row: Mapping[str, str]) -> None:
    """Refuse what cannot be printed and what no form has room for.

    Raises:
        Refused: with the column.
    """
    for column, text in row.items():
        if not text.isprintable():
            raise Refused(
                column, _("“{column}” holds a character that cannot be printed.").format(column=column)
            )
        if len(text) > MOST_LETTERS:
            raise Refused(column, _("the text is longer than {most} letters.").format(most=MOST_LETTERS))


def checked_code(text: str, column: str = "code") -> str:
    """``text`` where it has the shape of a national code.

    Raises:
        Refused: it has not.
    """
    if not CODE.fullmatch(text):
        raise Refused(column, _("the code “{code}” must look like 1.004873.").format(code=text))
    return text


def _rule(row: Mapping[str, str], kind_column: str, value_column: str) -> DeadlineRule | None:
    kind, value = row[kind_column], row[value_column]
    if not kind and not value:
        return None
    if kind not in tuple(DeadlineKind):
        raise Refused(kind_column, _("there is no kind of deadline “{kind}”.").format(kind=kind))
    if kind in _WITHOUT_NUMBER:
        if value:
            raise Refused(value_column, _("a deadline “{kind}” takes no number.").format(kind=kind))
        return DeadlineRule(DeadlineKind(kind))
    number = _number(value_column, value)
    if not 1 <= number <= LONGEST:
        raise Refused(
            value_column,
            _("a deadline “{kind}” needs a number of at least 1 and at most {most}.").format(
                kind=kind, most=LONGEST
            ),
        )
    return DeadlineRule(DeadlineKind(kind), number)


def _stages(text: str) -> tuple[Stage, ...]:
    return tuple(_stage(part.strip()) for part in text.split(";") if part.strip())


def _stage(text: str) -> Stage:
    unit, _colon, rule = text.partition(":")
    try:
        deadline = parse_rule(rule)
        check_rule(deadline)
    except BadInput as error:
        raise Refused(
            "stages",
            _("“{text}” is no stage; write UNIT:KIND:N, like “Phòng Kinh tế:working_days:2”.").format(
                text=text
            ),
        ) from error
    if not unit.strip():
        raise Refused("stages", _("a stage has no unit in front of its deadline."))
    return Stage(unit=unit.strip(), deadline=deadline)


def _sum_of(stages: tuple[Stage, ...]) -> DeadlineRule | None:
    """The stages one after the other, None where they are of different measures or cannot be added."""
    kinds = {one.deadline.kind for one in stages}
    if len(kinds) != 1 or kinds & set(_WITHOUT_NUMBER):
        return None
    return DeadlineRule(kinds.pop(), sum(one.deadline.n for one in stages))


def _fee(text: str) -> int | None:
    if not text:
        return None
    amount = _number("fee_amount", text)
    if amount > MOST_FEE:
        words = _("a fee of {amount} đồng is no fee of one matter.")
        raise Refused("fee_amount", words.format(amount=amount))
    return amount


def _day(column: str, text: str) -> date | None:
    if not text:
        return None
    try:
        if typed := _DAY.fullmatch(text):
            day, month, year = map(int, typed.groups())
            return date(year, month, day)
        return datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError as error:
        raise Refused(column, _("“{text}” is no day; write it like 01/07/2026.").format(text=text)) from error


def _number(column: str, text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise Refused(
            column, _("“{column}” must be a whole number, not “{value}”.").format(column=column, value=text)
        )
    return int(text)
