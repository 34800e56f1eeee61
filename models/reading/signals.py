"""The signals of a line: words found, without those that are denied or said of an animal."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from models.chases import Urgency
from models.reading import terms
from models.reading.clocks import clocks_alone
from models.reading.durations import Supply, supplies
from models.reading.goods import Stock, stocks
from models.reading.moments import Day, days_named
from models.reading.not_now import is_not_now, marks_of
from models.reading.patterns import find_patterns
from models.reading.scan import Hit, clause_around
from models.reading.signal_kinds import Signal

_DENIED_BEFORE = re.compile(
    r"(?:差点|差一点|险些|当心|小心|没有|没|不是|不|未|无|勿|呒没|并非|防止|预防"
    r"|no|not|no longer|without|doesn't have)"
    r"(?:再|有|是|出现|发生|感觉|什么|啥|任何|明显|怎么|过|太|大| any)?\s?$"
)
_NEEDLESS_BEFORE = re.compile(
    r"(?<![要用需])(?:不用|不需要|不要|无需|不是[要来问]?|用不着|勿要|勿用"
    r"|(?:don't|do not|no longer) need)"
    r"(?:再|帮忙|帮我|给我|替我|去|来|麻烦|叫|派|打)*\s?$"
)
_CLAUSE_ENDS = re.compile(r"(?:了|啦|哉)?(?:$|[\s\x00,，。;；!！])")
_NEEDLESS = frozenset(
    {"ambulance", "medicine", "critical_medicine", "baby_goods", "care_goods", "food"}
)
"""Signals that 不用 takes back."""

_OVER_BEHIND = re.compile(
    r"(?:后来|今天|今朝|今早|早上|刚才|刚刚|也|都|现在|基本|已经|已|自己|\s)*"
    r"(?:好了|好脱了|好多了|好转|退了|退脱了|退烧了|退下来|降下来|止住|停了|停掉|缓解|没事|正常|消失|不痛|不厉害"
    r"|扑灭|灭了|灭掉|解决了|stopped|is over|has gone)"
)
_AND = ("", "、", ",", "，", "和", "也", "或", "或者", "及", " or ", ", ")
_A_MEDICINE_BEHIND = re.compile(r"(?:病)?(?:的)?(?:特效)?(?:药|喷剂|针剂)(?!物中毒)")
_A_HISTORY_BEHIND = re.compile(
    r"(?:病|的)*(?:史|病人|患者|后遗症|后|[^\x00\s,，。]{0,2}(?:去世|住院|放过|走的|第[一二三四五六七八九十\d]+[天周])"
    r"|黄金|一般|前兆|怎么办最)"
)
_CRITICAL = ("chest_pain", "breathless", "seizure", "stroke")
_AGE = re.compile(
    r"(?<!\d)(\d{1,3})(?:多)?岁|(?<!\d)(\d{1,2})个?月(?:大|的?(?:宝宝|婴儿|孩子|小囡))"
)
_TEMPERATURE = re.compile(r"(?<![\d.])(3[6-9]|4[0-2])(?:[.点度](\d))?(?![\d])(?:度|℃|c)?")

ELDER_FROM = 60
CHILD_UNTIL = 14
"""Ages in years that speak of an old person, of a child."""

MOST_OF_ONE = 30
"""Hits of one signal that are weighed."""

HIGH_FEVER = 39.0
"""Degrees Celsius from which a child's fever is a matter of life."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a line holds: signals that stand, days named and how long things last."""

    text: str
    said_at: datetime
    hits: tuple[Hit[Signal], ...]
    codes: frozenset[str]
    days: tuple[Day, ...]
    clocks: tuple[Day, ...]
    """Times of day without a day beside them, with the day they are of."""
    supplies: tuple[Supply, ...]
    stocks: Mapping[str, Stock]
    fever: float | None

    def has(self, *codes: str) -> bool:
        """Whether any of these signals stands."""
        return not self.codes.isdisjoint(codes)

    def of(self, *codes: str) -> list[Hit[Signal]]:
        """The hits of these signals, in the order of the text."""
        return [hit for hit in self.hits if hit.means.code in codes]

    def nearest(self, start: int, end: int, codes: Iterable[str]) -> Hit[Signal] | None:
        """Of these signals the hit nearest to a place, one before it where two are as near."""
        found = self.of(*codes)
        if not found:
            return None
        return min(found, key=lambda hit: (max(hit.start - end, start - hit.end, 0), hit.start))


def read_signals(text: str, said_at: datetime) -> Facts:
    """Find what a plain text tells; `said_at` gives the meaning of tomorrow and Monday."""
    hits = _few_of_each(_standing(text, _all_hits(text)))
    lasts = tuple(supplies(text, said_at)[:MOST_OF_ONE])
    codes = {hit.means.code for hit in hits}
    fever = _fever(text, codes)
    codes |= _ages(text)
    named = days_named(text, said_at)
    days = tuple(named[:MOST_OF_ONE])
    clocks = tuple(clocks_alone(text, said_at, named)[:MOST_OF_ONE])
    return Facts(
        text,
        said_at,
        tuple(hits),
        frozenset(codes),
        days,
        clocks,
        lasts,
        stocks(text, hits, lasts, (*days, *clocks), said_at),
        fever,
    )


def _all_hits(text: str) -> list[Hit[Signal]]:
    """Hits of words and of patterns; false friends keep patterns out of their place too."""
    words = [_of_grown_ups(text, hit) for hit in terms.book().find(text)]
    closed = {at for hit in words if hit.means == terms.NOTHING for at in range(*hit[:2])}
    names = [hit for hit in words if hit.means.code in ("medicine", "critical_medicine")]
    patterns = [
        hit
        for hit in find_patterns(text)
        if closed.isdisjoint(range(*hit[:2]))
        and not any(name.start <= hit.start and hit.end <= name.end for name in names)
    ]
    words = [hit for hit in words if not _is_part_of(hit, patterns)]
    denied = [hit for hit in patterns if hit.means == terms.NOTHING]
    if denied:
        places = {at for hit in denied for at in range(*hit[:2])}
        words = [hit for hit in words if places.isdisjoint(range(*hit[:2]))]
    return sorted([*words, *patterns], key=lambda hit: (hit.start, hit.end))


def _is_part_of(word: Hit[Signal], patterns: Iterable[Hit[Signal]]) -> bool:
    """Whether food is part of something for babies that is put together: milk for the baby."""
    return word.means.code == "food" and any(
        hit.means.code == "baby_goods" and hit.start <= word.start and word.end <= hit.end
        for hit in patterns
    )


def _of_grown_ups(text: str, hit: Hit[Signal]) -> Hit[Signal]:
    """What grown-ups wear in bed: no things for babies."""
    if hit.means.code != "baby_goods" or text[hit.start] not in "尿纸拉":
        return hit
    before = _GROWN_UP_BEFORE.search(text, max(0, hit.start - 8), hit.start)
    if before or text.startswith(("成人", "大人", "老人", "的成人"), hit.end):
        return hit._replace(means=Signal("care_goods"))
    return hit


_GROWN_UP_BEFORE = re.compile(
    r"(?:成人|大人|老人|老年人|阿婆|阿公|爷爷|奶奶|外婆|外公|老太太?|卧床|瘫痪)[用的穿]{0,2}$"
)


def _few_of_each(hits: Iterable[Hit[Signal]]) -> list[Hit[Signal]]:
    """The first hits of every signal: a long text repeats itself, and each is weighed by all."""
    seen: Counter[str] = Counter()
    kept = []
    for hit in hits:
        seen[hit.means.code] += 1
        if seen[hit.means.code] <= MOST_OF_ONE:
            kept.append(hit)
    return kept


def _standing(text: str, hits: list[Hit[Signal]]) -> Iterable[Hit[Signal]]:
    denied_until = -1
    animals = [hit for hit in hits if hit.means.code == "pets" and not _is_no_subject(text, hit)]
    marks = marks_of(hits)
    for hit in hits:
        if hit.means == terms.NOTHING:
            continue
        if hit.means.code in _NEEDLESS and _is_needless(text, hit):
            continue
        if hit.means.urgency is Urgency.LIFE and is_not_now(text, hit, marks):
            continue
        if not hit.means.deniable:
            yield hit
            continue
        if _is_denied(text, hit, denied_until):
            denied_until = hit.end
            continue
        yield from _meant(text, hit, animals)


def _is_denied(text: str, hit: Hit[Signal], denied_until: int) -> bool:
    if denied_until >= 0 and text[denied_until : hit.start] in _AND:
        return True
    before = text[max(0, hit.start - 8) : hit.start]
    return bool(_DENIED_BEFORE.search(before) or _OVER_BEHIND.match(text, hit.end))


def _is_needless(text: str, hit: Hit[Signal]) -> bool:
    """Whether 不用配药了 takes a need back; 不用胰岛素不行 does not."""
    if not _NEEDLESS_BEFORE.search(text, max(0, hit.start - 16), hit.start):
        verb = _VERB_BEFORE.search(text, max(0, hit.start - 2), hit.start)
        if not verb or not _NEEDLESS_BEFORE.search(text, max(0, hit.start - 16), verb.start()):
            return False
    elif hit.means.code != "ambulance" and text[hit.start] not in "配买开代送":
        return bool(_CLAUSE_ENDS.match(text, hit.end))
    return True


_VERB_BEFORE = re.compile(r"[配买送开带拿发]$")


def _meant(text: str, hit: Hit[Signal], animals: list[Hit[Signal]]) -> Iterable[Hit[Signal]]:
    """A symptom, or the medicine named after it, an old illness, or an animal's trouble."""
    code = hit.means.code
    if _A_MEDICINE_BEHIND.match(text, hit.end):
        yield hit._replace(means=Signal("critical_medicine" if code in _CRITICAL else "medicine"))
    elif _A_HISTORY_BEHIND.match(text, hit.end) and code in (*_CRITICAL, "unconscious", "acute"):
        return
    elif animals and _of_an_animal(text, hit, animals):
        yield hit._replace(means=Signal("pet_ill"))
    else:
        yield hit


def _is_no_subject(text: str, animal: Hit[Signal]) -> bool:
    """Whether somebody walks, feeds or holds it, is likened to it, or it is a thing for it: what
    happens then happens to a person."""
    return (
        text[animal.start] in "遛喂铲"
        or text[animal.end - 1] in "砂粮食窝粒院"
        or text.endswith(_DOES_WITH, 0, animal.start)
    )


def _of_an_animal(text: str, hit: Hit[Signal], animals: list[Hit[Signal]]) -> bool:
    """Whether an animal stands before it in the clause and did nothing to anybody; in a clause
    before, where nobody else is named; or right behind it, 发烧的狗."""
    at = bisect_left(animals, hit.start + 1, key=lambda animal: animal.end) - 1
    if at < 0:
        return any(text[hit.end : animal.start] == "的" for animal in animals[:1])
    animal = animals[at]
    between = text[animal.end : hit.start]
    if any(act in between for act in _ACTS):
        return False
    begins, _ = clause_around(text, hit.start, hit.end)
    if animal.end > begins:
        return "得我" not in between
    if hit.means.code not in _OF_A_BODY or len(between) > _OF_IT_STILL:
        return False
    return not _SOMEBODY.search(text, max(0, animal.start - _NAMED_BEFORE), hit.end)


_ACTS = ("咬", "抓", "扑", "撞", "害", "叫", "吵", "吓", "绊", "毛", "过敏")
"""What an animal does to somebody, or what of it makes them ill."""

_OF_A_BODY = frozenset(
    {"attack", "bleeding", "breathless", "seizure", "unconscious", "poison", "hunger", "life_said"}
    | {"acute", "fall", "fever", "trouble", "unwell"}
)
"""Signals that a further clause may still tell of an animal; a fire beside it is one of people."""

_DOES_WITH = tuple("遛喂抱牵被像学")
_OF_IT_STILL = 16
"""Characters behind an animal within which a further clause may still be about it."""

_NAMED_BEFORE = 60
"""Characters before an animal in which somebody may be named."""

_SOMEBODY = re.compile(
    r"[爷奶公婆爸妈父母爹娘伴他她伊孩囡娃]|老[人太伯头]|阿姨|邻居(?!家)|女儿|儿子|有人|病人"
    r"|[我你](?!们?家|的)|\b(?:i|he|she|him|her|mum|mom|dad|mother|father|wife|husband|baby|man|woman)\b"
)
"""Who a further clause may be about instead."""


def _ages(text: str) -> set[str]:
    found = set()
    for hit in _AGE.finditer(text):
        years = int(hit[1]) if hit[1] else 0
        if years >= ELDER_FROM:
            found.add("elder")
        elif years <= CHILD_UNTIL:
            found.add("child")
    return found


def _fever(text: str, codes: set[str]) -> float | None:
    """Degrees of a fever that is spoken of, as far as they are said."""
    degrees = [
        float(f"{hit[1]}.{hit[2] or 0}")
        for hit in _TEMPERATURE.finditer(text)
        if "fever" in codes or hit.group()[-1] in "度℃c" or hit[2]
    ]
    worst = max(degrees, default=None)
    if "fever" not in codes:
        return worst if worst is not None and worst >= 37.5 else None
    return worst if worst is not None else 38.0
