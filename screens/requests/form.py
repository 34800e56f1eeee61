"""The forms of requests: their fields, what stands in them, what they say. Pure but for records."""

from __future__ import annotations

from datetime import datetime, timedelta

from data.requests import queries as requests
from data.sql import Reader
from models.address import short_address
from models.chases import ChaseInput, Rung, TellingInput, Urgency
from models.chases import rules as chase_rules
from models.chases.silence import tells_of_silence
from models.emergency.rules import said_when, who_and_what
from models.problems import Problem
from models.reading.shapes import Reading
from models.requests import (
    DEFAULT_SETTINGS,
    QueueSettings,
    RequestInput,
    RequestKind,
    RequestView,
    rules,
)
from models.requests.harm import Answer, harm_of, read_answer
from screens.i18n import N_, _
from screens.kit.fields import FormField, Values, read_fields, shown
from screens.kit.kinds import (
    FEARED,
    HAPPENED,
    LONG,
    PHONE,
    PROMISED,
    Choice,
    Typed,
    count,
    yes_or_no,
)
from screens.kit.record import Record
from screens.kit.values import spoken
from screens.reading.words import HARM_REASONS, harm_reason
from screens.requests import words
from screens.requests.doors import Homes, kept, together

_MOST_DAYS_LEFT = 3660


def _harm(text: str, now: datetime) -> Answer | datetime | list[Problem] | None:
    return read_answer(text) or FEARED.reads(text, now)


def _reason(text: str, _now: datetime) -> str:
    """The code of a reading for its own words, so that they can be said in any language."""
    return next((code for code, said in HARM_REASONS.items() if _(said) == text), text)


_HARM = Typed(
    reads=_harm,
    shows=FEARED.shows,
    empty=None,
    wrong="time_unclear",
    tells=lambda harm: spoken(harm) if isinstance(harm, datetime) else "",
)
_REASON = Typed(reads=_reason, shows=harm_reason, empty=None)

REQUEST: tuple[FormField, ...] = (
    FormField("text", N_("what was said"), LONG, required=True, decides=("text", "summary")),
    FormField(
        "where",
        N_("where"),
        hint=N_("compound, building, room; several: 3-101, 3-203"),
        decides=("household_no", "address_said", "doors"),
    ),
    FormField(
        "kind",
        N_("kind"),
        Choice(lambda: words.choices("kind"), RequestKind, RequestKind.OTHER),
        required=True,
    ),
    FormField(
        "urgency",
        N_("urgency"),
        Choice(lambda: words.choices("urgency"), Urgency, Urgency.ROUTINE),
        required=True,
    ),
    FormField(
        "harm_at",
        N_("harm by"),
        _HARM,
        hint=N_("F5 now F6 tonight F7 tomorrow F8 days F9 later"),
        decides=("harm_at", "harm_reason", "urgency", "days_left"),
    ),
    FormField("harm_reason", N_("because"), _REASON),
    FormField(
        "days_left",
        N_("days left"),
        count(most=_MOST_DAYS_LEFT, wrong="days_unclear"),
        hint=N_("of medicine, milk, food"),
        decides=("days_left", "harm_at"),
    ),
    FormField("caller", N_("caller")),
    FormField("phone", N_("telephone"), PHONE),
    FormField("patient", N_("patient")),
    FormField("call_back_phone", N_("call back on"), PHONE),
    FormField("opened_at", N_("came at"), HAPPENED),
)
"""The fields of a request. Harm is a time or an answer such as `tonight`, which tells urgency,
reason and days left too; days left date the harm where nothing else does."""


def request_record(conn: Reader, no: int, now: datetime) -> tuple[Record, Homes]:
    """A request on file, and the households it is about.

    Raises:
        Refused: `request_unknown`.
    """
    view = requests.view(conn, no)
    (row,) = requests.rows(conn, [no], now, requests.settings(conn))
    values = shown(REQUEST, {**view._asdict(), "where": together(words.places(row))})
    record = Record(
        lambda: _("Change request {no}").format(no=no),
        values,
        view.version,
        (view.id,),
        name=lambda: _("Request {no}").format(no=no),
    )
    unlisted = "" if view.household_no is None else view.address_said
    return record, Homes(view.household_no, view.doors, unlisted)


def read_record(text: str, reading: Reading, came: datetime | None = None) -> tuple[Record, Homes]:
    """What was read of a line as a new request, and the households it is about.

    Args:
        came: when it came, where the line tells no time of its own; empty in the form when None.
    """
    known = reading.household is not None
    place = short_address(
        reading.compound, reading.lane, reading.building, reading.unit, reading.room
    )
    stands = {field.name: getattr(reading, field.name, None) for field in REQUEST}
    stands["text"], stands["opened_at"] = text, reading.happened_at or came
    further = [short_address(*home[1:6]) for home in reading.doors]
    homes = Homes(
        reading.household,
        tuple(home.no for home in reading.doors),
        kept(reading.unlisted) if known else "",
    )
    listed = together([place, *further, *reading.unlisted])
    stands["where"] = listed if known else reading.address_said
    return Record(lambda: _("New request"), shown(REQUEST, stands)), homes


def as_then(values: Values, came: datetime, queue: QueueSettings = DEFAULT_SETTINGS) -> Values:
    """What was typed into the form of a new request some time ago, with the times it meant then.

    Args:
        came: when it was typed.
    """
    harm = _HARM.reads(str(values["harm_at"]), came)
    if isinstance(harm, Answer):
        kind = RequestKind(str(values["kind"]) or RequestKind.OTHER)
        harm = harm_of(harm, kind, came, queue).at
    opened = HAPPENED.reads(str(values["opened_at"]), came) if values["opened_at"] else came
    then = {"harm_at": FEARED.show(harm), "opened_at": HAPPENED.show(opened)}
    return {**values, **{name: said for name, said in then.items() if said}}


def read_request(
    values: Values,
    now: datetime,
    homes: Homes,
    queue: QueueSettings = DEFAULT_SETTINGS,
    came: str = "",
) -> RequestInput | list[Problem]:
    """A request as its form says it, about those households; none is less urgent for an answer.

    Args:
        came: what stood in the field of when it came; empty for a new request.
    """
    found = read_fields(REQUEST, values, now)
    if isinstance(found, list):
        return found
    where, harm = found.pop("where"), found.pop("harm_at")
    opened = found.pop("opened_at") or now
    given = RequestInput(
        summary="",
        opened_at=opened,
        household_no=homes.household,
        doors=homes.doors,
        address_said=where if homes.household is None else homes.unlisted,
        **found,
    )
    if isinstance(harm, Answer):
        told = harm_of(harm, given.kind, now, queue)
        given = given._replace(
            harm_at=told.at,
            harm_reason=given.harm_reason or told.reason,
            urgency=min(given.urgency, told.urgency, key=chase_rules.URGENCIES.index),
            days_left=told.days_left if given.days_left is None else given.days_left,
        )
    elif harm is None and given.days_left is not None:
        given = given._replace(harm_at=opened + timedelta(days=given.days_left))
    else:
        given = given._replace(harm_at=harm)
    if given.harm_at is not None and _same_minute(given.harm_at, opened):
        given = given._replace(harm_at=opened)
    on_file = opened if came and values["opened_at"] == came else None
    return rules.request_problems(given, now, on_file) or given


def _same_minute(harm: datetime, opened: datetime) -> bool:
    """Whether harm comes with the call: a field has no seconds, by which it would come before."""
    return harm < opened and harm == opened.replace(second=0, microsecond=0)


CHASE: tuple[FormField, ...] = (
    FormField("to", N_("who was asked"), required=True, hint=N_("desk, name or number")),
    FormField("said", N_("what they said")),
    FormField("promised_until", N_("promised by"), PROMISED, hint=N_("15:30, empty: no promise")),
    FormField(
        "answered",
        N_("answer"),
        yes_or_no(lambda: [("yes", _("answered")), ("no", _("no answer"))], empty=True),
        required=True,
    ),
    FormField(
        "rung",
        N_("they are"),
        Choice(lambda: words.choices("rung"), Rung, Rung.SUBDISTRICT),
        required=True,
    ),
)
"""The fields of a chase."""


def read_chase(view: RequestView, values: Values, now: datetime) -> ChaseInput | list[Problem]:
    """A chase of a request as its form says it."""
    found = read_fields(CHASE, values, now)
    if isinstance(found, list):
        return found
    found["answered"] = found["answered"] and not tells_of_silence(found["said"] or "")
    given = ChaseInput(at=now, **found)
    return chase_rules.chase_problems(rules.chased(view, now), given, now) or given


TOLD: tuple[FormField, ...] = (FormField("told_whom", N_("who was told"), required=True),)
"""The field of a closing."""

WITHDREW: tuple[FormField, ...] = (FormField("told_whom", N_("who withdrew it"), required=True),)
"""The same of a life that was withdrawn."""


def read_told(values: Values, now: datetime) -> str | list[Problem]:
    """Who was told of the end of a request."""
    found = read_fields(TOLD, values, now)
    if isinstance(found, list):
        return found
    whom: str = found["told_whom"]
    return rules.told_problems(whom) or whom


def read_telling(
    view: RequestView, line: str, whom: str, now: datetime
) -> TellingInput | list[Problem]:
    """A telling from one line: `the car is late`, `daughter: the car is late`, `08:10 …`.

    Args:
        whom: who was told when the line names nobody.
    """
    at, said = said_when(line, now)
    named, what = who_and_what(said)
    given = TellingInput(named or whom, what, at)
    return chase_rules.telling_problems(rules.chased(view, now), given, now) or given
