"""The pages of the window, one for each F-key."""
