"""What is looked for and cannot be, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "filter_term_like": N_("{name} is no term of this list: {names}?"),
    "filter_term_unknown": N_("{name} is no term of this list; it has {names}."),
    "filter_value_like": N_("Nothing is called {name}{value}: {names}?"),
    "filter_value_unknown": N_("Nothing is called {name}{value}; there are {names} …"),
    "filter_mark_like": N_("Nobody bears the mark {value}: {names}?"),
    "filter_mark_unknown": N_("Nobody bears the mark {value}; there are {names} …"),
    "filter_compound_like": N_("No compound is called {value}: {names}?"),
    "filter_compound_unknown": N_("No compound is called {value}."),
    "filter_building_unknown": N_("No building is called {value}."),
    "filter_number_unreadable": N_("{value} is no telephone number."),
}
