"""The guard: how likely a call is about a life, and what kind it is, by a small linear model.

Word tables cannot know every way to say that somebody dies. The guard has seen some thousand
invented calls (`training/`) and gives no reasons: it only asks, where the rules see nothing.

The file of weights is a seal, a line of JSON, then columns of a byte a slot: two that say which
n-gram the slot belongs to, how rare that is, and for each label what it adds, 128 for nothing. An
n-gram stands in one of a few slots side by side; one that training did not keep counts for nothing.
"""

from __future__ import annotations

from functools import cache
from math import exp, hypot
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from models.reading.ngrams import ngrams
from models.requests import RequestKind
from models.system_reasons import system_reason
from models.word_tables import BrokenTable

WEIGHTS = Path(__file__).with_name("guard.bin")

LIFE, TODAY, SOON = "life", "today", "soon"
"""The labels of the model that tell how urgent a call is, each that it is so or worse; all others
are kinds."""

SIDE_BY_SIDE = 8
"""Slots that an n-gram may stand in."""

NOTHING = 128
"""The byte of a weight that adds nothing; one less takes away, one more adds."""


class Marks(NamedTuple):
    """From which likeliness on something is said.

    Attributes:
        ask: that it may be about a life.
        sure: that it is: at least 95 of 100 calls held out of training were.
        kind: which kind it is, rather than that nobody knows.
        over: that it is of another kind than the rules took it for.
        today, soon: that it is so urgent, where it is no life.
    """

    ask: float
    sure: float
    kind: float
    over: float
    today: float
    soon: float


class Guess(NamedTuple):
    """What the guard makes of a call.

    Attributes:
        life: how likely it is about a life, from 0 to 1.
        kind: the likeliest kind.
        kind_likely: how likely that is, from 0 to 1.
        today, soon: how likely it is so urgent or worse.
    """

    life: float
    kind: RequestKind
    kind_likely: float
    today: float = 0.0
    soon: float = 0.0


UNHEARD_OF = Guess(0.0, RequestKind.OTHER, 0.0)
"""What is said of a call in which nothing is known."""


class Label(NamedTuple):
    """What tells one label from all others.

    Attributes:
        bias: the score of a call of which nothing is known.
        scale: what one step of a byte is worth.
        column: a byte a slot.
    """

    bias: float
    scale: float
    column: bytes


class Place(NamedTuple):
    """Where an n-gram stands, if it does.

    Attributes:
        start: the first of the slots, `SIDE_BY_SIDE` of them, that it may have.
        name: the byte by which it is looked for among them.
        proof: the byte that has to be beside it, lest another n-gram is taken for it.
    """

    start: int
    name: int
    proof: int


def place_of(ngram: str, slots: int) -> Place:
    """Where to look for an n-gram in columns of so many slots."""
    rest, group = divmod(crc32(ngram.encode("utf-8", "surrogatepass")), slots // SIDE_BY_SIDE)
    return Place(group * SIDE_BY_SIDE, rest & 0xFF, rest >> 8 & 0xFF)


class Guard:
    """The model as it was trained.

    Args:
        weights: the contents of the file.

    Raises:
        ValueError: they are not those that were written.
    """

    def __init__(self, weights: bytes) -> None:
        import json

        seal, _, rest = weights.partition(b"\n")
        if seal != sealed(rest):
            raise ValueError("these are not the weights that were written")
        head, _, body = rest.partition(b"\n")
        told: dict[str, Any] = json.loads(head)
        self.marks = Marks(**told["marks"])
        self.trained_from: str = told["trained_from"]
        """The digest of what it was trained from, see `training/calls.py`."""
        self._slots: int = told["slots"]
        columns = [body[at : at + self._slots] for at in range(0, len(body), self._slots)]
        self._names, self._proofs, self._rarity = columns[:3]
        labels = {
            label: Label(bias, scale, column)
            for (label, (bias, scale)), column in zip(
                told["labels"].items(), columns[3:], strict=True
            )
        }
        self._life, self._today, self._soon = map(labels.pop, (LIFE, TODAY, SOON))
        self._kinds = {RequestKind(label): how for label, how in labels.items()}

    def guess(self, text: str) -> Guess:
        """What a call is about, by how it is said; in any wording, and of any length."""
        found = self._found(text)
        if not found:
            return UNHEARD_OF
        length = self._length(found)
        likely = self._kinds_likely(found, length)
        kind = max(likely, key=likely.__getitem__)
        life, today, soon = (
            _likely(how, found, length) for how in (self._life, self._today, self._soon)
        )
        return Guess(life, kind, likely[kind], today, soon)

    def ranked(self, text: str) -> list[RequestKind]:
        """The kinds a call may be of, the likeliest first."""
        found = self._found(text)
        likely = self._kinds_likely(found, self._length(found))
        return sorted(likely, key=likely.__getitem__, reverse=True)

    def rarity(self, ngram: str) -> int | None:
        """How rare an n-gram is, from 1 to 255; None for one that training did not keep."""
        slot = self._slot(ngram)
        return None if slot is None else self._rarity[slot]

    def speaks_for(self, ngram: str, kind: RequestKind | None) -> int:
        """How much an n-gram speaks for a kind, from -128 to 127; 0 for one that tells nothing.

        Args:
            kind: None for a life, whatever kind it is.
        """
        slot = self._slot(ngram)
        how = self._life if kind is None else self._kinds.get(kind)
        return 0 if how is None or slot is None else how.column[slot] - NOTHING

    def _length(self, found: list[int]) -> float:
        return hypot(*map(self._rarity.__getitem__, found)) or 1.0

    def _kinds_likely(self, found: list[int], length: float) -> dict[RequestKind, float]:
        return {kind: _likely(how, found, length) for kind, how in self._kinds.items()}

    def _found(self, text: str) -> list[int]:
        """The slots of the n-grams of a call that training kept."""
        slots = map(self._slot, ngrams(text))
        return [slot for slot in slots if slot is not None]

    def _slot(self, ngram: str) -> int | None:
        start, name, proof = place_of(ngram, self._slots)
        slot = self._names.find(name, start, start + SIDE_BY_SIDE)
        return slot if slot >= 0 and self._proofs[slot] == proof else None


def _likely(how: Label, found: list[int], length: float) -> float:
    steps = sum(map(how.column.__getitem__, found)) - NOTHING * len(found)
    score = how.bias + how.scale * steps / length
    return 1 / (1 + exp(-max(-50.0, min(50.0, score))))


def sealed(weights: bytes) -> bytes:
    """What stands in front of weights, by which any that were cut off or changed are told."""
    return b"%08x" % crc32(weights)


@cache
def guard() -> Guard:
    """The guard of this program, read when it is first asked.

    Raises:
        BrokenTable: `word_table_unreadable`, its weights cannot be read.
    """
    try:
        return Guard(WEIGHTS.read_bytes())
    except OSError as error:
        raise BrokenTable(
            "word_table_unreadable", file=WEIGHTS, reason=system_reason(error)
        ) from error
    except ValueError as error:
        raise BrokenTable("word_table_unreadable", file=WEIGHTS, reason=error) from error
