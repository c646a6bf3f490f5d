"""Use cases: one function is one act at the desk and one transaction; plain records come out."""
