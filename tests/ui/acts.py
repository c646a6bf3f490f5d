"""What the tests of acts on a dossier share: its card, its state, the strip, and the key that acts."""

from PySide6.QtCore import Qt

from counter_app.core.records import DossierState
from counter_app.ui.pages.dossier import DossierPage
from counter_app.ui.window import Window
from tests.ui.hands import press

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def opened(window: Window, state: DossierState) -> DossierPage:
    """The card of ``state``."""
    window.show_page("dossier", state.scan_number)
    page = window.page()
    assert isinstance(page, DossierPage)
    return page


def after(page: DossierPage) -> DossierState:
    """The dossier of the card as it is now."""
    state = page.state()
    assert state is not None
    return state


def sentence(page: DossierPage) -> str:
    """What the strip said last."""
    said = page.session.last_said
    assert said is not None
    return said.sentence


def do() -> None:
    """Ctrl+Enter."""
    press(Qt.Key.Key_Return, CTRL)
