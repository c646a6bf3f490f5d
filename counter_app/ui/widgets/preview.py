"""The upper part of a form as it will be printed, at reading width, fading out below."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize
from PySide6.QtGui import QImage, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.paint import box


class Preview(QWidget):
    """Draws the first page of a PDF into the width there is; black on light in either look.

    ``ground`` is the token of what lies under it, into which the paper fades.
    """

    FADE = 44

    def __init__(self, ground: str = "mute") -> None:
        super().__init__()
        self._ground = ground
        self._pdf = b""
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pdf(self, pdf: bytes) -> None:
        """Show the first page of ``pdf``; b"" shows an empty sheet."""
        if pdf != self._pdf:
            self._pdf = pdf
            self._image = QImage()
            self.update()

    def has_page(self) -> bool:
        """Whether a page is shown."""
        return bool(self._pdf)

    def sizeHint(self) -> QSize:
        return QSize(320, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painter.save()
        painter.setClipRect(rect)
        box(painter, rect.adjusted(0, 0, 0, 12), theme.RADIUS_KEY, "paper", "line")
        if self._pdf:
            wanted = round((rect.width() - 2) * self.devicePixelRatioF())
            if self._image.width() != wanted:
                self._image = page_image(self._pdf, wanted)
                self._image.setDevicePixelRatio(self.devicePixelRatioF())
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            painter.setClipRect(rect.adjusted(1, 1, -1, 0))
            painter.drawImage(1, 1, self._image)
        painter.restore()
        fade = QLinearGradient(0, rect.bottom() - self.FADE, 0, rect.bottom())
        clear = theme.colour(self._ground)
        clear.setAlpha(0)
        fade.setColorAt(0, clear)
        fade.setColorAt(1, theme.colour(self._ground))
        painter.fillRect(rect.adjusted(0, rect.height() - self.FADE, 0, 0), fade)


def page_image(pdf: bytes, width: int, page: int = 0) -> QImage:
    """Page ``page`` of ``pdf``, ``width`` device pixels wide, on white."""
    from PySide6.QtPdf import QPdfDocument  # noqa: PLC0415 - a large library, not needed for the first paint

    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    points = document.pagePointSize(page)
    drawn = QImage()
    if points.width() > 0:
        size = QSize(width, round(width * points.height() / points.width()))
        drawn = document.render(page, size)
    document.close()
    if drawn.isNull():
        return drawn
    sheet = QImage(drawn.size(), QImage.Format.Format_RGB32)
    sheet.fill(theme.blank())
    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return sheet
