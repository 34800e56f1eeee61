"""What a desk hears of others: what they took back or wrote over; then its last act is no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.journal import own
from data.journal.queries import newest
from screens.i18n import _
from screens.journal.words import doer
from screens.kit.values import beside
from screens.sentences import say_act

if TYPE_CHECKING:
    from screens.kit.desk import Desk


def hear(desk: Desk) -> None:
    """Tell what others took back or wrote over since this was last asked.

    At first it is what they did since one's own last step.

    A key that undoes or redoes the act told of last goes with the first step after it.
    """
    store = desk.store
    with store.read() as conn:
        last, heard = newest(conn), desk.heard
        gone, over = [], []
        if heard is None or (heard[0] == store.replaced and heard[1] != last):
            since = heard[1] if heard else None
            gone = own.taken_back(conn, store.author, since)
            over = own.written_over(conn, store.author, since)
    if heard is None or heard[0] != store.replaced:
        desk.begun_at = last
    desk.heard = (store.replaced, last)
    if desk.offer is not None and desk.offer.step < last:
        desk.withdraw()
    if gone or over:
        told = overtaken([*gone, *over], desk.masked)
        desk.tell_aside(beside(told, _("L: the journal")))


def overtaken(found: Sequence[own.Overtaken], masked: bool = False) -> str:
    """That others took one's acts back or wrote over them: the first in words, how many more."""
    act, by = found[0]
    words = _("{by} changed what you changed in #{no}: {act}")
    if by.undoes is not None:
        words = _("{by} took back your act #{no}: {act}")
    told = words.format(by=doer(by), no=act.no, act=say_act(act.code, act.params, masked))
    more = _("and {count} more").format(count=len(found) - 1) if found[1:] else ""
    return beside(told, more)
