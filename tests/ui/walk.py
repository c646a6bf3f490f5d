"""A walk through every scene of the pictures, in one language at one scale: what cannot be read whole.

    QT_SCALE_FACTOR=1.5 python -m tests.ui.walk HOMES vi 1280x720

The scale of a screen is a process's own, so the tests start this for each of them; the faults are
printed as JSON. What a window paints is asked of an SVG of it, in which every text stands as it
was drawn: one that had to be shortened ends in an ellipsis that its words do not have.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import unescape

from PySide6.QtCore import QBuffer, QPoint
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

from bench import screens
from bench.studio import NOW, Stage, Studio
from counter_app import app, i18n
from counter_app.config import Home, Workstation
from counter_app.services.desk import Desk, close_desk, open_desk
from counter_app.ui.tables import head_width
from counter_app.ui.widgets import Card, KeyCap, ShortLabel
from tests.ui.hands import clipped, unnamed

#: So many of the last letters before an ellipsis tell from which name they are.
_TAIL = 8


def main() -> int:
    """Walk through the scenes and print what is wrong in each."""
    homes, language, size = sys.argv[1:4]
    width, height = map(int, size.split("x"))
    dressed = QApplication(["walk"])
    app.dress(dressed, Workstation())
    i18n.use(language)
    faults: dict[str, list[str]] = {}
    for office in ("busy", "new"):
        desk = open_desk(Home(Path(homes) / office), lambda: NOW)
        names = catalogue_names(desk)
        studio = Studio(dressed, desk, language)
        for scene, play in screens.SCENES.items():
            if scene.startswith("new-") == (office == "new"):
                stage = Stage(studio, width, height)
                play(stage)
                stage.settle()
                if found := [*unreadable(stage.shown(), names), *unnamed(stage.shown())]:
                    faults[scene] = found
                stage.close()
        close_desk()
    print(json.dumps(faults, ensure_ascii=False))
    return 0


def catalogue_names(desk: Desk) -> str:
    """The names of all procedures and of their papers, which alone may end in an ellipsis."""
    return "\n".join(
        name
        for procedure in desk.catalogue.values()
        for name in (procedure.name, *(paper.name for paper in procedure.papers))
    )


def unreadable(window: QWidget, names: str) -> list[str]:
    """Everything in ``window`` that is cut off, or shortened though it is no name of the catalogue."""
    return [
        *clipped(window),
        *cut_parts(window),
        *cut_heads(window),
        *cut_values(window),
        *shortened(window, names),
    ]


def cut_parts(window: QWidget) -> list[str]:
    """Cards, fields and tables that reach beyond what is seen of them; nothing scrolls sideways."""
    found = []
    for part in window.findChildren(QWidget):
        seen = part.visibleRegion().boundingRect()
        if isinstance(part, Card | QLineEdit | QTableView) and seen.height() and seen.width() < part.width():
            found.append(f"{type(part).__name__} {part.accessibleName()!r}: {seen.width()} of {part.width()}")
    return found


def cut_heads(window: QWidget) -> list[str]:
    """Heads of columns that are wider than their column."""
    found = []
    for head in window.findChildren(QHeaderView):
        for section in range(head.count() if head.isVisible() else 0):
            title = head.model().headerData(section, head.orientation()) or ""
            wanted, there = head_width(title), head.sectionSize(section)
            if there and wanted > there:
                found.append(f"head {title!r}: {there} of {wanted}")
    return found


def cut_values(window: QWidget) -> list[str]:
    """Fields that nobody can type into and that show less than the whole of their words."""
    found = []
    for edit in window.findChildren(QLineEdit):
        room = edit.width() - 22
        wanted = edit.fontMetrics().horizontalAdvance(edit.text())
        if edit.isVisible() and edit.isReadOnly() and wanted > room:
            found.append(f"field {edit.text()!r}: {room} of {wanted}")
    return found


def shortened(window: QWidget, names: str) -> list[str]:
    """Painted texts that were shortened, names of the catalogue left out."""
    written = set(_written(window))
    found = []
    for text in painted(window):
        if text.endswith("…") and text not in written:
            tail = text[:-1].strip()[-_TAIL:]
            if len(tail) < _TAIL or tail not in names:
                found.append(f"shortened {text!r}")
    return found


def painted(window: QWidget) -> list[str]:
    """Every text of ``window`` as it is drawn."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    drawing = QSvgGenerator()
    drawing.setOutputDevice(buffer)
    drawing.setResolution(window.logicalDpiX())
    drawing.setSize(window.size())
    window.render(drawing, QPoint(0, 0))
    del drawing  # which ends the file
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", buffer.data().data().decode())
    return [unescape(text, {"&quot;": '"'}).strip() for text in texts]


def _written(window: QWidget) -> Iterator[str]:
    """Words that end in an ellipsis of their own: "Choose…"."""
    for part in window.findChildren(QWidget):
        if isinstance(part, QAbstractButton | QLabel | KeyCap) and not isinstance(part, ShortLabel):
            yield part.text()


if __name__ == "__main__":
    sys.exit(main())
