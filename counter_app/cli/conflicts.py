"""Conflicts between offices on the command line: both stories, and the head's decision."""

import re

from counter_app.cli.options import WrongUsage
from counter_app.cli.run import Answer, Run
from counter_app.core.conflict_events import EventPlace
from counter_app.i18n import gettext as _
from counter_app.services import conflicts, queries


def listed(run: Run) -> Answer:
    """Every conflict that nobody has decided, a line for each story."""
    lines, rows = [], []
    for one in conflicts.open_conflicts(run.desk):
        lines.append(
            _("{code}, {name}: {subject}").format(code=one.code, name=one.applicant, subject=one.subject)
        )
        lines += [
            "  "
            + _("{place}  {office}, {moment}, {by}: {words} {value}")
            .format(
                place=_written(story.place),
                office=story.office,
                moment=f"{story.at:%H:%M %d/%m/%Y}",
                by=story.by,
                words=story.words,
                value=story.value,
            )
            .rstrip()
            for story in one.stories
        ]
        rows.append(
            {
                "code": one.code,
                "scan_number": one.scan_number,
                "field": one.field,
                "stories": [
                    {
                        "place": _written(story.place),
                        "office": story.office,
                        "at": story.at.isoformat(),
                        "by": story.by,
                        "words": story.words,
                        "value": story.value,
                    }
                    for story in one.stories
                ],
            }
        )
    return Answer(lines=lines or [_("The offices agree: there is nothing to decide.")], rows=rows)


def settle(run: Run) -> Answer:
    """Decide which story counts; the others stay in the journal."""
    args = run.args
    place = _place(args.keep)
    by = run.officer()
    number = queries.identify(run.desk, args.dossier)
    state = conflicts.settle(run.desk, number, place, by, run.at(), args.field, args.note)
    line = _("{code}: decided, what node {node} did counts.").format(code=state.code, node=place.node)
    return Answer(lines=[line], data={"code": state.code, "scan_number": number, "kept": args.keep})


def _written(place: EventPlace) -> str:
    return f"{place.node}-{place.epoch}-{place.seq}"


def _place(text: str) -> EventPlace:
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,9})-([0-9]{1,15})", text)
    if found is None:
        raise WrongUsage(
            _("“{text}” names no event; copy it as “node conflicts” lists it, like 0131-1-42.").format(
                text=text
            )
        )
    node, epoch, seq = found.groups()
    return EventPlace(node=node, epoch=int(epoch), seq=int(seq))
