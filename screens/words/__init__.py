"""Codes, states and times in words, by subject, in the language spoken now."""
