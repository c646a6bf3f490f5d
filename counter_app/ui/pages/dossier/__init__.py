"""F5: the card of one dossier, or without one the dossiers that are still open."""

from counter_app.ui.pages.dossier.page import DossierPage

__all__ = ["DossierPage"]
