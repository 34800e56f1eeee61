"""The mapper's tables and the file the ladder makes are the same: columns, keys, links, states."""

from __future__ import annotations

import re
import sqlite3
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Table, UniqueConstraint
from sqlalchemy import Enum as SqlEnum
from sqlmodel import SQLModel

import data.mapping  # noqa: F401 - fills the metadata
from data.journal import triggers as journal_triggers
from data.links import LINKS
from data.store import Store

TABLES: dict[str, Table] = dict(SQLModel.metadata.tables)


def columns(store: Store, table: str) -> dict[str, dict[str, Any]]:
    rows = store.ask(sqlite3.Connection.execute, f"PRAGMA table_info({table})").fetchall()
    return {
        name: {"type": kind, "nullable": not notnull and not pk, "key": bool(pk)}
        for _cid, name, kind, notnull, _default, pk in rows
    }


def test_every_recorded_table_has_a_mapped_one(store: Store) -> None:
    assert set(store.ask(journal_triggers.recorded_tables)) == set(TABLES)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_columns_have_the_same_names_types_and_nulls(store: Store, name: str) -> None:
    made = columns(store, name)
    mapped = {
        column.name: {
            "type": "INTEGER" if column.type.python_type is int else "TEXT",
            "nullable": bool(column.nullable),
            "key": column.primary_key,
        }
        for column in TABLES[name].columns
    }
    assert mapped == made


@pytest.mark.parametrize("name", sorted(TABLES))
def test_links_lead_to_the_same_columns(store: Store, name: str) -> None:
    rows = store.ask(sqlite3.Connection.execute, f"PRAGMA foreign_key_list({name})").fetchall()
    made = {(row[3], row[2], row[4]) for row in rows}
    mapped = {
        (key.parent.name, key.column.table.name, key.column.name)
        for key in TABLES[name].foreign_keys
    }
    assert mapped == made


@pytest.mark.parametrize("name", sorted(TABLES))
def test_what_is_unique_is_unique_in_both(store: Store, name: str) -> None:
    made = set()
    for row in store.ask(sqlite3.Connection.execute, f"PRAGMA index_list({name})").fetchall():
        if row[2] and row[3] == "u":
            index = store.ask(sqlite3.Connection.execute, f"PRAGMA index_info({row[1]})").fetchall()
            made.add(tuple(part[2] for part in index))
    table = TABLES[name]
    mapped = {
        tuple(column.name for column in constraint.columns)
        for constraint in table.constraints
        if isinstance(constraint, UniqueConstraint)
    }
    assert mapped | {(c.name,) for c in table.columns if c.unique} == made


def states_in_file(store: Store, table: str) -> dict[str, tuple[str, ...]]:
    (sql,) = store.ask(
        sqlite3.Connection.execute,
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?",
        (table,),
    ).fetchone()
    found = re.findall(r"CHECK\s*\(\s*(\w+) IN \(([^)]*'[^)]*)\)\s*\)", sql)
    return {column: tuple(re.findall(r"'(\w+)'", values)) for column, values in found}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_states_are_checked_by_the_values_of_their_enums(store: Store, name: str) -> None:
    made = states_in_file(store, name)
    mapped: dict[str, tuple[str, ...]] = {}
    for column in TABLES[name].columns:
        if isinstance(column.type, SqlEnum) and column.type.create_constraint:
            states = column.type.enum_class
            assert states is not None
            assert issubclass(states, StrEnum)
            mapped[column.name] = tuple(member.value for member in states)
            assert any(isinstance(c, CheckConstraint) for c in TABLES[name].constraints)
    assert mapped == made


def test_only_what_leads_to_one_of_several_tables_is_of_kinds_that_no_check_lists() -> None:
    unchecked = {
        (name, column.name)
        for name, table in TABLES.items()
        for column in table.columns
        if isinstance(column.type, SqlEnum) and not column.type.create_constraint
    }
    assert unchecked == {(link.table, link.kind) for link in LINKS}


def test_the_check_of_states_really_reads_them(store: Store) -> None:
    assert states_in_file(store, "person")["kind"] == ("staff", "cadre", "volunteer", "partner")
    assert len(states_in_file(store, "request")) >= 5
