"""What is told of counts as JSON and in tables."""

from __future__ import annotations

from typing import Any, NamedTuple

from data.counts.commands import Counted
from models.counts import CountRow, GateLine, Lack, Site, Stage, rules
from screens.commands.listing import Field, Record
from screens.counts import words
from screens.i18n import N_
from screens.kit.columns import Cell, Column, View


class Told(NamedTuple):
    """A line of figures, and the count it is told for, if it is told for one."""

    line: GateLine
    counted: Counted | None = None

    @property
    def row(self) -> CountRow | None:
        """The count whose difference is told: the one just made, else the last of the gate."""
        if self.counted is not None:
            return self.counted.row
        last = rules.last_whole(self.line) or rules.last_counted(self.line)
        if last is None:
            return None
        own = rules.current(self.line.counts, last)
        rows = rules.of_buildings(self.line, last)
        return own or max(rows, key=lambda one: (one.reason is not None, one.no))

    @property
    def site(self) -> Site | None:
        """The building that was counted."""
        return None if self.counted is None else self.counted.site

    @property
    def difference(self) -> int | None:
        """How many more than the stage counted before; of buildings once all are counted."""
        if self.counted is not None:
            return self.counted.verdict.difference
        last = rules.last_whole(self.line)
        if last is None:
            return None
        held, counted = rules.before(self.line, last), rules.figure(self.line, last)
        return None if held is None or counted is None else counted - held.quantity

    @property
    def missing(self) -> tuple[Stage, ...]:
        """The stages before it that nobody counted."""
        if self.counted is not None:
            return self.counted.verdict.missing
        last = rules.last_counted(self.line)
        return () if last is None else rules.missing(self.line, last)


LACK: Record[Lack] = Record(
    "count that differs",
    "in `supplies` and `today`",
    (
        Field("drop", N_("number of the drop"), lambda r, _n: r.drop_no),
        Field("delivery", N_("number of the delivery"), lambda r, _n: r.delivery_no),
        Field("compound"),
        Field("goods", N_("what it is")),
        Field("unit", N_("in what it is counted: `bags`"), lambda r, _n: r.unit),
        Field("stage", N_("where it was counted: `truck`, `gate`, `building` or `doors`")),
        Field("difference", N_("how many more there are than before; below 0 what lacks")),
        Field("reason", N_("code of why; null while nobody said")),
        Field("at", value=lambda r, _n: r.counted_at),
        Field("red", N_("whether the driver is there still and has to be told now"), rules.is_red),
    ),
)

COUNT: Record[CountRow] = Record(
    "count",
    "in `count`",
    (
        Field("no"),
        Field("stage", N_("where it was counted: `truck`, `gate`, `building` or `doors`")),
        Field("lane"),
        Field("building"),
        Field("quantity", "how many there were"),
        Field("reason", "code of why it differs from the count before; null for none"),
        Field("said"),
        Field("came", "goods that came instead of these", lambda r, _n: r.came),
        Field("signed_by", "who signed for it"),
        Field("by", "who counted", lambda r, _n: r.person),
        Field("at", value=lambda r, _n: r.counted_at),
        Field("entered_at"),
        Field("replaced_at", "since when it holds no more; null while it does"),
    ),
)


def _of_building(site: Site, stage: Stage) -> int | None:
    row = rules.current(site.counts, stage)
    return None if row is None else row.quantity


SITE: Record[Site] = Record(
    "building of a gate",
    "in `count`",
    (
        Field("lane"),
        Field("building"),
        Field("planned", "how many go there; null where goods are not divided down to buildings"),
        Field(
            "brought", "how many were counted there", lambda r, _n: _of_building(r, Stage.BUILDING)
        ),
        Field("doors", "how many were handed out", lambda r, _n: _of_building(r, Stage.DOORS)),
        Field("missed", "how many are noted for doors that got nothing"),
    ),
)


def _stage_field(stage: Stage, about: str) -> Field[Told]:
    return Field(
        str(stage),
        about,
        lambda r, _n: rules.figure(r.line, stage),
        Column("", words.stage[stage], lambda r, _v: _cell(r, stage), right=True),
    )


def _cell(told: Told, stage: Stage) -> str:
    counted = rules.figure(told.line, stage)
    return "" if counted is None else str(counted)


def _difference(told: Told, _view: View) -> Cell:
    return "" if not told.difference else f"{told.difference:+d}"


def _rows(line: GateLine) -> list[CountRow]:
    here = [*line.counts, *(row for site in line.sites for row in site.counts), *line.earlier]
    return sorted(here, key=lambda row: row.no)


def _reason(told: Told, view: View) -> Cell:
    row = told.row
    if row is None or view.masked:
        return ""
    return words.why(row) or ("?" if rules.unexplained(told.line) else "")


def _of_row(name: str) -> Any:
    return lambda told, _now: None if told.counted is None else getattr(told.counted.row, name)


FIGURES: Record[Told] = Record(
    "figures of a gate",
    "`count`; with `--goods` of what was counted just now",
    (
        Field("delivery", N_("number of the delivery"), lambda r, _n: r.line.delivery_no),
        Field("drop", N_("number of the drop"), lambda r, _n: r.line.drop_no),
        Field(
            "compound",
            value=lambda r, _n: r.line.compound,
            column=Column("", N_("gate"), lambda r, _v: r.line.compound),
        ),
        Field(
            "goods",
            N_("what it is"),
            lambda r, _n: r.line.goods,
            Column("", N_("goods"), lambda r, _v: r.line.called),
        ),
        Field("unit", N_("in what it is counted: `bags`"), lambda r, _n: r.line.unit),
        Field("kit", "which of several sorts of kits", lambda r, _n: r.line.kit),
        Field(
            "planned",
            "how many the gate is to get",
            lambda r, _n: r.line.planned,
            Column("", N_("the plan"), lambda r, _v: str(r.line.planned), right=True),
        ),
        _stage_field(Stage.TRUCK, "how many the truck's note says; null where nobody looked"),
        _stage_field(Stage.GATE, "how many were counted at the gate; null where nobody did"),
        _stage_field(
            Stage.BUILDING,
            "how many were counted at the buildings, all that were counted together; else null",
        ),
        _stage_field(Stage.DOORS, "how many were handed out at the doors, likewise; else null"),
        Field(
            "difference",
            "how many more than the stage counted before, else than planned; of one building, than"
            " was brought there or planned for it",
            lambda r, _n: r.difference,
            Column("", N_("difference"), _difference, right=True),
        ),
        Field(
            "reason",
            "code of why it differs; null where nobody said",
            lambda r, _n: None if r.row is None else r.row.reason,
            Column("", N_("why"), _reason),
        ),
        Field(
            "missing_stages",
            "the stages before it that nobody counted",
            lambda r, _n: [str(one) for one in r.missing],
        ),
        Field(
            "red",
            N_("whether the driver is there still and has to be told now"),
            lambda r, now: any(rules.is_red(one, now) for one in rules.lacks(r.line)),
        ),
        Field("no", "number of the count just made", _of_row("no")),
        Field("stage", "where it was counted just now", _of_row("stage")),
        Field("quantity", "how many were counted just now", _of_row("quantity")),
        Field("lane", "the lane of the building that was counted", _of_row("lane")),
        Field("at_building", "the building that was counted, bare: `2`", _of_row("building")),
        Field(
            "over",
            "how many more all buildings have than came to the gate; below 0 for fewer",
            lambda r, _n: 0 if r.counted is None else r.counted.verdict.over,
        ),
        Field("buildings", "the buildings of it", lambda r, _n: list(r.line.sites), of=SITE),
        Field("counts", "all counts, those replaced too", lambda r, _n: _rows(r.line), of=COUNT),
    ),
)
