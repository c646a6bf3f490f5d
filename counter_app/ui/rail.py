"""The rail at the left: the pages with their keys; the chosen one is marked by four signs."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.pages.page import DENSE_HEIGHT, SMALL_WIDTH
from counter_app.ui.widgets.paint import box, focus_ring, middle, words

#: Below this height of the window the pages of the rail touch each other.
LOW_HEIGHT = 560


@dataclass(frozen=True, slots=True)
class RailPage:
    """A page as the rail shows it; ``icon`` without its style."""

    id: str
    key: str
    title: str
    icon: str


def rail_pages() -> tuple[RailPage, ...]:
    """The pages of the window in the order of their keys; help last."""
    return (
        RailPage("reception", "F2", _("Reception"), "document_add_20"),
        RailPage("search", "F3", _("Look up"), "search_20"),
        RailPage("handover", "F4", _("Hand over"), "mail_inbox_checkmark_20"),
        RailPage("dossier", "F5", _("Processing"), "clipboard_task_list_ltr_20"),
        RailPage("fast", "F6", _("Do now"), "flash_20"),
        RailPage("ledger", "F7", _("Reports"), "book_20"),
        RailPage("exchange", "F8", _("Exchange"), "arrow_sync_20"),
        RailPage("office", "F9", _("Settings"), "settings_20"),
        RailPage("help", "F1", _("Help"), "question_circle_20"),
    )


class RailButton(QAbstractButton):
    """One page in the rail: bar, icon, word and key; icon and key only where the window is narrow."""

    def __init__(self, page: RailPage) -> None:
        super().__init__()
        self.page = page
        self.narrow = False
        self.high = 44
        self.setText(page.title)
        self.setCheckable(True)
        self.setAccessibleName(f"{page.title} ({page.key})")
        self.setToolTip(f"{page.title} ({page.key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(44 if self.narrow else 168, self.high)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on = self.isChecked()
        if on:
            box(painter, rect, theme.RADIUS_FIELD, "soft")
            box(painter, QRectF(0, middle(rect, 20), 3, 20), theme.RADIUS_MARK, "accent")
        elif self.underMouse():
            box(painter, rect, theme.RADIUS_FIELD, "mute")
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_FIELD)
        icon = f"{self.page.icon}_{'filled' if on else 'regular'}"
        icon_tone, tone = ("accent", "soft_text") if on else ("text2", "text")
        weight = 600 if on else 400
        if self.narrow:
            theme.draw_icon(painter, icon, QPointF(round(rect.center().x() - 9), 4), 20, icon_tone)
            painter.setFont(theme.font(theme.KEY, weight))
            foot = QRectF(0, 25, rect.width(), 16)
            words(painter, foot, self.page.key, tone, Qt.AlignmentFlag.AlignHCenter)
            return
        theme.draw_icon(painter, icon, QPointF(12, middle(rect, 20)), 20, icon_tone)
        painter.setFont(theme.font(theme.BASE, weight))
        words(painter, rect.adjusted(42, 0, -36, 0), self.text(), tone)
        painter.setFont(theme.font(theme.EXPLAIN, weight))
        key_tone = "soft_text" if on else "text3"
        words(painter, rect.adjusted(0, 0, -8, 0), self.page.key, key_tone, Qt.AlignmentFlag.AlignRight)


class Rail(QWidget):
    """The pages at the left; ``chosen(page id)`` when one is clicked."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, RailButton] = {}
        self._build()

    def _build(self) -> None:
        self.setFixedWidth(theme.RAIL_WIDTH)
        group = QButtonGroup(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 12, 0, 12)
        self._column.setSpacing(4)
        for page in rail_pages():
            button = RailButton(page)
            if page.id == "help":
                self._column.addStretch(1)
            self.buttons[page.id] = button
            group.addButton(button)
            self._column.addWidget(button)
            button.clicked.connect(lambda _on=False, name=page.id: self.chosen.emit(name))

    def mark(self, page: str) -> None:
        """Show that ``page`` is in front; one that is not in the rail leaves the mark where it is."""
        if page in self.buttons:
            self.buttons[page].setChecked(True)

    def fit(self, width: int, height: int) -> None:
        """Shrink to icon and key, and stand closer, where the window is small."""
        narrow, low = width < SMALL_WIDTH, height < LOW_HEIGHT
        self.setFixedWidth(theme.RAIL_NARROW if narrow else theme.RAIL_WIDTH)
        end = 4 if low else 12
        self._column.setContentsMargins(6 if narrow else 8, end, 6 if narrow else 0, end)
        self._column.setSpacing(0 if low else 2 if height <= DENSE_HEIGHT else 4)
        for button in self.buttons.values():
            button.narrow = narrow
            button.high = 40 if low else 44
            button.updateGeometry()
            button.update()
