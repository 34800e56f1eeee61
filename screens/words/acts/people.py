"""Acts on people, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "person_added": N_("{name} put on the roster"),
    "person_changed": N_("{name} changed"),
    "person_archived": N_("{name} taken off the roster"),
    "person_on_site": N_("{name} on site"),
    "person_home": N_("{name} at home"),
    "person_isolated": N_("{name} isolated"),
    "person_hospital": N_("{name} in hospital"),
    "person_away": N_("{name} away"),
    "in_charge_named": N_("{name} in charge"),
}
