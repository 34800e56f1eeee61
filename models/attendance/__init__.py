"""Attendance: who came to a duty and left it."""
