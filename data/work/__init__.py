"""Work: whatever takes people's time. What kinds there are, as the subjects that keep them tell.

A subject whose records people are given to has a module `work` with its `WorkKind`;
`data.work.kinds` lists them all. Duties, cover, load, the timeline, suggestions and absence know
work by that list alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from data.sql import Reader
from models.duties import Work, WorkView


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkKind:
    """One kind of work that has records: `duty.work_id` is the key of one of them.

    In its SQL the record goes by `name`, also where it is joined to a duty.

    Attributes:
        subject: the name of the subject that keeps its records.
        works: what a duty at it is called.
        once: those of `works` that are done once, so that no other day has one like it.
        table: where its records are.
        name: what a record goes by in queries; no other kind's.
        unknown: the problem of a number no record has.
        joins: what `where` needs beside the record.
        where: columns that say what the record is called in the neighbourhood.
        called: those columns in words.
        off: SQL for whether it is called off, so that it takes nobody's time.
        over: SQL for whether it asks for nobody any more: called off or done.
        one: a record by its number, whatever its state. It refuses with `unknown`.
        between: the records that ask for people and share time with a span, by time.
        together: whether it says whom it needs, so that its people are given to it together.
        alike: SQL for the number of the record of another day that stands for one, nearest to a
            time: parameters `:no`, `:first`, `:last`, `:near`; empty where none does.
    """

    subject: str
    works: tuple[Work, ...]
    table: str
    name: str
    unknown: str
    joins: str = ""
    where: str
    called: Callable[..., str | None]
    off: str = "0"
    over: str
    one: Callable[[Reader, int], WorkView]
    between: Callable[[Reader, datetime, datetime], Sequence[WorkView]]
    together: bool = True
    once: tuple[Work, ...] = ()
    alike: str = ""
