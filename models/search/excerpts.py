"""Where in a text what was looked for stands, and as much around it as fits. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.text import fold


class Excerpt(NamedTuple):
    """A piece of a text, around what was found in it."""

    before: str
    found: str
    after: str


def excerpt(text: str, words: Sequence[str], width: int = 40) -> Excerpt | None:
    """The piece of a text around the first of the words in it; None when it has none.

    Args:
        text: line breaks count as blanks.
        words: folded.
        width: characters of the piece; what is cut off is marked with `…`.
    """
    plain = " ".join(text.split())
    # Folding may change lengths; then the folded text is shown, in which places are right.
    folded = fold(plain)
    shown = plain if len(folded) == len(plain) else folded
    places = [(folded.find(word), word) for word in words if word and word in folded]
    if not places:
        return None
    at, word = min(places)
    end = at + len(word)
    start = max(0, min(at - width // 4, len(shown) - width))
    stop = max(end, min(len(shown), start + width))
    before = ("…" if start else "") + shown[start:at]
    return Excerpt(before, shown[at:end], shown[end:stop] + ("…" if stop < len(shown) else ""))
