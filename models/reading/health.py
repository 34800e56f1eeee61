"""Needs of bodies and lives: sickness, birth, dialysis, tests, and people nobody can reach."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from models.chases import Urgency
from models.reading.moments import Day, moment_of
from models.reading.needs import CAME, LIFE, ROUTINE, SOON, TODAY, Need, is_missed
from models.reading.scan import Hit
from models.reading.signal_kinds import Signal
from models.reading.signals import HIGH_FEVER, Facts
from models.requests import RequestKind
from models.word_tables import any_of, word_table


class _Words(NamedTuple):
    """What finds words beside a trouble that change what is needed.

    Attributes:
        fever_medicine: medicine against a fever.
        mild: troubles that medicine brought to the door is asked for.
        visits: what a pregnant woman goes out for.
        high_fever: a fever that is a matter of life to a child.
        had: behind a day, that a treatment was had then.
        gas_cooker: that 没气了 is said of the cooker.
    """

    fever_medicine: re.Pattern[str]
    mild: re.Pattern[str]
    visits: re.Pattern[str]
    high_fever: re.Pattern[str]
    had: re.Pattern[str]
    gas_cooker: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "health.toml")
    table.only(*_Words._fields)
    return _Words(*(re.compile(any_of(table.words(key))) for key in _Words._fields))


def _by_themselves(facts: Facts) -> Iterator[Need]:
    """Signals that are a need as they stand."""
    for hit in facts.hits:
        code, kind, urgency, _, weak = hit.means
        if kind is None or urgency is None:
            continue
        if code == "food" and CAME.match(facts.text, hit.end):
            continue
        if code == "breathless" and _is_smoked_at(facts):
            continue
        if code == "fall" and facts.has("cannot_rise"):
            urgency = LIFE
        if code == "suicide" and _is_said_of_trifles(facts):
            urgency = TODAY
        if code in ("fever", "unwell") and _asks_for_medicine(facts):
            kind = RequestKind.MEDICINE
        if code == "acute" and _is_mild(facts.text, hit) and _names_or_asks_for_medicine(facts):
            kind = RequestKind.MEDICINE
        if code == "pregnancy":
            urgency = _visit_urgency(facts, hit)
        harm = facts.said_at if urgency is LIFE else None
        yield Need(kind, urgency, code, hit, harm, weak=weak)


def _is_smoked_at(facts: Facts) -> bool:
    """Whether somebody's cigarettes take the breath of people of whom no weakness is named."""
    weak = ("critical_illness", "elder", "child", "pregnancy", "fire")
    return facts.has("smoked_at") and not facts.has(*weak)


_TRIFLES = (
    "group_purchase",
    "noise",
    "complaint",
    "food",
    "small_help",
    "opening",
    "pets",
    "test",
    "antigen",
)


def _is_said_of_trifles(facts: Facts) -> bool:
    """Whether 想跳楼 is how somebody speaks of noise or cabbage, and nothing makes it meant."""
    return facts.has(*_TRIFLES) and not facts.has("despair_meant", "elder", "child", "unreachable")


_ASKING_FOR = re.compile(
    r"(?:求|要|配|买|需要|有没有|想要|缺|没)[^\x00\s]{0,3}$|(?:any|need|some|want|have|get) ?$"
)
_ASKED_BEHIND = re.compile(
    r"(?:还|也|都)?(?:有伐|有吗|有么|有没有|有勿|有不|哪里有|可以|能不能|能送)"
)


_ENDED_BEHIND = re.compile("(?:也|都|已经)*(?:没|吃完|用完|吃光|用光|断)")


def _asks_for_medicine(facts: Facts) -> bool:
    """Whether medicine is what is wanted, rather than somebody who looks at the fever."""
    return any(
        facts.text[hit.start] in "配买开代"
        or (
            _words().fever_medicine.match(facts.text, hit.start)
            and _ENDED_BEHIND.match(facts.text, hit.end)
        )
        or _ASKING_FOR.search(facts.text, max(0, hit.start - 6), hit.start)
        or _ASKED_BEHIND.match(facts.text, hit.end)
        for hit in facts.of("medicine", "critical_medicine")
    )


_TAKEN_BEFORE = re.compile(r"(?:吃了|吃过|用了|用过|服了|打了)[^\x00\s]{0,2}$")
_TAKEN_BEHIND = re.compile(r"[^\x00\s,，。]{0,3}(?:没用|不管用|不降|不退|无效|吃了|吃过|用了|退不)")


def _is_mild(text: str, hit: Hit[Signal]) -> bool:
    """Whether a trouble is one that medicine brought to the door is asked for."""
    return bool(_words().mild.search(text, hit.start, hit.end))


def _names_or_asks_for_medicine(facts: Facts) -> bool:
    """Whether medicine is asked for, or named without its being said that it was taken."""
    if _asks_for_medicine(facts):
        return True
    return any(
        not _TAKEN_BEFORE.search(facts.text, max(0, hit.start - 6), hit.start)
        and not _TAKEN_BEHIND.match(facts.text, hit.end)
        for hit in facts.of("medicine", "critical_medicine")
    )


def _unborn(facts: Facts) -> Iterator[Need]:
    hits = facts.of("unborn")
    if hits and facts.has("pregnancy"):
        yield Need(RequestKind.BIRTH, LIFE, "labour", hits[0], facts.said_at)


def _visit_urgency(facts: Facts, hit: Hit[Signal]) -> Urgency:
    """A check-up within a day is a matter of today."""
    visits = [day for day in facts.days if 0 <= day.days <= 1]
    return TODAY if visits and _words().visits.search(facts.text) else SOON


def _fever_of_child(facts: Facts) -> Iterator[Need]:
    high = _words().high_fever.search(facts.text) is not None
    if facts.fever is None:
        return
    hit = next(iter(facts.of("fever")), None)
    if facts.has("child") and (high or facts.fever >= HIGH_FEVER):
        yield Need(RequestKind.EMERGENCY, LIFE, "child_fever", hit, facts.said_at)
    elif hit is None:
        kind = RequestKind.MEDICINE if _asks_for_medicine(facts) else RequestKind.EMERGENCY
        yield Need(kind, TODAY, "fever")


def _no_answer(facts: Facts) -> Iterator[Need]:
    if facts.has("unreachable") and facts.has("elder", "alone", "child", "worry"):
        hit = facts.of("unreachable")[0]
        yield Need(RequestKind.EMERGENCY, LIFE, "unreachable", hit, facts.said_at)


def _oxygen(facts: Facts) -> Iterator[Need]:
    stock = facts.stocks.get("oxygen")
    if stock and stock.left is not None:
        harm = stock.ends_at
        yield Need(RequestKind.EMERGENCY, LIFE, "oxygen_ends", stock.mention, harm)
    elif stock and (stock.is_short or _oxygen_fails(facts)):
        yield Need(RequestKind.EMERGENCY, LIFE, "oxygen_ends", stock.mention, facts.said_at)
    elif stock:
        yield Need(RequestKind.CARE_GOODS, TODAY, "oxygen_ends", stock.mention)


def _oxygen_fails(facts: Facts) -> bool:
    """Whether what gives oxygen, or the power for it, is broken and nothing stands in for it."""
    return facts.has("burst", "blocked", "leak") and not facts.has("enough", "settled")


_GOES_WELL = ("well", "settled", "unreal", "on_course")
"""Signals by which a session that is due, or was missed once, is no danger of life yet."""


def _dialysis(facts: Facts) -> Iterator[Need]:
    hits = facts.of("dialysis")
    if not hits:
        return
    hit = hits[-1]
    stock = facts.stocks["dialysis"]
    if stock.left is not None:
        harm = stock.ends_at
        urgency = LIFE if stock.left <= timedelta(days=1) else TODAY
        yield Need(RequestKind.DIALYSIS, urgency, "dialysis_due", hit, harm, stock.days)
        return
    if _HAD.match(facts.text, hit.end):
        yield Need(RequestKind.DIALYSIS, SOON, "dialysis_due", hit)
        return
    day = _day_near(facts, hit)
    if (
        is_missed(facts, "dialysis", ("test", "delivery_missed"))
        or facts.has("sessions_missed")
        or (day and day.days < 0 and facts.text[day.start].isdigit())
    ):
        urgency = TODAY if facts.has(*_GOES_WELL) else LIFE
        yield Need(RequestKind.DIALYSIS, urgency, "dialysis_missed", hit, facts.said_at)
        return
    if day is None or day.days < 0:
        yield Need(RequestKind.DIALYSIS, TODAY, "dialysis_due", hit)
        return
    urgency = LIFE if day.days <= 1 else TODAY if day.days <= 3 else SOON
    if urgency is LIFE and facts.has(*_GOES_WELL):
        urgency = TODAY
    due = max(moment_of(day, facts.said_at), facts.said_at)
    yield Need(RequestKind.DIALYSIS, urgency, "dialysis_due", hit, due)


def _trips(facts: Facts) -> Iterator[Need]:
    """What is done at a hospital on a day: radiation, a check, stitches taken out."""
    hits = facts.of("hospital_trip")
    hits = [hit for hit in hits if not _TREATED.match(facts.text, hit.end)]
    if not hits:
        return
    missed = is_missed(facts, "hospital_trip", ("dialysis", "test", "delivery_missed"))
    day = _day_near(facts, hits[-1])
    presses = missed or (day is not None and 0 <= day.days <= 1)
    due = moment_of(day, facts.said_at) if day and day.days >= 0 else None
    harm = max(due, facts.said_at) if due else None
    urgency = TODAY if presses else SOON
    yield Need(RequestKind.HOSPITAL_TRIP, urgency, "hospital_trip", hits[-1], harm)


_HAD = re.compile(r"(?:刚)?(?:回来|完了|结束|做好|做完|好了)")
_TREATED = re.compile(rf"(?:{_HAD.pattern}|[完后中]|期间|病人|患者|的?药)")
"""Behind a treatment: that it was had, or goes on."""
_CLOCK_TODAY = re.compile(r"(?:[上下中]午|早上|晚上|今晚)|(?<!\d)\d{1,2}[点:](?!间)")


def _day_near(facts: Facts, hit: Hit[Signal]) -> Day | None:
    """The day nearest to a word; of a treatment that was had (做过) the day does not count."""
    days = [day for day in facts.days if not _was_had(facts.text, day)]
    if not facts.days and facts.clocks:
        days = list(facts.clocks)
    elif not facts.days and (clock := _CLOCK_TODAY.search(facts.text)):
        days = [Day(clock.start(), clock.end(), 0, None, 0)]
    return min(days, key=lambda day: max(day.start - hit.end, hit.start - day.end), default=None)


def _was_had(text: str, day: Day) -> bool:
    return day.days <= 0 and bool(_words().had.search(text, day.end, day.end + 6))


def _tests(facts: Facts) -> Iterator[Need]:
    hits = facts.of("test")
    if not hits:
        return
    if is_missed(facts, "test", ("dialysis",)) or facts.has("immobile", "abnormal"):
        yield Need(RequestKind.TEST, TODAY, "test_missed", hits[0])
    elif facts.has("asking") and not facts.has("results"):
        yield Need(RequestKind.TEST, ROUTINE, "test", hits[0])
    else:
        yield Need(RequestKind.TEST, SOON, "test", hits[0])


def _self_tests(facts: Facts) -> Iterator[Need]:
    for hit in facts.of("antigen")[:1]:
        urgency = ROUTINE if facts.has("asking") else SOON
        if facts.has("immobile") or is_missed(facts, "antigen", ("dialysis", "test")):
            urgency = TODAY
        yield Need(RequestKind.ANTIGEN, urgency, "antigen", hit)


def _breath_or_gas(facts: Facts) -> Iterator[Need]:
    """没气了 is said of somebody's breath and of the gas cooker."""
    for hit in facts.of("no_air")[:1]:
        if _words().gas_cooker.search(facts.text):
            yield Need(RequestKind.REPAIRS, TODAY, "no_gas", hit)
        else:
            yield Need(RequestKind.EMERGENCY, LIFE, "unconscious", hit, facts.said_at)


def _somebody_lost(facts: Facts) -> Iterator[Need]:
    if facts.has("lost") and facts.has("elder", "child") and not facts.has("pets", "food"):
        yield Need(RequestKind.EMERGENCY, TODAY, "lost", facts.of("lost")[0])


HEALTH_RULES: tuple[Callable[[Facts], Iterator[Need]], ...] = (
    _by_themselves,
    _fever_of_child,
    _unborn,
    _no_answer,
    _oxygen,
    _dialysis,
    _trips,
    _tests,
    _self_tests,
    _breath_or_gas,
    _somebody_lost,
)
"""Each looks for the needs of one subject."""
