"""A terminal as far as the desk uses one: what is on its screen after what was sent to it."""

from __future__ import annotations

import re

from rich.cells import cell_len

_PARTS = re.compile(
    r"\x1b\[(?P<numbers>[\d;]*)(?P<act>[A-Za-z])"
    r"|\x1b\]8;[^;]*;(?P<link>[^\x1b]*)\x1b\\"
    r"|(?P<aside>\x1b\[[?<=>][\d;]*\$?[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\x07\r])"
    r"|(?P<text>[^\x1b])",
    re.S,
)
"""What is sent; `aside` draws nothing."""

_BEGUN = re.compile(r"\x1b(\[[^A-Za-z]*|\][^\x07\x1b]*\x1b?)?\Z")
"""What is not whole yet."""

Drawn = tuple[frozenset[str], str, str, str]
"""Marks, colour, colour behind, link."""

_PLAIN: Drawn = (frozenset(), "", "", "")
BLANK = (" ", _PLAIN)


class Terminal:
    """A screen of cells, each a text and how it is drawn; the second half of a wide character
    has no text. Who writes over one half blanks the other."""

    def __init__(self, width: int, height: int) -> None:
        self.rows = [[BLANK] * width for _ in range(height)]
        self.x = self.y = 0
        self.pen = _PLAIN

    def feed(self, sent: str) -> str:
        """Take what was sent; what stands at its end and is not whole yet is given back.

        Raises:
            ValueError: of what this does not know.
        """
        begun = _BEGUN.search(sent)
        sent, rest = (sent[: begun.start()], begun[0]) if begun else (sent, "")
        end = 0
        for part in _PARTS.finditer(sent):
            if part.start() != end:
                raise ValueError(repr(sent[end : end + 20]))
            end = part.end()
            if part["aside"] is not None:
                if "1049" in part["aside"]:  # another screen, or the one before
                    self.rows = [[BLANK] * len(row) for row in self.rows]
            elif part["text"] is not None:
                self._write(part["text"])
            elif part["link"] is not None:
                self.pen = (*self.pen[:3], part["link"])
            elif part["act"] == "m":
                self._draw_as(part["numbers"].split(";") if part["numbers"] else ["0"])
            else:
                self._move(part["act"], [int(one or 1) for one in part["numbers"].split(";")])
        if end != len(sent):
            raise ValueError(repr(sent[end : end + 20]))
        return rest

    def lines(self) -> list[str]:
        """What stands in each line."""
        return ["".join(text for text, _pen in row) for row in self.rows]

    def resize(self, width: int, height: int) -> None:
        """Have another size; what has no room is lost."""
        rows = [row[:width] + [BLANK] * (width - len(row)) for row in self.rows[:height]]
        self.rows = rows + [[BLANK] * width for _ in range(height - len(rows))]

    def _move(self, act: str, numbers: list[int]) -> None:
        if act == "H":
            self.y, self.x = numbers[0] - 1, numbers[1] - 1
        elif act == "G":
            self.x = numbers[0] - 1
        elif act == "C":
            self.x += numbers[0]
        elif act not in "tnc":  # these ask something
            raise ValueError(act)
        self.y, self.x = min(self.y, len(self.rows) - 1), min(self.x, len(self.rows[0]) - 1)

    def _write(self, text: str) -> None:
        if text == "\n":
            self.y = min(self.y + 1, len(self.rows) - 1)
            return
        row, width = self.rows[self.y], cell_len(text)
        if width == 0:
            at = self.x - 1 if row[self.x - 1][0] else self.x - 2
            row[at] = (row[at][0] + text, row[at][1])
            return
        self.x = min(self.x, len(row) - width)  # lines do not wrap
        end = self.x + width
        if row[self.x][0] == "":
            row[self.x - 1] = (" ", row[self.x - 1][1])
        if end < len(row) and row[end][0] == "":
            row[end] = (" ", row[end][1])
        row[self.x : end] = [(text, self.pen), *[("", self.pen)] * (width - 1)]
        self.x = end

    def _draw_as(self, codes: list[str]) -> None:
        marks, ink, ground, link = self.pen
        rest = list(codes)
        while rest:
            code = rest.pop(0)
            if code == "0":
                marks, ink, ground = frozenset(), "", ""
            elif code in ("38", "48"):
                count = 1 if rest[0] == "5" else 3
                colour = ";".join([code, *rest[: count + 1]])
                del rest[: count + 1]
                ink, ground = (colour, ground) if code == "38" else (ink, colour)
            elif code in ("39", "49"):
                ink, ground = ("", ground) if code == "39" else (ink, "")
            elif len(code) > 1 and code[0] in "39":
                ink = code
            elif (len(code) > 2 and code[:2] == "10") or (code[0] == "4" and len(code) > 1):
                ground = code
            else:
                marks = marks | {code}
        self.pen = (marks, ink, ground, link)
