"""What is told of the Today board as JSON."""

from __future__ import annotations

from typing import Any, NamedTuple

from models.duties import Work
from models.recall import Unrecalled
from models.sampling import RoundLacks
from models.stock import Short
from models.today import (
    AbsentLine,
    AfterDeath,
    Board,
    CallsLeft,
    CoverLine,
    Section,
    StandingLine,
    Tests,
)
from screens.commands.listing import Field, Record
from screens.counts.listing import LACK
from screens.duties.listing import late_field, warned
from screens.i18n import N_
from screens.requests import listing as requests
from screens.samples.listing import SAMPLES

WORK_OF = {
    "supplies": Work.DROP,
    "testing": Work.SESSION,
    "errands": Work.ERRAND,
    "recall": Work.RETEST,
}
"""The work whose record is in a place."""

MIXED = ("life", "harm_past", "broken")
"""Parts of the queue in which some are to be chased now and others are not."""


class Told(NamedTuple):
    """The board, where it is and who is in charge."""

    board: Board
    neighbourhood: str
    in_charge: str


AFTER_DEATH: Record[AfterDeath] = Record(
    "somebody who has died",
    "in `today`",
    (
        Field("request", N_("the request that ended so"), lambda r, _n: r.row, of=requests.REQUEST),
        Field("to_do", N_("what has still to be done, as codes"), lambda r, _n: list(r.to_do)),
    ),
)

SPAN: Record[tuple[Any, Any]] = Record(
    "span",
    "in `today` and `cover`",
    (
        Field("starts_at", value=lambda span, _n: span[0]),
        Field("ends_at", value=lambda span, _n: span[1]),
    ),
)

ABSENT: Record[AbsentLine] = Record(
    "somebody absent",
    "in `today`",
    (
        Field("no"),
        Field("name"),
        Field("post"),
        Field("place"),
        Field("reach"),
        Field("since"),
        Field("expected_back"),
        Field(
            "in_hand", N_("things they still hold that somebody must take"), lambda r, _n: r.holds
        ),
    ),
)

SECTION: Record[Section] = Record(
    "part of the queue",
    "in `today`",
    (
        Field("count", N_("how many requests are in it"), lambda r, _n: r.total),
        Field("to_chase", N_("how many of them are to be chased now"), lambda r, _n: r.due),
        Field("first", N_("the first of them"), lambda r, _n: list(r.rows), of=requests.REQUEST),
    ),
)

PARTS: Record[Board] = Record(
    "parts of the queue",
    "in `today`",
    (
        Field("life", N_("lives at stake"), of=SECTION),
        Field("harm_past", N_("still pushed though harm has come"), of=SECTION),
        Field("overdue", N_("chases overdue"), of=SECTION),
        Field("broken", N_("promises that were not kept"), of=SECTION),
        Field("due", N_("chases due soon"), of=SECTION),
        Field("untold", N_("residents left without a word too long"), of=SECTION),
    ),
)

WORK: Record[CoverLine] = Record(
    "work of the day",
    "in `today`; `cover` tells more",
    (
        Field("work", value=lambda r, _n: WORK_OF[r.place]),
        Field("no"),
        Field("state"),
        Field("starts_at"),
        Field("compounds"),
        Field("where", value=lambda r, _n: r.compounds[0] if r.place == "supplies" else r.where),
        Field("unloading_point", value=lambda r, _n: r.where if r.place == "supplies" else None),
        Field("have"),
        Field("need"),
        Field("short"),
        late_field(lambda r: r.due_at),
        warned(lambda r, _n: r.warns),
    ),
)

STANDING: Record[StandingLine] = Record(
    "standing work",
    "in `today`; `cover` tells more",
    (
        Field("work"),
        Field("starts_at"),
        Field("ends_at"),
        Field("have"),
        Field("need"),
        Field("short"),
        Field("times", N_("when somebody lacks"), lambda r, _n: list(r.gaps), of=SPAN),
    ),
)

CALLER: Record[tuple[str, int]] = Record(
    "caller with calls due",
    "in `today`",
    (
        Field("name", N_("name of who calls; empty for nobody"), lambda r, _n: r[0]),
        Field("due", N_("how many of their calls are due"), lambda r, _n: r[1]),
    ),
)

CALLS: Record[CallsLeft] = Record(
    "calls to the vulnerable",
    "in `today`; `call-down left` tells each",
    (
        Field("left", N_("how many are still to be made")),
        Field("due", N_("how many of them now")),
        Field("overdue", N_("how many were due two hours ago")),
        Field("by", N_("whose the due ones are"), lambda r, _n: list(r.by), of=CALLER),
    ),
)

TOO_LITTLE: Record[Short] = Record(
    "goods of which there is too little",
    "in `today`; `stock` tells more",
    (
        Field("goods", N_("what it is")),
        Field("unit", N_("what it is counted in")),
        Field("balance", N_("how many are there")),
        Field("low", N_("whether that is down to the mark")),
        Field("days_left", N_("whole days it lasts at the present use; null where nothing tells")),
    ),
)

UNRECALLED: Record[Unrecalled] = Record(
    "abnormal tube that was not recalled yet",
    "in `today`; `recall` plans what is to be done",
    (
        Field("code", N_("the code of the tube")),
        Field("round", N_("number of its round"), lambda r, _n: r.round_no),
        Field("people", N_("how many of it wait for a result of their own")),
        Field("since", N_("when its result was told")),
    ),
)

MISSED: Record[RoundLacks] = Record(
    "round in which somebody lacks",
    "in `today`; `missed` tells each",
    (
        Field("round", N_("its number"), lambda r, _n: r.no),
        Field("name"),
        Field("over", N_("whether its time is up")),
        Field("people", N_("how many lack")),
    ),
)

TESTS: Record[Tests] = Record(
    "what of tests waits for somebody",
    "in `today`",
    (
        Field(
            "unrecalled",
            N_("abnormal tubes that were not recalled yet"),
            lambda t, _n: list(t.recalls.unrecalled),
            of=UNRECALLED,
        ),
        Field(
            "unvisited",
            N_("how many people wait for a result of their own and nobody goes to them"),
            lambda t, _n: len(t.recalls.unvisited),
        ),
        Field(
            "retests_late",
            N_("re-tests whose time has passed and of which nobody said that they are done"),
            lambda t, _n: len(t.recalls.late),
        ),
        Field(
            "without_result",
            N_("how many people were sampled again and whose results are overdue"),
            lambda t, _n: t.recalls.without,
        ),
        Field(
            "missed", N_("rounds in which somebody lacks"), lambda t, _n: list(t.lacking), of=MISSED
        ),
        Field(
            "to_settle",
            N_("what is to be settled from the tables"),
            lambda t, _n: 0 if t.to_settle is None else t.to_settle.how_many,
        ),
    ),
)

TODAY: Record[Told] = Record(
    "today",
    "`today`",
    (
        Field("now", N_("the moment of the board"), lambda _t, now: now),
        Field("neighbourhood", N_("what the neighbourhood is called")),
        Field("in_charge", N_("name of who is in charge")),
        Field("on_site", N_("how many of the staff are on site"), lambda t, _n: t.board.on_duty),
        Field("staff", N_("how many there are"), lambda t, _n: t.board.staff),
        Field("absent", N_("who is not here"), lambda t, _n: list(t.board.absent), of=ABSENT),
        Field("requests", N_("the queue in parts"), lambda t, _n: t.board, of=PARTS),
        Field("open", N_("how many requests are open"), lambda t, _n: t.board.open),
        Field(
            "call_backs",
            N_("residents still to be told what became of their request"),
            lambda t, _n: t.board.call_backs,
        ),
        Field(
            "calls",
            N_("calls to the vulnerable; null while none is to be made"),
            lambda t, _n: t.board.calls,
            of=CALLS,
        ),
        Field(
            "after_death",
            N_("after whose death something has still to be done"),
            lambda t, _n: list(t.board.after_death),
            of=AFTER_DEATH,
        ),
        Field(
            "lacking",
            N_("counts of supplies that differ; what a driver has to be told now comes first"),
            lambda t, _n: list(t.board.lacking),
            of=LACK,
        ),
        Field("offers", N_("offers of help that stand"), lambda t, _n: t.board.offers),
        Field(
            "offers_suit",
            N_("offers of help that suit an open request"),
            lambda t, _n: t.board.offers_suit,
        ),
        Field(
            "too_little",
            N_("goods of the store-room of which there is too little"),
            lambda t, _n: list(t.board.too_little),
            of=TOO_LITTLE,
        ),
        Field(
            "red_doors",
            N_(
                "households that missed out at two drops in a row, of whom no open request tells "
                "yet"
            ),
            lambda t, _n: t.board.red_doors,
        ),
        Field(
            "samples",
            N_("samples on their way whose results are overdue"),
            lambda t, _n: list(t.board.samples),
            of=SAMPLES,
        ),
        Field(
            "tests", N_("what of tests waits for somebody"), lambda t, _n: t.board.tests, of=TESTS
        ),
        Field(
            "jobs",
            N_("drops and sessions, errands that are not back, re-tests still to be done"),
            lambda t, _n: list(t.board.work),
            of=WORK,
        ),
        Field(
            "forgotten_check_outs",
            N_("check-outs that were forgotten"),
            lambda t, _n: t.board.forgotten,
        ),
        Field(
            "standing",
            N_("work that goes on every day"),
            lambda t, _n: list(t.board.standing),
            of=STANDING,
        ),
    ),
)
