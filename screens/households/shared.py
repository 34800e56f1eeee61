"""Whether the rooms of a building share kitchen or bathroom, as it is said and asked for."""

from __future__ import annotations

from data.households import building_commands, buildings
from models.address import short_address
from models.households import BuildingRow
from screens.i18n import _
from screens.kit.choose import Act, choose_from
from screens.kit.place import Place


def said(row: BuildingRow) -> str:
    """What is said of a building."""
    return told(None if row.is_shared is None else bool(row.is_shared))


def told(shared: bool | None) -> str:
    """Whether rooms share kitchen or bathroom, in words."""
    if shared is None:
        return _("nobody said; in lanes they do")
    return _("they do") if shared else _("they do not")


def sharing_acts(place: Place, household_no: int) -> list[Act]:
    """Saying so of the building of a household; nothing where it has none."""
    row = place.store.ask(buildings.building_of, household_no)
    if row is None:
        return []
    where = short_address(row.compound, row.lane, row.name)
    title = _("{building}: do rooms share kitchen or bathroom?")

    async def say(shared: bool | None) -> None:
        await place.perform(
            lambda step: building_commands.set_shared(step, [row.no], shared),
            lambda _rows: f"{title.format(building=where)} {told(shared)}",
        )

    def ask() -> None:
        choose_from(
            place.desk,
            lambda: title.format(building=where),
            [True, False, None],
            told,
            say,
            lambda: said(row),
        )

    return [(lambda: title.format(building=where), ask)]
