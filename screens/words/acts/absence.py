"""Absence and return, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "absence_applied": N_("{names} fell out: {moved} things given to others, {uncovered} open"),
    "person_back": N_("{name} is back and took {taken} things again"),
}
