"""Requests in words: kinds, urgencies, states, outcomes, rungs; why one stands where it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from models.address import and_more, said_address, short_address
from models.chases import Rung, Urgency
from models.duties import Work
from models.requests import (
    HEALTH_KINDS,
    Door,
    Double,
    Likeness,
    Outcome,
    RequestKind,
    RequestRow,
    RequestState,
)
from models.requests.doubts import may_be_life
from models.requests.numbers import Number, NumberOf
from screens.i18n import N_, Vocabulary, _, ngettext
from screens.kit import masks
from screens.kit.taken import Taken
from screens.kit.values import beside, headed
from screens.requests import time_words

NAMED = 12
"""Requests named one by one where an act is about several."""

KINDS: Mapping[str, str] = {
    RequestKind.EMERGENCY: N_("emergency"),
    RequestKind.DIALYSIS: N_("dialysis"),
    RequestKind.MEDICINE: N_("medicine"),
    RequestKind.BIRTH: N_("birth"),
    RequestKind.FOOD: N_("food"),
    RequestKind.BABY: N_("baby"),
    RequestKind.TRANSFER: N_("transfer"),
    RequestKind.TEST: N_("test"),
    RequestKind.REPAIRS: N_("repairs"),
    RequestKind.GROUP_PURCHASE: N_("group buy"),
    RequestKind.PETS: N_("pets"),
    RequestKind.DELIVERY_MISSED: N_("missed"),
    RequestKind.OPENING: N_("opening"),
    RequestKind.HOSPITAL_TRIP: N_("clinic"),
    RequestKind.PASS: N_("pass"),
    RequestKind.WAY_HOME: N_("way home"),
    RequestKind.CONTACT_MOVE: N_("isolation"),
    RequestKind.CARE_GOODS: N_("care"),
    RequestKind.DISINFECTION: N_("disinfect"),
    RequestKind.DISTRESS: N_("distress"),
    RequestKind.DANGER: N_("danger"),
    RequestKind.DEATH: N_("death"),
    RequestKind.COMPLAINT: N_("complaint"),
    RequestKind.ANTIGEN: N_("self-test"),
    RequestKind.OFFER: N_("offer"),
    RequestKind.OTHER: N_("other"),
}

URGENCIES: Mapping[str, str] = {
    Urgency.LIFE: N_("LIFE"),
    Urgency.TODAY: N_("today"),
    Urgency.SOON: N_("soon"),
    Urgency.ROUTINE: N_("routine"),
}

STATES: Mapping[str, str] = {
    RequestState.OPEN: N_("still open"),
    RequestState.CALL_BACK: N_("update owed"),
    RequestState.CLOSED: N_("resolved"),
}

OUTCOMES: Mapping[str, str] = {
    Outcome.MET: N_("met"),
    Outcome.MET_OTHERWISE: N_("met another way"),
    Outcome.WITHDRAWN: N_("caller withdrew"),
    Outcome.HOSPITAL: N_("in hospital"),
    Outcome.TRANSFERRED: N_("transferred"),
    Outcome.DIED: N_("has died"),
}

RUNGS: Mapping[str, str] = {
    Rung.SELF: N_("ourselves"),
    Rung.SUBDISTRICT: N_("subdistrict"),
    Rung.LINE_LEADER: N_("line leader"),
    Rung.LEADERS: N_("our leaders"),
    Rung.CITY_LINE: N_("12345"),
    Rung.EMERGENCY: N_("120, 110"),
    Rung.HOSPITAL: N_("hospital"),
}


LIKENESSES: Mapping[str, str] = {
    Likeness.NEED: N_("asked already"),
    Likeness.PHONE: N_("same telephone"),
    Likeness.WORDS: N_("nearly the same words"),
    Likeness.HOUSEHOLD: N_("same household"),
}

NUMBERS: Mapping[str, str] = {
    NumberOf.CALL_BACK: N_("to call back"),
    NumberOf.CALLER: N_("caller"),
    NumberOf.REGISTER: N_("register"),
}
"""Whose a number is, by where it was had from."""

label = Vocabulary(
    {
        "kind": KINDS,
        "urgency": URGENCIES,
        "state": STATES,
        "outcome": OUTCOMES,
        "rung": RUNGS,
        "likeness": LIKENESSES,
    }
)
choices = label.choices


def kind(row: RequestRow, masked: bool = False) -> str:
    """What a request is about; a kind that tells of health only says so when masked."""
    return _("health") if masked and row.kind in HEALTH_KINDS else _(KINDS[row.kind])


def urgency(row: RequestRow) -> str:
    """How urgent a request is; what may be about a life says so until somebody answers."""
    if may_be_life(row):
        return _("LIFE?")
    return label(row.urgency, "urgency")


def is_doubted(row: RequestRow) -> bool:
    """Whether anything of how it was read is still to be asked."""
    return bool(row.doubts) and row.state == RequestState.OPEN


def summary(row: RequestRow, masked: bool = False) -> str:
    """What is needed, behind a sign where anything of how it was read is doubted; nothing of it
    when masked."""
    said = masks.text(row.summary, masked)
    return f"? {said}" if is_doubted(row) else said


def brief(row: RequestRow, now: datetime, masked: bool) -> str:
    """One other request in one line: number, state, kind, where, age, words; the state with how it
    ended, unless masked."""
    state = _(STATES[row.state])
    if row.outcome and not masked:
        state = _("{state} ({outcome})").format(state=state, outcome=label(row.outcome, "outcome"))
    parts = (state, kind(row, masked), address(row), time_words.age(row, now), summary(row, masked))
    return f"#{row.no} {beside(*parts, gap=' · ')}"


def number(one: Number, masked: bool) -> str:
    """A number to dial, with whose it is: `13800009617 (caller, 李)`."""
    told = number_copied(one, masked)
    return f"{told.text} ({told.label})"


def number_copied(one: Number, masked: bool) -> Taken:
    """A number as it is copied: the number alone, as it is dialled."""
    extension = f"-{one.extension}" if one.extension else ""
    whose = beside(_(NUMBERS[one.of]), one.whose, gap=_(", "))
    return Taken(whose, f"{masks.phone(one.phone, masked)}{extension}")


def double(one: Double, now: datetime, masked: bool) -> str:
    """A request that another one may double, with why."""
    return headed(label(one.why, "likeness"), brief(one.row, now, masked))


def asked(question: str, count: int) -> str:
    """A question about requests, with how many they are where they are several."""
    these = ngettext("{count} request", "{count} requests", count).format(count=count)
    return question if count == 1 else f"{question}  {these}"


def asked_of_death() -> str:
    """The question before somebody is written down as having died."""
    return _("Has died: who of the family was told, and when?")


def numbers(nos: Sequence[int]) -> str:
    """Several requests in one line; of many the first."""
    shown = "  ".join(f"#{no}" for no in nos[:NAMED])
    return shown if len(nos) <= NAMED else f"{shown}  …"


def joined_numbers(nos: Sequence[int]) -> str:
    """Requests as the name of what was typed for them."""
    return "-".join(str(no) for no in nos)


def address(row: RequestRow) -> str:
    """Where a request is, short: `大林苑 2-1805`, `四十三弄 21-后客堂`; else as it was said.

    Of several doors the first, with how many more there are: `大林苑 3-101 +7`.
    """
    first = short_address(row.compound, row.lane, row.building, row.unit, row.room)
    return and_more(first or said_address(row.address_said), len(row.doors))


def places(row: RequestRow) -> list[str]:
    """All doors of a request, each as it is read everywhere; what is not on file as it was said."""
    first = short_address(row.compound, row.lane, row.building, row.unit, row.room)
    further = (door_address(door) for door in row.doors)
    return [one for one in (first, *further, row.address_said) if one]


def door_address(door: Door) -> str:
    """A further door, as it is read everywhere."""
    return short_address(door.compound, door.lane, door.building, door.unit, door.room)


def urgencies() -> list[str]:
    """What a list says in front of the requests that are not closed."""
    return [*(_(words) for words in URGENCIES.values()), _("LIFE?"), _("update")]


def kinds() -> list[str]:
    """What requests may be about."""
    return [*(_(words) for words in KINDS.values()), _("health")]


HELD: dict[str, str] = {
    "request": N_("owns"),
    "promise": N_("has promised"),
    "question": N_("question waiting"),
}
"""What somebody has in hand who falls out, by kind of `Holding`."""

WORKS: dict[str, str] = {
    Work.REQUEST: N_("request"),
    Work.GUIDE: N_("guiding"),
}
"""What duties for a request are called."""

MARKS: dict[str, str] = {
    Work.REQUEST: N_("mark|R"),
    Work.GUIDE: N_("mark|G"),
}
"""What stands for each on the timeline: a letter or one Chinese character."""

PROBLEMS: dict[str, str] = {
    "request_unknown": N_("There is no request {no}."),
    "request_empty": N_("Say in a few words what is needed."),
    "opened_in_future": N_("A call cannot have come in the future ({at})."),
    "harm_before_opening": N_("Harm cannot come ({harm}) before the call did ({opened})."),
    "days_negative": N_("Days left must be 0 or more."),
    "time_unclear": N_(
        "{value} is no time; write it like 15:30, 9am, tomorrow 8, 9 April 18:00 or +2h."
    ),
    "day_unclear": N_("{value} is no day; write it like 04-10, tomorrow, Wed or 9 April."),
    "request_closed": N_("Request {no} is resolved. Reopen it first."),
    "telling_closes": N_("Request {no} is done, who is told of it closes it: d."),
    "request_not_closed": N_("Request {no} is not resolved."),
    "owner_changed": N_(
        "Another desk changed the owner of request {no} meanwhile; look at it and choose again."
    ),
    "promise_unanswered": N_("Nobody answered, so nobody promised anything: take one of them out."),
    "request_joined": N_("Request {no} was joined to {to}. Work on that one."),
    "join_needs_two": N_("Mark two requests or more with the space bar to join them."),
    "view_name_empty": N_("Give the view a name."),
    "view_name_long": N_("A view's name has at most {limit} characters."),
    "view_unknown": N_("There is no view {name}."),
    "too_many_views": N_("At most {limit} views are kept. Forget one first."),
    "span_unclear": N_("{value} is no span; write minutes, or 4h, or 2 days."),
    "clock_unclear": N_("{value} is no clock time; write it like 09:00, 9am or 15:30."),
    "count_unclear": N_("{value} is no number from 1 to 99."),
    "outcome_missing": N_("Say how it ended: a request closes only with an outcome."),
    "lives_apart": N_(
        "Requests {no} and {other} are about lives behind two doors. They are not joined."
    ),
    "life_not_accepted": N_(
        "Request {no} is life safety, and nobody accepted it since the last call. Log who does on"
        " its emergency sheet (!, then c). Withdrawn? Close it so, with whom you spoke to."
    ),
    "kind_as_it_is": N_("Request {no} is about that already, and nobody doubts it."),
    "life_not_doubted": N_(
        "Nobody doubts whether request {no} is life safety; b says by when somebody is harmed."
    ),
    "life_unanswered": N_(
        "Request {no} could be life safety: say first whether it is (ctrl+y, ctrl+n)."
    ),
    "life_not_arrived": N_(
        "Request {no} is life safety that is not known to be there yet: on its emergency sheet (!)"
        " log the transfer (R) and the arrival (P)."
    ),
    "life_on_its_way": N_(
        "Request {no} is life safety on its way, and stays so until the arrival is told (!, P)."
        " Helped where they are after all? Write that there (P)."
    ),
    "death_alone": N_(
        "A death is written down of one request at a time, with who of that family was told:"
        " close request {no} by itself."
    ),
    "told_nobody": N_("Say who was told."),
    "life_withdrawn_by_nobody": N_(
        "Request {no} is life safety: say who withdrew it. Nobody reached? It goes on."
    ),
    "life_not_lowered": N_(
        "Request {no} is life safety and stays so until somebody accepted it (!, then c). A slip"
        " is taken back (z, L); what never was one is closed as withdrawn and taken down anew."
    ),
    "household_unknown": N_("There is no household {no}."),
    "door_unclear": N_(
        "{value} is no door of the register, or of several; write it like 3-203, each behind a"
        " comma."
    ),
    "person_unknown": N_("There is no person {no}."),
    "outcome_unknown": N_("{value} is no outcome; give one of: {known}."),
    "told_missing": N_("Say who was told with --told, or --not-reached to call them back later."),
    "view_not_known": N_("There is no view {view}; give one of: {known}."),
}


ACTS: dict[str, str] = {
    "request_kind_said": N_("request {no}: said what it is about: {what}"),
    "requests_kind_said": N_("said what {count} requests are about: {nos}"),
    "request_is_life": N_("request {no} is life safety: {what}"),
    "request_is_no_life": N_("request {no} is not life safety: {what}"),
    "requests_are_lives": N_("{count} requests are life safety: {nos}"),
    "requests_are_no_lives": N_("{count} requests are not life safety: {nos}"),
    "request_added": N_("request {no} added: {what}"),
    "request_changed": N_("request {no} changed: {what}"),
    "request_chased": N_("request {no} chased, {to} answered: {what}"),
    "request_chased_in_vain": N_("request {no} chased, {to} did not answer: {what}"),
    "request_promised": N_("request {no} chased, {to} promised it by {until}: {what}"),
    "requests_chased": N_("{count} requests chased, {to} answered: {nos}"),
    "requests_chased_in_vain": N_("{count} requests chased, {to} did not answer: {nos}"),
    "requests_promised": N_("{count} requests chased, {to} promised them by {until}: {nos}"),
    "requests_told": N_("the residents of {count} requests told something: {nos}"),
    "requests_closed": N_("{count} requests resolved ({outcome}): {nos}"),
    "requests_owned": N_("{count} requests given to {person}: {nos}"),
    "requests_disowned": N_("{count} requests taken from their owners: {nos}"),
    "request_told": N_("request {no}: {told} told something: {what}"),
    "request_harm_answered": N_("request {no}: time of harm answered: {what}"),
    "requests_harm_answered": N_("time of harm answered for {count} requests: {nos}"),
    "requests_joined": N_("requests {nos} joined to {no}: {what}"),
    "leader_asked": N_("request {no}: question noted for {person}: {what}"),
    "leader_advised": N_("request {no}: {person} advised: {what}"),
    "queue_set": N_("settings of the queue changed"),
    "view_saved": N_("view {name} kept"),
    "view_forgotten": N_("view {name} forgotten"),
    "request_closed": N_("request {no} resolved ({outcome}), {told} told: {what}"),
    "request_left_to_call_back": N_("request {no} done ({outcome}), nobody told yet: {what}"),
    "request_reopened": N_("request {no} reopened: {what}"),
    "request_owned": N_("request {no} given to {person}: {what}"),
    "request_disowned": N_("request {no} taken from its owner: {what}"),
}
