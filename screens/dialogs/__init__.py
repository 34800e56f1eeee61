"""Dialogs: what asks the person at the desk for something."""
