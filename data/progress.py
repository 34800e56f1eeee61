"""How far a set-up is, told while nothing but the standard library is there."""

from __future__ import annotations

from typing import TextIO

from models.text import cells


class Progress:
    """Says how far the set-up is: one line that is written over on a terminal, else lines."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._terminal = out.isatty()
        self._width = 0

    def stage(self, text: str) -> None:
        """A new stage begins."""
        self._write(text, lasting=not self._terminal)

    def step(self, text: str) -> None:
        """Something of the present stage is done; shown on a terminal only."""
        if self._terminal:
            self._write(text, lasting=False)

    def end(self, text: str) -> None:
        """The last line, which stays."""
        self._write(text, lasting=True)

    def leave(self) -> None:
        """Nothing more will be said; what comes next begins on a line of its own."""
        if self._width:
            self._write("", lasting=True)

    def _write(self, text: str, *, lasting: bool) -> None:
        width = cells(text)
        start = "\r" if self._terminal else ""
        blank = " " * (self._width - width)
        self._out.write(start + text + blank + ("\n" if lasting else ""))
        self._out.flush()
        self._width = 0 if lasting else width
