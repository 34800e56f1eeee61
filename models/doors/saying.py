"""What a report says behind a door: why it missed out, which goods, how many. Pure.

The words stand in `exceptions.toml` beside this, read by `models.doors.exception_words`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from models.doors import MissedWhy
from models.doors.exception_words import STRIPPED, Kind, Shapes, is_goods, plain
from models.doors.exception_words import shapes as word_shapes
from models.doors.lacking import of_lacking, without_others
from models.text import fold, spoken_number

_FRACTION = re.compile(r"\d\s*[./]\s*\d|半")
_NEGATIVE = re.compile(r"(?<![\d-])-\s*\d")
_ENDS_IN_BUT = re.compile(r"\bbut$")
"""Behind what is said of the doors that are not named: `all good but`."""
_IS_NOT = re.compile(r"(?<!是)不是$")
"""Before words that were said by mistake: 不是没人."""
_NOT_YET = re.compile(r"(?:\b(?:not|never|cannot)|nt)\s(?:yet\s|been\s|be\s)?$")
"""Before words that say it came: `has not been collected`."""
_MARK = "\x02"
"""Stands for words that say something, while those for goods are looked for around them."""
_HOUSEHOLDS = re.compile(
    r"(?:(?<!\d)\d{1,4}|(?<![一二两三四五六七八九十])[一二两三四五六七八九十]{1,4})\s?[户次](?:合租)?|^(?:(?![没不在人有回大全各每])[\u4e00-\u9fff]){1,2}家(?![里中人属])"
)
"""How many households or times, and whose it is: 3户, 林家."""
_AFTER_ALL = re.compile(r"\bafter all\b")
"""Says nothing of all doors."""
_JOINED_LATIN = re.compile(r"[,/+&]+|\b(?:and|or)\b")
_JOINED = re.compile(r"[\s,，、/+&]+|和|及|与|跟|\band\b")


class Phrase(NamedTuple):
    """What a few words say of the doors beside them.

    Attributes:
        text: the words as they were typed.
        goods: words for goods, none for all that were due.
        quantity: how many of each; None for as many as were due.
        whole: whether all doors of a building are meant.
        unclear: whether it names a number that is none of things: a fraction, or below 0.
        beside: words beside them that may be goods, or something else that was said.
        got: whether they got it after all, or were named by mistake.
        only: whether `goods` are all that they got.
        came: whether it says of `goods` that they came, not that nothing else did.
        back: whether it is about doors that were said before.
        sure: whether it says why, whatever the words beside that mean.
        also: whether it says the same as what was said of the door before.
        towards: whether the door behind has what was another's.
        each: whether it holds for the doors of the clauses before it as well.
        later: whether it says of `goods` that they came later: then nothing else was missed.
        but: whether the doors beside it are those of which the rest does not hold.
        rest: whether it is about the doors that are not named.
        nobody: whether it says that nobody missed out.
    """

    text: str
    why: MissedWhy
    goods: tuple[str, ...] = ()
    quantity: int | None = None
    whole: bool = False
    unclear: bool = False
    beside: tuple[str, ...] = ()
    got: bool = False
    only: bool = False
    came: bool = False
    back: bool = False
    each: bool = False
    also: bool = False
    towards: bool = False
    sure: bool = True
    later: bool = False
    but: bool = False
    rest: bool = False
    nobody: bool = False

    @property
    def tells(self) -> bool:
        """Whether it says that something was missed, and not only what."""
        return self.why is not MissedWhy.OTHER or self.spoilt

    @property
    def spoilt(self) -> bool:
        """Whether what came was of no use."""
        return not self.got and word_shapes().spoilt.search(fold(self.text)) is not None

    @property
    def names_goods(self) -> bool:
        """Whether it has a word for goods."""
        return any(map(is_goods, (*self.goods, *self.beside)))


_WHY = {
    Kind.ABSENT: MissedWhy.ABSENT,
    Kind.REFUSED: MissedWhy.REFUSED,
    Kind.LACKING: MissedWhy.LACKING,
    Kind.ONLY: MissedWhy.LACKING,
}


def read_phrase(text: str) -> Phrase | None:
    """What words between doors say; None where they say nothing: signs, `和`, `the`, and that the
    doors that are not named got everything.

    Of words of several reasons the first counts: words that are none of the table are another
    reason, kept as they stand.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    shapes = word_shapes()
    said = text.strip(STRIPPED)
    words = _AFTER_ALL.sub(" ", _HOUSEHOLDS.sub(" ", plain(said))).strip(STRIPPED)
    words = without_others(words, shapes)
    left, whole = _without(words, shapes.whole)
    left = _without(_without(left, shapes.ahead)[0], shapes.back)[0]
    if not (whole or _bare(left, shapes) or shapes.said.search(left)):
        return None
    left, but = _without(left, shapes.but)
    left, kinds = _kinds(of_lacking(left, shapes), shapes)
    kind = next((one for one in Kind if one in kinds.values()), None)
    if kind in (None, Kind.GOT) and shapes.rest.search(words):
        return None
    left, half = _without(left, shapes.half)
    fraction = _FRACTION.search(left) is not None
    left, quantity = _quantity(left, shapes)
    goods, beside = _goods(left, shapes)
    found = Phrase(
        text=said,
        why=_WHY.get(kind, MissedWhy.OTHER) if kind else MissedWhy.OTHER,
        goods=goods,
        quantity=quantity,
        whole=whole,
        beside=beside,
        back=shapes.back.search(words) is not None,
        each=shapes.each.search(words) is not None,
        towards=shapes.towards.search(words) is not None,
        also=shapes.also.search(words) is not None,
        later=shapes.later.search(plain(said)) is not None,
        rest=shapes.rest.search(words) is not None,
        nobody=shapes.nobody.search(words) is not None,
    )
    if kind is not Kind.MISTAKE and (fraction or _NEGATIVE.search(text)):
        return found._replace(unclear=True)
    if kind is not Kind.MISTAKE and half:
        lacks = kind in (Kind.LACKING, None) and not found.names_goods
        return _of_half(found)._replace(unclear=lacks)
    return _with_kind(found, kinds, left, words, but=but)


def _with_kind(
    found: Phrase, kinds: Mapping[str, Kind], left: str, words: str, *, but: bool
) -> Phrase:
    """A phrase with what follows from the kind of its words and those beside them.

    Args:
        left: the words without those that say something.
        but: whether it excepts something.
    """
    shapes = word_shapes()
    kind = next((one for one in Kind if one in kinds.values()), None)
    if but and kind is Kind.LACKING and found.goods:
        return found._replace(only=True, quantity=None)
    if kind is Kind.GOT and _ENDS_IN_BUT.search(words):
        but = True
    if but and not found.names_goods:
        found = found._replace(but=True)
    if but and kind is Kind.GOT and found.names_goods:
        return found._replace(why=MissedWhy.LACKING)
    if kind is Kind.MISTAKE and _is_wrong_goods(found, words, kinds, shapes):
        beside = tuple(filter(is_goods, (*found.goods, *found.beside)))
        return found._replace(goods=beside, beside=(), why=MissedWhy.OTHER)
    if kind is Kind.GOT and _is_got(found, left, kinds, shapes):
        return found._replace(goods=(), beside=(), quantity=None, got=True)
    return _as_kind(found, kind, set(kinds), shapes)


def _is_wrong_goods(found: Phrase, words: str, kinds: Mapping[str, Kind], shapes: Shapes) -> bool:
    """Whether it is the goods that were wrong, and not what was said of the door."""
    if not set(kinds) <= shapes.wrong:
        return False
    return found.names_goods or shapes.things.search(words) is not None


def _is_got(found: Phrase, left: str, kinds: Mapping[str, Kind], shapes: Shapes) -> bool:
    """Whether all that was due came, whatever is remarked beside that: 找到了放在门口."""
    if found.names_goods or (not found.but and shapes.doubt.search(left.replace(_MARK, " "))):
        return False
    remark = [one for one in found.goods if not shapes.things.fullmatch(one)]
    return found.but or not remark or not set(kinds) <= shapes.unsure


def _as_kind(found: Phrase, kind: Kind | None, words: set[str], shapes: Shapes) -> Phrase:
    """A phrase with what follows from the kind of its words."""
    apart = found._replace(goods=(), beside=(*found.goods, *found.beside))
    none = found._replace(goods=(), beside=(), quantity=None)
    names = found.names_goods
    counted = found.quantity is not None or (found.whole and names)
    match kind:
        case Kind.MISTAKE:
            found = none._replace(got=True)
        case Kind.ABSENT:
            found = none
        case Kind.GOT if not names and not found.goods:
            found = none._replace(got=True)
        case Kind.ONLY | Kind.GOT if names:
            came = kind is Kind.GOT
            found = found._replace(why=MissedWhy.LACKING, only=True, came=came, quantity=None)
        case Kind.LACKING if words <= shapes.weak and not names:
            found = apart._replace(sure=not apart.beside)
        case Kind.REFUSED if not names and all(word.endswith("了") for word in words):
            found = apart
        case None if counted and not found.goods:
            found = apart._replace(why=MissedWhy.LACKING, sure=False)
        case None | Kind.SPOILT | Kind.ONLY | Kind.GOT:
            found = apart._replace(why=MissedWhy.OTHER, sure=kind is Kind.SPOILT)
        case _:
            pass
    return found


def _of_half(found: Phrase) -> Phrase:
    """Who got half a pack, or lacks one, is owed a whole one: packs are not opened at the gate."""
    if found.why is MissedWhy.OTHER and not found.spoilt:
        found = found._replace(why=MissedWhy.LACKING)
    goods = tuple(filter(is_goods, found.goods))
    beside = tuple(one for one in found.goods if one not in goods)
    return found._replace(goods=goods, beside=(*beside, *found.beside), quantity=None)


def _kinds(text: str, shapes: Shapes) -> tuple[str, dict[str, Kind]]:
    """A text with a sign in place of the words that say something, and these with their kinds."""
    found: dict[str, Kind] = {}

    def marked(hit: re.Match[str]) -> str:
        is_none = _IS_NOT.search(text[max(0, hit.start() - 3) : hit.start()]) is not None
        kind = Kind.MISTAKE if is_none else shapes.kinds[hit[0]]
        if kind is Kind.GOT and _NOT_YET.search(text[max(0, hit.start() - 16) : hit.start()]):
            kind = Kind.LACKING
        found[hit[0]] = kind
        return _MARK

    return shapes.said.sub(marked, text), found


def _without(text: str, words: re.Pattern[str]) -> tuple[str, bool]:
    left, count = words.subn(" ", text)
    return left.strip(STRIPPED), count > 0


def _quantity(text: str, shapes: Shapes) -> tuple[str, int | None]:
    """A text without the number it names, and that: how many of the goods."""
    found = shapes.amount.search(text) or shapes.bare.search(text)
    if found is None:
        return text, None
    number = found["number"] or found.groupdict().get("behind") or ""
    value = int(number) if number.isdigit() else spoken_number(number)
    left = f"{text[: found.start()]} {text[found.end() :]}"
    return shapes.amount.sub(" ", left).strip(STRIPPED), value


def _goods(text: str, shapes: Shapes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Words for goods that stand at the words that say something, and those apart from these."""
    pieces = re.split(r"[,，;；]" if text.isascii() else r"[\s,，;；]+", text)
    at_mark = [one for one in pieces if _MARK in one and _bare(one.replace(_MARK, " "), shapes)]
    near = at_mark or pieces
    apart = [] if near is pieces else [one for one in pieces if one not in near]
    return _words_of(near, shapes), _words_of(apart, shapes)


def _words_of(pieces: Iterable[str], shapes: Shapes) -> tuple[str, ...]:
    found = []
    for piece in pieces:
        for part in piece.split(_MARK):
            joined = _JOINED_LATIN if part.isascii() else _JOINED
            found += [_bare(word, shapes) for word in joined.split(part)]
    return tuple(dict.fromkeys(filter(None, found)))


def _bare(text: str, shapes: Shapes) -> str:
    """A text without words that say nothing."""
    return " ".join(shapes.fillers.sub(" ", text).split()).strip(STRIPPED)
