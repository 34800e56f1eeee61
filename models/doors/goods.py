"""Which goods of a drop a few words mean: 奶 is 牛奶, and so is milk. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from models.doors.exception_words import other_words
from models.supplies.alike import goods_key

_LEAST = 2
"""Signs that two names share at least, where neither holds the other."""


def goods_meant(word: str, goods: Sequence[str]) -> list[int]:
    """The places of the goods that a word means: those that are called so, else those that hold it
    or are held by it, else those that share the longest part of it; none for none of them.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    said = goods_key(word)
    names = [goods_key(one) for one in goods]
    if not said:
        return []
    if equal := [at for at, name in enumerate(names) if name == said]:
        return equal
    for spelling in (said, *_spellings(said)):
        if held := [at for at, name in enumerate(names) if spelling in name or name in spelling]:
            return sorted({*held, *_beside(said, spelling, goods)})
    return _nearest(said, names)


def is_called(word: str, goods: Sequence[str]) -> bool:
    """Whether words are for goods and nothing else: 奶 and milk are, 奶破了 is not.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    said = goods_key(word)
    others = [one for words in other_words().values() for one in words]
    left = said
    names = {*map(goods_key, goods), *others, *other_words()}
    for name in sorted(names, key=len, reverse=True):
        left = left.replace(name, " ")
    return (bool(said) and not left.strip()) or any(said in goods_key(one) for one in goods)


def _beside(said: str, spelling: str, goods: Sequence[str]) -> list[int]:
    """The goods in what is left of a word behind one of them: 米 of 奶米."""
    left = said.replace(spelling, "", 1) if spelling in other_words() else ""
    return goods_meant(left, goods) if left and left in other_words() else []


def _spellings(said: str) -> list[str]:
    """What a word is called in the other language, the longest first; the goods it holds."""
    found, latin = [], {one.rstrip("s") for one in said.split()}
    for name, words in other_words().items():
        if any(said == word or word.rstrip("s") in latin for word in words):
            found.append(name)
        if name in said:
            found += [name, *words]
    return sorted(found, key=len, reverse=True)


def _nearest(said: str, names: Sequence[str]) -> list[int]:
    shared = [_shared(said, name) for name in names]
    most = max(shared, default=0)
    return [at for at, length in enumerate(shared) if length == most >= _LEAST]


def _shared(one: str, other: str) -> int:
    """Signs of the longest part that two names share; of Latin letters, which alone mean nothing,
    whole words."""
    if one.isascii() or other.isascii():
        words = set(one.split()) & set(other.split())
        return max(map(len, words), default=0)
    sizes = range(min(len(one), len(other)), 0, -1)
    for size in sizes:
        if any(one[at : at + size] in other for at in range(len(one) - size + 1)):
            return size
    return 0
