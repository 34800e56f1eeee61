"""Make the guard's weights from the calls in `lines/`, and tell how good it is on calls held out.

    python3 app.py train

Each file of calls was written by another hand. Every hand is judged by a model trained on all the
others: by that the marks are chosen and the figures in `figures.md` are made. The weights are then
trained on all of them. The same calls give the same weights.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from models.chases import Urgency
from models.reading.guard import LIFE, WEIGHTS, bucket_of
from models.reading.ngrams import ngrams
from models.requests import RequestKind

LINES = Path(__file__).with_name("lines")
FIGURES = Path(__file__).with_name("figures.md")

BUCKETS = 32_768
SEEN_IN = 2
"""Calls that an n-gram has to stand in."""
LOOSE = 10.0
"""How loosely the model is held to small weights: the C of the library."""
RIGHT_WHEN_SURE = 0.95
KINDS_RIGHT = 0.6

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


class Kept(NamedTuple):
    """The n-grams that have a bucket, and by what they are known there."""

    columns: dict[str, int]
    known: bytearray


def place(grams: Sequence[set[str]], telling: dict[str, float]) -> Kept:
    """Give each bucket to the n-gram that tells most of those that fall into it."""
    columns: dict[str, int] = {}
    known = bytearray(BUCKETS)
    for gram in sorted(telling, key=lambda gram: (-telling[gram], gram)):
        bucket, byte = bucket_of(gram, BUCKETS)
        if not known[bucket]:
            known[bucket] = byte
            columns[gram] = bucket
    return Kept(columns, known)


def matrix(grams: Iterable[set[str]], columns: dict[str, int], width: int) -> Matrix:
    """A row a call: its n-grams, all alike, together as long as one."""
    data, indices, ends = [], [], [0]
    for found in grams:
        at = sorted(columns[gram] for gram in found if gram in columns)
        indices += at
        data += [1 / len(at) ** 0.5] * len(at)
        ends.append(len(indices))
    return csr_matrix((data, indices, ends), shape=(len(ends) - 1, width))


def fit(rows: Matrix, label: Sequence[bool]) -> tuple[float, Numbers]:
    """Bias and weights that tell what has the label from what has not."""
    model = LogisticRegression(
        C=LOOSE, class_weight="balanced", solver="liblinear", max_iter=2000, random_state=0
    )
    model.fit(rows, label)
    return float(model.intercept_[0]), model.coef_[0]
