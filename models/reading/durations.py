"""How long what people have will last: said in days or hours, by the day it ends, or in pills."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from models.reading.clocks import clocks_alone, parts_until
from models.reading.english_spans import ENGLISH_COUNT, english_span
from models.reading.lacks import lack_words
from models.reading.moments import Day, days_named, moment_of
from models.text import CHINESE_NUMERALS, spoken_number

_COUNT = rf"(\d{{1,3}}|半|[{CHINESE_NUMERALS}]{{1,3}}|几)(?:来|几|多)?"
_UNIT = r"(天半|天|日|晚|个?半?礼拜|个?半?星期|周|个?半?月)"
_HOURS_UNIT = r"个?(半)?(小时|钟头|分钟|刻钟)(?!之?后|以后|之?内|以内|[就才]?能?[到来送])"
_HOURS = {
    "小时": timedelta(hours=1),
    "钟头": timedelta(hours=1),
    "刻钟": timedelta(minutes=15),
    "分钟": timedelta(minutes=1),
}
_UNIT_DAYS = {"天": 1, "日": 1, "晚": 1, "拜": 7, "期": 7, "周": 7, "月": 30}
_ABOUT = (
    r"(?:下|得|大概|大约|差不多|最多|顶多"
    r"|不到|不足|没到|最后|可以|个|够|用|吃|撑|喝|的|了|量|药){0,4}"
)
_LEFT = (
    r"(?:还剩|只剩|就剩|仅剩|剩下|剩|还有|只有|就有|仅有|余|够吃|够用|够喝|只够|还够|够|能撑|撑|还能吃|还能用"
    r"|能吃|能用|可吃|可用|顶)"
)
_RANGE = re.compile(
    rf"(\d{{1,2}}|[{CHINESE_NUMERALS}])\s*(?:[-~到至、]\s*)(?=\d|[{CHINESE_NUMERALS}])"
)
_SHAPES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"{_LEFT}{_ABOUT}\s*{_COUNT}\s*{_UNIT}"),
    re.compile(rf"{_COUNT}\s*{_UNIT}的?(?:用?量|药量|药|份|口粮|余量|存量)"),
    re.compile(
        rf"{_COUNT}\s*{_UNIT}[之以]?后?内?(?:就|便|要|会|后|将|都)+(?:没|断|吃完|用完|喝完)"
    ),
)
_REST = rf"(?:(?:\d{{1,3}}|[半{CHINESE_NUMERALS}]{{1,3}})个?(?:瓶|罐|袋|筒|格|管|枕)[\s,，]?)?"
"""Half a bottle, which is so many hours: 还剩半瓶 大概四小时."""
_HOURS_LEFT = re.compile(rf"{_LEFT}{_REST}{_ABOUT}\s*{_COUNT}\s*{_HOURS_UNIT}")
_HOURS_OF = re.compile(rf"{_COUNT}\s*{_HOURS_UNIT}的?(?:用?量|药量|氧气|药|余量|存量)")
_HOURS_THEN = re.compile(
    rf"{_COUNT}\s*个?(半)?(小时|钟头|分钟|刻钟)[之以]?后?内?(?:就|便|要|会|后|将|都)+(?:没|断|吃完|用完|喝完)"
)
_ENGLISH_COUNT = rf"\b({ENGLISH_COUNT})\s*"
_ENGLISH_UNIT = r"(?:more\s*)?(days?|weeks?|hours?|hrs?|h|minutes?|mins?)\b(?:'s?)?"
_ENGLISH = (
    re.compile(rf"{_ENGLISH_COUNT}{_ENGLISH_UNIT}\s*(?:left|supply|of|worth|remaining)"),
    re.compile(rf"{_ENGLISH_COUNT}more\s*(days?|weeks?|hours?|hrs?|minutes?|mins?)\b"),
    re.compile(
        r"\b(?:left|lasts?|enough|only|remaining|(?:runs?|running|be|goes|going) out in)\s*"
        rf"(?:only\s*)?(?:for\s*)?(?:about\s*)?{_ENGLISH_COUNT}{_ENGLISH_UNIT}(?! ago)"
    ),
)
_ENGLISH_FOR = re.compile(
    rf"\bfor (?:only |just |about )?{_ENGLISH_COUNT}{_ENGLISH_UNIT}(?! now| already)"
)
_BEFORE_FOR = 60
"""Characters before `for 3 days` that are looked at."""
_LACKED = re.compile(
    r"\b(?:no|not|none|without|out|gone|missed|missing|been|waiting|waited|had|has|since|hasn't"
    r"|haven't|didn't|locked|sick|ill)\b[^\x00,.;]*$"
)
"""Before `for 3 days`: so long it has been so, rather than will something last."""
_PILL = r"(片|粒|颗|支|针|贴|袋|包|次|顿|罐|瓶|盒|喷|滴|单位)"
_A_DAY = re.compile(rf"(?:一天|每天|一日|每日|日|天天)(?:吃|用|打|服|喝)?\s*{_COUNT}\s*{_PILL}")
_PILLS_LEFT = re.compile(rf"{_LEFT}(?:下|了|最后|大概|这){{0,2}}\s*{_COUNT}\s*{_PILL}")
_LAST_ONE = re.compile(rf"最后[一1]\s*{_PILL}")
_ENDS = re.compile(
    r"没(?=了|有了|脱|[\s\x00]|$)|断(?!断|定)|吃完|用完|喝完|吃光|用光|(?<!做)完了|断炊|停药|最后一|光了|就光|到头"
)
_IS_THEN_LAST = re.compile(r"(?:[明后]天|明早|明晚|礼拜.|周.)[^\x00,，。]{0,4}最后一")
_LASTS_UNTIL = re.compile(r"(?:够|撑|用|吃|维持|只|能)[^\x00\s,，。]{0,3}到$")
_ENDS_ON = re.compile(
    r"(?:(?:runs?|running|ran|going|be) out|ends?|finishes|finished|gone|empty)"
    r" (?:by |on |at |before |around |about )*$"
)
_WORDS_BEFORE = 24
"""Characters before a day that are looked at for how long something lasts."""
_GAP = 7
"""Characters between a day and the word that something ends then: 后天药就没了."""


class Supply(NamedTuple):
    """A statement that something lasts so long, in whole days unless hours or minutes were said;
    `ends` is the moment of it, where a time of day or the first day without was said."""

    start: int
    end: int
    left: timedelta
    ends: datetime | None = None

    def ends_at(self, said_at: datetime) -> datetime:
        """When there is none any more, never before it was said."""
        return max(said_at, self.ends) if self.ends is not None else said_at + self.left


def supplies(text: str, said_at: datetime) -> list[Supply]:
    """Every statement of how long something lasts, in plain text, in its order."""
    text = _RANGE.sub(lambda hit: hit[1].ljust(len(hit.group()), "\v"), text)
    found = [*_in_days(text), *_in_hours(text), *_in_english(text)]
    found += [*_in_pills(text), *_by_day(text, said_at)]
    return sorted(found)


def _in_days(text: str) -> list[Supply]:
    found = []
    for shape in _SHAPES:
        is_left = shape is _SHAPES[0]
        for hit in shape.finditer(_without_fill(text)):
            days = _days(hit[1], hit[2])
            if days is not None and (is_left or not _is_past(text, hit.start())):
                found.append(Supply(hit.start(), hit.end(), timedelta(days=days)))
    return found


def _in_hours(text: str) -> list[Supply]:
    found = []
    for shape in (_HOURS_LEFT, _HOURS_OF, _HOURS_THEN):
        for hit in shape.finditer(_without_fill(text)):
            count = {"半": 0.5, "几": 3}.get(hit[1]) or lowest_number(hit[1])
            if count is not None and not _is_past(text, hit.start()):
                left = (count + (0.5 if hit[2] else 0)) * _HOURS[hit[3]]
                found.append(Supply(hit.start(), hit.end(), left))
    return found


def _in_english(text: str) -> list[Supply]:
    hits = [hit for shape in _ENGLISH for hit in shape.finditer(text)]
    for hit in _ENGLISH_FOR.finditer(text):
        if not _LACKED.search(text, max(0, hit.start() - _BEFORE_FOR), hit.start()):
            hits.append(hit)
    return [Supply(hit.start(), hit.end(), english_span(hit[1], hit[2])) for hit in hits]


def _without_fill(text: str) -> str:
    return text.replace("\v", " ")


def _days(count: str, unit: str) -> int | None:
    if count == "几":
        return 3
    half = "半" in unit[:-1] or unit == "天半"
    each = _UNIT_DAYS[unit[0] if unit == "天半" else unit[-1]]
    if count == "半":
        return each // 2
    number = lowest_number(count)
    if number is None:
        return None
    return number * each + (each // 2 if half and number else 0)


def lowest_number(said: str) -> int | None:
    """The number said; of a pair such as 两三 the lower."""
    if said.isdigit():
        return int(said)
    if len(said) == 2 and "十" not in said:
        first, second = spoken_number(said[0]), spoken_number(said[1])
        if first is not None and second == first + 1:
            return first
    return spoken_number(said)


def _is_past(text: str, start: int) -> bool:
    return text[max(0, start - 2) : start].endswith(("已经", "都", "连续"))


def _in_pills(text: str) -> list[Supply]:
    found = [] if _IS_THEN_LAST.search(text) else _last_ones(text)
    rate = _A_DAY.search(text)
    left = _PILLS_LEFT.search(text)
    if rate and left and rate[2] == left[2]:
        a_day, pills = lowest_number(rate[1]), lowest_number(left[1])
        if a_day and pills is not None:
            found.append(Supply(left.start(), left.end(), timedelta(days=pills // a_day)))
    return found


def _last_ones(text: str) -> list[Supply]:
    return [Supply(hit.start(), hit.end(), timedelta()) for hit in _LAST_ONE.finditer(text)]


def _by_day(text: str, said_at: datetime) -> list[Supply]:
    found = []
    words = lack_words()
    days = days_named(text, said_at)
    for day in [*days, *clocks_alone(text, said_at, days), *parts_until(text, said_at)]:
        start = max(0, day.start - _WORDS_BEFORE)
        if not_until := words.not_until.search(text, start, day.start):
            before = day._replace(days=day.days - 1, hour=None)
            found.append(until_day(before, not_until.start(), day.end, said_at))
            continue
        lasts = (
            words.not_past.search(text, start, day.start)
            or _LASTS_UNTIL.search(text, max(0, day.start - 8), day.start)
            or words.until.search(text, start, day.start)
            or _ENDS_ON.search(text, start, day.start)
        )
        end = day.end if lasts else _ends_then(text, day)
        if end is not None:
            found.append(until_day(day, lasts.start() if lasts else day.start, end, said_at))
    return found


def until_day(day: Day, start: int, end: int, said_at: datetime) -> Supply:
    """What lasts until a day, or until a time of it; without one there is none from the morning of
    a later day on."""
    timed = day.hour is not None or day.days > 0
    left = timedelta(days=max(0, day.days))
    return Supply(start, end, left, moment_of(day, said_at) if timed else None)


def _ends_then(text: str, day: Day) -> int | None:
    hit = _ENDS.search(text, day.end, min(len(text), day.end + _GAP + 3))
    if not hit or hit.start() - day.end > _GAP:
        return None
    between = text[day.end : hit.start()]
    if any(char in "\x00 ,，。;；!！" for char in between):
        return None
    return hit.end()
