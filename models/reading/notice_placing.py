"""Which words of a notice divide which of its goods."""

from __future__ import annotations

from models.reading.notice_parts import name_in, parts_of
from models.reading.notice_rules import orders_alone, together
from models.reading.scan import plain
from models.reading.written_goods import Piece, goods_shapes


def rules_by_goods(pieces: list[Piece], rules: list[tuple[str, int]]) -> dict[str, str]:
    """Which words divide which goods: those that name them, else of the goods just before."""
    said = {piece.goods: piece.rule_text for piece in pieces if piece.rule_text}
    nameless: list[tuple[str, int]] = []
    beside = [rule for rule, _after in rules if orders_alone(rule)]
    for rule, after in rules:
        if rule in beside:
            continue
        named = [piece.goods for piece in pieces if _names(rule, piece.goods)]
        for goods in named:
            said.setdefault(goods, rule)
        if not named:
            nameless.append((rule, after))
    for rule, after in nameless:
        open_ones = [piece.goods for piece in pieces if piece.goods not in said]
        last = pieces[after - 1].goods if 0 < after <= len(pieces) else None
        chosen = [last] if last in open_ones and after < len(pieces) else open_ones
        if not chosen and last is not None and not orders_alone(said[last]):
            said[last] = together(said[last], rule)
        for goods in chosen:
            said.setdefault(goods, rule)
    for rule in beside:
        for piece in pieces:
            said[piece.goods] = together(said.get(piece.goods, ""), rule)
    return said


def _names(rule: str, goods: str) -> bool:
    """Whether a rule speaks of goods, by the whole name or by its last two characters."""
    if goods in rule:
        return True
    if goods.isascii():
        return (len(goods) > 4 and goods.casefold() in rule.casefold()) or _short_for(rule, goods)
    if len(goods) > 2 and (goods[-2:] in rule or goods[:2] in rule):
        return True
    return _short_for(rule, goods)


def _short_for(rule: str, goods: str) -> bool:
    """Whether a rule begins with a shorter name of goods: 米先给80岁以上, `veg per household`."""
    said = plain(rule)
    part = next((one for one in parts_of(said, goods_shapes().units) if not one.is_share), None)
    if part is None:
        return False
    words = said[part.start : part.end]
    at = name_in(words)
    return at is not None and words[slice(*at)].rstrip("s") in plain(goods)
