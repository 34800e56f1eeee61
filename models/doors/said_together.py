"""What is said of one door in several words, put together. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.address import Address
from models.doors import MissedWhy, SaidDoor
from models.doors.saying import Phrase


def with_phrase(door: SaidDoor, phrase: Phrase) -> SaidDoor:
    """A door with what a phrase says of it beside what was said before: more goods that it lacks;
    who got nothing at all lacks nothing more by that."""
    if not door.said:
        return with_first(door, phrase)
    comma = ", " if phrase.text.isascii() else "，"
    now = door._replace(said=f"{door.said}{comma}{phrase.text}", whole=door.whole or phrase.whole)
    if phrase.why is MissedWhy.ABSENT:
        return now._replace(why=phrase.why, goods=(), maybe=(), only=(), quantity=None)
    beside = tuple(dict.fromkeys((*door.maybe, *phrase.beside)))
    if door.why is MissedWhy.ABSENT or (phrase.rest and phrase.tells and door.only):
        return now
    if phrase.unclear and door.only:
        return now._replace(goods=door.only, only=())
    if not phrase.tells or phrase.unclear:
        return now._replace(maybe=beside)
    if phrase.only:
        why, only, came = phrase.why, phrase.goods, phrase.came
        later = came and phrase.later
        return now if door.goods else now._replace(why=why, only=only, came=came, later=later)
    if door.why is MissedWhy.OTHER or door.only:
        return with_first(now, phrase)._replace(
            said=now.said, maybe=() if phrase.goods and not phrase.each else beside
        )
    goods = tuple(dict.fromkeys((*door.goods, *phrase.goods))) if door.goods else phrase.goods
    return now._replace(goods=goods, maybe=beside)


def is_refused_and_lacking(door: SaidDoor, phrase: Phrase) -> bool:
    """Whether something was not wanted and something else is lacking: only that is owed."""
    whys = {door.why, phrase.why}
    both = whys == {MissedWhy.REFUSED, MissedWhy.LACKING}
    return both and bool(door.said and door.goods and phrase.goods)


def with_first(door: SaidDoor, phrase: Phrase) -> SaidDoor:
    """A door with the words that say why it missed out."""
    return door._replace(
        why=phrase.why,
        goods=() if phrase.only else phrase.goods,
        quantity=phrase.quantity,
        said=phrase.text,
        whole=phrase.whole or door.whole,
        maybe=phrase.beside,
        only=phrase.goods if phrase.only else (),
        sure=phrase.sure,
        came=phrase.came,
        later=phrase.came and phrase.later,
    )


def each_once(doors: Sequence[SaidDoor]) -> Iterator[SaidDoor]:
    """Each door once with all that was said of it; twice where it refused one thing and lacks
    another."""
    seen: dict[tuple[Address, str | None], list[SaidDoor]] = {}
    for door in doors:
        same = seen.setdefault((door.address, door.floor), [])
        phrase = _phrase_of(door)
        if not same or is_refused_and_lacking(same[-1], phrase):
            same.append(door)
        elif (door.goods, door.why) != (same[-1].goods, same[-1].why):
            same[-1] = with_phrase(same[-1], phrase)
        else:
            same[-1] = door
    for same in seen.values():
        yield from same


def _phrase_of(door: SaidDoor) -> Phrase:
    return Phrase(
        door.said,
        door.why,
        door.only or door.goods,
        door.quantity,
        door.whole,
        beside=door.maybe,
        only=bool(door.only),
        came=door.came,
        later=door.later,
        sure=door.sure,
    )
