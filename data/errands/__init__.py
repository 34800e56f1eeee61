"""Errands in the store: requests that wait for medicine, one way for many of them, its results."""
