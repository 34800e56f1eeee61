"""Words that can be read on any terminal: in all colours, in 256, in 16, and without any.

What a style asks for is kept as far as it can be told from what it stands on. With 16 colours each
is one that every terminal has about the same, and on which others can be read. Where no colours are
wanted none are sent, no greys either: what was coloured is bold, what is about a life underlined as
well, what was a hint dim, and what stood on a colour, as beneath the cursor, is turned round.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from colorsys import rgb_to_hls
from functools import cache
from typing import NamedTuple

from rich.color import Color as RichColor
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.color import BLACK, WHITE, Color

LEAST = 4.5
"""The contrast of words and what they stand on, as the rules for the web have it (WCAG 2, AA)."""

WORDS = re.compile(r"[^\s\u2500-\u259f]")
"""What is no blank, no frame and no bar."""

_STEPS = 40
_COLOURED = 0x20
"""How far the parts of a colour are apart, of 255, from which on it is one; less is a grey."""

_STRONG = 0x30
"""The same of a ground from which on it is turned round without colours: the line under the cursor,
but not one in which a cell of its own has the cursor."""

_BRIGHT = 0x40
"""The same of the tones of words, which have more colour than what they stand on."""

_ALIKE = 30 / 360
"""How far the hues of two colours are apart at most that are taken for each other, of a round."""

_RED = 15 / 360
"""How far from red a hue is at most that tells of a life."""

XTERM = (
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5"
    " 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
VGA = (
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa"
    " 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)
"""What the 16 colours are on most terminals: what is read on both is read on those between."""

PALETTES = tuple(
    tuple(Color.parse(f"#{one}") for one in palette.split()) for palette in (XTERM, VGA)
)

_BLACK, _DARK_RED, _BLUE, _CYAN, _GREY, _YELLOW, _WHITE = 0, 1, 4, 6, 7, 11, 15

_MUTED = 7
"""The contrast below which words of no colour are a hint."""


class Drawn(NamedTuple):
    """How words are drawn."""

    ink: RichColor
    ground: RichColor


class Inks:
    """What the styles of words become on a terminal.

    Args:
        system: the colours the terminal has.
        plain: whether none are wanted, as with NO_COLOR.
    """

    def __init__(self, system: ColorSystem = ColorSystem.TRUECOLOR, *, plain: bool = False) -> None:
        self.system = system
        self.plain = plain
        self._dark = True
        self._drawn: dict[tuple[RichColor, RichColor], Drawn] = {}
        self._styles: dict[Style, Style] = {}
        self._known: dict[int, tuple[Style, Style]] = {}
        """The same by the very object, of which telling it from others takes longer; kept, so that
        no other comes to be where it was."""
        self._keeps = system is ColorSystem.TRUECOLOR and not plain
        """Whether what has no words stays as it is."""

    def stand_on(self, *, dark: bool) -> None:
        """What the screen stands on, which without colours tells what stands on something else."""
        if dark != self._dark:
            self._dark = dark
            self._styles.clear()
            self._known.clear()

    def apply(self, segments: Iterable[Segment]) -> list[Segment]:
        """The segments of a line, whose colours are those of the terminal or all there are."""
        known, given = self._known, []
        for segment in segments:
            text, style, control = segment
            becomes = style
            if style is not None:
                found = known.get(id(style))
                becomes = self._become(style) if found is None else found[1]
            if becomes is style or (self._keeps and not WORDS.search(text)):
                given.append(segment)
            else:
                given.append(Segment(text, becomes, control))
        return given

    def _become(self, style: Style) -> Style:
        """What words of a style are drawn in."""
        ink, ground = style.color, style.bgcolor
        found = self._styles.get(style)
        if found is None:
            found = style
            if self.plain:
                found = _without_colours(style, dark=self._dark)
            elif not (
                ground is None or ground.triplet is None or (ink and ink.triplet is None)
            ) and (ink is not None or not self._keeps):
                drawn = self._pair(ink or ground, ground)
                if drawn.ink != ink or drawn.ground != ground:
                    found += Style.from_color(drawn.ink, drawn.ground)
            if len(self._styles) > _MOST:
                self._styles.clear()
            self._styles[style] = found
        if found == style:
            found = style
        if len(self._known) > _AT_HAND:
            self._known.clear()
        self._known[id(style)] = style, found
        return found

    def _pair(self, ink: RichColor, ground: RichColor) -> Drawn:
        found = self._drawn.get((ink, ground))
        if found is None:
            one, under = Color.from_rich_color(ink), Color.from_rich_color(ground)
            if self.system is ColorSystem.STANDARD:
                found = _of_sixteen(one, under)
            else:
                given = apart(one, under, self.system)
                found = Drawn(_rich(given, self.system), _rich(under, self.system))
            self._drawn[ink, ground] = found
        return found


_MOST = 1024
"""Styles that are kept in mind; places in a text are part of them."""

_AT_HAND = 512
"""Objects of which it is known what they become."""


def contrast(one: Color, other: Color) -> float:
    """How far two colours are apart, from 1 to 21; without colours no nearer than that."""
    return min(ratio(one, other), ratio(one.monochrome, other.monochrome))


def ratio(one: Color, other: Color) -> float:
    """How far two colours are apart, from 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def apart(ink: Color, ground: Color, system: ColorSystem = ColorSystem.TRUECOLOR) -> Color:
    """A tone, as far from what it stands on as it takes to be read with the colours there are."""
    end = max(WHITE, BLACK, key=lambda far: contrast(far, ground))
    for step in range(_STEPS + 1):
        given = ink.blend(end, step / _STEPS) if step else ink
        if contrast(_as_shown(given, system), _as_shown(ground, system)) >= LEAST:
            return given
    return end


def _as_shown(colour: Color, system: ColorSystem) -> Color:
    """What a terminal shows of a colour."""
    if system is ColorSystem.TRUECOLOR:
        return colour
    red, green, blue = _rich(colour, system).get_truecolor()
    return Color(red, green, blue)


def _rich(colour: Color, system: ColorSystem) -> RichColor:
    """A colour as the terminal has it."""
    if system is ColorSystem.TRUECOLOR:
        return colour.rich_color
    return RichColor.from_ansi(nearest_of_256(colour))


_LEVELS = (0, 95, 135, 175, 215, 255)
"""What the parts of 216 of the 256 colours may be; 24 others are greys, see `nearest_of_256`."""


@cache
def nearest_of_256(colour: Color) -> int:
    """The number of the colour that is nearest; what has hardly any is a grey, which the library
    takes for pink or blue."""
    parts = [min(range(6), key=lambda at: abs(_LEVELS[at] - part)) for part in colour.rgb]
    step = min(23, max(0, round((sum(colour.rgb) / 3 - 8) / 10)))
    grey = 8 + 10 * step
    near = [(16, BLACK), (231, WHITE), (232 + step, Color(grey, grey, grey))]
    if _spread(colour) >= _COLOURED:
        number = 16 + 36 * parts[0] + 6 * parts[1] + parts[2]
        red, green, blue = (_LEVELS[part] for part in parts)
        near.append((number, Color(red, green, blue)))
    return min(near, key=lambda one: _distance(one[1], colour))[0]


def _without_colours(style: Style, *, dark: bool) -> Style:
    """A style without any colour, in which what was told by one is told all the same."""
    ink, ground = (
        None if one is None else Color.from_rich_color(one) for one in (style.color, style.bgcolor)
    )
    # A cell of its own, such as the cursor of a field, is told from the line that it stands in.
    turned = ground is not None and (
        _spread(ground) >= _STRONG or _is_other_side(ground, dark=dark) != bool(style.reverse)
    )
    marks = Style(reverse=turned)
    if ink is not None and _spread(ink) >= _BRIGHT:
        marks += Style(bold=True)
    elif ink and ground and not turned and not style.bold and contrast(ink, ground) < _MUTED:
        marks += Style(dim=True)
    if ink is not None and _is_red(ink):
        marks += Style(underline=True)
    return style.without_color + Style.from_meta(style.meta) + marks


def _is_other_side(ground: Color, *, dark: bool) -> bool:
    """Whether something stands on what is light where the screen is dark, or the other way."""
    return (_luminance(ground) < 0.18) != dark


def _of_sixteen(ink: Color, ground: Color) -> Drawn:
    under = _ground(ground)
    grey = _spread(ink) < _BRIGHT
    read = [
        number
        for number in range(16)
        if all(ratio(palette[number], palette[under]) >= LEAST for palette in PALETTES)
    ]
    alike = [one for one in read if _is_alike(PALETTES[0][one], ink, grey=grey)]
    alike = alike or [one for one in read if _spread(PALETTES[0][one]) == 0]
    given = min(alike, key=lambda one: _distance(PALETTES[0][one], ink))
    return Drawn(RichColor.from_ansi(given), RichColor.from_ansi(under))


def _ground(colour: Color) -> int:
    """Which of 16 colours words stand on best."""
    light = _luminance(colour)
    if _spread(colour) < _COLOURED:
        return _BLACK if light < 0.18 else _GREY if light < 0.8 else _WHITE
    if _is_red(colour):
        return _DARK_RED
    if colour.r > colour.b:
        return _YELLOW
    return _BLUE if light < 0.18 else _CYAN


def _spread(colour: Color) -> int:
    return max(colour.rgb) - min(colour.rgb)


@cache
def _hue(colour: Color) -> float:
    return rgb_to_hls(*colour.normalized)[0]


def _is_red(colour: Color) -> bool:
    return _spread(colour) >= _BRIGHT and min(_hue(colour), 1 - _hue(colour)) <= _RED


def _is_alike(one: Color, tone: Color, *, grey: bool) -> bool:
    """Whether one of 16 colours says what a tone says: a grey, or the same hue."""
    if grey or _spread(one) == 0:
        return grey and _spread(one) == 0
    between = abs(_hue(one) - _hue(tone))
    return min(between, 1 - between) <= _ALIKE


def _distance(one: Color, other: Color) -> int:
    return sum((a - b) ** 2 for a, b in zip(one.rgb, other.rgb, strict=True))
