"""The papers of a call sheet in words: as text of 64 columns, and as pages to print.

For whoever calls a building down, for who goes to doors, for a table: none says why somebody is
not called. The list for the desk does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from html import escape
from itertools import groupby
from typing import NamedTuple

from data.call_sheet.told import Told
from models.address import short_address
from models.call_sheet import Part, SheetEntry, Who, Why
from models.call_sheet.paper import FOR_VOLUNTEERS, PaperBuilding, PaperDoor
from models.times import local_date
from screens.call_sheet import words
from screens.i18n import _
from screens.kit.columns import cut
from screens.kit.detail import hanging
from screens.kit.ticks import UNTICKED
from screens.kit.times import at
from screens.kit.values import behind_door, beside, headed, joined

WIDTH = 64
"""Cells of a line: what the viewer of papers shows on the smallest desk without breaking it."""

_RULE = "-" * WIDTH
_BLANK = "_" * 20
_DOOR, _COUNT, _NAME = 12, 8, 20


class Page(NamedTuple):
    """A sheet: rows of cells, or headings among them."""

    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    """Cells of each column but the last."""
    rows: tuple[tuple[str, ...] | str, ...]
    foot: tuple[str, ...] = ()
    ticks: bool = True
    """Whether each row begins with a box."""


def pages(told: Told, now: datetime, lists: Sequence[str]) -> list[Page]:
    """The papers of a sheet, one list after the other, then what changed since."""
    made: list[Page] = []
    for name in lists:
        made += _MAKERS[name](told, now)
    if told.changes and set(lists) & set(FOR_VOLUNTEERS):
        made.append(_changed(told, now))
    return made


# -- who calls a building down ---------------------------------------------------------------------


def _calls(told: Told, now: datetime) -> Iterator[Page]:
    for building in told.buildings:
        if building.called:
            total = beside(
                _("doors: {count}").format(count=len(building.called)), words.people(building.total)
            )
            foot = [headed(_("Total"), total)]
            if building.not_called:
                foot.append(
                    headed(_("Not called"), " ".join(map(behind_door, building.not_called)))
                )
            foot.append(_("Called down by: ______________  from: ________  to: ________"))
            yield Page(
                _title(told, building, _("Call sheet")),
                (_("room"), _("people"), ""),
                (_DOOR, _COUNT),
                tuple(_floors(building, building.called)),
                tuple(foot),
            )


def _floors(building: PaperBuilding, doors: Sequence[PaperDoor]) -> Iterator[tuple[str, ...] | str]:
    for (unit, floor), there in groupby(doors, key=lambda door: (door.unit, door.floor)):
        yield beside(
            _("unit {unit}").format(unit=unit) if unit else "",
            _("floor {floor}").format(floor=floor),
            gap=" ",
        )
        for door in there:
            yield _row(building, door)


def _row(building: PaperBuilding, door: PaperDoor) -> tuple[str, ...]:
    count = str(door.people)
    if door.people < door.of:
        count = _("{some} of {all}").format(some=door.people, all=door.of)
    return words.room(building, door.unit, door.room), count, joined(door.names)


# -- who goes to doors -----------------------------------------------------------------------------


def _visits(told: Told, now: datetime) -> Iterator[Page]:
    for compound, there in groupby(told.buildings, key=lambda one: one.compound):
        visited = [one for one in there if one.visited]
        if visited:
            doors = _("doors: {count}").format(count=sum(len(one.visited) for one in visited))
            total = beside(doors, words.people(sum(one.visits for one in visited)))
            yield Page(
                beside(compound, words.title(told), _("At the door, in a suit")),
                (_("room"), _("people"), ""),
                (_DOOR, _COUNT),
                (*_visited(visited, last=False), *_visited(visited, last=True)),
                (
                    headed(_("Total"), total),
                    _("Done by: ______________  from: ________  to: ________"),
                ),
            )


def _visited(buildings: Sequence[PaperBuilding], *, last: bool) -> Iterator[tuple[str, ...] | str]:
    """The doors that are gone to first, or last, building by building."""
    found = [(one, [door for door in one.visited if door.is_last is last]) for one in buildings]
    if last and any(doors for _building, doors in found):
        yield _("Last of all, with fresh gloves at each door")
    for building, doors in found:
        if doors:
            yield words.building(building, named=False)
            for door in doors:
                yield _row(building, door)


# -- who sits at a table ---------------------------------------------------------------------------


def _table(told: Told, now: datetime) -> Iterator[Page]:
    staff = [one for one in told.sheet.of(Part.STAFF) if one.why is None]
    heads = (_("room"), _("name"), _("tube"))
    if staff:
        yield Page(
            beside(words.title(told), _("Table list"), _("who works here, first")),
            heads,
            (_DOOR, _NAME),
            tuple(("", one.name, _BLANK) for one in staff),
            (words.people(len(staff)),),
        )
    for building in told.buildings:
        if building.people:
            rows = [
                (
                    words.room(building, one.unit, one.room),
                    one.name or _("no. {no} there").format(no=one.place),
                    _BLANK,
                )
                for one in building.people
            ]
            yield Page(
                _title(told, building, _("Table list")),
                heads,
                (_DOOR, _NAME),
                tuple(rows),
                (headed(_("Total"), words.people(len(rows))),),
            )


# -- the desk --------------------------------------------------------------------------------------


def _desk(told: Told, now: datetime) -> Iterator[Page]:
    rows = tuple(desk_lines(told, now))
    yield Page(beside(words.title(told), _("Call sheet")), (), (), rows, (), ticks=False)


def desk_lines(told: Told, now: datetime) -> Iterator[str]:
    """All that is told of a sheet at the desk: sums, who is left out and visited with why, the
    buildings, what changed since. Not for volunteers."""
    yield words.since(told, now)
    yield words.sums(told.sheet.sums)
    today = local_date(now)
    said = {one.who: one.said for one in told.asides}
    for head, part in ((_("Not called"), Part.LEFT_OUT), (_("Visited"), Part.VISITED)):
        entries = told.sheet.of(part)
        if entries:
            yield ""
            yield headed(head, words.people(len(entries)))
        for why, there in words.by_why(entries):
            where = words.places if why == Why.CLOSED else words.doors
            for (until, own), same in _by_reason(there, said):
                label = headed(words.reason(why, until, today), own)
                yield f"  {headed(beside(label, words.people(len(same))), where(same))}"
    if told.hints:
        yield ""
        yield words.hints(told.hints)
        for hint in told.hints:
            yield f"  {words.hint(hint)}"
    yield ""
    yield _("By building")
    for building in told.buildings:
        yield f"  {building_line(building, told)}"
    if told.changes:
        yield ""
        yield _("Changed since it began: {count}").format(count=words.people(len(told.changes)))
        for line, _people in words.changed(told.changes, today):
            yield f"  {line}"


def _by_reason(
    entries: Sequence[SheetEntry], said: Mapping[Who, str]
) -> list[tuple[tuple[str | None, str], list[SheetEntry]]]:
    """People of one reason, by until when it holds and what somebody said by hand of them or of
    their whole door."""
    found: dict[tuple[str | None, str], list[SheetEntry]] = {}
    for one in entries:
        own = said.get(one.who, said.get(Who(one.who.household), ""))
        found.setdefault((one.until, own if one.why == Why.BY_HAND else ""), []).append(one)
    return sorted(found.items(), key=lambda item: (item[0][0] or "", item[0][1]))


def building_line(building: PaperBuilding, told: Told) -> str:
    """A building with how many are called there, how many are visited, how many are neither, and
    when; in people, as the sums of the sheet are."""
    numbers = [_("{count} called").format(count=building.total)] if building.total else []
    if building.visits:
        numbers.append(_("{count} visited").format(count=building.visits))
    if building.left_out:
        numbers.append(_("{count} not called").format(count=building.left_out))
    when = _when(told, building) if building.called else ""
    house = short_address(building.compound, building.lane, building.building)
    return beside(headed(house, joined(numbers)), when)


# -- what all share --------------------------------------------------------------------------------


def _title(told: Told, building: PaperBuilding, what: str) -> str:
    return beside(words.building(building), words.title(told), what, _when(told, building))


def _when(told: Told, building: PaperBuilding) -> str:
    called = told.when.get((building.compound, building.lane, building.building))
    if called is None:
        return ""
    on = date.fromisoformat(told.its_round.day)
    return beside(at(called.starts_at, on), called.site, gap=" ")


def _changed(told: Told, now: datetime) -> Page:
    told_of = [one for one in told.changes if words.matters_on_paper(one)]
    rows = tuple(line for line, _of in words.changed(told_of, now.date(), for_paper=True))
    return Page(beside(words.title(told), _("Changed since it began")), (), (), rows)


_MAKERS = {"calls": _calls, "visits": _visits, "table": _table, "desk": _desk}


def text(made: Sequence[Page]) -> str:
    """Papers as text."""
    lines: list[str] = []
    for page in made:
        lines += [*_lines(page), ""]
    return "\n".join(lines)


def _lines(page: Page) -> Iterator[str]:
    yield from hanging(page.title, WIDTH, 2).split("\n")
    if page.heads:
        yield f"  {_cells(page, page.heads)}".rstrip()
    yield _RULE
    for row in page.rows:
        if isinstance(row, str):
            yield from hanging(row, WIDTH, 4).split("\n")
            continue
        box = f"{UNTICKED} " if page.ticks else "  "
        indent = 2 + sum(width + 1 for width in page.widths)
        yield from hanging(f"{box}{_cells(page, row)}".rstrip(), WIDTH, indent).split("\n")
    yield _RULE
    for line in page.foot:
        yield from hanging(line, WIDTH, 2).split("\n")


def _cells(page: Page, row: Sequence[str]) -> str:
    *cells, last = row
    return " ".join(
        (*(cut(cell, width) for cell, width in zip(cells, page.widths, strict=True)), last)
    )


# -- pages to print --------------------------------------------------------------------------------

_STYLE = """
body { font: 14px/1.35 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
body { margin: 1.5em; }
section { page-break-after: always; break-after: page; }
section:last-child { page-break-after: auto; break-after: auto; }
h1 { font-size: 18px; margin: 0 0 .4em; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #999; padding: .15em .5em; text-align: left; }
td.h { font-weight: bold; border-bottom: 1px solid #000; }
tr { page-break-inside: avoid; break-inside: avoid; }
thead { display: table-header-group; }
@media print { body { margin: 0; } @page { margin: 14mm; } }
"""


def html(made: Sequence[Page]) -> str:
    """Papers as one file of HTML that asks for nothing else: a page for each."""
    from screens.i18n import language

    body = "\n".join(map(_section, made))
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{escape(_('Call sheet'))}</title><style>{_STYLE}</style></head><body>\n"
        f"{body}\n</body></html>\n"
    )


def _section(page: Page) -> str:
    heads = "".join(f"<th>{escape(head)}</th>" for head in ("", *page.heads) if page.heads)
    rows = "\n".join(_html_row(page, row) for row in page.rows)
    foot = "".join(f"<p>{escape(line)}</p>" for line in page.foot)
    return (
        f"<section><h1>{escape(page.title)}</h1><table><thead><tr>{heads}</tr></thead><tbody>\n"
        f"{rows}\n</tbody></table>{foot}</section>"
    )


def _html_row(page: Page, row: tuple[str, ...] | str) -> str:
    if isinstance(row, str):
        return f'<tr><td class="h" colspan="{len(page.heads) + 1}">{escape(row.strip())}</td></tr>'
    box = UNTICKED if page.ticks else ""
    return f"<tr><td>{box}</td>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
