"""Results in the detail of somebody, and of a household: who is held out, the latest results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from textual.content import Content

from data.results import queries
from data.results.holds import holds_of
from data.sql import Reader
from models.results import Hold, ResultRow
from screens.i18n import _
from screens.kit import masks
from screens.kit.detail import heading
from screens.kit.place import Place
from screens.kit.values import beside
from screens.results import words

MOST = 6
"""Results shown of somebody; the latest."""


def resident_lines(place: Place, no: int) -> Iterator[Content | None]:
    """What tests of somebody came to, the latest first; nothing of whom none is on file. Masked it
    is not told how many there are, nor whether they are held out."""

    def read(conn: Reader) -> list[ResultRow]:
        return queries.results(conn, resident_no=no, most=MOST + 1)

    now = place.store.now()
    found = place.store.ask(read)
    held = place.store.ask(holds_of, now, resident_no=no)
    yield from _lines(found, held, now, masked=place.desk.masked, named=False)


def household_lines(place: Place, no: int) -> Iterator[Content | None]:
    """What tests of a household's people came to, each with a name."""

    def read(conn: Reader) -> list[ResultRow]:
        return queries.results(conn, household_no=no, most=MOST + 1)

    now = place.store.now()
    found = place.store.ask(read)
    held = place.store.ask(holds_of, now, household_no=no)
    yield from _lines(found, held, now, masked=place.desk.masked, named=True)


def _lines(
    found: Sequence[ResultRow],
    held: Sequence[tuple[str, Hold]],
    now: datetime,
    *,
    masked: bool,
    named: bool,
) -> Iterator[Content | None]:
    if not (found or held):
        return
    yield None
    yield heading(_("Tests"))
    if masked:
        yield Content(f"  {masks.HIDDEN}")
        return
    for name, hold in held:
        told = beside(name if named else "", words.held(hold, now))
        yield Content.styled(f"  ⚠ {told}", "$warning")
    for row in found[:MOST]:
        name = (row.name or _("without a name")) if named else ""
        yield Content(f"  {beside(name, words.brief(row, now))}")
    if len(found) > MOST:
        yield Content.styled(f"  {_('older ones: results --resident')}", "$foreground 65%")
