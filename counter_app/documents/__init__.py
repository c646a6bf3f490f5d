"""Draws: a frozen paper record in, the bytes of a PDF or a workbook out."""
