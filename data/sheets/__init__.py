"""Duty sheets, as the store tells them."""
