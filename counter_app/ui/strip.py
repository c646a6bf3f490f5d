"""The strip at the foot: what just happened in one sentence, and what can be done next with its key."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.session import Said
from counter_app.ui.widgets.paint import draw_key, middle, words

#: Icon, tone and ground by the kind of what is said.
_LOOKS = {
    "done": ("checkmark_circle_20_filled", "good", "good_ground"),
    "info": ("info_20_filled", "soft_text", "soft"),
    "caution": ("warning_20_filled", "caution", "caution_ground"),
    "problem": ("dismiss_circle_20_filled", "problem", "problem_ground"),
    "idle": ("barcode_scanner_20_regular", "text2", "surface"),
}


class Strip(QWidget):
    """One sentence; it never grows and never pushes the page. White while idle."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Said("idle", "")
        self.setFixedHeight(theme.STRIP_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so nothing below is painted with it
        self.rest()

    def rest(self, hint: str = "", key: str = "") -> None:
        """Nothing to report: ready to scan."""
        self.show_said(Said("idle", idle_sentence(), hint, key))

    def show_said(self, said: Said) -> None:
        """Show what was said, and tell it to a screen reader."""
        self.shown = said
        self.setAccessibleName(said.sentence)
        self.setToolTip(said.sentence if self._too_long() else "")
        if said.kind != "idle":
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said.sentence))
        self.update()

    def _too_long(self) -> bool:
        room, metrics = self.width() - 300, QFontMetricsF(theme.font(theme.BASE, 600))
        if len(self.shown.sentence) * metrics.averageCharWidth() * 2 < room:  # as nearly every sentence
            return False
        return metrics.horizontalAdvance(self.shown.sentence) > room

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        icon, tone, ground = _LOOKS[self.shown.kind]
        painter.fillRect(rect, theme.colour(ground))
        painter.fillRect(QRectF(0, 0, rect.width(), 1), theme.colour("line"))
        theme.draw_icon(painter, icon, QPointF(20, middle(rect, 20)), 20, tone)
        left = draw_key(painter, rect.right() - 24, rect.center().y(), self.shown.key)
        if self.shown.hint:
            painter.setFont(theme.font(theme.TABLE))
            width = painter.fontMetrics().horizontalAdvance(self.shown.hint) + 2
            gap = 13 if self.shown.key else 0
            hint = QRectF(left - gap - width, 0, width, rect.height())
            words(painter, hint, self.shown.hint, "text", Qt.AlignmentFlag.AlignRight)
            left = hint.left()
        self._paint_sentence(painter, QRectF(52, 0, left - 52 - 24, rect.height()), tone)

    def _paint_sentence(self, painter: QPainter, room: QRectF, tone: str) -> None:
        before, thing, after = self.shown.sentence, "", ""
        if self.shown.thing:
            before, thing, after = before.partition(self.shown.thing)
        plain = 400 if self.shown.kind == "idle" else 500
        for part, weight in ((before, plain), (thing, 600), (after, plain)):
            if not part:
                continue
            painter.setFont(theme.font(theme.BASE, weight))
            words(painter, room, part, tone)
            if part is after:
                return
            room.setLeft(room.left() + QFontMetricsF(painter.font()).horizontalAdvance(part))
            if room.width() < 20:
                return


def idle_sentence() -> str:
    """What the strip says while nothing happened yet."""
    return _("Ready to scan: a receipt, a citizen card or a command card.")
