"""The first steps and the sample, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "sample_ground": N_("sample {name}: {households} households, {people} people"),
    "committee_begun": N_("Began {name} with {count} compounds"),
}
