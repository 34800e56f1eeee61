"""Three days of calls by commands, the clock going on: harm never passes unchased, nothing is ever
without a next time. Judged by a model of its own that knows nothing of the rules, only what has to
hold of what the commands tell."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from tests.commands.running import NOW, Daiban

STEP = timedelta(hours=1)
HOURS = 72
LINES = (
    "胰岛素还有1天",
    "胰岛素没了 今晚这针打不了",
    "透析已经错过一次 明天一定要去",
    "氧气瓶只够两个小时",
    "降压药还剩3天",
    "心脏药快吃完了 还有2天",
    "奶粉明天就没有了",
    "老人家里没有菜了",
    "产妇肚子痛 见红",
    "水管漏水 漏到楼下",
    "狗粮快没了",
    "什么时候解封",
    "insulin for one day left",
    "化疗药还剩两天",
    "下午四点前要到医院复诊",
)
WAYS = ("in_vain", "answered", "promised", "left", "closed")
WEIGHTS = (30, 30, 20, 15, 5)
RUN_OUT = frozenset({"胰岛素还有1天", "insulin for one day left"})
"""What a life hangs on once it has run out."""


class Push(NamedTuple):
    """The last push for a request and whether anybody answered."""

    at: datetime
    answered: bool


def moment(said: str | None) -> datetime | None:
    return None if said is None else datetime.fromisoformat(said)


def is_night(at: datetime) -> bool:
    """Whether residents and desks are left in peace, unless harm is near."""
    return at.hour >= 22 or at.hour < 7


def morning_after(at: datetime) -> datetime:
    day = at if at.hour < 7 else at + timedelta(days=1)
    return day.replace(hour=7, minute=0, second=0, microsecond=0)


def was_harmed(one: dict[str, Any], now: datetime) -> bool:
    harm = moment(one["harm_at"])
    return harm is not None and harm <= now


def faults(one: dict[str, Any], now: datetime, last: Push | None) -> Iterator[str]:
    """What is wrong with an open request at a moment, by what its listing says of it."""
    due, harm = moment(one["next_chase_at"]), moment(one["harm_at"])
    promised = moment(one["promised_until"])
    if due is None:
        yield "has no next time"
        return
    if harm is not None and harm > now and due >= harm and due > now:
        yield f"is chased at {due}, after the harm at {harm}"
    waits = timedelta(hours=24 if promised is not None and promised > now else 4)
    if (
        harm is not None
        and harm <= now
        and due > max(now, now if last is None else last.at) + waits
    ):
        yield f"is chased at {due}, long after the harm at {harm}"
    if one["urgency"] == "life" and due > now + timedelta(minutes=15) and promised is None:
        yield f"is life safety and chased at {due} only"
    kept = promised is not None and due == promised
    in_peace = is_night(due) and due > now and one["urgency"] != "life" and not kept
    if in_peace and (harm is None or harm > due + timedelta(hours=2)):
        yield f"is chased in the night, at {due}, though nothing happens before the morning"
    if last is not None and not last.answered and due > now:
        soon = timedelta(minutes=5 if one["urgency"] == "life" else 20)
        latest = last.at + soon
        if is_night(latest) and one["urgency"] != "life":
            latest = morning_after(latest)
        if due > max(latest, now):
            yield f"was pushed in vain at {last.at} and is chased at {due} only"


def test_harm_never_passes_unchased(daiban: Daiban, on_the_sample: None) -> None:
    dice = random.Random(1)
    now = NOW
    for no in (one["no"] for one in daiban("requests", "--json").json if one["state"] == "open"):
        daiban("close", no, "--outcome", "met", "--told", "家属")
    sample = {one["no"] for one in daiban("requests", "--json").json}
    calls = [(NOW + dice.random() * timedelta(hours=48), dice.choice(LINES)) for _ in range(36)]
    calls.sort(key=lambda call: call[0])
    said: dict[int, str] = {}
    pushed: dict[int, Push] = {}
    wrong: list[str] = []
    while now < NOW + timedelta(hours=HOURS):
        at = ("--now", now.isoformat())
        while calls and calls[0][0] <= now:
            line = calls.pop(0)[1]
            said[daiban("add", line, "--json", *at).json["no"]] = line
        rows = daiban("requests", "--json", *at).json
        ours = [one for one in rows if one["no"] not in sample and one["state"] == "open"]
        awake = not 2 <= now.hour < 5
        if now.hour % 6 == 0:
            past = [one for one in rows if one["state"] == "open" and was_harmed(one, now)]
            board = daiban("today", "--json", *at).json["requests"]
            told = {name: part["count"] for name, part in board.items()}
            lives = sum(one["urgency"] == "life" for one in past)
            if not len(past) - lives <= told["harm_past"] <= len(past):
                wrong.append(
                    f"{now:%d %H:%M} {len(past)} are harmed, {lives} of them lives: {told}"
                )
        for one in ours:
            wrong += [
                f"{now:%d %H:%M} #{one['no']} {said[one['no']]}: {what}"
                for what in faults(one, now, pushed.get(one["no"]))
            ]
            harm = moment(one["harm_at"])
            ran_out = said[one["no"]] in RUN_OUT and harm is not None and harm <= now
            if ran_out and one["urgency"] != "life":
                wrong.append(f"{now:%d %H:%M} #{one['no']} ran out and is no life")
            is_due = datetime.fromisoformat(one["next_chase_at"]) <= now
            if not is_due or not (awake or one["urgency"] == "life"):
                continue
            (way,) = dice.choices(WAYS, WEIGHTS)
            words = ("chase", one["no"], "--to", dice.choice(("街道", "12345", "居委会")), *at)
            if way == "closed" and one["urgency"] != "life":
                daiban("close", one["no"], "--outcome", "met", "--told", "家属", *at)
            elif way == "in_vain":
                assert daiban(*words, "--no-answer").status == 0
                pushed[one["no"]] = Push(now, False)
            elif way == "promised":
                until = now + dice.choice((1, 3, 8, 20, 40)) * timedelta(hours=1)
                assert daiban(*words, "--said", "会送", "--promised", until.isoformat()).status == 0
                pushed[one["no"]] = Push(now, True)
            elif way == "answered":
                assert daiban(*words, "--said", "在办").status == 0
                pushed[one["no"]] = Push(now, True)
        now += STEP
    assert len(said) == 36
    assert not wrong, f"{len(wrong)}:\n" + "\n".join(wrong[:40])
