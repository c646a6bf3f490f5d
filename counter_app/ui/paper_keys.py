"""Keys about a dossier's papers and fields that hold on every page; what they do is loaded when pressed."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counter_app.ui.session import Session

#: "It came out" and "it did not", where the strip asks.
OUT_KEY, NOT_OUT_KEY = "Alt+R", "Alt+C"
#: Prints the folder label of the dossier at hand.
LABEL_KEY = "Ctrl+Shift+N"
#: Opens the feeder of the dossier at hand.
FEEDER_KEY = "Ctrl+Shift+F"


def answer(session: "Session", *, came_out: bool) -> None:
    """The officer answers the quiet question about a paper."""
    from counter_app.ui import say  # noqa: PLC0415
    from counter_app.ui.paper_watch import watch_of  # noqa: PLC0415 - after the first print

    say.attempt(session, watch_of(session).answer, came_out=came_out)
