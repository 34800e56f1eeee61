"""While the mask is on nothing that is drawn anywhere tells a number or of somebody's health.

Every text of every table says both. All places and what their keys open are walked by the registry
of keys, so that a new place, key, dialog or column is walked by itself.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString
from textual.geometry import Region
from textual.screen import Screen

from data.call_down import plans
from data.call_down.commands import keep_round
from data.chases.commands import note_advice
from data.clock import FixedClock
from data.errands.commands import add_errand
from data.households.lists import household_list
from data.learned.file import mending
from data.requests.chasing import ask_leader
from data.residents import commands as resident_commands
from data.sample import SAMPLE_NOW
from data.step import Step
from data.store import Store
from models.call_down import RoundWish
from models.chases import QuestionInput
from models.errands import ErrandInput
from models.households import HEALTH_MARKS
from models.learned import Learned
from models.listing import ListQuery
from models.requests import RequestKind
from models.residents import PersonMark, ResidentInput
from models.telephones import Telephone
from screens import i18n
from screens.keys import offered
from screens.keys.desk import DESK
from screens.keys.dialogs import DIALOG
from screens.kit.place import Place
from screens.subjects import SUBJECTS
from tests.ui.driving import LOW, WIDE, Driven, Size, desk, queue

NUMBER = "13899001177"
SAID = f"癫痫流产，打{NUMBER}"
_TYPED = re.compile(r"[癫痫]|流产|9900")
TOLD = re.compile(rf"{_TYPED.pattern}|{'|'.join(HEALTH_MARKS)}|\bdialysis\b", re.IGNORECASE)
"""What nobody may read: of the number its middle, of the words any; the marks are the sample's."""

_OWN = (
    *("KeyBar", "Label"),
    *(
        "Static(id='capture-chips'",
        "ReadableList(id='palette-list'",
        "ReadableList(id='kinds-list'",
        "LineField(id='edit-closed_why'",
    ),
)
"""What says words of the program's own, which tell of nobody: what can be done or chosen."""

_NO_TEXT = re.compile(
    r"(?:^|_)(?:id|search|sort_key|code|day|until|back|back_at|item|born|since|on|digest)$"
)
_NAMES = frozenset(
    "name head leader driver plate goods unit room lane skill subdistrict address measure"
    " kind kinds mark marks work role skills value advice doubts first_marks params".split()
)
"""Columns of what is called somehow: what people and places are called is no secret here."""

_NOT_WALKED = re.compile(
    r"\b(?:mask|hide|leave|back|turn_language|wear|undo|redo|go_place|screenshot|find|focus_\w+"
    r"|move|page|jump|roll|scroll_\w+|cursor_\w+|field|sort|reverse|mark|mark_all|day|week"
    r"|delete_\w+|cut|copy|copy_text|paste|select_\w+)\b"
)
"""What leads away, or shows the same in another way."""

_EVERYWHERE = frozenset(key.action.removeprefix("app.") for key in (*DESK, *DIALOG))
"""What is walked into from one place only."""


def texts(table: type[SQLModel]) -> Iterator[str]:
    """The columns of a table that hold what somebody typed."""
    for column in table.__table__.columns:  # type: ignore[attr-defined]
        named = column.name in _NAMES or _NO_TEXT.search(column.name)
        if isinstance(column.type, AutoString) and not named:
            yield column.name


def mapped(model: type[SQLModel]) -> Iterator[type[SQLModel]]:
    """The tables among what is derived from a model."""
    for derived in model.__subclasses__():
        if hasattr(derived, "__table__"):
            yield derived
        yield from mapped(derived)


def say_it_everywhere(step: Step) -> None:
    """Let every text of every record say what the mask hides, and the journal's own line."""
    import data.mapping  # noqa: F401 - all tables are known from here on

    for table in mapped(SQLModel):
        said = {
            name: NUMBER if "phone" in name or name == "number" else SAID for name in texts(table)
        }
        if said:
            step.change_where(table, **said)
    step.act("request_changed", no=1, what=SAID, name="秦某", who=SAID)


PEOPLE = [
    ResidentInput("秦某", phones=(Telephone(NUMBER, whose="?"),), marks=(PersonMark("透析", "?"),)),
    ResidentInput("秦某某", marks=(PersonMark("养猫", "?", "?"),)),
]


def first_household(store: Store) -> int:
    """The first in the order of doors, on which the cursor is."""
    return store.ask(household_list, ListQuery("all", "address")).rows()[0].no


def live_there(step: Step, household: int) -> None:
    """Let people be known by name in a household."""
    resident_commands.add_residents(step, household, PEOPLE)
    step.act("resident_added", no=1, name="", what="")


@pytest.fixture(scope="module")
def spoken_files(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample and what stands beside it, with a question for a leader, an errand
    and a word that was learned: every text tells all."""
    folder = tmp_path_factory.mktemp("spoken")
    sample = Store(Path(shutil.copy(sample_file, folder / "sample.db")), FixedClock(SAMPLE_NOW))
    sample.do(live_there, first_household(sample))
    _open, answered = (sample.do(ask_leader, no, QuestionInput(1, "?")) for no in (25, 30))
    way = ErrandInput(sample.now(), sample.now() + timedelta(hours=2), "瑞金医院")
    asked = [row.no for row in queue(sample) if (row.kind, row.state) == ("medicine", "open")]
    sample.do(add_errand, asked[:2], way)
    plan = sample.ask(plans.plan, RoundWish(("独居老人",)), sample.now())
    sample.do(keep_round, plan.wish, plan.shares)
    sample.do(say_it_everywhere)
    sample.do(note_advice, answered.id, SAID)
    with mending(sample.path) as words:
        words.append(Learned(1, SAID, RequestKind.MEDICINE, request="1"))
    sample.close()
    return folder


@pytest.fixture
def spoken(spoken_files: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Store]:
    """A copy of it for one test."""
    folder = shutil.copytree(spoken_files, tmp_path / "spoken")
    opened = Store(folder / "sample.db", clock)
    yield opened
    opened.close()


def drawn(pilot: Driven) -> Iterator[tuple[str, str]]:
    """What is drawn of each widget of all that is on screen: its lines, and these closed up, since
    a word may be broken anywhere."""
    for screen in pilot.app.screen_stack:
        for part in (screen, *screen.query("*")):
            if part.is_attached and part.display and part.region:
                lines = part.render_lines(Region(0, 0, *part.size))
                said = [line.text.strip(" │▌▎▊") for line in lines]
                yield repr(part), "\n".join(said)
                yield repr(part), "".join(said)


def told(pilot: Driven, way: tuple[str, ...]) -> set[str]:
    """What is drawn and should not be, each with the keys that lead there and what is beside it."""
    return {
        f"{' '.join(way)}: {name}: {shown[max(0, one.start() - 20) : one.end() + 20]!r}"
        for name, shown in drawn(pilot)
        for one in (_TYPED if name.startswith(_OWN) else TOLD).finditer(shown)
    }


async def walk(pilot: Driven, way: tuple[str, ...], deep: int) -> set[str]:
    """Look at what is on screen, press each key that is offered there, and look again."""
    assert pilot.app.is_running, way
    found = told(pilot, way)
    screen, marks = pilot.app.screen, [key for key in way if key == "space"]
    for key in keys_of(screen) if deep else ():
        await pilot.press(key)
        opened = pilot.app.screen is not screen
        found |= await walk(pilot, (*way, key), deep - 1 if opened else 0)
        if not await back(pilot, screen, marks):
            break
    return found


def keys_of(screen: Screen[Any]) -> list[str]:
    """The keys that are offered on a screen and lead further."""
    bound = [one.binding for one in offered(screen) if one.binding.key not in ("q", "ctrl+c")]
    first = isinstance(screen, Place) and screen.place == "today"
    return [
        one.key
        for one in bound
        if not _NOT_WALKED.search(one.action)
        and (first or one.action.removeprefix("app.") not in _EVERYWHERE)
    ]


async def back(pilot: Driven, screen: Screen[Any], marks: Sequence[str]) -> bool:
    """Leave what a key opened; False where a dialog is gone that led elsewhere."""
    while pilot.app.screen is not screen and not isinstance(pilot.app.screen, Place):
        await pilot.press("escape")
    if isinstance(screen, Place):
        await pilot.desk.show_place(screen.place)
        await pilot.press("escape", "escape", *marks)
    return pilot.app.screen is screen


PLACES = [(one.keys.split(",")[0],) for one in SUBJECTS if one.keys]
WAYS = [
    *PLACES,
    ("D",),
    ("H",),
    ("f8", "v", "2"),
    ("f3", "space", "space"),
    ("f4", "space", "space"),
]


@pytest.mark.parametrize(
    ("size", "deep", "language"), [(LOW, 2, "zh"), (WIDE, 1, "en")], ids=["low", "wide"]
)
@pytest.mark.parametrize("way", WAYS, ids=" ".join)
async def test_nothing_is_told_while_the_mask_is_on(
    spoken: Store, way: tuple[str, ...], size: Size, deep: int, language: str
) -> None:
    i18n.set_language(language)
    async with desk(spoken, "m", *way, size=size) as pilot:
        assert await walk(pilot, way, deep) == set()
