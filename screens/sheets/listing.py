"""What is told of duty sheets as JSON."""

from __future__ import annotations

from models.sheets import DutySheet, SheetLine
from screens.commands.listing import Field, Record, located
from screens.i18n import N_
from screens.sampling import handed_on

DUTY: Record[SheetLine] = Record(
    "duty of a sheet",
    "in `sheet`",
    (
        Field("no"),
        Field("work"),
        Field("role"),
        Field("starts_at"),
        Field("ends_at"),
        *located(),
        Field("unloading_point"),
        Field("compounds"),
        Field(
            "details",
            "what it is about: goods, what a resident asks for",
            lambda r, _n: r.what,
        ),
        Field("who", "name of whom it is for or who brings it"),
        Field(
            "phone",
            "their telephone number; without its middle where a volunteer reads it, but for a "
            "driver's they have to meet",
        ),
        Field("members", value=lambda r, _n: r.people),
        Field("note"),
        Field("to_ask", "whether they have yet to be asked, for it is outside their hours"),
        Field(
            "left",
            "what is left at the tables of their session while it runs, in lines",
            lambda r, _n: [] if r.left is None else list(handed_on.for_paper(r.left)),
        ),
    ),
)

SHEET: Record[DutySheet] = Record(
    "duty sheet",
    "`sheet`",
    (
        Field("person", value=lambda r, _n: r.person_no),
        Field("name"),
        Field("kind", N_("`staff`, `cadre`, `volunteer` ...")),
        Field("post"),
        Field("day"),
        Field("duties", "their duties, by time", lambda r, _n: list(r.lines), of=DUTY),
    ),
)
