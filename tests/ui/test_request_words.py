"""Every code of requests and their reading has words, and spans and moments read well."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from data.clock import FixedClock
from data.requests.search_text import kind_words
from models.chases import Rung, Urgency
from models.problems import Problem
from models.reading.kinds import harm_reasons
from models.reading.shapes import DOUBTS
from models.requests import HarmAnswer, Likeness, Outcome, Reason, RequestKind, RequestState
from models.requests.harm import Answer, harm_of
from models.times import LOCAL, stored
from screens import i18n
from screens.kit import kinds, times
from screens.kit.columns import View
from screens.kit.values import read_by, spoken
from screens.reading import words as reading
from screens.requests import harm_words, time_words, words
from screens.requests.listing import LISTING as REQUESTS
from screens.requests.why_words import why
from screens.requests.words import ACTS
from screens.sentences import say, say_act
from tests.rules.building import request_row

NOW = datetime(2022, 4, 9, 10, 0, tzinfo=LOCAL)
ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True, params=["en", "zh"])
def language(request: pytest.FixtureRequest) -> str:
    i18n.set_language(request.param)
    return str(request.param)


def test_every_value_has_words() -> None:
    for of, values in (
        ("kind", RequestKind),
        ("urgency", Urgency),
        ("state", RequestState),
        ("outcome", Outcome),
        ("rung", Rung),
        ("likeness", Likeness),
    ):
        assert [value for value, _words in words.choices(of)] == [str(one) for one in values]
        assert len({label for _value, label in words.choices(of)}) == len(values)
    assert set(kind_words()) == set(RequestKind)


def test_every_doubt_and_reason_of_the_reading_has_words() -> None:
    assert set(reading.DOUBTS) == set(DOUBTS)
    assert set(reading.HARM_REASONS) == set(harm_reasons())


def test_every_problem_of_the_rules_has_words() -> None:
    codes: set[str] = set()
    for path in _MAKE_PROBLEMS:
        codes |= set(
            re.findall(r'(?:Problem|Refused)\("(\w+)"', (ROOT / path).read_text(encoding="utf-8"))
        )
    assert "promise_in_past" in codes
    given = {"no": 7, "at": NOW, "opened": NOW, "harm": NOW, "until": NOW, "value": "x"}
    given |= {
        "most": 1,
        "length": 1,
        "limit": 1,
        "days": -1,
        "to": 3,
        "name": "x",
        "view": "x",
        "known": "x",
    }
    given |= {"other": 8, "item": "gate"}
    for code in codes:
        assert not say(Problem(code, given)).startswith(code), code


_MAKE_PROBLEMS = (
    "models/emergency/rules.py",
    "models/requests/rules.py",
    "models/requests/doubles.py",
    "screens/requests/form.py",
    "models/requests/settings.py",
    "data/requests/joining.py",
    "data/requests/chasing.py",
    "data/requests/ladder.py",
    "data/chases/commands.py",
    "data/chases/queries.py",
    "models/chases/rules.py",
    "models/problems.py",
    "data/requests/commands.py",
    "data/requests/saved_views.py",
)


def test_every_act_is_told() -> None:
    given = {"no": 7, "what": "胰岛素", "to": "街道", "until": "04-09 15:00"}
    given |= {"told": "女儿", "person": "宋某", "outcome": "met", "nos": "8, 9", "name": "孕妇"}
    given |= {"count": 2}
    about_the_desk = {"queue_set": "", "view_saved": "孕妇", "view_forgotten": "孕妇"}
    about_several = {code for code in ACTS if code.startswith("requests_")} - {"requests_joined"}
    for code in ACTS:
        said = say_act(code, given)
        assert said != code
        parts = ("2", "8, 9") if code in about_several else ("7", "胰岛素")
        for part in parts if code not in about_the_desk else (about_the_desk[code],):
            assert part in said


@pytest.mark.parametrize(
    ("reason", "en", "zh"),
    [
        (
            Reason("life", {"minutes": 75}),
            "life safety, for 1 h 15",
            "人命关天，已1小时15分",
        ),
        (Reason("overdue", {"minutes": 5}), "the chase is 5 min late", "该催未催，已过5分钟"),
        (
            Reason(
                "promise_broken",
                {"who": "街道", "until": stored(NOW - timedelta(hours=1)), "minutes": 60},
            ),
            "街道 promised it by 09:00, 1 h ago",
            "街道答应09:00，已过1小时",
        ),
        (
            Reason(
                "harm",
                {
                    "at": stored(NOW + timedelta(days=1)),
                    "minutes": 1440,
                    "reason": "medicine_ends",
                },
            ),
            "medicine lasts until tomorrow 10:00, 1 d left",
            "药只够到明天10:00，还有1天",
        ),
        (
            Reason(
                "harm",
                {
                    "at": stored(NOW - timedelta(hours=2)),
                    "minutes": -120,
                    "reason": "medicine_ends",
                },
            ),
            "out of medicine since 08:00, for 2 h",
            "08:00起已断药，2小时了",
        ),
        (
            Reason("harm", {"at": stored(NOW), "minutes": 0, "reason": "其他事"}),
            "harm since 10:00, 0 min ago: 其他事",
            "10:00就到了最迟时间，已过0分钟：其他事",
        ),
        (
            Reason("waiting", {"urgency": "soon", "minutes": 3 * 1440 + 120}),
            "soon, waiting for 3 d 2 h",
            "尽快，等了3天2小时",
        ),
        (Reason("closed", {"outcome": "met"}), "resolved: met", "办结：已解决"),
        (
            Reason("call_back", {"outcome": "met", "minutes": 20}),
            "an update is owed to the resident (met), 20 min late",
            "还没回访居民（已解决），已过20分钟",
        ),
        (
            Reason(
                "to_tell",
                {"outcome": "met", "since": stored(NOW - timedelta(hours=1)), "minutes": 60},
            ),
            "an update is owed to the resident (met); nothing heard since 09:00, 1 h",
            "还没回访居民（已解决），09:00起没得到消息，已1小时",
        ),
    ],
)
def test_reasons_in_words(language: str, reason: Reason, en: str, zh: str) -> None:
    assert why(reason, NOW) == {"en": en, "zh": zh}[language]


def test_moments_are_told_by_their_day(language: str) -> None:
    yesterday, tomorrow = (stored(NOW + timedelta(days=days)) for days in (-1, 1))
    assert times.clock(NOW, NOW) == "10:00"
    assert times.clock(stored(NOW + timedelta(days=9)), NOW) == "04-18 10:00"
    assert times.stamp(tomorrow, NOW) == "04-10 10:00"
    assert times.clock(yesterday, NOW) == {"en": "yesterday 10:00", "zh": "昨天10:00"}[language]
    assert times.day("2022-04-10", NOW) == {"en": "tomorrow", "zh": "明天"}[language]
    assert times.day("2022-04-24", NOW) == "04-24"


@pytest.mark.parametrize(
    ("days", "date", "column"),
    [
        (365, "2023-04-09 10:00", "2023-04-09"),
        (-365, "2021-04-09 10:00", "2021-04-09"),
        (183, "2022-10-09 10:00", "2022-10-09"),
        (182, "10-08 10:00", "10-08 10:00"),
        (-182, "10-09 10:00", "10-09 10:00"),
    ],
)
def test_a_date_that_would_be_taken_for_another_has_its_year(
    days: int, date: str, column: str
) -> None:
    moment = NOW + timedelta(days=days)
    assert times.clock(moment, NOW) == times.at(moment, NOW.date()) == date
    assert times.stamp(stored(moment), NOW) == column
    assert times.day(moment.date().isoformat(), NOW) == date.split(maxsplit=1)[0]
    read_by(FixedClock(NOW))
    assert spoken(moment) == date
    assert spoken(moment.date()) == date.split(maxsplit=1)[0]


def test_new_year_needs_no_year() -> None:
    new_year = datetime(2023, 1, 2, 9, 0, tzinfo=LOCAL)
    eve = new_year - timedelta(days=2)
    assert times.clock(eve, new_year) == "12-31 09:00"
    assert times.clock(new_year, eve) == "01-02 09:00"


def test_what_stands_in_a_form_is_read_as_the_same() -> None:
    new_year = datetime(2023, 1, 2, 9, 0, tzinfo=LOCAL)
    read_by(FixedClock(new_year))
    for days, shown in ((0, "01-02 09:00"), (-2, "2022-12-31 09:00"), (365, "2024-01-02 09:00")):
        moment = new_year + timedelta(days=days)
        assert kinds.MOMENT.show(moment) == shown
        assert kinds.MOMENT.read(shown, new_year) == moment


def test_what_was_opened_after_now_has_not_waited(language: str) -> None:
    zh = language == "zh"
    assert times.since(-2_433_600) == ("当时时钟走快了" if zh else "the clock was ahead")
    assert times.short_since(-6) == ("时钟?" if zh else "clock?")
    assert times.since(-5) == times.short_since(-5) == times.span(0)
    for code in ("waiting_ahead", "life_ahead", "life_reckoned_ahead", "to_tell_ahead"):
        given = {"at": stored(NOW + timedelta(days=365)), "urgency": "soon", "outcome": "met"}
        told = why(Reason(code, given), NOW)
        assert ("时钟走快" if zh else "while the clock was ahead") in told
        assert "2023-04-09 10:00" in told


@pytest.mark.parametrize("hours", [8, 30, 365 * 24])
def test_what_a_clock_that_was_ahead_reckoned_is_due_now(language: str, hours: int) -> None:
    came = NOW + timedelta(hours=hours)
    one = request_row(
        NOW, opened_at=stored(came), next_chase_at=stored(came + timedelta(minutes=10))
    )
    assert time_words.due(one, NOW) == {"en": "due now", "zh": "现在办"}[language]
    assert time_words.waiting(one, NOW) == {"en": "clock?", "zh": "时钟?"}[language]
    chased = one._replace(next_chase_at=stored(NOW + timedelta(minutes=10)), chases=1)
    assert time_words.due(chased, NOW) == "10:10"
    assert time_words.waiting(chased, NOW) == {"en": "1× clock?", "zh": "1催 时钟?"}[language]


@pytest.mark.parametrize("minutes", [5, 380, 599, 605, 1385, 1439, 1500, 12 * 1440])
def test_how_long_one_waits_is_never_cut(language: str, minutes: int) -> None:
    columns = {column.name: column for column in REQUESTS.columns}
    row = request_row(NOW, opened_at=stored(NOW - timedelta(minutes=minutes)))
    view = View(False, NOW)
    for chases in (0, 1, 12):
        one = row._replace(chases=chases, rung=Rung.SUBDISTRICT)
        for name, cells in (("chases", 8), ("chases", 9), ("chases", 20), ("told_at", 8)):
            column = columns[name]
            told = column.within(cells, column.text(one, view), one, view)
            assert cell_len(told) <= cells
            assert times.rough_since(minutes).split()[0] in told.replace(" ", "")
            assert "×" not in told or chases
            assert "催" not in told or chases
    day = row._replace(chases=8, opened_at=stored(NOW - timedelta(days=1)))
    said = columns["chases"].within(9, columns["chases"].text(day, view), day, view)
    assert said == {"en": "8× 1 d", "zh": "8催 1天"}[language]


def test_tomorrow_said_before_sleep_is_told_as_the_day_now_coming(language: str) -> None:
    night = datetime(2022, 4, 10, 1, 0, tzinfo=LOCAL)
    tomorrow = Answer(HarmAnswer.TOMORROW)
    found = harm_of(tomorrow, RequestKind.FOOD, night)
    told = {"en": "the day now coming", "zh": "天亮后的今天"}[language]
    assert told in harm_words.answer_words(tomorrow, found, night)
    assert {"en": "tomorrow = today", "zh": "明天（即今天）"}[language] in harm_words.asked(
        None, night
    ).plain
    day = night.replace(hour=9)
    found = harm_of(tomorrow, RequestKind.FOOD, day)
    assert told not in harm_words.answer_words(tomorrow, found, day)


def test_of_a_request_that_is_over_another_one_tells_how_it_ended(language: str) -> None:
    row = request_row(NOW, state="closed", outcome="died")
    died = words.label(Outcome.DIED, "outcome")
    assert died in words.brief(row, NOW, masked=False)
    hidden = words.brief(row, NOW, masked=True)
    assert died not in hidden
    assert words.label(RequestState.CLOSED, "state") in hidden
