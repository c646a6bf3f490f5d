"""F4: a result goes to its owner or to somebody with an authorisation."""

from counter_app.ui.pages.handover.page import HandoverPage

__all__ = ["HandoverPage"]
