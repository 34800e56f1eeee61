"""Where a sheet, a title or a line across a table says that the rows below are."""

from __future__ import annotations

import re
from typing import NamedTuple

from data.exchange.compounds import Compounds, named_in_title
from models.households.addresses import read_parts
from models.households.english_addresses import split_english
from models.text import narrow

_BEGINS = re.compile(r"[\dA-Za-z零〇一二两三四五六七八九十第]")
_SURE = re.compile(r"(?:号楼|号门|幢|栋|座|单元|弄|号)$")
_OF_A_DATE = re.compile(r"[年月]\s*$")
_BRACKETED = re.compile(r"[（(\[【].*?[)）\]】]")
_SIGNS = re.compile(r"^[^\w（(\[【]+")
"""What draws the eye to a line, before it: `▲`, `■`, `--`."""
_COUNTED = re.compile(
    r"[\s,，:：;；]*(?:(?:共|合计|计)?\s*(?:\d+\s*[户人室套层口个]\s*[,，、]?\s*)+|楼栋|人员|居民|住户)?[\s:：]*"
)


class Band(NamedTuple):
    """What a line says of the rows below it; None where it says nothing."""

    compound: str | None = None
    lane: str | None = None
    building: str | None = None
    unit: str | None = None

    @property
    def says(self) -> bool:
        """Whether it says anything."""
        return any(self)

    def below(self, above: Band) -> Band:
        """This line under one that holds already: what is wider stays, what is narrower goes."""
        if self.compound:
            return self
        if self.lane:
            return self._replace(compound=above.compound)
        if self.building:
            return self._replace(compound=above.compound, lane=above.lane)
        return above._replace(unit=self.unit)


def in_title(text: str, compounds: Compounds) -> Band:
    """What a title, a sheet's or a file's name says somewhere: `江阴新村3号楼人员名单`."""
    plain = "".join(narrow(text).split())
    name, rest = compounds.after(plain)
    said = rest if name else plain
    found = _first_parts(_BRACKETED.sub("", said), name)
    return found if found.building or found.lane else _first_parts(said, name)


def _first_parts(text: str, name: str | None) -> Band:
    for hit in _BEGINS.finditer(text):
        parts = read_parts(text, hit.start())
        if not (parts.lane or parts.building or parts.unit):
            continue
        said = text[hit.start() : parts.end]
        if _SURE.search(said) and not _OF_A_DATE.search(text[: hit.start()]):
            return Band(name, parts.lane, parts.building, parts.unit)
    return Band(name)


def across(text: str, compounds: Compounds) -> Band:
    """What a line across a table says as a whole: `1号楼`, `▲ 3幢2单元（共24户）`."""
    text = _SIGNS.sub("", text)
    plain = "".join(narrow(_BRACKETED.sub("", text)).split())
    name, rest = compounds.split_off(plain)
    parts = read_parts(rest)
    is_whole = not parts.room and _COUNTED.fullmatch(rest[parts.end :]) is not None
    is_sure = _SURE.search(rest[: parts.end].rstrip(" ,，-")) is not None
    if name and (is_whole or not rest):
        return Band(name, parts.lane, parts.building, parts.unit)
    if is_whole and is_sure:
        return Band(None, parts.lane, parts.building, parts.unit)
    english = split_english(_BRACKETED.sub("", text).strip(" :"))
    if english.building and not english.compound and not english.room:
        return Band(building=english.building)
    told = named_in_title(text)
    if told or len(text) < 30:
        found = in_title(text, compounds)
        return found if found.compound else Band()
    return Band()
