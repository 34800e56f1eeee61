"""The sample's directory, and what was done so far on the sheet of its one life at stake."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from data.directory import commands as directory_commands
from data.emergency import commands as emergency_commands
from data.sample.tables import Days, made, table
from models.directory import ContactInput, ContactKind
from models.emergency import LineInput, SheetLine

if TYPE_CHECKING:
    from data.step import Step

SECOND_CALLER = "韩雪梅"
"""Who calls for the life at stake beside the person in charge."""


def add_contacts(step: Step) -> Mapping[str, int]:
    """Put everybody into the directory; their numbers by name."""
    contacts = [made(ContactInput, row, kind=ContactKind) for row in table("contacts.csv")]
    return {one.name: directory_commands.add_contact(step, one) for one in contacts}


def fill_sheet(step: Step, days: Days, request_no: int, callers: tuple[int, int]) -> None:
    """What was done for the life at stake in the night: half of the list, the family told once."""
    emergency_commands.name_callers(step, request_no, callers)
    for item in ("call_120", "weeks_and_pains", "left_side", "own_maternity", "papers"):
        emergency_commands.mark_item(step, request_no, item, done=True, by_person_no=callers[0])
    told = LineInput(
        SheetLine.FAMILY_TOLD, "丈夫：还在找床，别走开", days.at("0 03:15"), callers[0]
    )
    if days.passed(told.at):
        emergency_commands.add_line(step, request_no, told)
