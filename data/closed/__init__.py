"""Closed places in the store: what is closed, what that breaks, closing and opening."""
