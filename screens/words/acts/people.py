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
    "custody_kept": N_("{name} keeps {what}"),
    "custody_changed": N_("{what} kept by {name}: changed"),
    "custody_handed_over": N_("{what}: from {name} to {to}"),
    "custody_given_back": N_("{what} given back by {name}"),
    "building_closed": N_("{where} closed until {until}"),
    "building_opened": N_("{where} open again"),
}
