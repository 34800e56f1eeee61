"""The acts on duties, each one transaction and one step of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.store import Step


from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from data.duties import commands, queries
from models.duties import DutyInput, RosterSettings
from models.duties.settings import kept

if TYPE_CHECKING:
    pass


class Changed(NamedTuple):
    """Who was given to a piece of work, and who was taken from it."""

    where: str
    given: tuple[str, ...]
    taken: tuple[str, ...]


def change_people(step: Step, given: Sequence[DutyInput], taken: Sequence[int] = ()) -> Changed:
    """Give people to duties and take others from theirs, all or nothing; see `commands.assign`.

    Args:
        given: the new duties.
        taken: numbers of duties taken back, before the new ones are given.
    """
    code = "people_changed" if given and taken else "people_taken" if taken else "people_given"
    step.act(code)
    gone = [commands.unassign(step, no) for no in taken]
    new = [queries.duty(step.conn, commands.assign(step, one)) for one in given]
    where = next((row.where for row in (*new, *gone)), "")
    changed = Changed(
        where, tuple(row.person or "" for row in new), tuple(row.person or "" for row in gone)
    )
    step.tell(where=where, given=list(changed.given), taken=list(changed.taken))
    return changed


def set_settings(step: Step, given: RosterSettings) -> RosterSettings:
    """Set what the committee asks of the roster, as one act."""
    from data.settings import put

    step.act("roster_set")
    if given != queries.settings(step.conn):
        put(step, "roster", kept(given))
    return queries.settings(step.conn)
