"""Reading all there is about one request, for its detail and for what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.emergency import queries as sheets
from data.errands import queries as errands
from data.offers import queries as offers
from data.requests import doubles as request_doubles
from data.requests import queries as requests
from models.requests import Known as KnownReason
from models.requests import Outcome, RequestRow, RequestView
from models.requests.doubles import Draft
from models.word_tables import unless_broken
from screens.requests.calling import calling
from screens.requests.detail import Known

if TYPE_CHECKING:
    from data.sql import Reader
    from data.store import Store
    from models.reading.known import Fact


def rows_now(store: Store, nos: Sequence[int]) -> list[RequestRow]:
    """Requests as a list shows them now."""
    now = store.now()
    with store.read() as conn:
        return requests.rows(conn, nos, now, requests.settings(conn))


def known(store: Store, no: int) -> Known:
    """Everything the detail of a request shows.

    Raises:
        Refused: `request_unknown`.
    """
    now = store.now()
    with store.read() as conn:
        queue = requests.settings(conn)
        view = requests.view(conn, no)
        (row,) = requests.rows(conn, [no], now, queue)
        home = view.household_no
        others = [] if home is None else requests.of_household(conn, home, now, queue)
        same = Draft(None, view.kind, view.phone, "")
        others += [double.row for double in request_doubles.doubles(conn, same, now, queue)]
        unique = {other.no: other for other in others if no not in (other.no, other.joined_to)}
        return Known(
            row=row,
            view=view,
            chases=requests.chases(conn, no),
            others=tuple(unique.values()),
            head=row.head or "",
            calling=calling(conn, row, now, queue),
            tellings=requests.tellings(conn, no),
            questions=requests.questions(conn, no),
            joined=requests.joined(conn, no, now, queue),
            errands=errands.of_request(conn, no),
            because=_because(conn, view, now),
            offers=offers.for_request(conn, no, now),
            after_death=() if row.outcome != Outcome.DIED else sheets.items(conn, row),
        )


def _because(conn: Reader, view: RequestView, now: datetime) -> Fact | None:
    """What is known of its household and is the reason of its harm; None for any other reason, and
    while the words are broken by which it is known."""
    if view.harm_reason not in tuple(KnownReason):
        return None
    from data.reading.history import source  # little is known of most

    return unless_broken(lambda: source(conn, view, now), None)
