"""How text is drawn, as a terminal is told: the pen of a style, the shortest change to it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.color import ColorSystem
    from rich.style import Style


class Pen(NamedTuple):
    """How text is drawn, as the numbers a terminal knows.

    Attributes:
        marks: of bold, dim, italic, underlined and so on.
        ink: of the colour of the text; empty for the terminal's own.
        ground: of the colour behind it; empty for the terminal's own.
        link: where a click leads, as some terminals show it.
    """

    marks: tuple[str, ...] = ()
    ink: str = ""
    ground: str = ""
    link: str = ""


PLAIN = Pen()
"""The terminal's own."""

_MARKS = (
    ("bold", "1"),
    ("dim", "2"),
    ("italic", "3"),
    ("underline", "4"),
    ("blink", "5"),
    ("blink2", "6"),
    ("reverse", "7"),
    ("conceal", "8"),
    ("strike", "9"),
    ("underline2", "21"),
    ("frame", "51"),
    ("encircle", "52"),
    ("overline", "53"),
)


@lru_cache(maxsize=1024)
def pen_of(style: Style | None, system: ColorSystem) -> Pen:
    """How a style is drawn on a terminal with so many colours."""
    if style is None:
        return PLAIN
    marks = tuple(number for name, number in _MARKS if getattr(style, name))
    ink = style.color.downgrade(system).get_ansi_codes() if style.color else ()
    ground = style.bgcolor.downgrade(system).get_ansi_codes(False) if style.bgcolor else ()
    return _one(
        marks,
        "" if tuple(ink) == ("39",) else ";".join(ink),
        "" if tuple(ground) == ("49",) else ";".join(ground),
        style.link or "",
    )


@lru_cache(maxsize=1024)
def _one(marks: tuple[str, ...], ink: str, ground: str, link: str) -> Pen:
    """The same object for the same pen, so that the two are quickly told to be one."""
    pen = Pen(marks, ink, ground, link)
    return PLAIN if pen == PLAIN else pen


@lru_cache(maxsize=4096)
def change(was: Pen, to: Pen) -> str:
    """The shortest that makes a terminal draw in another way than it does."""
    begun = [mark for mark in to.marks if mark not in was.marks]
    parts = list(begun)
    if was.ink != to.ink:
        parts.append(to.ink or "39")
    if was.ground != to.ground:
        parts.append(to.ground or "49")
    anew = ["0", *to.marks, *filter(None, (to.ink, to.ground))]
    if len(begun) + len(was.marks) > len(to.marks):  # some of them end
        parts = anew
    codes = min(";".join(parts), ";".join(anew), key=len)
    if codes == "0":
        codes = ""
    link = "" if was.link == to.link else f"\x1b]8;;{to.link}\x1b\\"
    return link + (f"\x1b[{codes}m" if was[:3] != to[:3] else "")
