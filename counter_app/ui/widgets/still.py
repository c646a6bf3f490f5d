"""A part of a page whose inner changes stay inside: the layouts around it hear only of another size."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QWidget


class Measured(QWidget):
    """Asks for the room in ``_needed``, which ``_measure`` finds anew whenever something inside asks."""

    def __init__(self) -> None:
        super().__init__()
        self._needed = QSize(0, 0)

    def sizeHint(self) -> QSize:
        return self._needed

    def minimumSizeHint(self) -> QSize:
        return self._needed

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._measure()
        return super().event(event)

    def _measure(self) -> None:
        raise NotImplementedError


class Still(Measured):
    """Holds ``part`` and fills it; asks for room anew only where ``part`` really needs another height.

    Qt lets a changed word ask every layout up to the window for its place again. Where a whole
    card is filled anew with each scan, that is most of the work, and nothing moves by it. The
    least width never shrinks: a shorter word would move what stands beside it for nothing.
    """

    def __init__(self, part: QWidget | QLayout) -> None:
        super().__init__()
        if isinstance(part, QLayout):
            part.setContentsMargins(0, 0, 0, 0)
            holder = QWidget()
            holder.setLayout(part)
            part = holder
        self._part = part
        part.setParent(self)
        self.setSizePolicy(part.sizePolicy().horizontalPolicy(), part.sizePolicy().verticalPolicy())
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._part.resize(self.size())
        self._measure()

    def _measure(self) -> None:
        part = self._part
        width = max(self._needed.width(), part.minimumSizeHint().width())
        height = part.heightForWidth(self.width()) if part.hasHeightForWidth() else part.sizeHint().height()
        needed = QSize(width, height)
        if needed != self._needed:
            self._needed = needed
            self.updateGeometry()
