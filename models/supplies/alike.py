"""Goods that are the same though they are written otherwise, and goods that may be. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache

from models.reading.scan import plain
from models.word_tables import unless_broken, word_table

_PACK = re.compile(
    r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】"
    r"|\d+(?:\.\d+)?\s*(?:kg|g|ml|l|公斤|千克|斤|升|克|枚|只装?|片)(?:装)?(?:/[^\s\d])?$"
)
"""How much is in one: `大米(5kg)`, `大米5kg`."""

_KIT = re.compile(
    r"(?:\b(?:kit|pack|set|type|parcel|box)s?\s?([a-e1-9])\b"
    r"|([a-e])\s?(?:类|款|型)?(?:包|套餐|礼包|套装|组合)|([1-9])号(?:包|套餐|礼包)"
    r"|[包餐装合箱袋]\s?\(?([a-e])\)?(?:类|款|型)?$)"
)
"""Which of several sorts of kits goods are: `A包`, `蔬菜包B`, `kit A`."""

_LIKE = 0.66
_LIKE_LATIN = 0.8
"""How much of two names is the same, from which they may be the same goods."""


@cache
def _synonyms() -> Mapping[str, str]:
    rows = word_table(__file__, "alike.toml").rows()
    return {_bare(word): _bare(name) for name, words in rows.items() for word in (name, *words)}


@lru_cache(maxsize=4096)
def kit_of(goods: str) -> str:
    """Which of several sorts of kits goods are, as `A`; empty for no kit."""
    found = _KIT.search(plain(goods))
    return next(filter(None, found.groups()), "").upper() if found else ""


@lru_cache(maxsize=4096)
def goods_key(goods: str) -> str:
    """What goods are told apart by, however they are written: kits of two sorts are two goods, a
    bag of 5 kg and one of 10 are the same."""
    kit = kit_of(goods)
    stem = _bare(goods)
    known: Mapping[str, str] = unless_broken(_synonyms, {})
    return f"{known.get(stem, stem)}#{kit}" if kit else known.get(stem, stem)


def _bare(goods: str) -> str:
    """A name without how much is in one, its kit, blanks, and the plural of English words."""
    name = _PACK.sub(" ", plain(goods.replace("_", " ")))
    kit = _KIT.search(name)
    if kit:
        letter = next(at for at, group in enumerate(kit.groups(), 1) if group)
        name = name[: kit.start(letter)] + name[kit.end(letter) :]
    words = re.sub(r"[()\[\]【】]", " ", name).split()
    singular = (
        one[:-1] if one.isascii() and len(one) > 3 and one.endswith("s") and one[-2] != "s" else one
        for one in words
    )
    joined = " ".join(singular)
    return joined if joined.isascii() else joined.replace(" ", "")


def nearest(goods: str, known: Iterable[str]) -> str | None:
    """The known goods these may be, though nothing says so for sure; None where they are known, or
    like none. Kits of two sorts are never taken for each other."""
    names = [one for one in known if kit_of(one) == kit_of(goods)]
    key, stem = goods_key(goods), _bare(goods)
    if any(goods_key(one) == key for one in names):
        return None
    likely = [(likeness, one) for one in names if (likeness := _most_alike(stem, one))]
    return max(likely, key=lambda pair: pair[0])[1] if likely else None


def _most_alike(stem: str, known: str) -> float:
    """How alike a bare name is to known goods, by the likest of all their names."""
    key = goods_key(known).partition("#")[0]
    synonyms: Mapping[str, str] = unless_broken(_synonyms, {})
    names = {_bare(known), *(word for word, name in synonyms.items() if name == key)}
    return max(_likeness(stem, name) for name in names)


def _likeness(one: str, other: str) -> float:
    """How alike two bare names are; 0 where they are too unlike to ask."""
    if not one or not other:
        return 0.0
    latin = one.isascii()
    if latin != other.isascii():
        return 0.0
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio()
    parts = (set(one.split()), set(other.split())) if latin else None
    within = (
        parts[0] <= parts[1] or parts[1] <= parts[0]
        if parts
        else len(min(one, other, key=len)) > 1 and (one in other or other in one)
    )
    if within:
        return max(ratio, _LIKE)
    return ratio if ratio >= (_LIKE_LATIN if latin else _LIKE) else 0.0
