"""The explanation of a promise in words, made of its ladder alone: what was promised stays explained."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from counter_app.core.deadlines import Promise, Step
from counter_app.i18n import gettext as _
from counter_app.i18n import weekday_words

#: Reasons of the steps around day nought, in the words of the forms.
RECEIVED = "ngày nhận"
RECEIVED_OUTSIDE = "nhận ngoài giờ làm việc"
COUNTED_AS_RECEIVED = "tính là ngày nhận"

#: Reason of a due day that was moved on because the last day is not worked.
NEXT_WORKING_DAY = "ngày làm việc tiếp theo"

#: Reason of a due day on which nothing is left to count.
WITHIN_THE_DAY = "trả trong ngày"

#: Stands before the reason of a date that an officer gave.
GIVEN = "lý do hẹn: "

#: Said on the form of a promise that falls into days whose state is not final.
NOT_FINAL = "lịch nghỉ chưa chính thức, ngày trả có thể thay đổi"

_OFF = frozenset({"weekend", "holiday", "provisional_holiday"})

#: Up to this many counted days each one is named; beyond it they are named from and to.
_NAMED_SINGLY = 5


def due_line(promise: Promise) -> str:
    """Why that day, as printed under the promised date: one Vietnamese sentence; "" without a ladder.

    "Ngày làm việc thứ nhất là 25/11; không tính 24/11 (nghỉ lễ), thứ Bảy và Chủ nhật."
    """
    ladder = promise.ladder
    if not ladder:
        return ""
    due = ladder[-1]
    doubt = [NOT_FINAL] if promise.provisional else []
    if due.reason.startswith(GIVEN):
        return _sentence([due.reason, *doubt])
    parts = []
    since = f"tính từ {promise.counted_from:%H:%M} ngày {promise.counted_from:%d/%m}"
    if any(step.reason == RECEIVED_OUTSIDE for step in ladder):
        parts.append(f"nhận ngoài giờ, {since}")
    elif _was_reckoned_again(promise):
        parts.append(f"thời hạn {since}")
    first = next((step for step in ladder if step.number == 1), due)
    if due.number == 0 and due.reason == NEXT_WORKING_DAY:
        last = next((step for step in reversed(ladder) if step.counts), due)
        parts.append(f"ngày thứ nhất là {first.day:%d/%m}, tính cả ngày nghỉ")
        parts.append(f"ngày thứ {last.number} ({last.day:%d/%m}) là ngày nghỉ nên trả vào {NEXT_WORKING_DAY}")
    elif not due.reason.startswith(f"ngày {due.number}"):
        parts.append(due.reason)
        parts.extend(_left_out(ladder) if due.counts else ())
    elif any(step.counts and step.kind in _OFF for step in ladder):
        parts.append(f"ngày thứ nhất là {first.day:%d/%m}, tính cả ngày nghỉ")
    else:
        make_up = " (làm bù)" if first.day.weekday() >= 5 else ""
        parts.append(f"ngày làm việc thứ nhất là {first.day:%d/%m}{make_up}")
        parts.extend(_left_out(ladder))
    return _sentence([*parts, *doubt])


def _sentence(parts: Sequence[str]) -> str:
    text = "; ".join(parts).rstrip(".")
    return f"{text[0].upper()}{text[1:]}."


def _left_out(ladder: Iterable[Step]) -> list[str]:
    """The days that do not count: one or two holidays by date, more by number; weekends by name."""
    off = [step.day for step in ladder if step.kind in _OFF and not step.counts]
    holidays = [day for day in off if day.weekday() < 5]
    words = []
    if len(holidays) > 2:
        words.append(f"{len(holidays):02d} ngày nghỉ lễ")
    elif holidays:
        words.append(f"{' và '.join(f'{day:%d/%m}' for day in holidays)} (nghỉ lễ)")
    names = {5: "thứ Bảy", 6: "Chủ nhật"}
    weekend = sorted({day.weekday() for day in off} & set(names))
    if weekend:
        words.append(" và ".join(names[one] for one in weekend))
    return [f"không tính {', '.join(words)}"] if words else []


def ladder_sentence(promise: Promise) -> str:
    """The ladder as a sentence for the window, in the language of the desk; "" without a ladder.

    "Nhận 15:40 thứ Hai 23/11; 24/11 nghỉ Ngày Văn hóa Việt Nam; 25/11 là ngày 1, 26/11
    ngày 2, 27/11 ngày 3, ngày trả."
    """
    ladder = promise.ladder
    if not ladder:
        return ""
    received, counted_from = promise.received_at, promise.counted_from
    parts = [
        _("Received at {time} on {weekday} {day}").format(
            time=f"{received:%H:%M}", weekday=weekday_words(received), day=f"{received:%d/%m}"
        )
    ]
    if _was_reckoned_again(promise):
        parts.append(
            _("the time counts from {time} on {day}").format(
                time=f"{counted_from:%H:%M}", day=f"{counted_from:%d/%m}"
            )
        )
    elif counted_from != received:
        parts.append(
            _("outside the opening hours, so it counts from {time} on {day}").format(
                time=f"{counted_from:%H:%M}", day=f"{counted_from:%d/%m}"
            )
        )
    steps = [step for step in ladder if step.kind != "received"]
    brief = sum(step.counts for step in ladder) > _NAMED_SINGLY
    counted = next((place for place, step in enumerate(steps) if step.counts), 0)
    named = [step for place, step in enumerate(steps) if not (brief and place > counted and _is_rest(step))]
    for kind, run in groupby(named, key=_part_of):
        parts.append(_part(kind, list(run), brief))
    if len(named) < len(steps):
        parts.append(_("Saturday and Sunday do not count"))
    sentence = "; ".join(parts) + "."
    if promise.provisional:
        doubt = _("The calendar is provisional for some of these days; the date may still move.")
        return f"{sentence} {doubt}"
    return sentence


def _was_reckoned_again(promise: Promise) -> bool:
    """Whether the days are those after a supplement or another wait, not those after the reception."""
    return promise.ladder[0].day != promise.received_at.date()


def _is_rest(step: Step) -> bool:
    return step.kind == "weekend" and not step.counts


def _is_numbered(step: Step) -> bool:
    return step.counts and step.reason.startswith(f"ngày {step.number}")


def _part_of(step: Step) -> tuple[str, str]:
    """What groups a step with its neighbours: (sort of part, words that they share)."""
    if _is_numbered(step):
        return "numbered", ""
    if step.kind == "due":
        return "due", ""
    return step.kind, "" if step.kind == "weekend" and not step.counts else step.reason


def _part(group: tuple[str, str], run: Sequence[Step], brief: bool) -> str:
    kind, reason = group
    if kind == "numbered":
        return _numbered(run, brief)
    if kind == "due":
        return _("{day} is the day of return ({reason})").format(
            day=f"{run[0].day:%d/%m}", reason=run[0].reason
        )
    sentence = {
        "weekend": _("{days} weekend") if not reason else "{days} {reason}",
        "holiday": _("{days} off: {reason}"),
        "provisional_holiday": _("{days} off by the provisional calendar: {reason}"),
    }.get(kind, "{days} {reason}")
    return sentence.format(days=_days([step.day for step in run]), reason=reason)


def _days(days: Sequence[date]) -> str:
    if len(days) <= 2:
        return ", ".join(f"{day:%d/%m}" for day in days)
    return _("{first} to {last}").format(first=f"{days[0]:%d/%m}", last=f"{days[-1]:%d/%m}")


def _numbered(run: Sequence[Step], brief: bool) -> str:
    if brief and len(run) > 1:
        words = [
            _("{first} to {last} are days {low} to {high}").format(
                first=f"{run[0].day:%d/%m}",
                last=f"{run[-1].day:%d/%m}",
                low=run[0].number,
                high=run[-1].number,
            )
        ]
    else:
        words = [_one_numbered(step, first=step is run[0]) for step in run]
    if run[-1].kind == "due":
        words.append(_("the day of return"))
    return ", ".join(words)


def _one_numbered(step: Step, *, first: bool) -> str:
    sentence = _("{day} is day {number}") if first else _("{day} day {number}")
    words = sentence.format(day=f"{step.day:%d/%m}", number=step.number)
    _number, _comma, why = step.reason.partition(", ")
    return f"{words} ({why})" if why else words
