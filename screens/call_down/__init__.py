"""Rounds of calls to the vulnerable, on screen and on the command line."""
