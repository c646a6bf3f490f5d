"""While you wait (F6): what is received, done and handed over in one act, row by row."""

from counter_app.ui.pages.fast.page import FastPage

__all__ = ["FastPage"]
