"""The reading of a delivery notice: when it comes, who drives, what it brings, how to divide it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from models.reading.arrivals import take_arrival
from models.reading.gazetteer import CompoundName
from models.reading.notice_amounts import as_written
from models.reading.notice_gates import take_gates
from models.reading.notice_goods import goods_of
from models.reading.notice_numbers import numbers_told
from models.reading.notice_stages import as_loaded
from models.reading.notice_unread import ranges_told, take_broken, unread
from models.reading.phones import take_local_numbers, take_numbers
from models.reading.scan import HAN, Line, plain
from models.reading.shapes import DeliveryReading, Field, NoticeDoubt, NoticeItem
from models.reading.unreal_times import take_unreal
from models.supplies.rules import amount
from models.text import clean, phone_digits
from models.word_tables import any_of, word_table

_PLATE = re.compile(
    r"([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])\s?([a-z])[\s·•.\-]?"
    r"([a-z0-9]{4,6}[挂学警]?)"
    r"(?![a-z0-9])"
)
_FAMILIAR_DRIVER = re.compile(
    rf"(?:(?<![{HAN}])|(?<=[由是换找请]))([老小阿大][{HAN}]|[{HAN}]{{1,2}}(?:老板|经理|队长|总|姐|哥|叔))"
    r"[送来开]?[\s,:]*(?=\x00)"
)
_BEFORE_PHONE = re.compile(
    r"(?:^|[,;.(\x00])\s*(?:call |ask for )?"
    r"((?:mrs?\.? |ms\.? )?[a-z][a-z'\-]{1,20}(?: [a-z][a-z'\-]{1,20})?),?\s*$"
)
_NO_DRIVER = re.compile(
    r"\b(?:phone|tel|telephone|call|mobile|contact|office|plate|truck|no"
    r"|courier|rider|driver|deliveryman|yesterday|same|as|before|for|the)\b"
)
_ENGLISH_TITLE = re.compile(r"\b((?:mrs?|ms)\.? [a-z][a-z'\-]{1,20})")
_ENGLISH_DRIVER = re.compile(
    r"\bdriver(?:'s name)?\s*(?:is|:)?\s+(?:still |again |now |remains |is )*"
    r"((?!(?:as|same|unchanged|tba|tbc|still|will|to|on|at|and|plate|phone|tel|with|from|who|has|not"
    r"|unknown|calls?|called|the|yet|needed|required|yesterday|for)\b)"
    r"(?:mrs?\.? |ms\.? )?[a-z][a-z'\-]{1,20}"
    r"(?: (?!plate|phone|tel|with|and|on)[a-z][a-z'\-]{1,20})?)"
)
_ENGLISH_PLATE = re.compile(
    r"\bplate\s*(?:no\.?|number|is)?\s*:?\s*([a-z0-9][a-z0-9·\-]{3,10})(?![a-z0-9])"
)

_LINE_BREAK = re.compile(r"[\r\n]")
_SENDS_NOTHING = re.compile(r"^(?:本次|这次|今天|明天|物资|爱心)$")


class _Words(NamedTuple):
    """What finds who drives, who sends, the number of the pass, and which batch it is."""

    driver: re.Pattern[str]
    titled: re.Pattern[str]
    source: re.Pattern[str]
    pass_no: re.Pattern[str]
    batch: re.Pattern[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "notice.toml")
    nobody = any_of(map(plain, table.words("no_driver")))
    driver = re.compile(
        rf"(?:驾驶员|司机师傅|司机|车手|送货人|联系人|送货员|骑手|快递员|跟车)"
        rf"(?:还是|仍然是|仍是|仍为|依旧是|换成|换了|换为|改成|改为|改由|就是|[\s:是为叫由])*+(?!{nobody})"
        rf"([{HAN}]{{1,4}}?(?:师傅|先生|女士|司机)|[{HAN}]{{2,4}})"
    )
    brands = any_of(map(plain, table.words("brands")))
    titled = re.compile(
        rf"(?:(?<![{HAN}])|(?<=[由是换找请成为]))(?!{brands})"
        rf"((?![改还又换仍就由是找请联今明昨那各])[{HAN}]{{1,3}}?师傅)"
    )
    return _Words(
        driver, titled, table.pattern("source"), table.pattern("pass"), table.pattern("batch")
    )


def read_notice(
    said: str, now: datetime, compounds: Sequence[CompoundName] = ()
) -> DeliveryReading:
    """Read the notice of a delivery, in one line or many, whatever it leaves out.

    Args:
        said: the notice as it was sent.
        now: aware moment of reading; a date without a year is the one nearest to it.
        compounds: those there are; the ones that are named are where it stops.
    """
    told, ranged = ranges_told(_LINE_BREAK.sub(";", said))
    line = Line(numbers_told(told, plain(told))[0])
    take_numbers(line)
    plate = _take_plate(line)
    unreadable = take_local_numbers(line)
    broken = take_broken(line)
    unreal = take_unreal(line, now)
    arrival = take_arrival(line, now, day_lost=unreal.day_lost)
    phone = _phone(line)
    pass_no = _take_pass(line)
    driver = _take_driver(line)
    source = _take_source(line)
    gates = take_gates(line, compounds)
    text, rest, differ = as_loaded(line.text, line.rest)
    goods = goods_of(text, rest, _words().batch)
    items, kept = as_written(goods.items, gates.columns, text, rest)
    lost = broken + unread(text, rest, goods.pieces, items)
    lost += [_none(one) for one in items if not one.quantity]
    items = tuple(one for one in items if one.quantity)
    words = {
        "quantities_unread": tuple(dict.fromkeys(lost)),
        "amounts_ranged": ranged,
        "time_unreal": unreal.words,
    }
    doubts = {
        "arrival_missing": arrival.at is None,
        "goods_missing": not items,
        "rule_unplaced": goods.unplaced,
        "phone_unreadable": unreadable,
        "amounts_differ": differ,
        "amounts_unkept": not kept,
    }
    return DeliveryReading(
        text=clean(said, multiline=True),
        arrives_at=arrival.at,
        about=arrival.about,
        plate=plate,
        driver=driver,
        phone=phone,
        items=items,
        doubted=tuple(
            NoticeDoubt(code, words.get(code, ()))
            for code, holds in (doubts | words).items()
            if holds
        ),
        source=source,
        pass_no=pass_no,
        came=arrival.came,
        stops=gates.stops,
    )


def _none(item: NoticeItem) -> str:
    """Goods of which none come, as they are told."""
    named = f"{item.goods}({item.pack})" if item.pack else item.goods
    return amount(named, 0, item.unit)


def _take_pass(line: Line) -> str:
    hit = _words().pass_no.search(line.rest)
    if not hit or not any(map(str.isdigit, hit[1])):
        return ""
    line.take(hit.start(), hit.end(), Field.KIND)
    return hit[1].upper()


def _take_source(line: Line) -> str:
    """Who sends it, in their own words."""
    for hit in _words().source.finditer(line.rest):
        at = next(number for number, group in enumerate(hit.groups(), 1) if group)
        said = line.text[slice(*hit.span(at))].strip()
        if said and not _SENDS_NOTHING.match(said):
            line.take(hit.start(), hit.end(), Field.KIND)
            return clean(said)
    return ""


def _take_plate(line: Line) -> str:
    hit = _PLATE.search(line.rest)
    if hit:
        line.take(hit.start(), hit.end(), Field.KIND)
        return f"{hit[1]}{hit[2].upper()}·{hit[3].upper()}"
    hit = _ENGLISH_PLATE.search(line.rest)
    if not hit or not any(map(str.isdigit, hit[1])):
        return ""
    line.take(hit.start(), hit.end(), Field.KIND)
    return hit[1].upper()


def _phone(line: Line) -> str:
    said = [line.said[start:end] for start, end, _ in line.spans_of(Field.PHONE)]
    return next(filter(None, map(phone_digits, said)), "")


def _before_phone(line: Line) -> re.Match[str] | None:
    """The name in Latin letters that stands right before a telephone number."""
    behind = 1
    for start, end, _field in line.spans_of(Field.PHONE):
        hit = _BEFORE_PHONE.search(line.rest, behind - 1, start)
        if hit and not _NO_DRIVER.search(hit[1]):
            return hit
        behind = max(behind, end)
    return None


def _take_driver(line: Line) -> str:
    hit = _words().driver.search(line.rest) or _words().titled.search(line.rest)
    hit = hit or _ENGLISH_DRIVER.search(line.rest) or _FAMILIAR_DRIVER.search(line.rest)
    hit = hit or _before_phone(line) or _ENGLISH_TITLE.search(line.rest)
    if not hit:
        return ""
    line.take(hit.start(), hit.end(), Field.PERSON)
    return line.text[slice(*hit.span(1))] if hit[1].isascii() else hit[1]
