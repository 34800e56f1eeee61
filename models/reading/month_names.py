"""Names of months as English writes them in a date, and the year behind one."""

from __future__ import annotations

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
"""Finds the name of a month, of which the first three letters tell which."""

YEAR = r"(?:,?[\s\-/]+(?P<y>(?:19|20)\d{2})(?![\d:]))?"
"""Finds a year behind a date, if there is one."""
