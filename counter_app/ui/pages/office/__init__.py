"""F9: this computer, the officers, the calendar, the catalogue with the forms, and backups."""

from counter_app.ui.pages.office.page import OfficePage

__all__ = ["OfficePage"]
