"""Make the guard's weights from the calls in `lines/`, and tell how good it is on calls held out.

    python3 app.py train

Each file of calls was written by another hand. Every hand is judged by a model trained on all the
others: by that the marks are chosen and the figures in `figures.md` are made. The weights are then
trained on all of them. The same calls give the same weights.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from models.chases import Urgency
from models.reading.guard import bucket_of

LINES = Path(__file__).with_name("lines")
FIGURES = Path(__file__).with_name("figures.md")

BUCKETS = 32_768
SEEN_IN = 2
"""Calls that an n-gram has to stand in."""
LOOSE = 10.0
"""How loosely the model is held to small weights: the C of the library."""
RIGHT_WHEN_SURE = 0.95
KINDS_RIGHT = 0.6
FOLDS = 5

Matrix = Any
Numbers = Any


class Call(NamedTuple):
    """One call, and the file that it is from."""

    text: str
    life: bool
    kind: str
    hand: str


def calls() -> list[Call]:
    """All calls, in the order of the files and their lines."""
    return [
        Call(told["text"], told["urgency"] == Urgency.LIFE, told["kind"], file.stem)
        for file in sorted(LINES.glob("*.jsonl"))
        for told in map(json.loads, file.read_text(encoding="utf-8").splitlines())
    ]


def digest() -> str:
    """Of the calls: weights that carry another were not trained from them."""
    told = hashlib.sha256()
    for file in sorted(LINES.glob("*.jsonl")):
        told.update(file.read_bytes())
    return told.hexdigest()


class Model(NamedTuple):
    """What tells one label from all others: a score a call, from -50 to 50 or so.

    Attributes:
        weights: one a bucket.
    """

    bias: float
    weights: Numbers

    def likely(self, rows: Matrix) -> Numbers:
        """How likely each call has the label."""
        return 1 / (1 + np.exp(-(rows @ self.weights + self.bias)))

    def in_bytes(self) -> tuple[float, Numbers]:
        """The scale, and each weight as a signed byte of it."""
        scale = float(np.abs(self.weights).max()) / 127
        return scale, np.round(self.weights / scale).astype(np.int8)


def fit(rows: Matrix, has: Sequence[bool]) -> Model:
    """Learn a label."""
    model = LogisticRegression(
        C=LOOSE, class_weight="balanced", solver="liblinear", max_iter=2000, random_state=0
    )
    model.fit(rows, has)
    return Model(float(model.intercept_[0]), model.coef_[0])


def keep(found: Sequence[set[str]], lives: Sequence[bool]) -> dict[str, int]:
    """The n-grams that are kept, each in a bucket of its own: of those that fall into one, the one
    that tells most about lives."""
    seen = Counter(ngram for ngrams_of_call in found for ngram in ngrams_of_call)
    often = sorted(ngram for ngram, calls in seen.items() if calls >= SEEN_IN)
    columns = {ngram: at for at, ngram in enumerate(often)}
    weights = fit(matrix(found, columns, len(columns)), lives).weights
    tells = {ngram: abs(weights[at]) * seen[ngram] ** 0.5 for ngram, at in columns.items()}
    kept: dict[int, str] = {}
    for ngram in sorted(often, key=lambda ngram: (-tells[ngram], ngram)):
        kept.setdefault(bucket_of(ngram, BUCKETS)[0], ngram)
    return {ngram: bucket for bucket, ngram in kept.items()}


def matrix(found: Iterable[set[str]], columns: dict[str, int], width: int) -> Matrix:
    """A row a call: its n-grams, all alike, together as long as one."""
    values, indices, ends = [], [], [0]
    for ngrams_of_call in found:
        at = sorted(columns[ngram] for ngram in ngrams_of_call if ngram in columns)
        indices += at
        values += [1 / len(at) ** 0.5] * len(at)
        ends.append(len(indices))
    return csr_matrix((values, indices, ends), shape=(len(ends) - 1, width))


class Held(NamedTuple):
    """What was made of calls by a model that had not seen their hands.

    Attributes:
        life: how likely each is about a life.
        kinds: how likely each is of each kind; a row a call, a column a kind.
    """

    life: Numbers
    kinds: Numbers


def held_out(told: Sequence[Call], found: Sequence[set[str]], kinds: Sequence[str]) -> Held:
    """Judge each call by a model of other hands, some hands at a time."""
    hands = sorted({call.hand for call in told})
    life, by_kind = np.zeros(len(told)), np.zeros((len(told), len(kinds)))
    for turn in range(FOLDS):
        judged = [at for at, call in enumerate(told) if hands.index(call.hand) % FOLDS == turn]
        others = sorted(set(range(len(told))) - set(judged))
        learned = [told[at] for at in others]
        columns = keep([found[at] for at in others], [call.life for call in learned])
        rows = matrix((found[at] for at in others), columns, BUCKETS)
        asked = matrix((found[at] for at in judged), columns, BUCKETS)
        life[judged] = fit(rows, [call.life for call in learned]).likely(asked)
        for at, kind in enumerate(kinds):
            by_kind[judged, at] = fit(rows, [call.kind == kind for call in learned]).likely(asked)
    return Held(life, by_kind)
