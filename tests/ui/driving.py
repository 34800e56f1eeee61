"""Driving the desk by keys, over a compound with two households."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from data.emergency import commands as emergency_commands
from data.households.commands import add_household
from data.households.compounds import add_compounds
from data.requests import queries
from data.requests import queries as requests
from data.store import Store
from models.emergency import AttemptInput, Result
from models.households import CompoundInput, HouseholdInput
from models.requests import RequestRow
from screens import i18n
from screens.kit.place import Place
from screens.kit.status_line import StatusLine
from screens.shell import Shell

Driven = Pilot[int]

BLEEDING = "大林苑2号1805室 孕妇大出血 13800009617"
PETS = "大林苑2号1805室 猫粮快没了"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    spoken = i18n.language()
    i18n.set_language("en")
    yield
    i18n.set_language(spoken)


@pytest.fixture
def filled(store: Store) -> Store:
    """A compound with two households."""
    with store.step() as step:
        step.act("began")
        add_compounds(step, [CompoundInput("大林苑", address="大林路338号")])
        for room, head, phone in (("1805", "秦某", "13800003555"), ("1806", "", "13800004666")):
            add_household(
                step,
                HouseholdInput("大林苑", "2", room=room, head=head, phone=phone, marks=("孕妇",)),
            )
    return store


def accept(store: Store, no: int) -> None:
    """Somebody takes a life on."""
    store.do(
        emergency_commands.log_attempt,
        no,
        AttemptInput("区妇产科", Result.ACCEPTED, store.now(), "急诊"),
    )


@asynccontextmanager
async def desk(store: Store, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driven]:
    app = Shell(store.path, store.clock)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        yield pilot


async def settled(pilot: Driven) -> None:
    for _ in range(3):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()


async def press(pilot: Driven, *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def at_once(pilot: Driven, *keys: str) -> None:
    """Send keys without waiting for what they do, as a fast typist or a paste does."""
    named = {
        "+": "plus",
        "!": "exclamation_mark",
        "＋": "fullwidth_plus_sign",
        "\r": "enter",
        " ": "space",
    }
    for key in keys:
        pilot.app.post_message(events.Key(named.get(key, key), key))


def queue(store: Store) -> list[RequestRow]:
    with store.read() as conn:
        return queries.where(conn, "1", {}, store.now(), requests.settings(conn))


def shown(pilot: Driven, selector: str) -> str:
    said = str(pilot.app.screen.query_one(selector, Static).content)
    return said.replace("\N{NO-BREAK SPACE}", " ")


def status(pilot: Driven) -> str:
    here = pilot.app.here  # type: ignore[attr-defined]
    assert isinstance(here, Place)
    return here.query_one(StatusLine).message


def prompts(listed: OptionList) -> list[str]:
    """What the lines of a list say."""
    return [str(option.prompt) for option in listed.options]


def board_lines(pilot: Driven) -> list[str]:
    return prompts(pilot.app.screen.query_one("#board", OptionList))
