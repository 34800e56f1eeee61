"""What the palette offers to do: acts here, of the desk and of other places, and places themselves.

Acts come from the key registry alone. What cannot be done now has the reason, and is tried all the
same when it is chosen: whoever does it says more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.app import App
from textual.fuzzy import FuzzySearch

from models.search.ranking import TIP, Named, Typed, fit, fit_at_last, named, ranked
from models.search.synonyms import NONE, Synonyms, synonyms
from models.text import fold
from models.word_tables import unless_broken
from screens import i18n, themes
from screens.i18n import N_, _
from screens.keys import Key, offered, shown, shown_name
from screens.keys.desk import UNBOUND
from screens.keys.meanings import act
from screens.keys.places import (
    ABOUT_RECORD,
    ABOUT_REQUEST,
    KEYS_OF,
    NEEDS_RECORD,
    TAKES_ONE,
    WITHOUT_KEY,
)
from screens.kit.titles import titled
from screens.subjects import BY_NAME, PLACES

NOTHING_FOUND = N_("Nothing is found by these words.")

_FEW = 3
"""What fits as it was typed, below which it is looked for what nearly does."""

_SPREAD = 4
"""How many times as long as what was typed a name may be that has its letters scattered in it."""

if TYPE_CHECKING:
    from textual.binding import ActiveBinding
    from textual.screen import Screen

    from screens.kit.desk import Desk


class Offered(NamedTuple):
    """Something the palette can do.

    Attributes:
        id: what it is remembered by.
        key: as people write it; empty for none.
        words: in the language spoken.
        kind: what it is, or where; empty for an act here.
        why: why it cannot be done here now; empty where it can.
        do: does it; what it gives is awaited.
        label: in one or two words, where there is no room for more.
        brief: the kind in a few cells, such as the key that leads there.
    """

    id: str
    key: str
    words: str
    kind: str
    why: str
    named: Named
    do: Callable[[], object]
    label: str = ""
    brief: str = ""


def everything(desk: Desk, front: Screen[Any]) -> list[Offered]:
    """All there is to do, what can be done on a screen, that in front of all others, first."""
    table = unless_broken(synonyms, NONE)
    return [
        *_here(desk, front, table),
        *_places(desk, table),
        *_unbound(desk, table),
        *_themes(desk, table),
        *_told(desk, table),
        *_elsewhere(desk, front, table),
    ]


def _both(msgid: str) -> tuple[str, ...]:
    """A msgid in all languages, that spoken first."""
    return _said(msgid, i18n.language()) if msgid else ()


@cache
def _said(msgid: str, _language: str) -> tuple[str, ...]:
    others = (i18n.in_language(name, msgid) for name in i18n.LANGUAGES)
    return tuple(dict.fromkeys(fold(said) for said in (_(msgid), *others)))


@cache
def _named(labels: tuple[str, ...], tips: tuple[str, ...], key: str) -> Named:
    """What something is found by.

    Args:
        labels: folded names.
        tips: msgids of sentences.
    """
    told = " ".join(said for tip in tips for said in _both(tip))
    letters = (spelt for name in labels for spelt in _letters(name))
    return named(labels, told, tuple(letters), _letters(told), fold(key))


@cache
def _letters(words: str) -> tuple[str, ...]:
    """Chinese words as they are typed without an input method: in full, and by first letters."""
    from data.pinyin import in_letters, initials

    han = "".join(char for char in words if "\u3400" <= char <= "\u9fff")
    return (in_letters(han), initials(han).partition(" ")[0]) if han else ()


def place_name(place: str) -> tuple[str, str]:
    """What a place is called, as a msgid, and the key that leads to it."""
    if place in WITHOUT_KEY:
        return WITHOUT_KEY[place]
    return BY_NAME[place].label, shown_name(BY_NAME[place].keys.partition(",")[0])


def make_ready() -> None:
    """Read what finding by letters takes, before somebody waits for it."""
    unless_broken(synonyms, NONE)
    _letters("催办")
    _both("chase")


# -- here ------------------------------------------------------------------------------------


def _here(desk: Desk, front: Screen[Any], table: Synonyms) -> Iterator[Offered]:
    """Acts of the screen in front, then those of the desk."""
    here = desk.here
    active = [one for one in offered(front) if one.binding.tooltip]
    active.sort(key=lambda one: isinstance(one.node, App))
    for one in active:
        binding = one.binding
        if binding.action == "palette":
            continue
        ours = not isinstance(one.node, App) and here is not None
        place = here.place if ours and here is not None else ""
        name = act(binding.action)
        names = (*_both(binding.description), *table.of_act(name, place))
        key = shown(binding)
        yield Offered(
            f"{place}.{binding.action}",
            key,
            _(binding.tooltip),
            "",
            _why_not(desk, front, name),
            _named(names, (binding.tooltip,), key),
            partial(_run, desk, one),
            titled(_(binding.description)).plain,
        )


def _run(desk: Desk, active: ActiveBinding) -> object:
    return desk.run_action(active.binding.action, active.node)


def _why_not(desk: Desk, front: Screen[Any], name: str) -> str:
    """Why an act that is offered would do nothing now; empty where it would do something."""
    if name in ("undo", "redo"):
        return _nothing_to(desk, name)
    here = desk.here
    if here is None or here is not front:
        return ""
    if name in NEEDS_RECORD and not here.marked():
        by_request = name in ABOUT_REQUEST
        return _("no request under the cursor") if by_request else _("nothing under the cursor")
    if name in TAKES_ONE.get(here.place, ()) and len(here.marked()) > 1:
        return _("several are marked, and this takes one")
    if name == "join" and len(here.marked()) < 2:
        return _("mark several first")
    return ""


def _nothing_to(desk: Desk, name: str) -> str:
    from data.journal.own import last_acts, last_undone

    author = desk.store.author
    if name == "undo":
        return "" if desk.store.ask(last_acts, author).newest else _("nothing to take back")
    return "" if desk.store.ask(last_undone, author) else _("nothing to bring back")


# -- elsewhere -------------------------------------------------------------------------------


def _places(desk: Desk, table: Synonyms) -> Iterator[Offered]:
    for subject in PLACES:
        label, key = place_name(subject.name)
        names = (*_both(label), *table.places.get(subject.name, ()))
        action = f"app.go_place('{subject.name}')"
        found = _named(names, (), key)
        run = partial(desk.run_action, action)
        yield Offered(action, key, _(label), _("place to go"), "", found, run)


def _unbound(desk: Desk, table: Synonyms) -> Iterator[Offered]:
    for action, words in UNBOUND:
        found = _named((*_both(words), *table.of_act(act(action))), (), "")
        yield Offered(action, "", _(words), "", "", found, partial(desk.run_action, action))


def _themes(desk: Desk, table: Synonyms) -> Iterator[Offered]:
    for theme, words in themes.WORDS.items():
        action = f"app.wear('{theme}')"
        found = _named((*_both(words), *table.themes.get(theme, ())), (), "")
        why = _("in use") if desk.theme == theme else ""
        run = partial(desk.run_action, action)
        yield Offered(action, "", _(words), _("colours"), why, found, run)


TOLD: Mapping[str, str] = {
    "font": N_("The terminal sets the font, mostly with ctrl + and ctrl -"),
    "password": N_("No password here: your account guards the file; m hides facts"),
}
"""Msgids of what is told to whoever looks for what the desk does not do."""


def _told(desk: Desk, table: Synonyms) -> Iterator[Offered]:
    for name, words in TOLD.items():
        found = _named(table.told.get(name, ()), (), "")
        yield Offered(f"told.{name}", "", _(words), "", "", found, partial(desk.tell, _(words)))


def _elsewhere(desk: Desk, front: Screen[Any], table: Synonyms) -> Iterator[Offered]:
    """Acts that the screen in front does not have, each with the place that has it."""
    here = desk.here
    mine = {act(one.binding.action) for one in offered(front)}
    for place, keys in KEYS_OF.items():
        shown_here = here is not None and here.place == place
        label, place_key = place_name(place)
        done: set[str] = set()
        for key in keys:
            name = act(key.action)
            if not key.tip or key.action in done:
                continue
            if name in mine and (shown_here or name in ABOUT_REQUEST):
                continue
            done.add(key.action)
            written = shown_name(key.keys.partition(",")[0])
            where = _("in {place} ({key})").format(place=_(label), key=place_key)
            names = (*_both(key.label), *table.of_act(name, place))
            yield Offered(
                f"{place}.{key.action}",
                written,
                _(key.tip),
                where,
                _("not in what is shown now") if shown_here else where,
                _named(names, (key.tip, label), written),
                partial(_go_and_do, desk, place, key),
                titled(_(key.label)).plain,
                "" if shown_here else place_key,
            )


async def _go_and_do(desk: Desk, place: str, key: Key) -> None:
    """Go where an act is done, and do it; what it would be done to is chosen there first."""
    if place in ("timeline", "directory"):
        await desk.action_visit(place)
    else:
        await desk.show_place(place)
    there = desk.here
    if there is None:
        return
    there.leave_field()
    if key.action in ABOUT_RECORD:
        name = shown_name(key.keys.partition(",")[0])
        told = _("{key} does it here: {what}").format(key=name, what=_(key.tip))
        there.call_after_refresh(desk.tell, told)  # it may just be made
    else:
        desk.simulate_key(key.keys.partition(",")[0])


# -- finding ---------------------------------------------------------------------------------


def fitting(known: Sequence[Offered], text: str, used: Sequence[str]) -> tuple[list[Offered], int]:
    """What fits what was typed, the best first, and how many of it are surely called so.

    Args:
        text: folded.
        used: ids of what was used lately, the newest first.
    """
    typed, search = Typed(text), FuzzySearch()

    def scattered(name: str) -> bool:
        return len(name) <= _SPREAD * len(text) and search.match(text, name)[0] > 0

    fits: list[tuple[int, bool, int]] = []
    found: list[Offered] = []

    def take(level: int | None, one: Offered) -> None:
        if level is not None:
            found.append(one)
            fits.append((level, not one.why, used.index(one.id) + 1 if one.id in used else 0))

    for one in known:
        take(fit(typed, one.named), one)
    if len(found) < _FEW and not text.lstrip("#").isdigit():
        fitted = {one.id for one in found}
        for one in known:
            if one.id not in fitted:
                take(fit_at_last(typed, one.named, scattered), one)
    order = told_apart(found, ranked(fits))
    return [found[at] for at in order], sum(fits[at][0] < TIP for at in order)


def told_apart(found: Sequence[Offered], order: Sequence[int]) -> list[int]:
    """The order without what is, in several places, the same act: only the best of it stays."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for at in order:
        same = (found[at].key, found[at].words)
        if not (found[at].why and same in seen):
            kept.append(at)
        seen.add(same)
    return kept
