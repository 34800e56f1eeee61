"""Marks of households: the words registers use, and how a remark is split into marks and a rest."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from models.places import KNOWN_MARKS

_SYNONYMS: dict[str, str] = {
    "独居老人": "独居 / 独居老年人 / 独老 / 孤老 / 空巢老人 / living alone / lives alone / alone",
    "80岁以上": "80岁以上老人 / 80以上 / 80+ / 80岁+ / 80周岁以上 / 八十岁以上 / 高龄 / 高龄老人"
    " / 80岁及以上 / over 80 / aged 80+ / 80 and over",
    "孕妇": "孕 / 怀孕 / 孕产妇 / 孕期 / pregnant / pregnancy",
    "婴儿": "婴幼儿 / 宝宝 / 新生儿 / 有婴儿 / baby / infant / newborn",
    "透析": "血透 / 血液透析 / 透析病人 / 血透病人 / 腹透 / dialysis",
    "胰岛素": "糖尿病打胰岛素 / 打胰岛素 / 用胰岛素 / insulin",
    "残疾": "残疾人 / 残障 / 残 / 残障人士 / disabled / disability",
    "租客": "租户 / 出租 / 租房 / 租赁 / 承租 / 出租房 / tenant / tenants / rented / renting",
    "空关": "空置 / 空房 / 空关房 / 空户 / 无人居住 / 无人 / 空置房 / vacant / empty",
    "不在沪": "外地 / 在外地 / 离沪 / 人在外地 / 不在上海 / 未返沪"
    " / away / out of town / not in shanghai",
    "养猫": "猫 / 有猫 / cat / cats",
    "养狗": "狗 / 犬 / 养犬 / 有狗 / 有犬 / dog / dogs",
    "密接": "密切接触者 / 密接者 / 密切接触 / close contact",
    "居家隔离": "居隔 / 居家观察 / 居家健康监测 / home isolation / home quarantine"
    " / isolating at home",
}
_NOTHING = frozenset(
    "- -- / 0 \\ n/a na nil no none — —— 否 无 无特殊 无特殊情况 暂无 正常 没有".split()
)
_TICKED = frozenset("* t true v x y yes √ △ ○ ● ★ ☆ ☑ ✓ ✔ 对 是 有".split())
_SPLIT = re.compile(r"[，、,;；/\n|+]+")
_DETAIL = re.compile(r"[（(:：\d]")


def _plain(word: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", word).lower().split()).strip("。.!！ ")


_BY_WORD: dict[str, str] = {_plain(mark): mark for mark in KNOWN_MARKS} | {
    _plain(word): mark for mark, words in _SYNONYMS.items() for word in words.split("/")
}


class Remark(NamedTuple):
    """A remark split: marks in the order written, and what is left as text."""

    marks: tuple[str, ...]
    note: str


def mark_of(word: str) -> str | None:
    """The mark a word stands for; None when it is none of them."""
    return _BY_WORD.get(_plain(word))


def says_nothing(text: str) -> bool:
    """Whether a cell's text only says that there is nothing to say, such as 无 or a dash."""
    return _plain(text) in _NOTHING or not text.strip()


def ticked(text: str) -> bool:
    """Whether a cell under a mark's heading says yes: a tick, 是, a number above 0, or the mark."""
    plain = _plain(text)
    if plain in _TICKED or plain in _BY_WORD:
        return True
    number = re.match(r"\d+", plain)
    return number is not None and int(number[0]) > 0


def split_remark(text: str) -> Remark:
    """Split a remark such as `婴儿，养狗` at commas, enumeration marks, semicolons and spaces.

    A word with detail, `孕妇(7个月)`, gives the mark and stays in the note; unknown words stay as
    they were.
    """
    marks: list[str] = []
    rest: list[str] = []
    for piece in _SPLIT.split(text):
        part = piece.strip()
        if part and not says_nothing(part):
            _read_part(part, marks, rest)
    return Remark(tuple(dict.fromkeys(marks)), "，".join(dict.fromkeys(rest)))


def _read_part(part: str, marks: list[str], rest: list[str]) -> None:
    """One piece between commas: a mark, several marks with spaces between, or text."""
    mark = mark_of(part)
    if mark:
        marks.append(mark)
        return
    words = part.split()
    if len(words) > 1 and all(mark_of(word) or says_nothing(word) for word in words):
        marks.extend(mark for word in words if (mark := mark_of(word)))
        return
    unknown: list[str] = []
    for word in words:
        mark = mark_of(word)
        if mark and not word.isascii():
            marks.append(mark)
            continue
        detailed = _DETAIL.search(word, 1)
        mark = mark_of(word[: detailed.start()]) if detailed else None
        if mark:
            marks.append(mark)
        unknown.append(word)
    if unknown:
        rest.append(" ".join(unknown))
