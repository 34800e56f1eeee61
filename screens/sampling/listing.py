"""What is told of sampling as JSON: ticks, tubes, who was missed, what is to be settled."""

from __future__ import annotations

from json import loads

from data.sampling.closing import Closed
from models.address import short_address
from models.problems import Problem
from models.sampling import BuildingCount, Doubt, Member, Missing, Put, Ticked, rules
from screens.commands.listing import ADDRESS, WHY, Field, Record
from screens.i18n import N_
from screens.kit.columns import Column
from screens.kit.times import stamp
from screens.sampling import words
from screens.sentences import say

MEMBER: Record[Member] = Record(
    "person of a round",
    "in `tick`, `tube`",
    (
        Field(
            "resident",
            N_("number of the resident; null where nobody's name is known"),
            lambda m, _n: m.resident_no,
        ),
        Field("name"),
        *ADDRESS,
        Field("household", value=lambda m, _n: m.household_no),
        Field(
            "part", "what the frozen sheet says: `called`, `visited`, `left_out`, `staff`, `late`"
        ),
        Field("state", "`due`, `sampled`, `missed` or `settled`"),
        Field("said", N_("what was said of them; `void`, `home_visit`, or as typed")),
        Field("tube", "code of the tube they are in", lambda m, _n: _tube(m)),
    ),
)


def _tube(one: Member) -> str | None:
    return one.tube if rules.standing(one) is rules.Standing.IN_TUBE else None


def _of_member(name: str, about: str = "") -> Field[Missing]:
    return Field(name, about, lambda one, _now: getattr(one.member, name))


MISSING: Record[Missing] = Record(
    "person who lacks in a round",
    "`missed`",
    (
        Field(
            "resident",
            N_("number of the resident; null where nobody's name is known"),
            lambda one, _n: one.member.resident_no,
        ),
        *map(_of_member, ("compound", "lane", "building", "unit", "room")),
        Field(
            "rounds",
            N_("rounds in a row that were missed, this one among them, of those that called"),
        ),
        _of_member("name"),
        Field("household", value=lambda one, _n: one.member.household_no),
        _of_member("part", N_("what the frozen sheet says: `called`, `visited`, `late`")),
        _of_member("state", N_("`missed`, or `due` where the round is over")),
        _of_member("said", N_("what was said of them; `void`, `home_visit`, or as typed")),
    ),
)


def _where(one: Missing) -> str:
    of = one.member
    return short_address(of.compound, of.lane, of.building, of.unit, of.room)


MISSING_COLUMNS: tuple[Column[Missing], ...] = (
    Column("", N_("where"), lambda one, _v: _where(one)),
    Column("", N_("name"), lambda one, _v: one.member.name or ""),
    Column("", N_("rounds missed"), lambda one, _v: str(one.rounds), right=True),
    Column("", N_("what was said"), lambda one, _v: words.said(one.member)),
)

TICKED: Record[Ticked] = Record(
    "tick",
    "`tick`",
    (
        Field("round", "number of the round", lambda t, _n: t.round_no),
        Field("started", "whether the round began by it"),
        Field("ticked", "how many people count as sampled by it"),
        Field("noted", "who is missed by it", lambda t, _n: list(t.noted), of=MEMBER),
        Field("came", "who came after all", lambda t, _n: list(t.came), of=MEMBER),
        Field("missed", "all who are missed there by now", lambda t, _n: list(t.missed), of=MEMBER),
        Field("due", "how many are still to come there"),
        Field("unknown", "what could not be taken, as typed", lambda t, _n: list(t.unknown)),
        Field("to_settle", "numbers of what is kept to be settled", lambda t, _n: list(t.doubts)),
        Field("warnings", "what to know of it", lambda t, _n: list(t.told), of=WHY),
    ),
)


TUBE: Record[Put] = Record(
    "tube",
    "`tube`",
    (
        Field("code", "its code", lambda p, _n: p.tube.code),
        Field("capacity", "how many people it takes", lambda p, _n: p.tube.capacity),
        Field(
            "members",
            "who is in it; of a void one, who has to be sampled again",
            lambda p, _n: list(p.members),
            of=MEMBER,
        ),
        Field("state", "`pending`, `negative`, `abnormal` or `void`", lambda p, _n: p.tube.state),
        Field("round", "number of the round", lambda p, _n: p.tube.round_no),
        Field("kind", N_("`pooled`, `household` or `single`"), lambda p, _n: p.tube.kind),
        Field("full", "whether nobody more is put in", lambda p, _n: rules.is_full(p.tube)),
        Field("session", "number of the session", lambda p, _n: p.tube.session_no),
        Field("desk", "the table, from 1 on", lambda p, _n: p.tube.desk),
        Field("opened_at", "when the first was put in", lambda p, _n: p.tube.opened_at),
        Field("result_at", "when its result was told", lambda p, _n: p.tube.result_at),
        Field("about", "whom the act was about", lambda p, _n: list(p.who), of=MEMBER),
        Field("unknown", "what could not be taken, as typed", lambda p, _n: list(p.unknown)),
        Field("to_settle", "numbers of what is kept to be settled", lambda p, _n: list(p.doubts)),
        Field("warnings", "what to know of it", lambda p, _n: list(p.told), of=WHY),
    ),
)

DOUBT: Record[Doubt] = Record(
    "thing to settle",
    "`to-settle`",
    (
        Field("no", column=Column("", N_("no"), lambda d, _v: str(d.no), right=True)),
        Field("round", "number of the round", lambda d, _n: d.round_no),
        Field("said", column=Column("", N_("what was said"), lambda d, _v: d.said)),
        Field(
            "tube",
            N_("code of the tube it was said at; empty for none"),
            column=Column("", N_("tube"), lambda d, _v: d.tube),
        ),
        Field(
            "where",
            N_("compound or building it was said of, in words; null for none"),
            lambda d, _n: loads(d.params).get("where"),
            Column("", N_("where"), lambda d, _v: str(loads(d.params).get("where") or "")),
        ),
        Field(
            "why",
            value=lambda d, _n: _why(d),
            column=Column("", N_("why"), lambda d, _v: say(_why(d))),
            of=WHY,
        ),
        Field(
            "at",
            value=lambda d, _n: d.noted_at,
            column=Column("", N_("when"), lambda d, v: stamp(d.noted_at, v.now)),
        ),
        Field("settled_at", N_("when somebody said what became of it")),
        Field(
            "settled",
            "what became of it",
            column=Column("", N_("what became of it"), lambda d, _v: d.settled),
        ),
    ),
)


def _why(doubt: Doubt) -> Problem:
    return Problem(doubt.code, loads(doubt.params))


COUNT: Record[BuildingCount] = Record(
    "building of a round",
    "`missed --counts`",
    (
        Field("compound"),
        Field("lane"),
        Field("building"),
        Field("called", "people who are called or visited there"),
        Field("sampled", "people of these who are sampled"),
        Field("missed", "people missed there"),
        Field("due", "people still to come"),
        Field("settled", "people of whom somebody said what became of them"),
        Field("besides", "people sampled there who were not called"),
    ),
)

CLOSED: Record[Closed] = Record(
    "closed round",
    "`tick --close`",
    (
        Field("round", "number of the round", lambda c, _n: c.view.no),
        Field("closed_at", "since when nobody is sampled in it", lambda c, _n: c.view.closed_at),
        Field("ticked", "0: nobody is sampled by closing", lambda _c, _n: 0),
        Field("missed", "who lacks", lambda c, _n: list(c.missing), of=MISSING),
        Field("unknown", "empty", lambda _c, _n: []),
        Field(
            "requests",
            "numbers of the requests, one for each door at which somebody lacks",
            lambda c, _n: list(c.requests),
        ),
        Field(
            "called_off",
            "numbers of sessions that had not begun, which are called off",
            lambda c, _n: list(c.off),
        ),
    ),
)
