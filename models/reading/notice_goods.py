"""The goods a notice names, how many of each, and which of its words divide which of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from models.reading.notice_parts import bare_count, is_aside, name_in, parts_of, unitless
from models.reading.notice_placing import Rule, rules_by_goods
from models.reading.notice_rules import RULE_WORDS, manner_of, together
from models.reading.scan import BARRIER, plain
from models.reading.shapes import NoticeItem
from models.reading.written_goods import (
    SENTENCE_END,
    Piece,
    between,
    goods_shapes,
    phrases_of,
    pieces_in,
)
from models.supplies.handling import said_of

_FEW = 9
"""Units behind a rule without a number that are that number: 每户蔬菜包1份."""
_NUMERAL = r"[\d一二两三四五六七八九十半]|\b(?:one|two|three|a)\b"
_SAME = re.compile(r"(\S{1,12}?)(?:同上|同样|一样|也一样|同| the same| same)")
_SEVERAL = re.compile(
    r"第[一二1-2][车批]|另一?车|[两二三]车|[两二三]批|\b(?:two|three|2|3) (?:trucks|batches|loads)"
    r"|(?:1st|first|second) (?:truck|batch|load)"
)
"""Several trucks or batches, each with its own number of the same goods."""
_JOINED_RULES = re.compile("，|, ")
_KIT = (
    r"(?:[a-e]\s?(?:款|型|类)|(?:[smlSML]|[xX]{1,4}[lL]|[大中小加均]{1,2})\s?[码号]"
    r"|[早中午晚](?:餐|饭)?)"
)
"""The kit of goods, their size, or the meal they are."""
_KIT_ALONE = re.compile(_KIT, re.I)
_KIT_BEHIND = re.compile(rf"(.{{2,}}?)\s*{_KIT}", re.I)
_AROUND = " .,，()（）" + BARRIER


class GoodsTold(NamedTuple):
    """The goods of a notice, and what was found on the way.

    Attributes:
        pieces: each of them as often as it is told; of what is told twice otherwise the first.
        unplaced: whether a rule was left that belongs to none of them.
    """

    items: tuple[NoticeItem, ...]
    pieces: tuple[Piece, ...]
    unplaced: bool


class _Found(NamedTuple):
    """What was found so far."""

    pieces: list[Piece]
    rules: list[Rule]
    loose: list[tuple[str, str, int]]
    """Names that wait for their number, the last of them first, the words that divide them, and
    whether they are paid for."""


def goods_of(text: str, rest: str, batch: re.Pattern[str]) -> GoodsTold:
    """Goods with their rules.

    Args:
        rest: the plain text with barriers where it is spoken for, place for place.
        batch: finds which batch it is, with a group in each of its ways.
    """
    found = _Found([], [], [])
    for start, end in between(SENTENCE_END, rest, 0, len(rest)):
        for begin, stop in phrases_of(rest, start, end):
            _take_phrase(found, rest[begin:stop], text[begin:stop], batch)
    whole = _by_pack(_with_stems(found.pieces))
    several = _SEVERAL.search(rest) is not None
    pieces = _once(whole, several)
    said = rules_by_goods(pieces, found.rules)
    items = tuple(_item(piece, said.get(piece.goods, "")) for piece in pieces)
    placed = {one for words in said.values() for one in (words, *_JOINED_RULES.split(words))}
    first = {one.goods: one for one in reversed(whole)}
    kept = (one for one in whole if several or one[1:3] == first[one.goods][1:3])
    unplaced = any(rule.words not in placed for rule in found.rules)
    return GoodsTold(items, tuple(kept), unplaced)


def _with_stems(pieces: list[Piece]) -> list[Piece]:
    """Goods of which only the kit is named, after others of their sort: 饼干B款, A款."""
    found: list[Piece] = []
    for piece in pieces:
        stem = _KIT_BEHIND.fullmatch(found[-1].goods) if found else None
        alone = stem and _KIT_ALONE.fullmatch(piece.goods)
        found.append(piece._replace(goods=f"{stem[1]}{piece.goods}") if stem and alone else piece)
    return found


def _once(pieces: list[Piece], several: bool) -> list[Piece]:
    """Each goods once, as they are told first; by several trucks, as many as all of these bring."""
    found: dict[str, Piece] = {}
    totals: dict[str, int] = {}
    for one in pieces:
        had = found.setdefault(one.goods, one)
        if had is not one and several and had.unit == one.unit:
            totals[one.goods] = totals.get(one.goods, had.quantity) + one.quantity
    for goods, whole in totals.items():
        if whole != 2 * found[goods].quantity or len(pieces) == 2:
            parts = [one.quantity for one in pieces if one.goods == goods]
            is_total = max(parts) * 2 == whole and len(parts) > 2
            found[goods] = found[goods]._replace(quantity=max(parts) if is_total else whole)
    return [*found.values()]


def _by_pack(pieces: list[Piece]) -> list[Piece]:
    """The same, goods of several packs or sizes called apart: 尿不湿 M, 尿不湿 L."""
    packs: dict[str, set[str]] = {}
    for one in pieces:
        packs.setdefault(one.goods, set()).add(one.pack)
    return [
        one._replace(goods=f"{one.goods} {one.pack}", pack="")
        if one.pack and len(packs[one.goods]) > 1
        else one
        for one in pieces
    ]


def item_named(name: str, quantity: int, unit: str) -> NoticeItem:
    """Goods of which nothing else is said."""
    return _item(Piece(name, quantity, unit, "", ""), "")


def _item(piece: Piece, words: str) -> NoticeItem:
    manner = manner_of(words)
    return NoticeItem(
        *piece[:4],
        manner.rule,
        words,
        **{name: value for name, value in manner._asdict().items() if name != "rule"},
        batch=piece.batch,
        is_paid=piece.is_paid,
        is_cold=piece.is_cold,
    )


def is_paid(word: str) -> bool:
    """Whether a word says that goods are paid for by those who get them."""
    return bool(goods_shapes().paid.fullmatch(plain(word).strip()))


def unit_in(goods: str) -> str:
    """The unit that an English name ends with: packs of `vegetable packs`; empty for none."""
    found = goods_shapes().named_in_unit.fullmatch(f"{plain(goods)}: 1")
    return found[6] if found else ""


def goods_in(text: str) -> tuple[NoticeItem, ...]:
    """Goods of a line that says nothing else, with how they are divided."""
    return goods_of(text, plain(text), re.compile(r"(?!)()")).items


def _take_phrase(found: _Found, phrase: str, said: str, batch: re.Pattern[str]) -> None:
    """Take what one phrase says: goods, how to divide them, that they are paid for, their batch."""
    known = goods_shapes()
    numbered = batch.search(phrase)
    which = next(filter(None, numbered.groups()), "").upper() if numbered else ""
    if numbered:
        phrase, said = (
            one[: numbered.start()] + " " * len(numbered[0]) + one[numbered.end() :]
            for one in (phrase, said)
        )
    paid = known.paid.search(phrase)
    waiting = len(found.loose)
    pieces = [] if is_aside(phrase) else _walk(found, phrase, said)
    if paid and not pieces and len(found.loose) > waiting:
        found.loose[0] = (*found.loose[0][:2], 1)
        return
    if paid and pieces:
        pieces = [one._replace(goods=_without(known.paid, one.goods), is_paid=1) for one in pieces]
    pieces = [
        one._replace(goods=_without(known.free, one.goods), batch=which or one.batch)
        for one in pieces
    ]
    cold = said_of(phrase) == ("is_cold", 1)
    if not pieces and found.pieces and (paid or which or cold):
        last = found.pieces[-1]
        found.pieces[-1] = last._replace(
            is_paid=int(bool(paid)) or last.is_paid,
            batch=which or last.batch,
            is_cold=int(cold) or last.is_cold,
        )
    found.pieces.extend(pieces)


def _walk(found: _Found, phrase: str, said: str) -> list[Piece]:
    """The goods of a phrase, with the words of it that divide them; rules of other goods, and names
    that wait for their number, are put down."""
    pieces: list[Piece] = []
    lead, name, rules = "", "", []
    for is_share, start, end in parts_of(phrase, goods_shapes().units):
        words = said[start:end].strip(_AROUND)
        if is_share:
            if pieces and not pieces[-1].rule_text:
                pieces[-1] = pieces[-1]._replace(rule_text=words)
            elif name:
                rules.append((name, f"{name}{' ' if name.isascii() else ''}{words}"))
            else:
                lead = words if phrase[end : end + 1].strip() else ""
                rules.append(("", words))
            continue
        got = _goods_of_part(found, phrase[start:end], said[start:end], name)
        if lead and got and got[0].quantity <= _FEW and not re.search(_NUMERAL, lead):
            rules = [(got[0].goods, said.strip(_AROUND))]
            break
        if got:
            if rules and (lead or name) and not got[0].rule_text:
                got[0] = got[0]._replace(rule_text=rules.pop()[1])
            pieces += got
            lead, name = "", ""
        elif at := name_in(phrase[start:end]):
            name = said[start:end][slice(*at)].strip()
            if rules and lead:
                rules[-1] = (name, words if not rules[-1][1] else rules[-1][1] + name)
        elif not RULE_WORDS.search(phrase[start:end]):
            name = ""
    _put_down(found, phrase, said, pieces, rules)
    if name and not pieces:
        found.loose.insert(0, (name, next((one for of, one in rules if of == name), ""), 0))
    return pieces


def _put_down(
    found: _Found, phrase: str, said: str, pieces: list[Piece], rules: list[tuple[str, str]]
) -> None:
    """Keep the rules of a phrase: apart where they name goods, else the phrase as it stands."""
    many = len(found.pieces)
    apart = [one for of, one in rules if of]
    if pieces or len(apart) > 1:
        found.rules.extend(Rule(one, many) for _of, one in rules)
    elif rules or RULE_WORDS.search(phrase):
        known = {one.goods for one in found.pieces}
        before = [of for of, rule, _paid in found.loose if apart and not rule and of in known]
        found.rules.append(Rule(together(*before, said.strip(_AROUND), comma="、"), many))
        if before:
            found.loose.clear()
    elif found.rules and (same := _SAME.fullmatch(said.strip(_AROUND))):
        words = found.rules[-1].words
        of = next((one.goods for one in found.pieces if words.startswith(one.goods)), "")
        bare = found.rules[-1].bare or words.removeprefix(of)
        found.rules.append(Rule(f"{same[1]}{bare}", many, bare))


def _goods_of_part(found: _Found, part: str, said: str, name: str) -> list[Piece]:
    """The goods of a stretch without words that divide; of a quantity alone those named before."""
    if pieces := pieces_in(part, said):
        return pieces
    if bare := bare_count(part, goods_shapes().units):
        if name:
            return [Piece(name, bare.quantity, bare.unit, "", "")]
        known = {one.goods for one in found.pieces}
        for goods, rule, paid in found.loose:
            if goods not in known:
                found.loose.clear()
                found.rules[:] = [one for one in found.rules if one.words != rule]
                return [Piece(goods, bare.quantity, bare.unit, "", rule, "", paid)]
    return [
        Piece(
            said[start:end].strip(), many, "pieces" if part[start:end].isascii() else "份", "", ""
        )
        for start, end, many in unitless(part)
    ]


def _without(words: re.Pattern[str], goods: str) -> str:
    """Goods without words that only say whether they are paid for."""
    return re.sub(words.pattern, "", goods, flags=re.I).strip(" 的()（）") or goods
