"""What all campaigns share: how much is tried, the neighbourhood, the table of figures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from random import Random

import pytest

from tests.faults import shim
from tests.faults.acts import ACTS, Act
from tests.faults.figures import Figures
from tests.faults.neighbourhood import Neighbourhood
from tests.faults.trials import Expectations

_FIGURES = pytest.StashKey[Figures]()


_TRIED_ON_ACTS = ("test_calls", "test_cuts", "test_full_disk", "test_kills")
"""The campaigns that try each act."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In the ordinary suite the campaigns share out the acts that write alike."""
    if config.getoption("faults"):
        return
    left = {
        f"{campaign}.py::{act.name}"
        for number, act in enumerate(act for act in ACTS if act.is_plain)
        for turn, campaign in enumerate(_TRIED_ON_ACTS)
        if turn != number % len(_TRIED_ON_ACTS)
    }
    spared = [item for item in items if _tried(item) in left]
    items[:] = [item for item in items if _tried(item) not in left]
    config.hook.pytest_deselected(items=spared)


def _tried(item: pytest.Item) -> str:
    """The campaign, and which act it tries; empty for a test of no act."""
    spec = getattr(item, "callspec", None)
    act = None if spec is None else spec.params.get("act")
    return f"{item.path.name}::{act.name}" if isinstance(act, Act) else ""


class Effort:
    """How many trials a test makes: a slice in the ordinary suite, all of them with `--faults`.

    Args:
        scale: how much of the whole; None for the slice.
    """

    def __init__(self, scale: float | None) -> None:
        self.whole = scale is not None
        self._scale = scale or 0

    def of(self, part: int, whole: int) -> int:
        """The number of trials.

        Args:
            part: how many in the ordinary suite.
            whole: how many with `--faults --scale 1`.
        """
        return max(part, round(whole * self._scale)) if self.whole else part


@pytest.fixture(scope="session")
def effort(pytestconfig: pytest.Config) -> Effort:
    """How much is tried in this run."""
    return Effort(pytestconfig.getoption("scale") if pytestconfig.getoption("faults") else None)


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> Figures:
    """The rows of the table that is printed at the end."""
    return pytestconfig.stash.setdefault(_FIGURES, Figures())


@pytest.fixture
def rnd(request: pytest.FixtureRequest) -> Random:
    """Chance that falls the same way each time a test is run."""
    return Random(request.node.name)


@pytest.fixture(scope="session")
def neighbourhood(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neighbourhood]:
    """The file all trials begin with, and the program that is run on copies of it."""
    if not hasattr(os, "fork"):
        pytest.skip("commands are run in forked processes, which this system has not")
    root = tmp_path_factory.mktemp("faults")
    made = Neighbourhood(root, None if shim.missing() else shim.compiled(root))
    yield made
    made.close()


@pytest.fixture(scope="session")
def expected(neighbourhood: Neighbourhood) -> Expectations:
    """What each act leaves where nothing goes wrong."""
    return Expectations(neighbourhood)


@pytest.fixture
def shimmed(neighbourhood: Neighbourhood) -> Neighbourhood:
    """As `neighbourhood`, where calls on files can be made to fail."""
    if reason := shim.missing():
        pytest.skip(reason)
    return neighbourhood


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the table of figures of a run of all campaigns."""
    figures = config.stash.get(_FIGURES, None)
    if figures is not None and config.getoption("faults"):
        terminalreporter.section("figures of the faults")
        for line in figures.table():
            terminalreporter.line(line)
