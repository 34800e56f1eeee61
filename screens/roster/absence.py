"""Who falls out and who is back, from the roster: which screen is opened for whom."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from data.absence import queries as absence
from data.roster import queries as roster
from models.roster import ABSENT_PLACES, PersonRow, Place, PresenceInput
from screens.absence.absent import Absence
from screens.absence.present import Back
from screens.i18n import _, ngettext
from screens.kit.choose import Act, choose_act
from screens.kit.values import joined

if TYPE_CHECKING:
    from screens.kit.place import Place as Screen


def fall_out_or_back(screen: Screen, nos: Sequence[int]) -> None:
    """Show what people hold who fall out; for somebody absent, ask what is the matter.

    Args:
        screen: the place it is asked from; their marks are taken off once something was recorded.
        nos: their numbers; that there is none of them is told.
    """
    rows = _rows(screen, nos)
    if not rows:
        return
    away = [row for row in rows if row.place in ABSENT_PLACES]
    if len(away) < len(rows):
        _open(screen, rows, Place.ISOLATED)
        return
    now = screen.store.now()
    held = screen.store.ask(absence.orphans, now)
    count = sum(held.get(row.no, 0) for row in rows)

    def back() -> None:
        offers = screen.store.ask(absence.offers, rows[0].no, now)
        screen.desk.open_dialog(
            Back(rows[0].no, rows[0].name, offers), partial(_unmark, screen, rows)
        )

    def still_held() -> str:
        return ngettext(
            "give what they still hold to others: {n} thing",
            "give what they still hold to others: {n} things",
            count,
        ).format(n=count)

    still_away = partial(_open, screen, rows, Place(rows[0].place))
    acts: list[Act] = [
        (still_held, still_away),
        (lambda: _("change where they are, since when"), partial(still_away, changing=True)),
    ]
    if len(rows) == 1:
        acts.insert(0, (lambda: _("is back"), back))
    names = joined(row.name for row in rows)
    choose_act(screen.desk, lambda: names, acts)


def what_if(screen: Screen, nos: Sequence[int]) -> None:
    """Show what would happen if people fell out now, without doing it."""
    if _rows(screen, nos):
        presence = PresenceInput(Place.ISOLATED, screen.store.now())
        screen.desk.open_dialog(Absence(nos, presence, trying=True))


def _rows(screen: Screen, nos: Sequence[int]) -> list[PersonRow]:
    """People as the roster has them; that there is nobody is told."""
    now = screen.store.now()
    with screen.store.read() as conn:
        found = [roster.roster_row(conn, no, now) for no in nos]
    rows = [row for row in found if row is not None]
    if not rows:
        screen.nothing_here()
    return rows


def _open(
    screen: Screen, rows: Sequence[PersonRow], place: Place, *, changing: bool = False
) -> None:
    presence = PresenceInput(place, screen.store.now())
    shown = Absence([row.no for row in rows], presence, changing=changing)
    screen.desk.open_dialog(shown, partial(_unmark, screen, rows))


def _unmark(screen: Screen, rows: Sequence[PersonRow], recorded: bool | None) -> None:
    if recorded:
        screen.unmark(row.no for row in rows)
