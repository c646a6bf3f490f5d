"""Reception (F2): a dossier comes in, its date is promised, its receipt is printed."""

from counter_app.ui.pages.reception.page import ReceptionPage

__all__ = ["ReceptionPage"]
