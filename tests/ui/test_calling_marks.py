"""Who is about to call sees the marks of everybody behind the door, not of the household alone."""

from __future__ import annotations

from data.households.commands import add_households
from data.requests import queries
from data.requests.commands import add_request
from data.store import Store
from models.chases import Urgency
from models.households import HouseholdInput
from models.requests import RequestInput, RequestKind
from models.residents import PersonMark, ResidentInput, Whereabouts
from screens.requests.calling import calling


def test_the_marks_of_people_stand_behind_those_of_the_household(filled: Store) -> None:
    wife = ResidentInput("蔡某", marks=(PersonMark("透析"), PersonMark("租客")))
    gone = ResidentInput("钟某", marks=(PersonMark("胰岛素"),), presence=Whereabouts.MOVED_OUT)
    home = HouseholdInput(
        "大林苑", "3", room="101", head="秦某", marks=("租客",), residents=(wife, gone)
    )
    now = filled.now()
    with filled.step() as step:
        (no,) = add_households(step, [home])
        given = RequestInput("没菜了", "没菜了", RequestKind.FOOD, Urgency.TODAY, now, no)
        request = add_request(step, given)
    with filled.read() as conn:
        queue = queries.settings(conn)
        (row,) = queries.where(conn, "t.no = :no", {"no": request}, now, queue)
        assert calling(conn, row, now, queue).marks == ("租客", "透析")
