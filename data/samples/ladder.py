"""Samples as the ladder knows them: how their results are chased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from data.chases import ChaseKind
from data.requests.queries import settings
from data.samples import queries
from data.sql import Reader
from models.chases import Chased, Subject
from models.samples import rules

if TYPE_CHECKING:
    from data.step import Step
    from models.samples.tables import SampleTrip


def _table() -> type[SampleTrip]:
    from models.samples.tables import SampleTrip

    return SampleTrip


def chased(conn: Reader, no: int, _at: datetime) -> Chased:
    """A trip as its results are chased.

    Raises:
        Refused: `trip_unknown`.
    """
    return rules.chased(queries.trip(conn, no))


def moved(step: Step, trip_id: str) -> None:
    """A trip is another version of itself once somebody was asked for its results."""
    from models.samples.tables import SampleTrip

    step.change(SampleTrip, trip_id, version=SampleTrip.version + 1)


def named(conn: Reader, no: int) -> Mapping[str, object]:
    """What the journal says of a trip."""
    return {"no": no, "laboratory": queries.trip(conn, no).laboratory}


SAMPLE_TRIP = ChaseKind(
    subject=Subject.SAMPLE_TRIP,
    table=_table,
    chased=chased,
    settings=settings,
    moved=moved,
    named=named,
    advised="samples_advised",
)
