"""F7: the figures of the day, the load of the coming days, and the ledger."""

from counter_app.ui.pages.ledger.page import LedgerPage

__all__ = ["LedgerPage"]
