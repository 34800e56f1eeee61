"""The goods a notice names, how many of each, and which of its words divide which of them."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from models.reading.notice_parts import bare_count, is_aside, name_in, parts_of, unitless
from models.reading.notice_rules import RULE_WORDS, manner_of, orders_alone
from models.reading.scan import BARRIER, HAN, plain
from models.reading.shapes import NoticeItem
from models.supplies.handling import said_of
from models.text import clean, spoken_number
from models.word_tables import any_of, word_table

_PACK = rf"[(\[【]([^()\[\]【】{BARRIER}]{{1,20}})[)\]】]"
_HAN_NAME = rf"[{HAN}a-z][{HAN}a-z0-9\-]{{0,11}}?"
_LATIN_NAME = r"(?<![a-z])[a-z][a-z\-']{0,15}(?: [a-z][a-z\-']{0,15}){0,3}?"


class _Shapes(NamedTuple):
    """How goods are written: a quantity, and where it stands."""

    units: str
    quantity: re.Pattern[str]
    name_first: re.Pattern[str]
    count_first: re.Pattern[str]
    named_in_unit: re.Pattern[str]
    """`1720 vegetable packs`, `vegetable packs: 1720`: the unit is the end of the name."""
    complete: re.Pattern[str]
    """Goods up to the end of a text."""
    paid: re.Pattern[str]
    free: re.Pattern[str]


@cache
def _shapes() -> _Shapes:
    table = word_table(__file__, "notice.toml")
    table.only(
        *("units", "english_units", "paid", "free", "closed_first", "registered", "present"),
        *("source", "pass", "batch", "first", "goods", "asides", "everywhere", "senders"),
    )
    english = rf"(?:{any_of(map(plain, table.words('english_units')))})(?:e?s)?\b"
    units = rf"(?:{any_of(map(plain, table.words('units')))}|{english})"
    # Blanks are taken whole and never given back: a line of blanks would be tried for hours.
    count = r"(\d{1,3}(?:,\d{3})+|\d{1,6})"
    quantity = rf"{count}\s*+({units})(?!\s*+[装/x×*])"
    between = r"\s*+[:：*x×=]?\s*+(?:共|各|计)?\s*+"
    name = rf"({_HAN_NAME}|{_LATIN_NAME})"
    name_first = rf"{name}(?:\s*+{_PACK})?{between}{quantity}(?:\s*+{_PACK})?"
    ends = rf"(?=[\s,，、;；。:：{BARRIER}]|$)"
    count_first = rf"{quantity}\s*+(?:的|of (?:the )?)?\s*+{name}(?:\s*+{_PACK})?{ends}"
    last = rf"{ends}(?:\s*+{_PACK})?"
    named = rf"({_LATIN_NAME} ({english}))"
    return _Shapes(
        units,
        re.compile(quantity),
        re.compile(name_first),
        re.compile(count_first),
        re.compile(rf"(?<![\d,]){count}\s++{named}{last}|{named}{between}{count}{last}"),
        re.compile(rf"{quantity}(?:\s*+{_PACK})?\s*$"),
        re.compile(_whole_words(table.words("paid"))),
        re.compile(_whole_words(table.words("free"))),
    )


def _whole_words(words: tuple[str, ...]) -> str:
    return rf"(?<![a-z]){any_of(map(plain, words))}(?![a-z\-])"


_PACK_IN_NAME = re.compile(
    r"(\d+(?:\.\d+)?\s*(?:kg|g|ml|l|公斤|斤|升|克|枚|只|盒|瓶|包|片)(?:/[^\s\d]{1,2})?)装?$", re.I
)
_LEADING = re.compile(
    r"^(?:(?:一共|总共|共计|合计|总计|数量|大概|大约|约|共|其中|另有|另外|还有|以及|和|及|有|送|到|配送|发放|本次|这次|物资|品种)+[:：]?"
    r"|(?:(?:we|they|will|bring|bringing|brings|delivery of|and|also|plus|with|of|the|some|total)\s"
    r")+)",
    re.I,
)
_SENTENCE_END = re.compile(rf"[;。!{BARRIER}]|(?<=[a-z])\.(?=\s|$)")
_FEW = 9
"""Units behind a rule without a number that are that number: 每户蔬菜包1份."""
_NUMERAL = r"[\d一二两三四五六七八九十半]|\b(?:one|two|three|a)\b"
_GOES_ON = re.compile(r"(?:of|per|for|each|a) ")
_AROUND = " .,，()（）" + BARRIER
_NO_NAMES = frozenset({"of", "the", "and", "with", "for", "to", "a", "at"})


class _Piece(NamedTuple):
    """Goods as found, before the rules are known."""

    goods: str
    quantity: int
    unit: str
    pack: str
    rule_text: str
    batch: str = ""
    is_paid: int = 0
    is_cold: int = 0


class _Found(NamedTuple):
    """What was found so far."""

    pieces: list[_Piece]
    rules: list[tuple[str, int]]
    """Words that divide goods, and how many goods stand before them."""
    loose: list[tuple[str, str]]
    """Names that wait for their number, the last of them first, and the words that divide them."""


def goods_of(text: str, rest: str, batch: re.Pattern[str]) -> tuple[tuple[NoticeItem, ...], bool]:
    """Goods with their rules, and whether a rule was left that belongs to none of them.

    Args:
        rest: the plain text with barriers where it is spoken for, place for place.
        batch: finds which batch it is, with a group in each of its ways.
    """
    found = _Found([], [], [])
    for start, end in _between(_SENTENCE_END, rest, 0, len(rest)):
        for begin, stop in _phrases(rest, start, end):
            _take_phrase(found, rest[begin:stop], text[begin:stop], batch)
    pieces = list({piece.goods: piece for piece in reversed(found.pieces)}.values())[::-1]
    said = _rules_by_goods(pieces, found.rules)
    items = tuple(_item(piece, said.get(piece.goods, "")) for piece in pieces)
    placed = {one for words in said.values() for one in (words, *words.split("，"))}
    return items, any(rule not in placed for rule, _ in found.rules)


def goods_named(text: str, rest: str, quantity: int, unit: str) -> tuple[NoticeItem, ...]:
    """The goods of a notice that says no more of their number than what each compound gets.

    Args:
        quantity: what all of these come to.
    """
    at = name_in(rest)
    if at is None or not quantity:
        return ()
    name = text[slice(*at)].strip()
    behind = re.match(rf"\s*({_shapes().units})(?![^\W\d_])", rest[at[1] :])
    unit = unit or (behind[1] if behind else "") or unit_in(name)
    unit = unit or ("pieces" if name.isascii() else "份")
    return (_item(_Piece(name, quantity, unit, "", ""), ""),)


def _item(piece: _Piece, words: str) -> NoticeItem:
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
    return bool(_shapes().paid.fullmatch(plain(word).strip()))


def unit_in(goods: str) -> str:
    """The unit that an English name ends with: packs of `vegetable packs`; empty for none."""
    found = _shapes().named_in_unit.fullmatch(f"{plain(goods)}: 1")
    return found[6] if found else ""


def goods_in(text: str) -> tuple[NoticeItem, ...]:
    """Goods of a line that says nothing else, with how they are divided."""
    return goods_of(text, plain(text), re.compile(r"(?!)()"))[0]


def _take_phrase(found: _Found, phrase: str, said: str, batch: re.Pattern[str]) -> None:
    """Take what one phrase says: goods, how to divide them, that they are paid for, their batch."""
    known = _shapes()
    numbered = batch.search(phrase)
    which = next(filter(None, numbered.groups()), "").upper() if numbered else ""
    if numbered:
        phrase, said = (
            one[: numbered.start()] + " " * len(numbered[0]) + one[numbered.end() :]
            for one in (phrase, said)
        )
    paid = known.paid.search(phrase)
    pieces = [] if is_aside(phrase) else _walk(found, phrase, said)
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


def _walk(found: _Found, phrase: str, said: str) -> list[_Piece]:
    """The goods of a phrase, with the words of it that divide them; rules of other goods, and names
    that wait for their number, are put down."""
    pieces: list[_Piece] = []
    lead, name, rules = "", "", []
    for is_share, start, end in parts_of(phrase, _shapes().units):
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
        found.loose.insert(0, (name, next((one for of, one in rules if of == name), "")))
    return pieces


def _put_down(
    found: _Found, phrase: str, said: str, pieces: list[_Piece], rules: list[tuple[str, str]]
) -> None:
    """Keep the rules of a phrase: apart where they name goods, else the phrase as it stands."""
    many = len(found.pieces)
    apart = [one for of, one in rules if of]
    if pieces or len(apart) > 1:
        found.rules.extend((one, many) for _of, one in rules)
    elif rules or RULE_WORDS.search(phrase):
        found.rules.append((said.strip(_AROUND), many))


def _goods_of_part(found: _Found, part: str, said: str, name: str) -> list[_Piece]:
    """The goods of a stretch without words that divide; of a quantity alone those named before."""
    if pieces := _pieces(part, said):
        return pieces
    if bare := bare_count(part, _shapes().units):
        if name:
            return [_Piece(name, bare.quantity, bare.unit, "", "")]
        known = {one.goods for one in found.pieces}
        for goods, rule in found.loose:
            if goods not in known:
                found.loose.clear()
                kept = [one for one in found.rules if one[0] != rule]
                found.rules[:] = kept
                return [_Piece(goods, bare.quantity, bare.unit, "", rule)]
        return []
    return [
        _Piece(said[start:end].strip(), many, "pieces" if part[start:end].isascii() else "份", "", "")
        for start, end, many in unitless(part)
    ]


def _without(words: re.Pattern[str], goods: str) -> str:
    """Goods without words that only say whether they are paid for."""
    return re.sub(words.pattern, "", goods, flags=re.I).strip(" 的()（）") or goods


def _between(shape: re.Pattern[str], rest: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [hit.start() for hit in shape.finditer(rest, start, end)]
    edges = [start - 1, *cuts, end]
    return [(before + 1, after) for before, after in pairwise(edges) if after > before + 1]


def _phrases(rest: str, start: int, end: int) -> list[tuple[int, int]]:
    """Parts between commas, or between blanks once a quantity is complete.

    A comma inside brackets or a number parts nothing.
    """
    found, depth, begin = [], 0, start
    for at in range(start, end):
        depth += rest[at] == "("
        depth -= rest[at] == ")"
        if depth <= 0 and _parts(rest, begin, at):
            found.append((begin, at))
            begin = at + 1
    return [*found, (begin, end)]


def _parts(rest: str, begin: int, at: int) -> bool:
    char = rest[at]
    if char == ",":
        return not (rest[at - 1 : at].isdigit() and rest[at + 1 : at + 4].isdigit())
    if char == " " and _GOES_ON.match(rest, at + 1):
        return False
    if char == " " and rest[at + 1 : at + 2].isascii() and rest[at + 1 : at + 2].isalpha():
        counted = _shapes().complete.search(rest, begin, at)
        before = rest[begin : counted.start()].rstrip()[-1:] if counted else ""
        if counted and counted[2].isascii() and not before.isalnum() and before not in tuple(")）"):
            return False
    return char == "、" or (char == " " and bool(_shapes().complete.search(rest, begin, at)))


def _pieces(phrase: str, said: str) -> list[_Piece]:
    """Goods of one phrase; `said` is the same characters as they were written."""
    known = _shapes()
    if named := known.named_in_unit.search(phrase):
        name, unit, count = (2, 3, 1) if named[1] else (5, 6, 7)
        asides = [said[slice(*named.span(at))] for at in (4, 8) if named[at]]
        piece = _piece(said[slice(*named.span(name))], named[count], named[unit], asides)
        return [piece] if piece else []
    shapes = [(known.name_first, (1, 3, 4, (2, 5))), (known.count_first, (3, 1, 2, (4,)))]
    if known.quantity.match(phrase.lstrip()):
        shapes.reverse()
    for shape, (name, quantity, unit, inside) in shapes:
        found = []
        for hit in shape.finditer(phrase):
            start, end = hit.span(name)
            longer = name_in(phrase[start:]) if hit[name].isascii() else None
            if longer and longer[0] == 0 and phrase[end : end + 1] == " ":
                end = max(end, start + longer[1])
            written = [said[slice(*hit.span(aside))] for aside in inside if hit[aside]]
            piece = _piece(said[start:end], hit[quantity], hit[unit], written)
            if piece:
                found.append(piece)
        if found:
            return found
    return []


def _piece(name: str, quantity: str, unit: str, asides: list[str]) -> _Piece | None:
    name = _LEADING.sub("", clean(name))
    inside = _PACK_IN_NAME.search(name)
    packs = [inside[1]] if inside else []
    name = name[: inside.start()].strip() if inside else name
    known = _shapes()
    paid = [aside for aside in asides if known.paid.search(plain(aside))]
    rules = [aside for aside in asides if RULE_WORDS.search(plain(aside)) and aside not in paid]
    cold = [aside for aside in asides if _is_cold(aside)]
    told = (*rules, *paid, *cold)
    packs += [aside.strip() for aside in asides if aside not in told]
    if not name or spoken_number(name) is not None or name.casefold() in _NO_NAMES:
        return None
    number = int(quantity.replace(",", ""))
    pack = clean(packs[0]) if packs else ""
    rule = clean(" ".join(rules))
    return _Piece(name, number, unit, pack, rule, "", int(bool(paid)), int(bool(cold)))


def _is_cold(aside: str) -> bool:
    """Whether words in brackets say that goods are kept cold."""
    return any(said_of(one.strip()) == ("is_cold", 1) for one in re.split("[,，、]", aside))


def _rules_by_goods(pieces: list[_Piece], rules: list[tuple[str, int]]) -> dict[str, str]:
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
            said[last] = f"{said[last]}，{rule}"
        for goods in chosen:
            said.setdefault(goods, rule)
    for rule in beside:
        for piece in pieces:
            said[piece.goods] = "，".join(filter(None, (said.get(piece.goods), rule)))
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
    part = next((one for one in parts_of(plain(rule), _shapes().units) if not one.is_share), None)
    at = name_in(plain(rule)[part.start : part.end]) if part else None
    return at is not None and plain(rule)[part.start :][slice(*at)].rstrip("s") in plain(goods)
