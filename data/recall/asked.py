"""Abnormal tubes as they are asked about: by codes, or by a list as it came at night."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from data.recall import queries
from data.sql import Reader
from models.call_sheet import Who
from models.problems import Refused
from models.recall.code_lines import shape_of, shapes_of
from models.recall.rules import codes_alone, lines_beneath, read_list, split_codes, tube_code


class Asked(NamedTuple):
    """One abnormal tube as it is asked about.

    Attributes:
        code: empty where only people were told.
        round_no: of the round, where it was said.
        text: lines of names or doors; empty where the code alone was told.
        people: who is known already, of those who are held and to whom nobody goes.
        beneath: lines without a code of their own that count for it, see `rules.lines_beneath`.
    """

    code: str
    round_no: int | None = None
    text: str = ""
    people: tuple[Who, ...] = ()
    beneath: int = 0


def asked_by_codes(codes: Iterable[str], round_no: int | None = None) -> list[Asked]:
    """Tubes that are told by their codes alone, each once."""
    return [Asked(code, round_no) for code in split_codes(codes)]


def asked_by_list(conn: Reader, text: str, round_no: int | None = None) -> list[Asked]:
    """The tubes of a list as it was pasted.

    Raises:
        Refused: `recall_list_empty`.
    """

    alike = shapes_of(queries.codes_of(conn, round_no))

    @cache
    def is_tube(word: str) -> bool:
        code = tube_code(word)
        return shape_of(code) in alike or bool(queries.tubes_called(conn, code))

    beneath = lines_beneath(text, is_tube)
    found = [
        Asked(one.code, round_no, one.text, beneath=beneath.get(one.code, 0))
        for one in read_list(text, is_tube)
    ]
    if not found:
        raise Refused("recall_list_empty", "list")
    return found


def asked_by_line(conn: Reader, text: str, round_no: int | None = None) -> list[Asked]:
    """The tubes of what was typed, scanned or pasted at the desk: codes alone, or a list.

    Raises:
        Refused: `recall_list_empty`.
    """
    found = asked_by_list(conn, text, round_no)
    codes = codes_alone(text, lambda word: bool(queries.tubes_called(conn, tube_code(word))))
    return asked_by_codes(codes, round_no) if codes else found
