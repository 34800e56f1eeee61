"""Words for the journal: a committee begun by hand."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "committee_begun": N_("Began {name} with {count} compounds"),
}
