"""The digest of a step is made of these very bytes, and of nothing else."""

from __future__ import annotations

from hashlib import sha256

import pytest

from models.journal.digests import digest, literal


@pytest.mark.parametrize(
    ("value", "bytes_"),
    [
        (None, b"NULL"),
        (7, b"7"),
        (-1, b"-1"),
        ("", b"''"),
        ("it's", b"'it''s'"),
        ("大林", "'大林'".encode()),
        ("NULL", b"'NULL'"),
        ("one\ntwo, three", b"'one\ntwo, three'"),
    ],
)
def test_values_are_written_as_sql_writes_them(value: str | int | None, bytes_: bytes) -> None:
    assert literal(value) == bytes_


def test_the_first_step_follows_nothing() -> None:
    told = b"\n'a',1\n"
    assert digest("", [b"'a'", b"1"], []) == sha256(told).hexdigest()


def test_a_step_is_a_line_of_its_own_and_one_for_each_change() -> None:
    told = b"before\n'a',1\n2,'person'\n3,NULL\n"
    made = digest("before", [b"'a'", b"1"], [[b"2", b"'person'"], [b"3", b"NULL"]])
    assert made == sha256(told).hexdigest()
    assert made == "406069730512da40b6348e0fd5575b1bd447139a71444052b1a86b5cceb7f315"


def test_what_belongs_to_a_step_cannot_move_to_another() -> None:
    made = {
        digest("x", [b"1"], [[b"2"], [b"3"]]),
        digest("x", [b"1"], [[b"3"], [b"2"]]),
        digest("x", [b"1"], [[b"2", b"3"]]),
        digest("x", [b"1", b"2"], [[b"3"]]),
        digest("x", [b"1"], [[b"2"]]),
        digest("", [b"1"], [[b"2"], [b"3"]]),
    }
    assert len(made) == 6
