"""Custody in the store: what people keep for others."""
