"""Offers of help on screen and on the command line."""
