"""Absences planned ahead on random rosters, looked at again at every moment, by a check that knows
nothing of how successors are found: it reads presence and holders from the file alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from data.absence import commands as absence_commands
from data.absence import plans
from data.clock import FixedClock
from data.custody import commands as custody_commands
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.journal import commands as journal_commands
from data.reading.capture import capture
from data.rehearsal import refusal
from data.requests import chasing
from data.requests import commands as request_commands
from data.roster import commands as roster_commands
from data.roster import presence
from data.store import Store
from models.absence import AbsenceInput
from models.chases import ChaseInput, Rung
from models.custody import CustodyInput, KeptKind
from models.duties import DutyInput, Role, Work
from models.problems import Refused
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.times import LOCAL, loaded, stored
from tests.states import state

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
HOUR = timedelta(hours=1)
DAY = timedelta(hours=24)
AHEAD = 72
"""Hours in which all of it lies."""

hours = st.integers(0, AHEAD)
away = st.tuples(
    st.integers(-24, AHEAD), st.none() | st.integers(1, 36), st.sampled_from(("hospital", "away"))
)


class Falls(NamedTuple):
    """Somebody falls out `since` hours from now, for `lasts` hours where that is known."""

    who: tuple[int, ...]
    since: int
    lasts: int | None

    @property
    def given(self) -> AbsenceInput:
        since = NOW + self.since * HOUR
        until = None if self.lasts is None else since + self.lasts * HOUR
        return AbsenceInput(self.who, PresenceInput(Place.ISOLATED, since, until=until))


class Roster(NamedTuple):
    """What there is: absences on record by person, work and things of the first two."""

    absences: list[list[tuple[int, int | None, str]]]
    duties: list[tuple[int, int, int]]
    """Whose, from which hour, for how many."""
    promises: list[tuple[int, int]]
    """Whose request, by when it is promised."""
    kept: list[tuple[int, int]]
    """Who keeps it, in how many days it is due back."""


holders = st.integers(1, 2)
rosters = st.builds(
    Roster,
    st.lists(st.lists(away, max_size=2), min_size=4, max_size=6),
    st.lists(st.tuples(holders, hours, st.integers(1, 8)), max_size=5),
    st.lists(st.tuples(holders, st.integers(1, AHEAD)), min_size=1, max_size=3),
    st.lists(st.tuples(holders, st.integers(0, 3)), max_size=2),
)
falls = st.builds(
    Falls,
    st.sampled_from(((1,), (2,), (1, 2), (1, 3), (2, 4))),
    st.integers(-6, 48),
    st.none() | st.integers(2, 60),
)


def prepare(store: Store, roster: Roster) -> None:
    """Write a roster down; what cannot stand beside the rest of it is left out."""
    for no, spans in enumerate(roster.absences, 1):
        kind = PersonKind.VOLUNTEER if no == len(roster.absences) else PersonKind.STAFF
        store.do(roster_commands.add_person, PersonInput(f"人{no}", kind))
        for since, lasts, place in spans:
            starts = NOW + since * HOUR
            until = None if lasts is None else starts + lasts * HOUR
            try_to(
                store,
                presence.record_presence,
                [no],
                PresenceInput(Place(place), starts, until=until),
            )
    for who, starts, lasts in roster.duties:
        span = NOW + starts * HOUR, NOW + (starts + lasts) * HOUR
        try_to(
            store,
            duty_commands.change_people,
            [DutyInput(who, Work.PATROL, Role.HAND, *span, note="东门")],
        )
    for number, (who, promised) in enumerate(roster.promises, 1):
        no = store.do(capture, f"槐荫里{number}号 漏水 1380000111{number}").no
        store.do(request_commands.assign_requests, [no], who)
        said = ChaseInput(f"人{who}", "我去办", NOW, Rung.SELF, True, NOW + promised * HOUR)
        store.do(chasing.chase_requests, [no], said)
    for who, days in roster.kept:
        due = (NOW + days * DAY).date()
        kept = CustodyInput(KeptKind.KEY, "钥匙", who, owner="秦某", since=NOW, due_back=due)
        store.do(custody_commands.add_thing, kept)


def try_to(store: Store, command: object, *args: object) -> str | None:
    """Do a command; the code of what refuses it."""
    try:
        store.do(command, *args)  # type: ignore[arg-type]
    except Refused as refused:
        return refused.problem.code
    return None


# -- the check -------------------------------------------------------------------------------------


class Seen:
    """What the file says at the end, moment by moment."""

    def __init__(self, store: Store) -> None:
        with store.read() as conn:
            self.spans = conn.execute(
                "SELECT p.no, a.place, a.since, a.until FROM presence a"
                " JOIN person p ON p.id = a.person_id"
            ).fetchall()
            self.staff = [
                no for (no,) in conn.execute("SELECT no FROM person WHERE kind = 'staff'")
            ]
            self.everybody = [no for (no,) in conn.execute("SELECT no FROM person")]
            self.duties = conn.execute(
                "SELECT d.no, p.no, d.starts_at, d.ends_at FROM duty d"
                " LEFT JOIN person p ON p.id = d.person_id"
            ).fetchall()
            self.requests = dict(
                conn.execute(
                    "SELECT r.no, p.no FROM request r LEFT JOIN person p ON p.id = r.owner_id"
                ).fetchall()
            )
            self.kept = dict(
                conn.execute(
                    "SELECT k.no, p.no FROM custody k JOIN person p ON p.id = k.holder_id"
                ).fetchall()
            )

    def away(self, no: int, moment: datetime) -> bool:
        """Whether somebody is absent at a moment, by the record that began last."""
        at = stored(moment)
        on = [s for s in self.spans if s[0] == no and s[2] <= at and (s[3] is None or at < s[3])]
        return bool(on) and max(on, key=lambda s: s[2])[1] in ("isolated", "hospital", "away")

    def here_from(self, no: int, first: datetime, last: datetime) -> bool:
        """Whether somebody is here at every moment of a time."""
        return not any(self.away(no, moment) for moment in every_hour(first, last))

    def free(self, no: int, starts: datetime, ends: datetime) -> bool:
        """Whether somebody is here and without other work the whole of a time."""
        busy = any(
            who == no and loaded(begins) < ends and starts < loaded(stops)
            for _duty, who, begins, stops in self.duties
        )
        return not busy and self.here_from(no, starts, ends)


def every_hour(first: datetime, last: datetime) -> Iterator[datetime]:
    """All moments at which anything can change: everything here lies on full hours."""
    while first < last:
        yield first
        first += HOUR


def check_duties(seen: Seen, gone: tuple[int, ...], begins: datetime, until: datetime) -> None:
    """Nobody absent has a duty, and none is open that somebody could take, of those who fell."""
    for no, who, starts_at, ends_at in seen.duties:
        starts, ends = loaded(starts_at), loaded(ends_at)
        if ends <= begins or starts >= until:
            continue
        first = max(starts, begins)
        if who is None:
            could = [
                one for one in seen.everybody if one not in gone and seen.free(one, first, ends)
            ]
            assert could == [], f"duty {no} is open"
        else:
            assert who not in gone or seen.here_from(who, first, ends), f"duty {no}"


def check_thing(
    seen: Seen, heir: int | None, gone: tuple[int, ...], times: tuple[datetime, ...]
) -> None:
    """Nobody holds it while they are absent, where somebody else is here all the time."""
    begins, ends = times
    others = [no for no in seen.staff if no not in gone]
    if heir is None or heir in gone:
        assert all(seen.away(no, begins) for no in others), "somebody was here to take it"
        return
    if not seen.here_from(heir, begins, ends):
        better = [no for no in others if seen.here_from(no, NOW, ends + DAY)]
        assert better == [], f"{heir} is away meanwhile, {better} are here"
    if seen.away(heir, begins):
        assert all(seen.away(no, begins) for no in others), "somebody was here then"


@settings(max_examples=12, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(rosters, st.lists(falls, min_size=1, max_size=3))
def test_nobody_absent_holds_anything_while_somebody_is_here_for_it(
    roster: Roster, fallen: list[Falls]
) -> None:
    with TemporaryDirectory() as folder:
        store = Store(Path(folder) / "store.db", FixedClock(NOW))
        try:
            prepare(store, roster)
            for fall in fallen:
                fall_out(store, roster, fall)
        finally:
            store.close()


def fall_out(store: Store, roster: Roster, fall: Falls) -> None:
    """Plan it, do it, look at it at every moment, and see that undo takes all of it back."""
    given, before = fall.given, state(store)
    with store.read() as conn:
        made = plans.plan(conn, given, NOW, duties.settings(conn))
    foreseen = refusal(store, absence_commands.apply_absence, given, made.lines)
    assert state(store) == before, "a plan writes nothing"
    refused = try_to(store, absence_commands.apply_absence, given, made.lines)
    assert refused == (foreseen and foreseen.code)
    if refused is not None:
        assert state(store) == before
        return
    seen = Seen(store)
    begins = max(NOW, given.presence.since)
    check_duties(seen, fall.who, begins, given.presence.until or NOW + 2 * AHEAD * HOUR)
    for line in made.lines:
        hold = line.hold
        if hold.what in ("request", "custody"):
            heir = (seen.requests if hold.what == "request" else seen.kept)[hold.no]
            due = [begins + DAY]
            if hold.what == "request":
                due.append(NOW + roster.promises[hold.no - 1][1] * HOUR)
            else:
                day = NOW.replace(hour=0) + (roster.kept[hold.no - 1][1] + 1) * DAY
                due.append(day)
            check_thing(seen, heir, fall.who, (begins, max(due)))
    after = state(store)
    if after == before:  # it was on record already, and there was no step
        return
    store.do(journal_commands.undo)
    assert state(store) == before
    store.do(journal_commands.redo)
    assert state(store) == after
