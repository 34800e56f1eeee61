"""What is done to samples on their way: sent, arrived, asked for, all results in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data import settings
from data.chases import commands as chases
from data.ids import key_if, key_of, key_on_roster, new_id
from data.samples import queries
from data.samples.settings import RESULT_AFTER, sample_settings
from data.several import each
from data.stock.meant import Who, meant
from data.testing import queries as testing
from models.chases import ChaseInput, Rung, Subject
from models.fields import line, lines
from models.problems import Problem, Refused, refuse, refuse_outdated
from models.samples import TripInput, TripRow, TripState, TripTube, rules
from models.samples.settings import SampleSettings
from models.several import Several
from models.testing import RoundKind
from models.times import CLOCKS_DIFFER, iso, loaded, local_date, whole_minutes

if TYPE_CHECKING:
    from data.step import Step

_LABORATORY, _NOTE = line(60), lines(300)


def send_samples(step: Step, given: TripInput) -> TripRow:
    """Samples leave for a laboratory; their results are chased from when they should be in.

    Raises:
        Refused: `round_unknown`, `session_unknown`, `session_of_other_round`,
            `samples_of_antigen`, `laboratory_missing`, `in_future`, `left_before_round`, what
            `models.samples.rules.to_send` says, and as `data.stock.meant.meant`.
    """
    from models.samples.tables import SampleTrip

    at = given.left_at or step.at
    session = _refuse_wrong(step, given, at)
    here = _within(queries.tubes(step.conn, given.round_no), session, bool(given.codes))
    sent = rules.to_send(here, tuple(map(line(40), given.codes)), given.tubes, at)
    if isinstance(sent, Problem):
        raise Refused(sent.code, sent.field, **sent.params)
    laboratory = _LABORATORY(given.laboratory) or queries.last_laboratory(step.conn)
    if not laboratory:
        raise Refused("laboratory_missing", "laboratory")
    who = _taken_by(step, given.who, session)
    expected = rules.expected_at(at, None, sample_settings(step.conn))
    trip = SampleTrip(
        id=new_id(),
        no=step.next_no("sample_trip"),
        round_id=key_of(step.conn, "test_round", given.round_no),
        session_id=key_if(step.conn, "test_session", session),
        state=TripState.ON_WAY,
        laboratory=laboratory,
        person_id=who.person_id,
        carrier=who.words,
        tubes=sent.many,
        left_at=at,
        expected_at=expected,
        note=_NOTE(given.note),
        rung=Rung.SELF,
        next_chase_at=expected,
        entered_at=step.at,
    )
    step.add(trip)
    _put_with(step, [one.id for one in sent.tubes], trip.id)
    step.act("samples_sent", no=trip.no, count=sent.many, laboratory=laboratory)
    return queries.trip(step.conn, trip.no)


def _refuse_wrong(step: Step, given: TripInput, at: datetime) -> int | None:
    """The session the samples were taken at; None where that is not known."""
    of = testing.round_of(step.conn, given.round_no)
    if of.kind == RoundKind.ANTIGEN:
        raise Refused("samples_of_antigen", "round_no", no=of.no)
    if at > step.at + CLOCKS_DIFFER:
        raise Refused("in_future", "left_at", at=at)
    if local_date(at).isoformat() < of.day:
        raise Refused("left_before_round", "left_at", at=at, day=of.day, no=of.no)
    if given.session_no is None:
        sessions = [one.no for one in testing.sessions(step.conn, of.no)]
        return sessions[0] if len(sessions) == 1 else None
    session = testing.session(step.conn, given.session_no)
    if session.round_no != of.no:
        told = {"no": session.no, "round": session.round_no}
        raise Refused("session_of_other_round", "session_no", **told)
    return session.no


def _within(tubes: Sequence[TripTube], session: int | None, named: bool) -> list[TripTube]:
    """The tubes that may go: those of the session where it has any; any of the round by its code.

    Tubes of which nothing tells where they were filled are of no session more than of another;
    those of another session stay for whoever takes these.
    """
    of_it = [one for one in tubes if session is None or one.session_no == session]
    unknown = [one for one in tubes if one.session_no is None]
    return list(tubes) if named else of_it or unknown


def _taken_by(step: Step, said: str, session: int | None) -> Who:
    """Who takes samples: whoever was named, else who is given to that at the session."""
    if said.strip() or session is None:
        return meant(step, said)
    courier = queries.courier(step.conn, session, step.at)
    return Who() if courier is None else meant(step, f"#{courier.no}")


def _put_with(step: Step, tubes: Sequence[str], trip_id: str) -> None:
    from sqlmodel import col

    from models.sampling.tables import Tube

    if tubes:
        step.change_where(Tube, col(Tube.id).in_(tubes), trip_id=trip_id, version=Tube.version + 1)


def change_trip(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change the laboratory, who took the samples, or the note, by names of TripInput.

    Raises:
        Refused: `trip_unknown`, `edited_meanwhile`, `laboratory_missing`, and as
            `data.stock.meant.meant`.
    """
    from models.samples.tables import SampleTrip

    was = queries.trip(step.conn, no)
    refuse_outdated(no, was.version, version)
    values: dict[str, object] = {}
    if "laboratory" in changes:
        values["laboratory"] = _LABORATORY(changes["laboratory"])
        if not values["laboratory"]:
            raise Refused("laboratory_missing", "laboratory")
    if "note" in changes:
        values["note"] = _NOTE(changes["note"])
    if "who" in changes:
        who = meant(step, str(changes["who"] or ""))
        values |= {"person_id": who.person_id, "carrier": who.words}
    if values:
        step.change(SampleTrip, was.id, **values, version=SampleTrip.version + 1)
    step.act("samples_changed", no=no, laboratory=values.get("laboratory", was.laboratory))


def give_trips(step: Step, numbers: Sequence[int], person_no: int | None) -> Several[TripRow]:
    """Samples on their way go on with somebody else, or with nobody known for now.

    Raises:
        Refused: `person_unknown`, `person_archived`, and a `NoneDone` of `trip_unknown`,
            `trip_done`, `trip_arrived`.
    """
    from models.samples.tables import SampleTrip

    key = None if person_no is None else key_on_roster(step.conn, person_no, "who")

    def give(no: int) -> TripRow:
        was = queries.trip(step.conn, no)
        refuse(rules.state_problems(was, TripState.AT_LABORATORY))
        version = SampleTrip.version + 1
        step.change(SampleTrip, was.id, person_id=key, carrier="", version=version)
        return queries.trip(step.conn, no)

    done = each(step, numbers, give)
    to = next((row.by for row in done.done.values()), "")
    step.act("samples_given", nos=done.nos, to=to)
    return done


def samples_arrived(step: Step, no: int, at: datetime | None = None) -> TripRow:
    """Samples are at their laboratory, whose time begins; their results are due by that.

    Raises:
        Refused: `trip_unknown`, `trip_done`, `trip_arrived`, `in_future`, `arrived_before_left`.
    """
    from models.samples.tables import SampleTrip

    was, at = queries.trip(step.conn, no), at or step.at
    refuse(rules.state_problems(was, TripState.AT_LABORATORY))
    refuse(rules.moment_problems(was, at, step.at, "arrived_before_left"))
    expected = rules.expected_at(loaded(was.left_at), at, sample_settings(step.conn))
    step.change(
        SampleTrip,
        was.id,
        state=TripState.AT_LABORATORY,
        arrived_at=at,
        expected_at=expected,
        next_chase_at=rules.due_on_arrival(was, expected),
        version=SampleTrip.version + 1,
    )
    step.act("samples_arrived", no=no, laboratory=was.laboratory)
    return queries.trip(step.conn, no)


def chase_results(step: Step, no: int, given: ChaseInput) -> TripRow:
    """Log that somebody was asked for results, and set when to ask again.

    Raises:
        Refused: `trip_unknown`, `trip_done`, `chased_before_leaving`, and as
            `data.chases.commands.chase`.
    """
    was = queries.trip(step.conn, no)
    refuse(rules.state_problems(was, TripState.DONE))
    refuse(rules.moment_problems(was, given.at, step.at, "chased_before_leaving"))
    chases.chase(step, Subject.SAMPLE_TRIP, no, given)
    now = queries.trip(step.conn, no)
    due = loaded(now.next_chase_at or now.expected_at)
    proper = rules.next_due(loaded(was.expected_at), due, given.promised_until)
    if proper != due:
        chases.chase_next(step, Subject.SAMPLE_TRIP, no, proper)
    told = {"no": no, "to": line(80)(given.to), "laboratory": was.laboratory}
    if not given.answered:
        step.act("samples_chased_in_vain", **told)
    elif given.promised_until is None:
        step.act("samples_chased", **told)
    else:
        step.act("samples_promised", until=iso(given.promised_until), **told)
    return queries.trip(step.conn, no)


def end_trips(step: Step, numbers: Sequence[int], at: datetime | None = None) -> Several[TripRow]:
    """All results of samples are in, whether or not each tube's is written down here.

    Raises:
        Refused: a `NoneDone` of `trip_unknown`, `trip_done`, `in_future`, `done_before_left`.
    """
    from models.samples.tables import SampleTrip

    moment = at or step.at

    def end(no: int) -> TripRow:
        was = queries.trip(step.conn, no)
        refuse(rules.state_problems(was, TripState.DONE))
        refuse(rules.moment_problems(was, moment, step.at, "done_before_left"))
        values = {"state": TripState.DONE, "results_at": moment}
        step.change(SampleTrip, was.id, **values, version=SampleTrip.version + 1)
        return queries.trip(step.conn, no)

    done = each(step, numbers, end)
    laboratories = list(dict.fromkeys(row.laboratory for row in done.done.values()))
    step.act("samples_done", nos=done.nos, laboratory=laboratories)
    return done


def set_samples(
    step: Step, given: SampleSettings, *, was: SampleSettings | None = None
) -> SampleSettings:
    """Set when results are overdue; what is on its way keeps its times.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """

    def kept(one: SampleSettings) -> dict[str, object]:
        return {RESULT_AFTER: whole_minutes(one.result_after)}

    settings.renew(step, sample_settings(step.conn), given, was, kept)
    step.act("samples_set")
    return given
