"""What the Today board shows: frozen views, each line with the record it leads to. No tables."""

from __future__ import annotations

from typing import NamedTuple

from models.counts import Lack
from models.problems import Problem
from models.recall import Waiting
from models.requests import RequestRow
from models.samples import TripRow
from models.sampling import RoundLacks, ToSettle
from models.stock import Short


class AbsentLine(NamedTuple):
    """Somebody who cannot take a duty now. Times in stored UTC form."""

    no: int
    name: str
    post: str
    place: str
    reach: str
    since: str
    expected_back: str | None
    """Local date, `YYYY-MM-DD`."""
    holds: int = 0
    """Things still in their hands that somebody else must take."""


class CoverLine(NamedTuple):
    """Work of the day that needs people. Times in stored UTC form."""

    place: str
    """Where its record is: `supplies`, `testing`, `errands` or `recall`."""
    no: int
    state: str
    starts_at: str
    compounds: tuple[str, ...]
    where: str
    need: int
    have: int
    due_at: str | None = None
    """When the next thing to be done is due; None once it is over. See `late_by`."""
    warns: tuple[Problem, ...] = ()
    """What is wrong with it beside people missing: too few desks, a closed gate."""

    @property
    def short(self) -> int:
        """People missing."""
        return max(0, self.need - self.have)


class StandingLine(NamedTuple):
    """Work without a record that goes on every day. Times in stored UTC form."""

    work: str
    starts_at: str
    """When it begins, or now while it goes on."""
    ends_at: str
    need: int
    have: int
    gaps: tuple[tuple[str, str], ...]
    """From when until when it lacks somebody, from now on."""

    @property
    def short(self) -> int:
        """People missing at once, at most."""
        return max(0, self.need - self.have)


class Section(NamedTuple):
    """Requests of one part of the board: the first of them and how many there are."""

    rows: tuple[RequestRow, ...]
    total: int
    due: int = 0
    """Those whose chase is due, see `models.requests.rules.chase_due`."""


class AfterDeath(NamedTuple):
    """A request that ended by a death, after which something has still to be done."""

    row: RequestRow
    to_do: tuple[str, ...]
    """What, as codes of `models.emergency.checklists.AFTER_DEATH`, in order."""


class CallsLeft(NamedTuple):
    """How many calls of rounds to the vulnerable are still to be made, and whose the due ones are.

    Attributes:
        overdue: those that were due two hours ago.
        by: names of callers, empty for nobody, each with how many of theirs are due.
    """

    left: int
    due: int
    overdue: int
    by: tuple[tuple[str, int], ...]


class Tests(NamedTuple):
    """What of tests waits for somebody.

    Attributes:
        recalls: what abnormal tubes leave to be done.
        lacking: rounds in which somebody is missed, the latest first.
        to_settle: what could not be settled at the tables; None for nothing.
    """

    recalls: Waiting = Waiting()
    lacking: tuple[RoundLacks, ...] = ()
    to_settle: ToSettle | None = None


class Board(NamedTuple):
    """The whole board at one moment."""

    on_duty: int
    """Staff and cadres on site."""
    staff: int
    absent: tuple[AbsentLine, ...]
    life: Section
    harm_past: Section
    """Still pushed though harm has come; what became a life by that stands with those, too."""
    broken: Section
    """Promises that were not kept and that nobody answered for since."""
    overdue: Section
    due: Section
    """Chases due soon; see `QueueSettings.due_within`."""
    untold: Section
    """Residents left without a word too long, the longest first; see `QueueSettings.told_within`.
    Their requests stand in another section too when they are due."""
    call_backs: int
    """Residents who are still to be told what became of their request."""
    open: int
    work: tuple[CoverLine, ...]
    """Drops and sessions of the day in the order of time, those not done of days before in front,
    errands that are not back, and re-tests still to be done, a line for each tube."""
    standing: tuple[StandingLine, ...] = ()
    """Work that goes on every day, in the order of time; none while the roster is empty."""
    after_death: tuple[AfterDeath, ...] = ()
    """All after whose death something has still to be done, whenever that was."""
    forgotten: int = 0
    """Check-outs forgotten, of whatever day."""
    calls: CallsLeft | None = None
    """Calls to the vulnerable; None while none is to be made."""
    offers: int = 0
    """Offers of help that stand."""
    offers_suit: int = 0
    """How many of them suit an open request."""
    too_little: tuple[Short, ...] = ()
    """Goods of the store-room of which there is too little, what lasts the shortest in front."""
    red_doors: int = 0
    """Households that missed out at two drops in a row, of whom no open request tells yet."""
    samples: tuple[TripRow, ...] = ()
    """Samples whose results are overdue, what waits the longest in front."""
    tests: Tests = Tests()
    lacking: tuple[Lack, ...] = ()
    """Counts of supplies that differ: what a driver who is there has to be told first."""
