"""Residents at the desk and on the command line."""
