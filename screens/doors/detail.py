"""What details tell of doors: who missed out at a gate, what a household is owed."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from data.doors import queries
from models.doors.rules import is_red
from screens.doors import words
from screens.i18n import _
from screens.kit.detail import heading, set_in
from screens.kit.place import Place

_SHOWN = 40


def missed_lines(place: Place, drop_no: int) -> Iterator[Content | None]:
    """The doors that missed out at a drop, those red in front."""
    found = words.of_doors(place.store.ask(queries.missed_at, [drop_no]))
    if not found:
        return
    found.sort(key=lambda rows: not is_red(max(row.times for row in rows)))
    yield None
    yield heading(_("Missed out"), words.doors(len(found)))
    for rows in found[:_SHOWN]:
        red = is_red(max(row.times for row in rows))
        yield set_in(words.missed_line(rows, place.desk.masked), "$error bold" if red else "")
    if len(found) > _SHOWN:
        yield set_in(_("and {count} more").format(count=len(found) - _SHOWN))


def owed_lines(place: Place, household_no: int) -> Iterator[Content | None]:
    """What a household is owed, with since when."""
    rows = place.store.ask(queries.of_household, household_no)
    if not rows:
        return
    now = place.store.now()
    yield None
    yield heading(_("Owed from deliveries"))
    for row in rows:
        said = words.owed_line(row, now)
        yield set_in(said, "$error bold" if is_red(row.times) else "")
