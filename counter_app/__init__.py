"""The counter of a commune's one-stop desk: dossiers in, receipts and promised dates out."""

__version__ = "0.1.0"
