"""The command that moves an office into another database."""

from typing import TYPE_CHECKING

from counter_app.cli.options import home_with
from counter_app.cli.reading import checked
from counter_app.cli.run import Answer, Run
from counter_app.i18n import gettext as _

if TYPE_CHECKING:
    from counter_app.services.moving import Moved


def move(run: Run) -> Answer:
    """Everything into another database, compared row by row; and the proof that it is whole there."""
    from counter_app.services import moving, upkeep  # noqa: PLC0415
    from counter_app.services.desk import open_desk  # noqa: PLC0415

    to = home_with(run.home, run.args.to)
    moved = moving.move(run.desk, to, run.clock())
    found = checked(upkeep.check(open_desk(to, run.clock)), _data(moved))
    lines = [
        _("The office is in {path} now: {count} rows, each compared.").format(
            path=moved.place, count=moved.rows
        )
    ]
    if moved.remembered:
        lines.append(_("The data folder {home} opens it there from now on.").format(home=run.home.root))
    else:
        lines.append(
            _(
                "The data folder {home} does not open it there by itself: write “--database {path}” with "
                "every command."
            ).format(home=run.home.root, path=moved.place)
        )
    return Answer(lines=[*lines, *found.lines], data=found.data, notices=found.notices, code=found.code)


def _data(moved: "Moved") -> dict[str, object]:
    return {"database": moved.place, "rows": moved.rows, "remembered": moved.remembered}
