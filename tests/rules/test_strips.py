"""What a drawn line keeps of itself: what is asked for again, and never much."""

from __future__ import annotations

from gc import get_referents
from weakref import ref

import pytest
from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.color import Color
from textual.strip import Strip

from screens.contrast import Inks
from screens.strips import Few, lighten


def test_only_the_last_few_are_kept() -> None:
    few = Few()
    for number in range(10):
        few[number] = str(number)
    assert list(few) == [6, 7, 8, 9]
    few[7] = "again"  # what is kept already takes no other's place
    assert few == {6: "6", 7: "again", 8: "8", 9: "9"}


def test_a_line_gives_what_it_was_asked_for_before() -> None:
    lighten()
    line = Strip([Segment("胰岛素 2105")])
    cut = line.crop(0, 6)
    assert cut.text == "胰岛素"
    assert line.crop(0, 6) is cut
    for width in range(1, 9):
        assert line.crop(0, width).cell_length == width
    assert line.crop(0, 6).text == "胰岛素"


def test_equal_styles_become_equal_inks_whichever_object_they_are() -> None:
    inks = Inks()
    for _ in range(3):
        weak = Style.parse("#333333 on #202020")
        (drawn, blank) = inks.apply([Segment("word", weak), Segment("   ", weak)])
        assert drawn.style is not None
        assert drawn.style.color != weak.color
        assert blank.style is weak


def test_ink_that_can_be_read_stays_the_very_segment() -> None:
    plain = [Segment("word", Style.parse("#ffffff on #000000")), Segment("none")]
    given = Inks().apply(plain)
    assert all(one is was for one, was in zip(given, plain, strict=True))


def test_no_line_is_kept_for_the_colours_of_a_widget_that_is_gone() -> None:
    lighten()
    cache = StylesCache()
    gone = ref(cache)
    night, day = Color.parse("#1e2227"), Color.parse("#ffffff")
    inner, outer = cache.get_inner_outer(night, day)
    assert (inner.background, outer.background) == (day, night)
    assert StylesCache().get_inner_outer(night, day) == (inner, outer)
    del cache
    assert gone() is None


def test_what_a_line_has_not_is_no_store() -> None:
    lighten()
    with pytest.raises(AttributeError, match="no_such"):
        getattr(Strip([Segment("2105")]), "no_such")  # noqa: B009 - said by no class


def test_a_store_is_made_when_it_is_first_asked_for() -> None:
    lighten()
    line = Strip([Segment("胰岛素 2105")])
    assert not any(isinstance(one, Few) for one in get_referents(line))
    line.crop(0, 6)
    assert [type(one) for one in get_referents(line)].count(Few) == 1
