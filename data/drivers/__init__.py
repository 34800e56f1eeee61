"""Drivers: what is read of them and done to them in the store."""
