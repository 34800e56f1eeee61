"""The model, as it is learned: which n-grams are kept, and what each adds to which label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from models.reading.guard import NOTHING, bucket_of

BUCKETS = 32_768
SEEN_IN = 2
"""Calls that an n-gram has to stand in."""
RARITY = 25
"""Steps of a byte for an n-gram that stands in every 2.7th as many calls as another."""
LOOSE = 10.0
"""How loosely the model is held to small weights: the C of the library."""

Found = Sequence[set[str]]
"""The n-grams of each call."""

Matrix = Any
Numbers = Any


class Kept(NamedTuple):
    """An n-gram that counts: its bucket, and how rare it is, from 1 to 255."""

    bucket: int
    rarity: int


class Learned(NamedTuple):
    """What tells one label from all others.

    Attributes:
        bias: the score of a call of which nothing is known.
        weights: what each bucket adds to it, by how rare its n-gram is.
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
    """The n-grams that are kept: of those that fall into one bucket the one that tells most about
    lives."""
    seen = Counter(ngram for of_call in found for ngram in of_call)
    often = sorted(ngram for ngram, calls in seen.items() if calls >= SEEN_IN)
    each = {
        ngram: Kept(at, max(1, min(255, round(RARITY * log(len(found) / seen[ngram])))))
        for at, ngram in enumerate(often)
    }
    weights = learn(matrix(found, each, len(each)), lives).weights
    tells = {ngram: abs(weights[each[ngram].bucket]) * seen[ngram] ** 0.5 for ngram in often}
    kept: dict[int, str] = {}
    for ngram in sorted(often, key=lambda ngram: (-tells[ngram], ngram)):
        kept.setdefault(bucket_of(ngram, BUCKETS)[0], ngram)
    return {ngram: Kept(bucket, each[ngram].rarity) for bucket, ngram in kept.items()}


def matrix(found: Iterable[set[str]], kept: Mapping[str, Kept], width: int = BUCKETS) -> Matrix:
    """A row a call, all of one length: its n-grams, each as much as it is rare."""
    values: list[float] = []
    indices: list[int] = []
    ends = [0]
    for of_call in found:
        known = sorted(kept[ngram] for ngram in of_call if ngram in kept)
        length = sum(one.rarity**2 for one in known) ** 0.5
        indices += [one.bucket for one in known]
        values += [one.rarity / length for one in known]
        ends.append(len(indices))
    return csr_matrix((values, indices, ends), shape=(len(ends) - 1, width))


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
