"""Decides: pure functions and frozen records. No screen, no table, no clock."""
