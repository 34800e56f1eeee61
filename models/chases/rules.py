"""Rules of chasing: when to chase next, and who was told nothing for too long.

Pure functions; the moment and the settings are arguments, problems are codes. Whom to chase says
`models.chases.ladder`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from models.chases import (
    DEFAULT_SETTINGS,
    Chased,
    ChaseInput,
    ChaseSettings,
    Outlook,
    TellingInput,
    Urgency,
)
from models.problems import Problem, too_long
from models.times import CLOCKS_DIFFER, LOCAL

TEXT_LIMIT = 10_000
"""Characters of what was said that are kept; longer texts are refused, not cut."""

READ_LIMIT = 10 * TEXT_LIMIT
"""Characters looked at before a text is refused as too long, so that it is told by how much."""

LIMITS: Mapping[str, int] = {
    "said": TEXT_LIMIT,
    "asked": TEXT_LIMIT,
    "advice": TEXT_LIMIT,
    "to": 80,
    "whom": 80,
}
"""Characters kept of each field; longer ones are refused, not cut."""

URGENCIES: tuple[Urgency, ...] = (Urgency.LIFE, Urgency.TODAY, Urgency.SOON, Urgency.ROUTINE)
"""Urgencies, the worst first."""


A_DAY = timedelta(days=1)
"""What harms somebody already is chased once a day at least, whatever was set."""

_PLAIN = Outlook()
"""Nothing more is known than how urgent it is."""

# -- when ----------------------------------------------------------------------------------------


def next_chase(
    urgency: Urgency,
    now: datetime,
    settings: ChaseSettings = DEFAULT_SETTINGS,
    promised_until: datetime | None = None,
    back_at: datetime | None = None,
    *,
    harm_at: datetime | None = None,
    answered: bool = True,
    outlook: Outlook = _PLAIN,
) -> datetime:
    """When to chase next what was taken up or chased now: as is proper, but always before harm.

    Proper is, the first that applies:

    1. a promise: when it ends, at night too, for whoever gave it is expected to be awake;
    2. nobody answered: after `retry_after`, for a life after `retry_life`, and never later than
       had somebody answered;
    3. an errand somebody is on for it: when they are back, but a life does not wait for that;
    4. else after the time for its urgency; what is routine the next time it is `morning`.

    By 2 and 4 nobody is chased in the quiet hours but at their end, unless it is a life, harm
    comes before they end, or has come, or it is an emergency of today: of a fall, or of somebody
    who is missing, nobody knows by when it harms. An emergency that can wait, waits till morning.

    Whatever is proper, it is chased no later than `latest_chase` says, and what becomes a life
    later no longer after that than a promise puts off a life. Where the rules meet, life
    and limb win over a promise, and a promise over quiet hours.

    Args:
        urgency: how urgent it is now.
        promised_until: the promise given with this chase; None for none.
        back_at: when the errand it is on comes back; None when it is on none.
        harm_at: when somebody is harmed if nothing is done; None where nobody knows.
        answered: whether somebody answered this chase; True where none was made.
        outlook: what else is known of it; what may be a life is chased as one.
    """
    if outlook.may_be_life:
        urgency = Urgency.LIFE
    if urgency is Urgency.LIFE or (back_at is not None and back_at <= now):
        back_at = None
    awake = urgency is Urgency.LIFE or (outlook.emergency and urgency is Urgency.TODAY)
    due = _proper(urgency, now, settings, promised_until, back_at, harm_at, answered, awake)
    waited_for = back_at if promised_until is None else promised_until
    latest = latest_chase(urgency, now, settings, harm_at, waited_for)
    if outlook.life_from is not None and outlook.life_from > now:
        due = min(due, outlook.life_from + settings.chase_after[Urgency.TODAY])
    return due if latest is None else min(due, latest)


def _proper(
    urgency: Urgency,
    now: datetime,
    settings: ChaseSettings,
    promised_until: datetime | None,
    back_at: datetime | None,
    harm_at: datetime | None,
    answered: bool,
    awake: bool,
) -> datetime:
    """When to chase next by all but the harm; `back_at` is None where nobody is waited for, and
    by `awake` quiet hours hold nothing back."""
    life = urgency is Urgency.LIFE
    if promised_until is not None:
        return promised_until
    if answered and back_at is not None:
        return back_at
    after = settings.chase_after.get(urgency)
    due = _next_clock(now, settings.morning) if after is None else now + after
    if not answered:
        due = min(due, now + (settings.retry_life if life else settings.retry_after))
    if awake or not _quiet(due, settings):
        return due
    end = _next_clock(due, settings.quiet_until)
    return end if harm_at is None or harm_at > end else due


def latest_chase(
    urgency: Urgency,
    now: datetime,
    settings: ChaseSettings = DEFAULT_SETTINGS,
    harm_at: datetime | None = None,
    waited_for: datetime | None = None,
) -> datetime | None:
    """The latest next chase of what was taken up or chased now, whoever promised what and at
    whatever hour; None where nobody knows of any harm.

    - Harm is farther than `harm_lead`: so long before it.
    - Harm is nearer: once half the time that is left is over, always before the harm.
    - Of a life whose harm is still to come no promise and nobody on the way is waited for longer
      than the time for what is one of today.
    - Harm has come: after the time for its urgency, as one of today at least. Of what is no life a
      promise, or whoever is on the way for it, is waited for, and it is chased once a day then.
    - Nobody knows when a life is harmed: as if it was now.

    Args:
        waited_for: when a promise given now ends, else when somebody comes back who is on the way;
            None for neither.
    """
    if harm_at is None and urgency is not Urgency.LIFE:
        return None
    if harm_at is None or harm_at <= now:
        worse = min(urgency, Urgency.TODAY, key=URGENCIES.index)
        after = settings.chase_after[worse]
        if waited_for is not None and worse is not Urgency.LIFE:
            after = waited_for - now
        return now + min(after, A_DAY)
    early = harm_at - settings.harm_lead
    latest = early if early > now else now + (harm_at - now) / 2
    if urgency is Urgency.LIFE:
        latest = min(latest, now + settings.chase_after[Urgency.TODAY])
    return latest


def due_after(
    chased: Chased, given: ChaseInput, settings: ChaseSettings, again_at: datetime | None = None
) -> datetime:
    """When to chase next what was chased now: a promise that still runs is not waited past.

    Args:
        again_at: when it is to be chased next, where something else decides that; no later than
            by the rules.
    """
    due = next_chase(
        chased.urgency,
        given.at,
        settings,
        given.promised_until,
        chased.back_at,
        harm_at=chased.harm_at,
        answered=given.answered,
        outlook=chased.outlook,
    )
    if again_at is not None:
        due = min(due, again_at)
    promised = None if given.promised_until is not None else chased.promised_until
    return due if promised is None or promised <= given.at else min(due, promised)


def answers_promise(chased: Chased, given: ChaseInput) -> bool:
    """Whether a chase ends that a broken promise presses: somebody answered after it had ended.

    A chase in vain leaves it broken; a new promise takes its place.
    """
    promised = chased.promised_until
    return given.answered and promised is not None and promised <= given.at


def promise_too_late(harm_at: datetime | None, promised_until: datetime | None) -> bool:
    """Whether what is promised comes when somebody is harmed already: worth a warning, no more."""
    return harm_at is not None and promised_until is not None and promised_until >= harm_at


def untold_edge(
    urgency: Urgency, now: datetime, settings: ChaseSettings = DEFAULT_SETTINGS
) -> datetime:
    """Whoever heard nothing since this moment or longer has been left too long.

    The quiet hours are not counted, for nobody is rung up in them, except about a life.
    """
    left = settings.told_within[urgency]
    start, end = settings.quiet_from, settings.quiet_until
    if urgency is Urgency.LIFE or start == end:
        return now - left
    moment = now.astimezone(LOCAL)
    while True:
        if _quiet(moment, settings):
            moment = _clock_before(moment, start)
        awake_since = _clock_before(moment, end)
        if moment - awake_since >= left:
            return moment - left
        left -= moment - awake_since
        moment = _clock_before(awake_since, start)


def _clock_before(moment: datetime, clock: time) -> datetime:
    """The last time the local clock showed `clock`, the moment itself included."""
    at = datetime.combine(moment.date(), clock, LOCAL)
    return at if at <= moment else at - timedelta(days=1)


def _next_clock(moment: datetime, clock: time) -> datetime:
    """The next time the local clock shows `clock`, after the moment."""
    here = moment.astimezone(LOCAL)
    due = datetime.combine(here.date(), clock, LOCAL)
    return due if due > here else due + timedelta(days=1)


def _quiet(moment: datetime, settings: ChaseSettings) -> bool:
    clock = moment.astimezone(LOCAL).time()
    start, end = settings.quiet_from, settings.quiet_until
    if start <= end:
        return start <= clock < end
    return clock >= start or clock < end


def heard_last(chased: Chased, given: TellingInput, now: datetime) -> bool:
    """Whether a telling is the latest; one from the future, of a clock that was wrong, never is."""
    told = chased.told_at
    return told is None or told <= given.at or told > now + CLOCKS_DIFFER


# -- what is wrong -------------------------------------------------------------------------------


def chase_problems(chased: Chased, given: ChaseInput, now: datetime) -> list[Problem]:
    """What is wrong with a chase: what holds it, `whom_missing`, `text_too_long`, `in_future`,
    `before_opening`, `promise_in_past`, `promise_unanswered`."""
    found = _held(chased)
    if not given.to.strip():
        found.append(Problem("whom_missing", {}, "to"))
    found += _too_long("to", given.to) + _too_long("said", given.said)
    found += moment_problems(chased.since, given.at, now)
    if given.promised_until is not None and given.promised_until <= given.at:
        times = {"until": given.promised_until, "at": given.at}
        found.append(Problem("promise_in_past", times, "promised_until"))
    if given.promised_until is not None and not given.answered:
        found.append(Problem("promise_unanswered", {}, "promised_until"))
    return found


def telling_problems(chased: Chased, given: TellingInput, now: datetime) -> list[Problem]:
    """What is wrong with a telling: what holds it, `told_whom_missing`, `text_too_long`,
    `in_future`, `before_opening`."""
    found = _held(chased)
    if not given.whom.strip():
        found.append(Problem("told_whom_missing", {}, "whom"))
    found += _too_long("whom", given.whom) + _too_long("said", given.said)
    return found + moment_problems(chased.since, given.at, now)


def question_problems(asked: str) -> list[Problem]:
    """What is wrong with a question for a leader: `question_empty`, `text_too_long`."""
    if not asked.strip():
        return [Problem("question_empty", {}, "asked")]
    return _too_long("asked", asked)


def advice_problems(advice: str) -> list[Problem]:
    """What is wrong with what a leader advised: `advice_empty`, `text_too_long`."""
    if not advice.strip():
        return [Problem("advice_empty", {}, "advice")]
    return _too_long("advice", advice)


def moment_problems(since: datetime | None, at: datetime, now: datetime) -> list[Problem]:
    """What is wrong with when something happened: `in_future`, `before_opening`.

    A call from the future, of a clock that was wrong, bars nothing: what is done to it is done now.
    Nor does one whose time is damaged.
    """
    if at > now + CLOCKS_DIFFER:
        return [Problem("in_future", {"at": at}, "at")]
    if since is not None and at < since <= now + CLOCKS_DIFFER:
        return [Problem("before_opening", {"at": at, "opened": since}, "at")]
    return []


def _held(chased: Chased) -> list[Problem]:
    return [] if chased.held is None else [chased.held]


def _too_long(name: str, text: str) -> list[Problem]:
    return too_long(name, text, LIMITS[name])
