"""Brings lists into a store of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from data.exchange.apply import run_import
from data.exchange.plan import plan_import
from data.store import Store
from models.exchange import ImportKind, ImportPlan, ImportReport
from models.households import CompoundInput
from tests.beginning import begin


@pytest.fixture
def plan(store: Store) -> Callable[..., ImportPlan]:
    """Plans an import into the test's store."""

    def planned(*files: Path, kind: ImportKind | None = None, **options: object) -> ImportPlan:
        return store.ask(plan_import, files, kind=kind, now=store.now(), **options)

    return planned


@pytest.fixture
def bring(store: Store, plan: Callable[..., ImportPlan]) -> Callable[..., ImportReport]:
    """Brings one file in; the report."""

    def brought(*files: Path, **options: object) -> ImportReport:
        return run_import(store, plan(*files, **options))[-1]

    return brought


@pytest.fixture
def known(store: Store) -> None:
    """Two compounds the store knows."""
    begin(
        store,
        CompoundInput("大林苑", address="大林路338号"),
        CompoundInput("四十三弄", address="大林路43弄"),
    )
