"""The ladder in the store: what was chased, told and asked of anything, and the acts of it.

A subject whose records are pushed for has a module `ladder` with its `ChaseKind`;
`data.chases.kinds` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.sql import Reader
from models.chases import Chased, ChaseSettings, Subject

if TYPE_CHECKING:
    from data.step import Step
    from models.chases.tables import ChasedColumns


class ChaseKind(NamedTuple):
    """How records of a subject are chased.

    Attributes:
        subject: the name of their table.
        table: gives that table, which carries the ladder's columns.
        chased: the record of a number as it is at a moment; refused where there is none.
        settings: how the committee wants these chased.
        moved: does what else follows once a record, by its key, was chased, told or asked of.
        named: what the journal says of a record, by its number.
        advised: the act by which a leader advised on one, with `person` and what `named` says.
    """

    subject: Subject
    table: Callable[[], type[ChasedColumns]]
    chased: Callable[[Reader, int, datetime], Chased]
    settings: Callable[[Reader], ChaseSettings]
    moved: Callable[[Step, str], None]
    named: Callable[[Reader, int], Mapping[str, object]]
    advised: str
