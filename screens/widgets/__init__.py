"""Widgets of the desk that know no subject."""
