"""What is lacking of words that say beside it what came: 奶 of 给了菜没给奶. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from models.doors.exception_words import Kind, Shapes, is_goods

_HAD = re.compile(
    r"(?<![没所])有(?=[^没无缺少]{1,6}[没无缺少])"
    r"|\b(?:got|has|have|had|received|given) "
    r"(?=(?!no\b|not\b|none\b|nothing\b)[a-z\d ]{1,40}\b(?:no|not|without|but)\b)"
)
"""Before goods that came, where others behind them did not: 有菜没有奶, got veg but no milk."""
_ALL_ELSE = re.compile(r"(?:都|全|全部|均|all)(?:已经?)?[ ]?$")
"""Before what all others did, behind what a door did not: 不要都发了."""
_GOODS_APART = re.compile(r"[\s,，、/+&]+|和|及|跟")


class _Hit(NamedTuple):
    start: int
    end: int
    kind: Kind


def of_lacking(text: str, shapes: Shapes) -> str:
    """The text without what it says came, where it also says what did not; without what was said
    before where it came in the end (`刚才没人后来拿到了`). Any other as it stands.

    Goods stand behind the words that say something, or all of them before.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    found = shapes.said.finditer(text)
    said = [_Hit(one.start(), one.end(), shapes.kinds[one[0]]) for one in found]
    if len(said) > 1 and said[-1].kind is Kind.GOT:
        since = said[-2].end
        if shapes.later.search(text, since, said[-1].end) and not _names(text[said[-1].end :]):
            return text[since:]
    had = [_Hit(one.start(), one.end(), Kind.GOT) for one in _HAD.finditer(text)]
    apart = (one for one in had if not any(it.start <= one.start < it.end for it in said))
    hits = sorted((*said, *apart))
    if {one.kind for one in hits} != {Kind.GOT, Kind.LACKING}:
        return text
    pieces = _pieces(text, hits)
    lacking = [piece for piece, hit in zip(pieces, hits, strict=True) if hit.kind is Kind.LACKING]
    came = [piece for piece, hit in zip(pieces, hits, strict=True) if hit.kind is Kind.GOT]
    return " ".join(lacking) if all(map(_names, (*lacking, *came))) else text


def without_others(text: str, shapes: Shapes) -> str:
    """The text without what it says all others did: 不要 of 不要都发了.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    said = list(shapes.said.finditer(text))
    if len(said) < 2 or shapes.kinds[said[-1][0]] is not Kind.GOT:
        return text
    since = said[-2].end()
    between = text[since : said[-1].start()]
    others = _ALL_ELSE.search(between) and not shapes.later.search(between)
    return text[:since] if others and shapes.kinds[said[-2][0]] is not Kind.GOT else text


def _pieces(text: str, hits: Sequence[_Hit]) -> list[str]:
    """Each hit with its goods."""
    if _names(text[hits[-1].end :]):
        ends = [*(one.start for one in hits[1:]), len(text)]
        starts = [0 if _names(text[: hits[0].start]) else hits[0].start]
        starts += [one.start for one in hits[1:]]
        if starts[0] == 0 and _names(text[hits[0].end : ends[0]]):
            starts[0] = hits[0].start
    else:
        ends = [*(one.end for one in hits[:-1]), len(text)]
        starts = [0, *(one.end for one in hits[:-1])]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _names(text: str) -> bool:
    """Whether a text has a word for goods."""
    return any(is_goods(one) for one in _GOODS_APART.split(text) if one.strip())
