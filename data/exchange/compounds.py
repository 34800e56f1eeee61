"""Compounds: the list of them read from a table, and the many ways other papers name one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime

from data.exchange.days import as_day
from data.exchange.found import Record
from data.exchange.list_words import list_words, told
from data.exchange.rows import Rows, tidy_name
from models.closed import WHY_LIMIT
from models.exchange.columns import Cell
from models.households import CompoundInput, CompoundKind
from models.households.addresses import bare_lane
from models.text import clean, fold, narrow
from models.times import local_date

_BRACKETED = re.compile(r"\s*[（(\[【].*?[)）\]】]\s*")
_IN_BRACKETS = re.compile(r"[（(](.+?)[)）]")
_REGION = re.compile(r"(?:上海市?|[^市]{1,4}市)?(?:[^区]{1,4}区)?(?:[^街镇]{1,6}(?:街道|镇))?")
_LANE_ADDRESS = re.compile(r"([\d零〇一二三四五六七八九十百]+)弄$")
_ON_STREET = re.compile(r"(?P<street>[^\s\d]{1,8}[路街道])\d{1,5}(?:-\d{1,4})?号[甲乙丙丁]?")
_NUMBERS = re.compile(r"[\d零〇一二三四五六七八九十百]+")
_SEVERAL_LANES = re.compile(
    rf"(?P<street>.*?[路街道])(?P<lanes>{_NUMBERS.pattern}弄?(?:[、,和及/]{_NUMBERS.pattern}弄?)+)(?<=弄)"
)
_LIST_WORDS = re.compile(
    r"(?:居民|住户|户籍|人员|业主|常住|人口|家庭|户主|全体)*+"
    r"(?:基本)?(?:信息|情况)*+(?:登记|统计|汇总|摸排|排摸)*+"
    r"(?:表|册|名单|名册|花名册|一览表?|台账|清单|底册)$"
    r"|\s*+[-–:]?\s*+(?:list of )?(?:residents?|households?|register|list)(?: (?:list|register))?$",
    re.IGNORECASE,
)
_NO_COMPOUND = re.compile(
    r"(?:sheet|table|工作表|表)\s*\d*|.*(?:居民区|居委会?|社区|街道|村委会?)", re.IGNORECASE
)


class Compounds:
    """The compounds that are known by name or address, and how a text is matched to one."""

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        """`known`: pairs of name and street address; the address may be empty."""
        self._by_name: dict[str, str] = {}
        self._by_address: dict[str, str] = {}
        self._lanes: dict[str, str | None] = {}
        self._split: dict[str, tuple[str | None, str]] = {}
        for name, address in known:
            self.add(name, address)

    def add(self, name: str, address: str = "") -> None:
        """Make a compound known."""
        self._split.clear()
        self._by_name[_plain(name)] = name
        if address:
            self._by_address[_plain(address)] = name
        several = _several_lanes(_plain(address))
        self._by_address |= dict.fromkeys(several, name)
        if several:
            self._lanes[name] = None
        elif address or name not in self._lanes:
            lane = _LANE_ADDRESS.search(_plain(address)) or _LANE_ADDRESS.search(_plain(name))
            self._lanes[name] = bare_lane(lane[0]) if lane else None

    def __bool__(self) -> bool:
        return bool(self._by_name)

    @property
    def only(self) -> str | None:
        """The one compound there is, when there is just one."""
        return next(iter(self._by_name.values())) if len(self._by_name) == 1 else None

    def find(self, text: str) -> str | None:
        """The compound a text names: by its name, 小区 or brackets apart, or by its address."""
        for said in (text, _BRACKETED.sub("", text), *_IN_BRACKETS.findall(text)):
            plain = _plain(said)
            found = self.find_name(said) or self._by_address.get(plain)
            if plain and found:
                return found
        return None

    def find_name(self, text: str) -> str | None:
        """The compound of this name, with or without 小区 or brackets."""
        plain = _plain(_BRACKETED.sub("", text))
        short = plain.removesuffix("小区")
        known = (self._by_name.get(name) for name in (_plain(text), plain, short, short + "小区"))
        return next((name for name in known if name), None)

    def within(self, text: str) -> str | None:
        """The compound named somewhere in a title; the longest name when several are."""
        plain = _plain(text)
        named = [word for word in self._by_name if word in plain]
        if named:
            return self._by_name[max(named, key=len)]
        told = [word for word in self._by_address if word in plain]
        return self._by_address[max(told, key=len)] if told else None

    def after(self, plain: str) -> tuple[str | None, str]:
        """The compound named somewhere in a title without blanks, and what stands behind it."""
        for words in (self._by_name, self._by_address):
            named = [word for word in words if word in fold(plain)]
            if named:
                longest = max(named, key=len)
                return words[longest], plain[fold(plain).index(longest) + len(longest) :]
        return None, plain

    def split_off(self, text: str) -> tuple[str | None, str]:
        """The compound at the start of an address, behind a city and a district, and the rest."""
        if text not in self._split:
            plain = "".join(narrow(text).split())
            found = self._split_start(plain)
            if not found[0]:
                found = self._split_start(_REGION.sub("", plain, count=1))
            self._split[text] = found if found[0] else (None, plain)
        return self._split[text]

    def _split_start(self, plain: str) -> tuple[str | None, str]:
        said = fold(plain)
        for words in (self._by_name, self._by_address):
            starts = [word for word in words if said.startswith(word)]
            if starts:
                longest = max(starts, key=len)
                rest = plain[len(longest) :]
                if words is self._by_address and (lane := self._one_of_several(longest)):
                    return words[longest], lane + rest
                again = self._split_start(rest) if rest else (None, rest)
                name = words[longest]
                return name, again[1] if again[0] == name else rest
        return None, plain

    def _one_of_several(self, address: str) -> str:
        """The lane of an address that is one of a compound's several; it tells doors apart."""
        lane = _LANE_ADDRESS.search(address)
        return lane[0] if lane and self.own_lane(self._by_address[address]) is None else ""

    def is_beside(self, name: str, text: str) -> bool:
        """Whether a number on the compound's street is another than its own: a shop outside it."""
        found = _ON_STREET.fullmatch(_plain(text))
        return found is not None and any(
            address.startswith(found["street"]) and address[len(found["street"]) :][:1].isdigit()
            for address, known in self._by_address.items()
            if known == name
        )

    def own_lane(self, name: str) -> str | None:
        """The lane that is the compound itself: 43 for one at 大林路43弄."""
        return self._lanes.get(name)

    def in_lane(self, lane: str) -> str | None:
        """The one compound at a lane of this number, 77 for one at 复兴路77弄、81弄; None where
        none or several are."""
        found = {
            name
            for address, name in self._by_address.items()
            if (at := _LANE_ADDRESS.search(address)) and bare_lane(at[0]) == lane
        }
        return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    return "".join(fold(text).split())


def _several_lanes(plain: str) -> list[str]:
    """The addresses of a compound of several lanes: 中华路300弄 and 中华路302弄 for
    中华路300弄、302弄; none for one of a single lane."""
    if not (found := _SEVERAL_LANES.fullmatch(plain)):
        return []
    return [f"{found['street']}{number}弄" for number in _NUMBERS.findall(found["lanes"])]


def named_in_title(title: str) -> tuple[str, str] | None:
    """Name and address of the compound a title tells, `大林苑（大林路338号）住户名单`, if any."""
    text = title.strip()
    address = next(iter(_IN_BRACKETS.findall(text)), "")
    bare = _BRACKETED.sub("", text)
    name = _LIST_WORDS.sub("", bare).strip(" -:：—")
    if not name or name == bare == text or len(name) > 20 or _NO_COMPOUND.fullmatch(name):
        return None
    return name, address


def name_of_sheet(sheet: str) -> str | None:
    """The compound a sheet of that name may be about; None for `Sheet1` and the like."""
    told = named_in_title(sheet)
    if told:
        return told[0]
    name = _BRACKETED.sub("", sheet).strip()
    plain = not name or _NO_COMPOUND.fullmatch(name) or name != _LIST_WORDS.sub("", name)
    return None if plain else name


def kind_of(text: str) -> CompoundKind:
    """The kind a register's word stands for."""
    return told(text, list_words().compounds) or CompoundKind.OTHER


def read(rows: Rows, now: datetime) -> list[Record[CompoundInput]]:
    """The compounds of a table, row by row; of a day without its year it is the nearest to now."""
    found = []
    for number, row, name in rows.named():
        kind = rows.text(row, "kind")
        phone, _ = rows.phone(row, number, "leader_phone")
        until, why = _closed(rows, row, number, now)
        compound = CompoundInput(
            name=name,
            kind=kind_of(kind) if kind else None,
            address=rows.text(row, "address") or None,
            unloading_point=rows.text(row, "unloading_point") or None,
            leader=tidy_name(rows.text(row, "leader")) or None,
            leader_phone=phone,
            stated_households=rows.count(row, number, "stated_households", most=99_999),
            stated_buildings=rows.count(row, number, "stated_buildings"),
            closed_until=until,
            closed_why=why,
        )
        found.append(rows.record(compound, number))
    return found


def _closed(
    rows: Rows, row: Sequence[Cell], number: int, now: datetime
) -> tuple[str | None, str | None]:
    """Until when and why a row says that a compound is closed. What cannot be kept is reported:
    `closed_until_unreadable`, `closed_until_over`, `closed_why_alone`. A row that says nothing of
    it opens nothing."""
    said, why = rows.text(row, "closed_until"), rows.text(row, "closed_why")
    if not said:
        if why:
            rows.problem("closed_why_alone", number, "closed_why", taken=True, value=why)
        return None, None
    day = as_day(rows.cell(row, "closed_until"), now)
    if day is None:
        rows.problem("closed_until_unreadable", number, "closed_until", taken=True, value=said)
        return None, None
    if day < local_date(now):
        rows.problem("closed_until_over", number, "closed_until", taken=True, value=day)
        return None, None
    return day.isoformat(), clean(why, limit=WHY_LIMIT) or None
