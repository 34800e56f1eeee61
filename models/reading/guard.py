"""The guard: how likely a call is about a life, and what kind it is, by a small linear model.

Word tables cannot know every way to say that somebody dies. The guard has seen some thousand
invented calls (`training/`) and gives no reasons: it only asks, where the rules see nothing.

The file of weights is one line of JSON, then a byte a bucket that says which n-gram it belongs to,
then a signed byte a bucket for each label. An n-gram that training did not keep counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import exp, sqrt
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from models.reading.ngrams import ngrams
from models.requests import RequestKind
from models.word_tables import BrokenTable

WEIGHTS = Path(__file__).with_name("guard.bin")

LIFE = "life"
"""The label of the model that tells lives from all else; the others are kinds."""


class Marks(NamedTuple):
    """From which likeliness on something is said.

    Attributes:
        ask: that it may be about a life.
        sure: that it is: at least 95 of 100 calls held out of training were.
        kind: which kind it is, rather than that nobody knows.
    """

    ask: float
    sure: float
    kind: float


class Guess(NamedTuple):
    """What the guard makes of a call.

    Attributes:
        life: how likely it is about a life, from 0 to 1.
        kind: the likeliest kind.
        kind_likely: how likely that is, from 0 to 1.
    """

    life: float
    kind: RequestKind
    kind_likely: float


def bucket_of(ngram: str, buckets: int) -> tuple[int, int]:
    """Where an n-gram's weights stand, and the byte, never 0, by which it is known there."""
    told = crc32(ngram.encode("utf-8", "surrogatepass"))
    return told % buckets, 1 + (told // buckets) % 255


class Guard:
    """The model as it was trained.

    Args:
        weights: the contents of the file.
    """

    def __init__(self, weights: bytes) -> None:
        import json

        head, _, body = weights.partition(b"\n")
        told: dict[str, Any] = json.loads(head)
        self.marks = Marks(**told["marks"])
        self.trained_from: str = told["trained_from"]
        """The digest of the calls it was trained from, see `training/train.py`."""
        self._buckets: int = told["buckets"]
        view = memoryview(body)
        self._known = view[: self._buckets]
        self._columns: dict[str, tuple[float, float, memoryview]] = {}
        for n, (label, (bias, scale)) in enumerate(told["labels"].items(), 1):
            column = view[n * self._buckets : (n + 1) * self._buckets].cast("b")
            self._columns[label] = bias, scale, column

    def guess(self, text: str) -> Guess:
        """What a call is about, by how it is said; in any wording, and of any length."""
        at = self._found(text)
        likely = {
            RequestKind(label): self._likely(label, at) for label in self._columns if label != LIFE
        }
        kind = max(likely, key=likely.__getitem__)
        return Guess(self._likely(LIFE, at), kind, likely[kind])

    def _found(self, text: str) -> list[int]:
        """The buckets of the n-grams of a call that training kept."""
        found = []
        for ngram in ngrams(text):
            bucket, known = bucket_of(ngram, self._buckets)
            if self._known[bucket] == known:
                found.append(bucket)
        return found

    def _likely(self, label: str, at: Sequence[int]) -> float:
        bias, scale, column = self._columns[label]
        score = bias + scale * sum(map(column.__getitem__, at)) / sqrt(len(at) or 1)
        return 1 / (1 + exp(-max(-50.0, min(50.0, score))))


@cache
def guard() -> Guard:
    """The guard of this program.

    Raises:
        BrokenTable: `word_table_unreadable`, its weights cannot be read.
    """
    try:
        return Guard(WEIGHTS.read_bytes())
    except OSError as error:
        raise BrokenTable("word_table_unreadable", file=WEIGHTS, reason=error.strerror) from error
    except (ValueError, TypeError, LookupError) as error:  # not as training writes them
        raise BrokenTable("word_table_unreadable", file=WEIGHTS, reason=error) from error
