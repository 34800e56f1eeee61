"""What a desk hears of others: that they took its acts back, and that its last act is no more."""

from __future__ import annotations

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
    """Tell what others took back since this was last asked, at first since one's own last step.

    A key that undoes or redoes the act told of last goes with the first step after it.
    """
    store = desk.store
    with store.read() as conn:
        last, heard = newest(conn), desk.heard
        gone = []
        if heard is None or (heard[0] == store.replaced and heard[1] != last):
            gone = own.taken_back(conn, store.author, heard[1] if heard else None)
    desk.heard = (store.replaced, last)
    if desk.offer is not None and desk.offer.step < last:
        desk.withdraw()
    if gone:
        desk.tell(_taken_back(gone, desk.masked), wrong=True)


def _taken_back(gone: list[own.TakenBack], masked: bool) -> str:
    act, by = gone[0]
    told = _("{by} took back your act #{no}: {act}").format(
        by=doer(by), no=act.no, act=say_act(act.code, act.params, masked)
    )
    more = _("and {count} more").format(count=len(gone) - 1) if gone[1:] else ""
    return beside(told, more, _("L: the journal"))
