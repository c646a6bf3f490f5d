"""Scenes of the while-you-wait page and of the feeder, reached by keys."""

from collections.abc import Callable
from typing import Any

#: A window with hands, see bench.screens; it is given to each scene.
Stage = Any


def _rows(count: int) -> Callable[[Stage], None]:
    """One person's rows, copies and signatures in turn."""

    def play(stage: Stage) -> None:
        stage.window.go("fast")
        stage.type("Trần Văn Bửu")
        stage.press("Return")
        for number in range(count):
            stage.type("2" if number % 2 else "1")
            if not number % 2:
                stage.type(str(2 + number % 5))
                stage.press("Return")
            stage.type(str(1 + number % 3))
            if number < count - 1:
                stage.press("Return")

    return play


def _correct(stage: Stage) -> None:
    stage.window.go("fast")
    stage.press("Ctrl+E")
    stage.press("Return")
    stage.type("9")


def _order(stage: Stage) -> None:
    from counter_app.demo import OFFICERS

    stage.open("plain")
    shown = stage.session.at_hand
    stage.sign_in(next(one for one in OFFICERS if one.login == "chi"))
    stage.session.at_hand = shown
    stage.window.go("office")
    stage.press("Ctrl+8")


SCENES: dict[str, Callable[[Stage], None]] = {
    "fast-rows": _rows(8),
    "fast-fifty": _rows(50),
    "fast-correct": _correct,
    "feeder-order": _order,
}
