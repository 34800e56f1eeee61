"""Duties in the store: who does what when, for whatever work; no subject of its own is here."""
