"""No text is cut off or shortened in any scene of the pictures, in both languages at 100 and 150 %."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from bench.studio import make_offices
from counter_app.ui import theme
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Label, PlainButton, Segmented
from tests.ui.walk import cut_heads, shortened, unreadable

#: Scale of the screen and what it leaves: 1366x768 under a taskbar, and 1920x1080 at 150 %.
SCREENS = {"1.0": "1366x690", "1.5": "1280x720"}


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The offices of the pictures, a busy one and a new one; nothing is written in them."""
    homes = tmp_path_factory.mktemp("offices")
    make_offices(homes)
    return homes


@pytest.mark.parametrize("scale", SCREENS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_text_can_be_read_whole(offices: Path, language: str, scale: str) -> None:
    command = [sys.executable, "-m", "tests.ui.walk", str(offices), language, SCREENS[scale]]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
    walked = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert walked.returncode == 0, walked.stderr
    assert json.loads(walked.stdout) == {}


def test_what_is_shortened_is_found(qapp: QApplication) -> None:
    """The walk would be worth nothing if it saw nothing: each kind of fault is seen."""
    window = QWidget()
    row = QHBoxLayout(window)
    button = PlainButton("Nhận khóa nơi khác", "Ctrl+T")
    button.setFixedWidth(176)
    row.addWidget(button)
    chosen = Segmented([(1, "theo hệ thống"), (2, "tối…")])
    chosen.setFixedWidth(60)
    row.addWidget(chosen)
    row.addWidget(PlainButton("Chọn…"))
    label = Label("Đăng ký khai sinh")
    label.setFixedWidth(40)
    row.addWidget(label)
    window.show()
    found = unreadable(window, "")
    assert [one for one in found if "Nhận" in one and "shortened" in one]
    assert [one for one in found if "theo" in one or "'t" in one]
    assert [one for one in found if "Đăng ký khai sinh" in one]
    assert not [one for one in found if "Chọn" in one]
    assert not [one for one in shortened(window, "Nhận khóa nơi khác") if "Nhận khóa" in one]


def test_a_column_is_never_narrower_than_its_head(qapp: QApplication) -> None:
    table = TableView((Column("Complete to number", str, 40), Column("", str)), lambda _ids: [])
    table.resize(QSize(600, 200))
    table.show()
    assert cut_heads(table) == []
    table.setColumnWidth(0, 40)
    assert len(cut_heads(table)) == 1
    assert table.horizontalHeader().height() == theme.HEAD_HEIGHT
