"""Which words of a notice divide which of its goods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.reading.notice_parts import name_in, parts_of
from models.reading.notice_rules import orders_alone, together
from models.reading.scan import plain
from models.reading.written_goods import Piece, goods_shapes

_NOWHERE = "\x02"
"""Stands in no text."""


class Rule(NamedTuple):
    """Words that divide goods, and how many goods stand before them."""

    words: str
    after: int
    bare: str = ""
    """The words without the goods they name, where other goods are said to be divided the same."""


class _Name(NamedTuple):
    """How goods are named in a rule: whole, by the first or the last two characters, in letters of
    another size."""

    goods: str
    first: str
    last: str
    folded: str
    plain: str


def rules_by_goods(pieces: Sequence[Piece], rules: Sequence[Rule]) -> dict[str, str]:
    """Which words divide which goods: those that name them, else of the goods just before."""
    said = {piece.goods: piece.rule_text for piece in pieces if piece.rule_text}
    names = [_name(piece.goods) for piece in pieces]
    nameless: list[Rule] = []
    beside = dict.fromkeys(rule.words for rule in rules if orders_alone(rule.words))
    for rule in rules:
        if rule.words in beside:
            continue
        named = _named(rule.words, names)
        for goods in named:
            said.setdefault(goods, rule.words)
        if not named:
            nameless.append(rule)
    more: dict[str, list[str]] = {}
    for words, after, _bare in nameless:
        open_ones = [piece.goods for piece in pieces if piece.goods not in said]
        last = pieces[after - 1].goods if 0 < after <= len(pieces) else None
        chosen = [last] if last in open_ones and after < len(pieces) else open_ones
        if not chosen and last is not None and (last in more or not orders_alone(said[last])):
            more.setdefault(last, [said[last]]).append(words)
        for goods in chosen:
            said.setdefault(goods, words)
    said |= {goods: together(*words) for goods, words in more.items()}
    for piece in pieces if beside else ():
        said[piece.goods] = together(said.get(piece.goods, ""), *beside)
    return said


def _name(goods: str) -> _Name:
    long = len(goods) > 2 and not goods.isascii()
    return _Name(
        goods,
        goods[:2] if long else _NOWHERE,
        goods[-2:] if long else _NOWHERE,
        goods.casefold() if goods.isascii() and len(goods) > 4 else _NOWHERE,
        plain(goods),
    )


def _named(words: str, names: Sequence[_Name]) -> list[str]:
    """The goods a rule speaks of: by their whole name, by its first or last two characters, or by a
    shorter name that it begins with: 米先给80岁以上, `veg per household`."""
    folded, short = words.casefold(), _short_name(words)
    return [
        one.goods
        for one in names
        if one.goods in words
        or one.first in words
        or one.last in words
        or one.folded in folded
        or (short is not None and short in one.plain)
    ]


def _short_name(rule: str) -> str | None:
    """The name of goods that a rule begins with; None for none."""
    said = plain(rule)
    part = next((one for one in parts_of(said, goods_shapes().units) if not one.is_share), None)
    if part is None:
        return None
    words = said[part.start : part.end]
    at = name_in(words)
    return None if at is None else words[slice(*at)].rstrip("s")
