"""Rounds of calls in the store: who is to be called, by whom, and what came of it."""
