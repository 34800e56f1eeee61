"""Samples on their way, in the store."""
