"""Suggestions for a day, from what is in the store."""
