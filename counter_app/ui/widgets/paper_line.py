"""One line of a list of papers: an icon, what it is, and how many or how it stands at the right."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.text import Icon, Label, ShortLabel


class PaperLine(QWidget):
    """One line with an icon: what it is left, how many or how it stands right."""

    def __init__(
        self, icon: str, words: str, right: str, tone: str = "text2", icon_tone: str = "good"
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(Icon(icon, 16, icon_tone))
        row.addWidget(ShortLabel(words, theme.TABLE), 1)
        row.addWidget(Label(right, theme.EXPLAIN, 400, tone))
        self.setFixedHeight(26)
        self.setAccessibleName(f"{words}: {right}")
