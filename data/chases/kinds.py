"""The subjects whose records are chased, and what the ladder has to know of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.requests import ladder as requests
from data.requests import queries as request_queries
from data.sql import Reader
from models.chases import Chased, ChaseSettings, Subject

if TYPE_CHECKING:
    from data.store import Step
    from models.chases.tables import ChasedColumns


class Kind(NamedTuple):
    """How records of a subject are chased.

    Attributes:
        table: gives the table that carries the ladder's columns.
        chased: the record of a number as it is at a moment; refused where there is none.
        settings: how the committee wants these chased.
        moved: does what else follows once a record, by its key, was chased, told or asked of.
    """

    table: Callable[[], type[ChasedColumns]]
    chased: Callable[[Reader, int, datetime], Chased]
    settings: Callable[[Reader], ChaseSettings]
    moved: Callable[[Step, str], None]


KINDS: Mapping[Subject, Kind] = {
    Subject.REQUEST: Kind(
        requests.table, requests.chased, request_queries.settings, requests.moved
    ),
}
"""All that is chased."""
