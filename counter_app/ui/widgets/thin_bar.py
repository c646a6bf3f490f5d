"""A thin line that grows while long work is done beside the window; it takes its room at all times."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme


class ThinBar(QWidget):
    """Shows a share of the width in the accent colour, nothing where no work is done."""

    HEIGHT = 3

    def __init__(self, name: str) -> None:
        super().__init__()
        self.share = 0.0
        self.setAccessibleName(name)
        self.setFixedHeight(self.HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        """Show so much of the work, 0 to 1."""
        self.share = share
        self.setAccessibleDescription(f"{share:.0%}" if share else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.share:
            painter = QPainter(self)
            painter.fillRect(QRectF(0, 0, self.width() * self.share, self.HEIGHT), theme.colour("accent"))
