"""Samples on their way, on screen and on the command line."""
