"""The model, as it is learned: which n-grams are kept, and what each adds to which label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from models.reading.guard import NOTHING, SIDE_BY_SIDE, place_of

SLOTS = 30_720
SEEN_IN = 2
"""Calls that an n-gram has to stand in."""
RARITY = 18
"""Steps of a byte for an n-gram that stands in every 2.7th as many calls as another."""
PAIR = 1.3
"""How much two characters or two words count beside a word or another run of characters."""
PART = 0.5
"""How much a part of a word counts beside them."""
LOOSE = 10.0
"""How loosely the model is held to small weights: the C of the library."""

Found = Sequence[set[str]]
"""The n-grams of each call."""

Matrix = Any
Numbers = Any


class Kept(NamedTuple):
    """An n-gram that counts: its slot, and how rare it is, from 1 to 255."""

    slot: int
    rarity: int


class Learned(NamedTuple):
    """What tells one label from all others.

    Attributes:
        bias: the score of a call of which nothing is known.
        weights: what each slot adds to it, by how rare its n-gram is.
    """

    bias: float
    weights: Numbers

    def likely(self, rows: Matrix) -> Numbers:
        """How likely each call has the label."""
        return 1 / (1 + np.exp(-(rows @ self.weights + self.bias)))


def learn(rows: Matrix, has: Sequence[bool]) -> Learned:
    """Learn to tell the calls that have a label."""
    model = LogisticRegression(
        C=LOOSE, class_weight="balanced", solver="liblinear", max_iter=2000, random_state=0
    )
    model.fit(rows, has)
    return Learned(float(model.intercept_[0]), model.coef_[0])


def keep(found: Found, lives: Sequence[bool]) -> dict[str, Kept]:
    """The n-grams that are kept: those that tell most about lives, as far as there are slots.

    Of two in one group by the same name, the one that tells more.
    """
    seen = Counter(ngram for of_call in found for ngram in of_call)
    often = sorted(ngram for ngram, calls in seen.items() if calls >= SEEN_IN)
    each = {
        ngram: Kept(at, _rarity(ngram, seen[ngram] / len(found))) for at, ngram in enumerate(often)
    }
    weights = learn(matrix(found, each, len(each)), lives).weights
    tells = {ngram: abs(weights[each[ngram].slot]) * seen[ngram] ** 0.5 for ngram in often}
    kept: dict[str, Kept] = {}
    names: dict[int, set[int]] = {}
    for ngram in sorted(often, key=lambda ngram: (-tells[ngram], ngram)):
        place = place_of(ngram, SLOTS)
        group = names.setdefault(place.start, set())
        if len(group) < SIDE_BY_SIDE and place.name not in group:
            kept[ngram] = Kept(place.start + len(group), each[ngram].rarity)
            group.add(place.name)
    return kept


def _rarity(ngram: str, share: float) -> int:
    """How much an n-gram counts that stands in a share of the calls."""
    return max(1, min(255, round(-RARITY * _counts(ngram) * log(share))))


def _counts(ngram: str) -> float:
    """How much an n-gram of its sort counts beside others, as calls held out are told best."""
    if ngram.startswith("p "):
        return PART
    if len(ngram) == 2 or (ngram.startswith("w ") and " " in ngram[2:]):
        return PAIR
    return 1.0


def matrix(found: Iterable[set[str]], kept: Mapping[str, Kept], width: int = SLOTS) -> Matrix:
    """A row a call, all of one length: its n-grams, each as much as it is rare."""
    values: list[float] = []
    slots: list[int] = []
    ends = [0]
    for of_call in found:
        known = sorted(kept[ngram] for ngram in of_call if ngram in kept)
        length = sum(one.rarity**2 for one in known) ** 0.5
        slots += [one.slot for one in known]
        values += [one.rarity / length for one in known]
        ends.append(len(slots))
    return csr_matrix((values, slots, ends), shape=(len(ends) - 1, width))


class Packed(NamedTuple):
    """A label as the file of weights has it, see `models.reading.guard.Label`."""

    bias: float
    scale: float
    column: bytes


def pack(learned: Learned, rarity: Numbers) -> Packed:
    """The weights times how rare their n-grams are, in bytes."""
    adds = learned.weights * rarity
    scale = float(np.abs(adds).max()) / (NOTHING - 1)
    steps = np.round(adds / scale).astype(np.int64) + NOTHING
    return Packed(learned.bias, scale, steps.astype(np.uint8).tobytes())
