"""Offers of help in the store."""
