"""The command that moves an office into another database."""

from counter_app.cli.options import home_with
from counter_app.cli.reading import checked
from counter_app.cli.run import Answer, Run
from counter_app.i18n import gettext as _


def move(run: Run) -> Answer:
    """Everything into another database, compared row by row; and the proof that it is whole there."""
    from counter_app.services import moving, upkeep  # noqa: PLC0415
    from counter_app.services.desk import open_desk  # noqa: PLC0415

    to = home_with(run.home, run.args.to)
    moved = moving.move(run.desk, to, run.clock())
    found = checked(upkeep.check(open_desk(to, run.clock)), {"database": moved.place, "rows": moved.rows})
    lines = [
        _("The office is in {path} now: {count} rows, each compared.").format(
            path=moved.place, count=moved.rows
        )
    ]
    return Answer(lines=[*lines, *found.lines], data=found.data, notices=found.notices, code=found.code)
