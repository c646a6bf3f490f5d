"""Measurements with their baselines, long campaigns and pictures; not part of the program."""
