"""Reads and writes exchange files: records in, a verified file out. No table, no screen."""
