"""Rules that were chosen for goods and not saved yet: kept when they are left, shown again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data.supplies.wishes import Units
from models.drafts import Draft, Value
from models.supplies import AllocationRule, Base, ItemView
from models.times import stored

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_GIVEN = "given"


def keep(
    desk: Desk,
    title: str,
    record: str,
    lines: Sequence[ItemView],
    held: Sequence[ItemView],
    given: Units,
) -> None:
    """Keep what differs from what is on file; where nothing does, nothing is kept.

    Args:
        record: key of the delivery.
        lines: the goods as they would be divided, and `held` as they are.
        given: what gates get by hand; see `wishes.Units`.
    """
    on_file = {item.id: item for item in held}
    changed = [item for item in lines if item != on_file.get(item.id) and item.id in on_file]
    typed: dict[str, Value] = {item.id: _told(item) for item in changed}
    for (stop, item), units in given.items():
        typed[f"{_GIVEN} {stop} {item}"] = "" if units is None else str(units)
    if not typed:
        desk.drafts.drop(_name(record))
        return
    stood: dict[str, Value] = {item.id: _told(on_file[item.id]) for item in changed}
    draft = Draft(title, typed, stood, record, at=stored(desk.store.now()))
    desk.drafts.put(_name(record), draft)


def restored(
    desk: Desk, record: str, held: Sequence[ItemView]
) -> tuple[list[ItemView], dict[tuple[str, str], int | None]]:
    """The goods with what was chosen of those that are divided as they were then, and what gates
    were to get by hand."""
    draft = desk.drafts.get(_name(record))
    if draft is None or draft.record != record:
        return list(held), {}
    lines = [
        _chosen(item, draft.typed[item.id])
        if item.id in draft.typed and draft.stood.get(item.id) == _told(item)
        else item
        for item in held
    ]
    given: dict[tuple[str, str], int | None] = {}
    for name, units in draft.typed.items():
        match name.split(" "):
            case [word, stop, item] if word == _GIVEN and isinstance(units, str):
                given[stop, item] = int(units) if units.isdecimal() else None
    return lines, given


def drop(desk: Desk, record: str) -> None:
    """Keep nothing any more."""
    desk.drafts.drop(_name(record))


def _name(record: str) -> str:
    return f"divide:{record}"


def _told(item: ItemView) -> tuple[str, ...]:
    said = (item.rule, item.base, str(item.closed_first), str(item.each_gets), item.rule_text)
    return (*map(str, said), *item.first_marks)


def _chosen(item: ItemView, said: Value) -> ItemView:
    if isinstance(said, str) or len(said) < len(_told(item._replace(first_marks=()))):
        return item
    rule, base, closed_first, each, words, *marks = said
    if rule not in list(AllocationRule) or base not in list(Base) or not each.isdecimal():
        return item
    return item._replace(
        rule=rule,
        base=base,
        closed_first=int(closed_first == "1"),
        each_gets=int(each),
        rule_text=words,
        first_marks=tuple(marks),
    )
