"""Work: whatever takes people's time. What kinds there are, as the subjects that keep them tell.

A subject whose records people are given to has a module `work` with its `WorkKind`;
`data.work.kinds` lists them all. Duties, cover, load, the timeline, suggestions, duty sheets and
absence know work by that list alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from data.sql import Reader
from models.address import Address, Spot
from models.duties import Role, Work, WorkView


class DutyKind(NamedTuple):
    """What holds of all duties called the same.

    Attributes:
        work: what they are called; in words under `WORKS` and `MARKS` of the subject's words.
        roles: what a person can do on them, the usual first.
        again: whether another day has one like it at the same hours, though it hangs on a record;
            what hangs on nothing always does.
        private: whether where they are is hidden on a screen that others see, too.
        said: whether a duty sheet tells where in somebody's words, which may be of their health.
    """

    work: Work
    roles: tuple[Role, ...]
    again: bool = False
    private: bool = False
    said: bool = False


class About(NamedTuple):
    """What a duty sheet tells of a record; texts empty where there is nothing to say."""

    where: str = ""
    """Where to go: a site, a gate, a door, a pharmacy."""
    what: tuple[str, ...] = ()
    """What it is about: goods, what a resident asks for, a medicine."""
    who: str = ""
    """Whom it is for or who brings it: a resident, a driver."""
    phone: str = ""
    """The number of `who`."""
    note: str = ""
    """What there is to know, where the duty itself says nothing."""
    address: Address | None = None
    """`where` in parts, where that is an address of the register."""
    unloading_point: str = ""
    """Where at the gate a truck is unloaded."""
    compounds: tuple[str, ...] = ()
    """Whom it is for, where `where` does not name them."""
    health: bool = False
    """Whether `what` may tell of a resident's health, whatever its words."""


class WorkKind(NamedTuple):
    """One kind of work that has records: `duty.work_id` is the key of one of them.

    In its SQL the record goes by `name`, also where it is joined to a duty.

    Attributes:
        subject: the name of the subject that keeps its records.
        duties: what duties at it are called, and what holds of each.
        table: where its records are.
        name: what a record goes by in queries; no other kind's.
        unknown: the problem of a number no record has.
        joins: what `where` and `sheet` need beside the record.
        where: columns that say what the record is called in the neighbourhood.
        spot: those columns as they are said.
        sheet: columns of what a duty sheet tells of it.
        about: those columns as it tells them.
        off: SQL for whether it is called off, so that it takes nobody's time.
        over: SQL for whether it asks for nobody any more: called off or done.
        one: a record by its number, whatever its state. It refuses with `unknown`.
        between: the records that ask for people and share time with a span, by time.
        within: SQL for the keys of the compounds it is done in, of the record with the key
            `{work}`; empty where people go elsewhere for it.
        together: whether it says whom it needs, so that its people are given to it together.
        fixed: whether a duty outside its hours is to be doubted.
        alike: SQL for the number of the record of another day that stands for one, nearest to a
            time: parameters `:no`, `:first`, `:last`, `:near`; empty where none does.
    """

    subject: str
    duties: tuple[DutyKind, ...]
    table: str
    name: str
    unknown: str
    where: str
    spot: Callable[..., Spot]
    sheet: str
    about: Callable[..., About]
    over: str
    one: Callable[[Reader, int], WorkView]
    between: Callable[[Reader, datetime, datetime], Sequence[WorkView]]
    joins: str = ""
    within: str = ""
    off: str = "0"
    together: bool = True
    fixed: bool = False
    alike: str = ""

    @property
    def works(self) -> tuple[Work, ...]:
        """What duties at it are called."""
        return tuple(duty.work for duty in self.duties)
