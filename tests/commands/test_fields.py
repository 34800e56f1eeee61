"""What `fields` tells of listings: names, types that are so, meanings in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from screens.commands.fields import listings, records
from screens.commands.listing import Record
from tests.commands.running import Daiban

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?\+08:00")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BARE_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")


def _type(value: object) -> str | None:
    """The type of a value as `fields` calls it; None where it tells none."""
    match value:
        case None | []:
            return None
        case bool():
            return "boolean"
        case int() | float():
            return "number"
        case dict():
            return "record"
        case [*values]:
            (one,) = {_type(value) for value in values}
            return f"{one}s"
        case str() if _TIME.fullmatch(value):
            return "time"
        case str() if _DAY.fullmatch(value):
            return "day"
    return "text"


def _wrong(record: Record[Any], row: dict[str, Any], within: str) -> Iterator[str]:
    """Fields whose value is of another type than is told, or a time without a zone."""
    assert [*row] == [field.name for field in record.fields]
    for field in record.fields:
        value = row[field.name]
        seen = _type(value)
        if seen is not None and seen != field.type:
            yield f"{within}.{field.name} is {field.type}: {value!r}"
        if seen == "text" and _BARE_TIME.search(str(value)):
            yield f"{within}.{field.name} has no zone: {value!r}"
        if field.of is not None:
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, dict):
                    yield from _wrong(field.of, one, f"{within}.{field.name}")


def _meanings(fields: list[dict[str, Any]]) -> Iterator[str]:
    """The meanings of fields, and of those of records within."""
    for one in fields:
        yield one["meaning"]
        yield from _meanings(one["fields"] or [])


@pytest.mark.usefixtures("on_the_sample")
@pytest.mark.parametrize("name", listings())
def test_each_field_is_of_the_type_that_is_told_and_times_have_a_zone(
    daiban: Daiban, name: str
) -> None:
    record = listings()[name].record
    wrong = {one for row in daiban(name, "--json").json for one in _wrong(record, row, name)}
    assert sorted(wrong) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_listings_are_listed_and_each_told(daiban: Daiban, language: str) -> None:
    told = daiban("fields", "--json", "--lang", language).json
    assert [one["name"] for one in told] == [*records()]
    others = "today suggest loads stops count round cover learned log missed progress received"
    assert {*listings(), *others.split(), "results", "shared", "to-settle"} == {*records()}
    for name, (_words, record) in records().items():
        fields = daiban("fields", name, "--json", "--lang", language).json
        assert [one["name"] for one in fields] == [one.name for one in record.fields]
        assert all(one["meaning"] and one["type"] for one in fields)
        if language == "zh":
            meanings = [*_meanings(fields)]
            assert [one for one in meanings if not re.search("[㐀-鿿]", one)] == []


def test_fields_of_records_within_stand_under_their_name(daiban: Daiban) -> None:
    lines = daiban("fields", "drivers").out.splitlines()
    assert any(line.startswith("deliveries.arrived_at  ") for line in lines)
    assert "null" in lines[-1]


def test_a_mistyped_listing_is_told_with_those_like_it(daiban: Daiban) -> None:
    answer = daiban("fields", "rquests")
    assert (answer.status, answer.out) == (2, "")
    assert "did you mean requests" in answer.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_command_whose_fields_are_told_elsewhere_is_refused_with_where(
    daiban: Daiban, language: str
) -> None:
    for name in ("tube", "emergency", "door-list", "testing-progress"):
        told = daiban("fields", name, "--lang", language).misuse
        assert f"`{name}`" in Path("docs/fields.md").read_text(encoding="utf-8")
        assert name in told
        assert "docs/fields.md" in told


def test_fields_need_no_file(daiban: Daiban, tmp_path: object) -> None:
    assert daiban("--db", f"{tmp_path}/none.db", "fields", "roster").status == 0
