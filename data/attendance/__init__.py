"""Attendance in the store: who came to a duty and left it."""
