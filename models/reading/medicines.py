"""Which medicine a request names: substance, brand, maker, strength, how many.

Pure. A class of medicines stands for itself, since two kinds of pressure pill are got at the same
counter though they are not the same.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache

from models.errands import Wanted
from models.reading.medicine_names import medicine_names
from models.text import fold, whole_number
from models.word_tables import any_of


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Substance and brand of every name; made when the first text is read."""
    table = medicine_names()
    names = {}
    for substance, others in (*table.vital.items(), *table.ordinary.items()):
        for name in (substance, *others):
            generic = name == substance or name.isascii() or name in table.generic
            names[fold(name)] = (substance, "" if generic else name)
    for name, (also, _) in table.classes.items():
        names |= dict.fromkeys(map(fold, (name, *also)), (name, ""))
    return names


@cache
def _named() -> re.Pattern[str]:
    return re.compile(any_of(_names()))


@cache
def _mistaken() -> re.Pattern[str]:
    return re.compile(any_of(map(fold, medicine_names().not_medicine)))


@cache
def _makers() -> re.Pattern[str]:
    return re.compile(any_of(map(fold, medicine_names().makers)))


_STRENGTH = re.compile(
    r"(\d+(?:\.\d+)?)\s*(mg|ug|μg|mcg|毫克|微克|ml|毫升|克|g|iu|万?单位)(?![a-z])", re.IGNORECASE
)
_MEASURES = "盒瓶支板包袋片粒管罐"
_COUNTED = re.compile(rf"([\d一二两三四五六七八九十半]+)\s*([{_MEASURES}])(?!装)")
_LEFT = re.compile(r"(?:剩|还有|只有|剩下|仅有|就)(?:了|最后|下)?\s*$")
_UNNAMED = re.compile(
    r"(?:[还想需要我给爸妈他她求帮请配开买吃点些个的和有没]*)"
    r"([\u4e00-\u9fff]{1,4}?(?:胶囊|滴丸|颗粒|口服液|喷雾|滴眼液|软膏|缓释片|肠溶片|控释片|分散片"
    r"|沙坦|地平|洛尔|他汀|普利|列净|列汀|拉唑|沙星|替尼|唑仑|西泮|西林|糖浆|栓剂))"
)


def wanted(text: str) -> tuple[Wanted, ...]:
    """The medicines a text names, in its order, each once; a made-up name counts when it says
    what it is (`某某胶囊`). Empty when it names none."""
    plain = _mistaken().sub(lambda hit: " " * len(hit.group()), fold(text))
    found = list(_named().finditer(plain)) or list(_UNNAMED.finditer(plain))
    by_name: dict[str, Wanted] = {}
    for at, match in enumerate(found):
        substance, brand = _names().get(match.group(), (match.group(), ""))
        start = 0 if at == 0 else found[at - 1].end()
        end = found[at + 1].start() if at + 1 < len(found) else len(plain)
        before, after = plain[start : match.start()], plain[match.end() : end]
        one = _described(substance, brand, before if at == 0 else "", after)
        known = by_name.get(substance)
        by_name[substance] = one if known is None else _joined(known, one)
    meant = {name: _member_named(name, by_name) for name in by_name}
    for name, member in meant.items():
        if member != name:
            by_name[member] = _joined(by_name[member], by_name[name])._replace(medicine=member)
    return tuple(one for name, one in by_name.items() if meant[name] == name)


def _member_named(name: str, named: Container[str]) -> str:
    """What a class stands for: its substance that is named beside it, else itself."""
    known = medicine_names().classes.get(name)
    return next((one for one in known.members if one in named), name) if known else name


def _described(medicine: str, brand: str, before: str, after: str) -> Wanted:
    maker = _makers().search(before[-8:]) or _makers().search(after)
    strength = _STRENGTH.search(after)
    counted = _asked_for(after) or _asked_for(before[-8:])
    return Wanted(
        medicine,
        brand,
        maker.group() if maker else "",
        "".join(strength.groups()) if strength else "",
        whole_number(counted.group(1)) if counted else None,
        counted.group(2) if counted else "",
    )


def _asked_for(text: str) -> re.Match[str] | None:
    """The first number of packs that is asked for rather than left."""
    for match in _COUNTED.finditer(text):
        if not _LEFT.search(text[: match.start()]) and whole_number(match.group(1)):
            return match
    return None


def _joined(one: Wanted, other: Wanted) -> Wanted:
    said = {name: value for name, value in one._asdict().items() if value}
    return other._replace(**said)


def labelled(one: Wanted) -> str:
    """What it is called on a list: the brand, then the substance, where both are known."""
    return f"{one.brand}({one.medicine})" if one.brand else one.medicine
