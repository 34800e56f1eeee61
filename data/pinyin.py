"""Chinese names in Latin letters, for finding people by their first letters.

Only pypinyin's table of single characters is read: its package takes thirty times as long to load.
"""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from functools import cache
from importlib.util import find_spec
from pathlib import Path


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


SURNAMES = _pairs(
    """
    曾:z 单:s 仇:q 解:x 查:z 区:o 任:r 覃:qt 乐:yl 种:c 翟:z 秘:bm 折:s 召:sz 祭:z 繁:p 冼:x
    郇:xh 沈:s 贾:j 车:c 石:s 阚:k 隗:wk 尉:wy 郝:h 卜:b 晁:c 佴:n 郗:xc 褚:c 臧:z 俞:y 盛:s
    万:w 句:g 藏:zc 宁:n 逄:p 哈:h 朴:p 盖:g 缪:m
    """
)
"""Surnames whose characters are read otherwise elsewhere, with the surname's own initials."""

DOUBLE_SURNAMES = _pairs(
    """
    欧阳:oy 上官:sg 尉迟:yc 司马:sm 诸葛:zg 司徒:st 司空:sk 皇甫:hf 夏侯:xh 长孙:zs 万俟:mq
    慕容:mr 令狐:lh 宇文:yw 东方:df 西门:xm 南宫:ng 公孙:gs 独孤:dg 端木:dm 轩辕:xy 申屠:st
    淳于:cy 单于:cy 澹台:tt 闻人:wr 钟离:zl 鲜于:xy 赫连:hl 呼延:hy 拓跋:tb 百里:bl 东郭:dg
    公冶:gy 濮阳:py 太叔:ts 仲孙:zs 闾丘:lq 第五:dw 纳兰:nl 叶赫:yh 东门:dm 公羊:gy 梁丘:lq
    左丘:zq 谷梁:gl 拓拔:tb 贺兰:hl 完颜:wy 耶律:yl 宗政:zz 漆雕:qd 乐正:yz 公良:gl 夹谷:jg
    """
)
"""Surnames of two characters with their initials."""

_READINGS = 3
"""Different initials kept of one character."""

_KEPT = 8
"""Initials kept of one name."""

_RUN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]+|[a-z0-9]+")


def initials(name: str) -> str:
    """The initials a name may be typed by, likeliest first, separated by blanks: `oynn`, `zgf`.

    A Latin word counts as one letter; what has no known reading is passed over.
    """
    runs: list[str] = _RUN.findall(unicodedata.normalize("NFKC", name).lower())
    slots: list[str] = []
    for at, run in enumerate(runs):
        if run.isascii():
            slots.append(run[0])
        else:
            slots += _run_slots(run, begins=at == 0)
    ranked = sorted(
        itertools.islice(itertools.product(*(enumerate(slot) for slot in slots)), 512),
        key=lambda choice: sum(rank for rank, _letter in choice),
    )
    found = dict.fromkeys("".join(letter for _rank, letter in choice) for choice in ranked)
    return " ".join(list(found)[:_KEPT])


def in_letters(name: str) -> str:
    """A name as somebody types it without an input method: `大林苑` is `dalinyuan`.

    Commonest readings, no tones, no blanks; what is no Han character stays as it is.
    """
    readings = (_readings().get(str(ord(char)), char).split(",")[0] for char in name)
    plain = unicodedata.normalize("NFD", "".join(readings)).lower()
    return "".join(char for char in plain if char.isalnum())


def _run_slots(run: str, *, begins: bool) -> list[str]:
    """For each character the initials it may have; a surname stands only where a name begins."""
    if begins and len(run) > 2 and run[:2] in DOUBLE_SURNAMES:
        return [*DOUBLE_SURNAMES[run[:2]], *_run_slots(run[2:], begins=False)]
    slots = [_letters(char) for char in run]
    if begins and len(run) > 1 and run[0] in SURNAMES:
        slots[0] = SURNAMES[run[0]]
    return [slot for slot in slots if slot]


@cache
def _letters(char: str) -> str:
    """The initials of a character's readings, the commonest first."""
    readings = _readings().get(str(ord(char)), "").split(",")
    plain = (unicodedata.normalize("NFD", reading)[:1] for reading in readings)
    return "".join(dict.fromkeys(letter for letter in plain if letter.isalpha()))[:_READINGS]


@cache
def _readings() -> dict[str, str]:
    """Readings with tone marks, joined by commas, by the decimal code of the character."""
    spec = find_spec("pypinyin")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("pypinyin", name="pypinyin")
    table = Path(spec.origin).with_name("pinyin_dict.json")
    readings: dict[str, str] = json.loads(table.read_text(encoding="utf-8"))
    return readings
