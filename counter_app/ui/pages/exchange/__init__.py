"""F8: exchange by file with other offices."""

from counter_app.ui.pages.exchange.page import ExchangePage

__all__ = ["ExchangePage"]
