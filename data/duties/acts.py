"""The acts on duties, each one transaction and one step of the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from data.duties import commands, queries
from models.duties import DutyInput, RosterSettings
from models.duties.settings import kept
from models.journal import Act

if TYPE_CHECKING:
    from data.store import Store


class Changed(NamedTuple):
    """Who was given to a piece of work, and who was taken from it."""

    where: str
    given: tuple[str, ...]
    taken: tuple[str, ...]


def change_people(store: Store, given: Sequence[DutyInput], taken: Sequence[int] = ()) -> Changed:
    """Give people to duties and take others from theirs, all or nothing; see `commands.assign`.

    Args:
        given: the new duties.
        taken: numbers of duties taken back, before the new ones are given.
    """
    code = "people_changed" if given and taken else "people_taken" if taken else "people_given"
    with store.write(Act(code)) as step:
        gone = [commands.unassign(step, no) for no in taken]
        new = [queries.duty(step.raw, commands.assign(step, one)) for one in given]
        where = next((row.where for row in (*new, *gone)), "")
        changed = Changed(
            where, tuple(row.person or "" for row in new), tuple(row.person or "" for row in gone)
        )
        step.tell(where=where, given=list(changed.given), taken=list(changed.taken))
    return changed


def set_settings(store: Store, given: RosterSettings) -> RosterSettings:
    """Set what the committee asks of the roster, as one act."""
    from data.settings import put

    with store.write(Act("roster_set")) as step:
        if given != queries.settings(step.raw):
            put(step, "roster", kept(given))
        return queries.settings(step.raw)
