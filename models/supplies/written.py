"""Units written beside compounds, which say how many each gets: `甲苑236 乙苑212`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from models.supplies import AllocationRule
from models.text import fold, narrow


def amounts_written(amounts: Iterable[tuple[str, int]]) -> str:
    """The words that `written_amounts` reads back."""
    return " ".join(
        f"{name}{'' if not name[-1:].isdigit() else ' '}{many}" for name, many in amounts
    )


def written_amounts(rule: str, words: str, compounds: Iterable[str]) -> Mapping[str, int]:
    """What the words of goods that are divided as written say for each of some compounds; nothing
    where they name none with a number. One that is not named gets none."""
    if rule != AllocationRule.AS_WRITTEN:
        return {}
    text = narrow(words)
    found = {}
    for name in compounds:
        shape = rf"(?<!\w){re.escape(narrow(name))}\s*[:：]?\s*(\d{{1,6}})(?![\d号弄栋幢楼室])"
        if hit := re.search(shape, text):
            found[name] = int(hit[1])
    return found


_GAPS = re.compile(r"[,，;；、\n]+")
_APART = re.compile(r"(?P<name>.+?)[\s:：=]+(?P<many>[-−+]?\d.*)")
_TOGETHER = re.compile(r"(?P<name>.*\D)(?P<many>\d+)")


def read_given(text: str, compounds: Iterable[str]) -> list[tuple[str, str]]:
    """What somebody typed of some gates, as `甲苑 120, 乙苑`: each name, as typed, and its number,
    as typed, empty where none is said.

    Args:
        compounds: names that are known, whose own numbers are none of units.
    """
    names = [_bare(name) for name in compounds]
    found = []
    for piece in _GAPS.split(narrow(text)):
        said = piece.strip()
        if not said:
            continue
        hit = None
        if _bare(said) not in names:
            hit = _APART.fullmatch(said)
            if hit is None and not any(_bare(said) in name for name in names):
                hit = _TOGETHER.fullmatch(said)
        found.append((said, "") if hit is None else (hit["name"].strip(), hit["many"]))
    return found


def _bare(name: str) -> str:
    return fold(narrow(name)).replace(" ", "")
