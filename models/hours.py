"""Hours somebody is available, as lists write them, in minutes after midnight."""

from __future__ import annotations

import re

from models.text import fold

DAY_PARTS: dict[str, tuple[int, int]] = {
    "清晨": (300, 480),
    "早上": (360, 600),
    "早晨": (360, 600),
    "上午": (480, 720),
    "中午": (660, 840),
    "下午": (720, 1080),
    "傍晚": (960, 1140),
    "晚上": (1080, 1320),
    "夜里": (1320, 1800),
    "夜间": (1320, 1800),
    "通宵": (1320, 1800),
    "白天": (480, 1080),
    "morning": (480, 720),
    "noon": (660, 840),
    "afternoon": (720, 1080),
    "evening": (1080, 1320),
    "night": (1320, 1800),
    "daytime": (480, 1080),
}
"""Parts of the day as from and until; past 1440 is the next day."""

_ANY = frozenset(
    {"全天", "整天", "全日", "随时", "都可以", "均可", "24小时", "all day", "any time", "anytime"}
)
_CLOCK = r"(\d{1,2})(?:[:点时](\d{2}|半)?分?)?"
_SPAN = re.compile(rf"(上午|下午|晚上)?{_CLOCK}\s*(?:[-–—~到至]|to)+\s*(上午|下午|晚上)?{_CLOCK}")


def parse_hours(text: str) -> tuple[int, int] | None:
    """From and until of `7:00-10:00`, `8点到12点半`, `下午1点-5点`, 上午; several parts are joined.

    The whole day is 0 to 1440; None for what is not understood.
    """
    plain = fold(text)
    if plain in _ANY:
        return 0, 1440
    match = _SPAN.fullmatch(plain)
    if match:
        start = _minutes(match[1], match[2], match[3])
        end = _minutes(match[4] or match[1], match[5], match[6])
        if end <= start:
            end += 1440
        return (start, end) if start <= 1440 and end <= 2880 else None
    parts = [part for part in re.split(r"[、,，;；/和及&+ ]+", plain) if part]
    found = [DAY_PARTS[part] for part in parts if part in DAY_PARTS]
    if not parts or len(found) != len(parts):
        return None
    return min(start for start, _ in found), max(end for _, end in found)


def _minutes(part: str | None, hour: str, minute: str | None) -> int:
    hours = int(hour)
    if part in ("下午", "晚上") and hours < 12:
        hours += 12
    return hours * 60 + (30 if minute == "半" else int(minute or 0))
