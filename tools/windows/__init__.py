"""The Windows program, built and tried on Linux under Wine: `python3 dev.py dist --windows`."""
