"""Small programs of the workshop, called through dev.py; nothing here is shipped."""
