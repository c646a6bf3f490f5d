"""The history of a dossier in words: one line for each event."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from counter_app.core.journal import Event, EventKind
from counter_app.core.records import HistoryLine, PrintOutcome
from counter_app.i18n import gettext as _


def settled(events: Sequence[Event]) -> list[Event]:
    """``events`` without the beginnings of prints whose outcome follows."""
    shown: list[Event] = []
    known: set[tuple[str, int]] = set()
    for event in reversed(events):
        if event.kind == EventKind.PRINTED:
            one = (event.data["form"], event.data["copy"])
            if event.data["outcome"] == PrintOutcome.PENDING and one in known:
                continue
            known.add(one)
        shown.append(event)
    return shown[::-1]


def history_line(event: Event, by: str) -> HistoryLine:
    """``event`` as people read it; ``by`` is the name of whoever did it."""
    words = _WORDS.get(event.kind)
    return HistoryLine(
        at=event.happened_at,
        kind=event.kind,
        words=words(event.data) if words else _unknown(event.kind),
        by=by,
        note=str(event.data.get("note", "")) if event.kind != EventKind.NOTED else "",
    )


def _unknown(kind: str) -> str:
    return _("Something this version does not know: {kind}").format(kind=kind)


def _received(data: Mapping[str, Any]) -> str:
    if data.get("fast"):
        return _("Received while the citizen waited")
    return _("Received under number {number}").format(number=data["ledger_number"])


def _printed(data: Mapping[str, Any]) -> str:
    copy = data["copy"]
    outcome = PrintOutcome(data["outcome"])
    if outcome is PrintOutcome.PENDING:
        return _("Printing of the receipt was begun; what became of it is not known yet")
    if outcome is PrintOutcome.FAILED:
        return _("The receipt did not come out of the printer")
    if outcome is PrintOutcome.UNKNOWN:
        return _("The receipt was sent to the printer; nobody saw it come out")
    return _("Receipt printed again, copy {copy}").format(copy=copy) if copy else _("Receipt printed")


def _handed_over(data: Mapping[str, Any]) -> str:
    name = data["collector"]
    if data.get("authorised"):
        return _("Result handed over to {name}, authorised: {note}").format(
            name=name, note=data["authorised"]
        )
    return _("Result handed over to {name}").format(name=name)


_WORDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    EventKind.RECEIVED: _received,
    EventKind.FORWARDED: lambda data: _("Forwarded to {unit}").format(unit=data["to"]),
    EventKind.FINISHED: lambda _data: _("Result ready"),
    EventKind.HANDED_OVER: _handed_over,
    EventKind.NOTED: lambda data: _("Note: {note}").format(note=data["note"]),
    EventKind.PRINTED: _printed,
}
