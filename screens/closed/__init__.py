"""Closed places on screen and on the command line."""
