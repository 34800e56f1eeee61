"""Places in the store: compounds, buildings, households; what is asked of them and done to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.places.compound_commands import (
        Changes,
        add_compound,
        edit_compound,
        insert_compounds,
        name_neighbourhood,
        update_compound,
    )
    from data.places.household_commands import (
        add_household,
        edit_household,
        insert_households,
        update_household,
    )
    from data.places.keys import (
        Door,
        spelled,
    )
    from data.places.queries import (
        Totals,
        compound,
        compound_names,
        compound_version,
        compounds,
        household,
        mark_counts,
        neighbourhood_name,
        totals,
    )

__all__ = [
    "Changes",
    "Door",
    "Totals",
    "add_compound",
    "add_household",
    "compound",
    "compound_names",
    "compound_version",
    "compounds",
    "edit_compound",
    "edit_household",
    "household",
    "insert_compounds",
    "insert_households",
    "mark_counts",
    "name_neighbourhood",
    "neighbourhood_name",
    "spelled",
    "totals",
    "update_compound",
    "update_household",
]

__getattr__ = lazily(__name__, "queries", "compound_commands", "household_commands", "keys")
