"""Residents: what is asked of the people of households, and what changes them."""
