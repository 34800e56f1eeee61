"""Counts on screen and on the command line."""
