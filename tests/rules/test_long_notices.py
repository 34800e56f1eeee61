"""Notices of ten thousand letters: how much is looked at grows with their length, not faster."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import pytest

from models.reading import notice_placing, written_goods
from models.reading.notice import read_notice
from models.reading.notice_parts import Part, parts_of
from models.reading.notice_placing import Rule, rules_by_goods
from models.reading.scan import Line
from models.reading.shapes import Field
from models.reading.written_goods import Piece, goods_shapes, phrases_of
from models.times import LOCAL

NOW = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
BASE = 0x4E00


class Counting:
    """A pattern that counts the characters it was given to look at."""

    def __init__(self, shape: re.Pattern[str]) -> None:
        self._shape = shape
        self.looked_at = 0

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        self.looked_at += end - start
        return self._shape.search(text, start, end)

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        self.looked_at += end - start
        return self._shape.finditer(text, start, end)


@pytest.mark.parametrize(
    "said", ["20箱 a ", "by ", " ", "a、", "优先、", "20 bags (5kg) a ", "[20箱 ", "(", "1份kga1:"]
)
def test_each_quantity_is_looked_for_once(monkeypatch: pytest.MonkeyPatch, said: str) -> None:
    shapes = goods_shapes()
    counting = Counting(shapes.counted), Counting(shapes.quantity)
    watched = shapes._replace(counted=counting[0], quantity=counting[1])  # type: ignore[arg-type]
    monkeypatch.setattr(written_goods, "goods_shapes", lambda: watched)
    text = said * (5000 // len(said))
    phrases_of(text, 0, len(text))
    assert counting[0].looked_at == len(text)
    assert counting[1].looked_at <= len(text) + 5000


def test_a_rule_is_taken_apart_once_however_many_goods_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def watched(phrase: str, units: str) -> list[Part]:
        asked.append(phrase)
        return parts_of(phrase, units)

    monkeypatch.setattr(notice_placing, "parts_of", watched)
    names = [f"{chr(BASE + 7 * at)}{chr(BASE + 11 * at)}米" for at in range(60)]
    pieces = [Piece(name, 1, "袋", "", "") for name in names]
    found = rules_by_goods(pieces, [Rule(f"{name}每户1袋", 60) for name in names])
    assert found == {name: f"{name}每户1袋" for name in names}
    assert len(asked) == len(names)


def test_a_rule_that_is_said_again_and_again_stands_in_each_once() -> None:
    text = "".join(f"{chr(BASE + at)}米{at + 1}箱，封控楼优先；" for at in range(20))
    found = read_notice(text, NOW).items
    assert {one.rule_text for one in found} == {"封控楼优先"}
    assert len(found) == 20


def test_goods_that_are_divided_the_same_bear_the_rule_without_other_names() -> None:
    text = "大米20袋，面粉30袋，食用油40桶，大米每户1袋；面粉同上；食用油同上"
    found = {one.goods: one.rule_text for one in read_notice(text, NOW).items}
    assert found == {"大米": "大米每户1袋", "面粉": "面粉每户1袋", "食用油": "食用油每户1袋"}


def test_parts_that_are_taken_one_after_another_are_all_spoken_for() -> None:
    line = Line("ab" * 50)
    for at in range(0, 100, 2):
        line.take(at, at + 1, Field.HAPPENED)
    assert line.rest == "\x00b" * 50
    assert len(line.spans) == 50
    line.take(0, 10, Field.KIND)
    assert (len(line.spans), line.rest[:12]) == (46, "\x00" * 11 + "b")
    line.note(11, 12, Field.KIND)
    line.take(9, 12, Field.KIND)
    assert line.rest[8:14] == "\x00" * 5 + "b"
    assert [span.start for span in line.spans_of(Field.KIND)] == [0, 9]


def test_long_names_are_known_at_their_place_alone() -> None:
    """A name in Latin letters is as long as its goods say, whatever else stands behind it."""
    found = read_notice(
        "20 bags of rice noodles, 1kgvegetable packs, 30 tins semi-skimmed milk", NOW
    )
    assert [one.goods for one in found.items] == [
        "rice noodles",
        "vegetable packs",
        "semi-skimmed milk",
    ]
