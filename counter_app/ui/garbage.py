"""Python's garbage is collected in the window's thread alone.

Wherever a collection happens to run, it takes the widgets with it that nobody holds any more.
In the thread of the worker that would end the program: Qt lets only the window's thread
destroy what is on the screen.
"""

import gc

from PySide6.QtCore import QObject, QTimer

#: How often it is looked whether there is garbage to collect.
EVERY_MS = 1_000

#: Objects made since the last look that make a collection worth while, as Python's own first threshold.
_MANY = 700
#: Collections of the young after which the middle ones are looked at, and of these after which all are.
_YOUNG, _MIDDLE = 10, 10


class Collector(QObject):
    """Takes the place of the automatic collection as long as ``parent`` lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(collect)

    def start(self) -> None:
        """Keep what is there now for good, and look after what comes."""
        gc.collect()
        gc.freeze()
        self._timer.start()


def collect() -> None:
    """Collect as far as it is due; a fraction of a millisecond where little was made."""
    young, middle, old = gc.get_count()
    if young > _MANY:
        gc.collect(2 if old > _MIDDLE else 1 if middle > _YOUNG else 0)
