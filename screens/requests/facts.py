"""Reading all there is about one request, for its detail and for what is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.emergency import queries as sheets
from data.errands import queries as errands
from data.reading.history import source
from data.requests import doubles as request_doubles
from data.requests import queries as requests
from models.requests import Outcome, RequestRow
from models.requests.doubles import Draft
from models.word_tables import unless_broken
from screens.requests.calling import calling
from screens.requests.detail import Known

if TYPE_CHECKING:
    from data.store import Store


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
            because=unless_broken(lambda: source(conn, view, now), None),
            after_death=() if row.outcome != Outcome.DIED else sheets.items(conn, row),
        )
