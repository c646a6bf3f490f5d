"""A field of free text in which Up and Down step through what is usual there, without any list opening."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from counter_app.core.folding import folded
from counter_app.ui.widgets.fields import Field

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SteppedField(Field):
    """What was typed narrows the choice: the first Down gives the first offer that holds those letters."""

    def __init__(self, label: str, hint: str = "", *, name: str = "", limit: int = 200) -> None:
        super().__init__(label, hint, name=name, limit=limit)
        self._offers: tuple[str, ...] = ()
        self._typed: str | None = None
        self.edit.installEventFilter(self)
        self.changed.connect(self._forget)

    def offer(self, offers: Sequence[str], hint: str) -> None:
        """Step through ``offers``; ``hint`` says so in a tooltip and to a screen reader."""
        known, self._offers = self._offers, tuple(dict.fromkeys(offers))
        self._typed = None
        if self._offers == known and self.edit.toolTip() == hint:
            return
        self.edit.setToolTip(hint)
        self.edit.setAccessibleDescription(hint)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step:
                self._step(step)
                return True
        return super().eventFilter(watched, event)

    def _step(self, step: int) -> None:
        now = self.edit.text()
        if self._typed is None:
            self._typed = "" if now in self._offers else now
        wanted = folded(self._typed).strip()
        fitting = [one for one in self._offers if wanted in folded(one)]
        if not fitting:
            return
        before = fitting.index(now) if now in fitting else min(-step, 0)
        self.set_text(fitting[(before + step) % len(fitting)])
        self.edit.selectAll()

    def _forget(self, _text: str) -> None:
        self._typed = None
