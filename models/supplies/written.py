"""Units written beside each compound, which say how many it gets: `甲苑236 乙苑212`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from models.supplies import AllocationRule
from models.text import narrow


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
