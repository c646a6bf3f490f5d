"""F9: this computer, the officers, the calendar, the catalogue of procedures, backups, and the forms."""

from counter_app.ui.pages.office.page import OfficePage

__all__ = ["OfficePage"]
