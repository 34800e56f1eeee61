"""What one sees who is about to call: numbers, the household's marks, what else it waits for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.households.queries import household
from data.requests import queries as requests
from data.sql import Reader
from models.requests import QueueSettings, RequestRow, RequestState
from models.requests.numbers import Number, numbers
from screens.i18n import _
from screens.kit import masks
from screens.kit.values import beside, joined
from screens.requests import words

if TYPE_CHECKING:
    from data.store import Store
    from screens.requests.detail import Known

_SHOWN = 3
"""Other requests that are shown in a dialog, what is hurt first."""


class Calling(NamedTuple):
    """What is to be known before somebody calls about a request."""

    numbers: tuple[Number, ...]
    """The first to be tried first."""
    marks: tuple[str, ...]
    """Of the household and of its people."""
    others: tuple[RequestRow, ...]
    """Other requests of the household that are not closed, what is hurt first in front."""


def calling(conn: Reader, row: RequestRow, now: datetime, queue: QueueSettings) -> Calling:
    """Read it for a request."""
    home = None if row.household_no is None else household(conn, row.household_no)
    if home is None:
        return Calling(numbers(row), (), ())
    others = requests.of_household(conn, home.no, now, queue)
    return Calling(
        numbers(row, home.note),
        home.all_marks,
        tuple(
            one
            for one in others
            if one.state != RequestState.CLOSED and one.joined_to is None and one.no != row.no
        ),
    )


def called_on(found: Calling, masked: bool) -> str:
    """The numbers in one line; that there is none is said."""
    told = joined(words.number(one, masked) for one in found.numbers)
    return told or _("no number is known")


def called_on_each(known: Sequence[Known], masked: bool) -> str:
    """Several requests with the numbers to dial; of many the first, and that there are more."""
    told = [f"#{one.row.no} {called_on(one.calling, masked)}" for one in known[: words.NAMED]]
    return joined([*told, *(["…"] if len(known) > words.NAMED else [])])


def lines(found: Calling, now: datetime, masked: bool) -> Iterator[str]:
    """What a dialog says of it: the numbers, the marks, each other request in a line of its own."""
    yield _("call: {numbers}").format(numbers=called_on(found, masked))
    marks = masks.marks(found.marks, masked)
    if marks:
        yield _("marks: {marks}").format(marks=joined(marks))
    for one in found.others[:_SHOWN]:
        yield _("also open: {request}").format(request=other(one, masked))
    if len(found.others) > _SHOWN:
        yield _("and {count} more").format(count=len(found.others) - _SHOWN)


def other(row: RequestRow, masked: bool) -> str:
    """Another request of the same household: number, kind, urgency, a few words."""
    urgency = words.urgency(row)
    if row.state == RequestState.CALL_BACK:
        urgency = _("update owed")
    told = (words.kind(row, masked), urgency, words.summary(row, masked))
    return f"#{row.no} {beside(*told, gap=' · ')}"


def after_death(store: Store, nos: Sequence[int]) -> str:
    """What is told once somebody was written down as having died: what has to be done, and what of
    the household goes on and is nobody's to forget."""
    now = store.now()
    going_on: dict[int, RequestRow] = {}
    with store.read() as conn:
        queue = requests.settings(conn)
        for row in requests.rows(conn, nos, now, queue):
            going_on |= {one.no: one for one in calling(conn, row, now, queue).others}
    told = _("Written down. What has to be done now stands on its sheet (!).")
    left = [one for no, one in going_on.items() if no not in nos]
    if not left:
        return told
    names = words.numbers([one.no for one in left])
    return f"{told} " + _("Of the household these go on, look at each: {numbers}").format(
        numbers=names
    )
