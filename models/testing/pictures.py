"""What the pictures of testing show: compounds, rounds, tubes, days, buildings. No tables."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from models.testing import RoundView
from models.testing.progress import BuildingUntested, Coverage, Pace, PositiveDay, Untested


class CompoundProgress(NamedTuple):
    """How far a compound is in a round. `session_no`: of its session, None where none calls it."""

    compound_id: str
    compound: str
    coverage: Coverage
    pace: Pace
    session_no: int | None = None


class RoundProgress(NamedTuple):
    """How far a round is, compound by compound; no compound before its sheet is frozen."""

    its_round: RoundView
    is_over: bool
    compounds: tuple[CompoundProgress, ...]
    coverage: Coverage
    pace: Pace


class RoundCoverage(NamedTuple):
    """How far the register is covered by a round that has begun."""

    no: int
    name: str
    kind: str
    day: str
    is_over: bool
    coverage: Coverage


class Stage(StrEnum):
    """Where a tube is."""

    OPEN = "open"
    FULL = "full"
    SENT = "sent"
    NEGATIVE = "negative"
    ABNORMAL = "abnormal"
    VOID = "void"


class TubeCount(NamedTuple):
    """How many tubes of a round are at a stage.

    Attributes:
        people: in them; of a void one, those who were in it and are not sampled again.
        overdue: those of them whose result should be in.
        since: the first of them is there since then, in stored UTC form; None for none.
    """

    stage: Stage
    tubes: int = 0
    people: int = 0
    overdue: int = 0
    since: str | None = None


class AbnormalTube(NamedTuple):
    """A tube that came back abnormal. `is_recalled`: whether its recall is on record."""

    code: str
    people: int
    at: str
    is_recalled: int


class OverdueTrip(NamedTuple):
    """Samples whose results should be in. Times in stored UTC form."""

    no: int
    laboratory: str
    tubes: int
    left_at: str
    expected_at: str


class NoTube(NamedTuple):
    """A building of which people were sampled in no tube that is written down here, and who have
    no result of their own since.

    Attributes:
        people: those.
        in_tubes: others of it, who are in one.
    """

    compound: str
    lane: str | None
    building: str | None
    people: int
    in_tubes: int

    @property
    def is_odd(self) -> bool:
        """Whether others of the building are in tubes: then somebody was ticked and forgotten, or
        ticked and never came; where nobody is, the tubes of all of them are elsewhere."""
        return self.in_tubes > 0


class Tubes(NamedTuple):
    """The tubes of a round by stage, each stage once, and what of them is to be seen to.

    `no_tube`: buildings in the order of doors.
    """

    counts: tuple[TubeCount, ...]
    abnormal: tuple[AbnormalTube, ...]
    overdue: tuple[OverdueTrip, ...]
    no_tube: tuple[NoTube, ...] = ()


class Positives(NamedTuple):
    """Positives by day, and how many the register marks without saying since when."""

    days: tuple[PositiveDay, ...]
    undated: int = 0


class Register(NamedTuple):
    """Everybody of the register by how long ago they were tested, the buildings to go to first in
    front."""

    people: Untested
    buildings: tuple[BuildingUntested, ...]


class Pictures(NamedTuple):
    """All that is shown of testing in numbers.

    `progress`: None where there is no round. `register`: None while it is not looked at.
    """

    progress: RoundProgress | None
    rounds: tuple[RoundCoverage, ...]
    tubes: Tubes
    positives: Positives
    register: Register | None = None
