"""Filling the places of a day: the scarcest first, then chains of moves for those still open, then
moves and exchanges while any makes the whole cheaper.

Pure and without chance: the same day gives the same filling. What it takes is bounded by counted
steps, never by a clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from models.suggest.cost import Day, Price, Share

STEPS = 50_000
"""Tries after which a filling is left as good as it is."""

_DEEPEST = 10
"""Places moved on, one for another, to seat one more."""

_Change = dict[int, Share]
"""New shares of some people."""


class Filling:
    """Who fills which place, and the search for a better filling.

    Attributes:
        share: the places of each person.
        who: the person at each place; None while it is open.
        steps: tries still allowed.
    """

    def __init__(self, day: Day, steps: int = STEPS) -> None:
        self.day = day
        self.share: list[Share] = [() for _worker in day.workers]
        self.who: list[int | None] = [None for _slot in day.slots]
        self.steps = steps

    def fill(self) -> None:
        """Find a good filling from an empty one."""
        self._by_scarcity()
        more = True
        while more:
            while self._more():
                pass
            self._improve()
            more = self._more()

    # -- seats ---------------------------------------------------------------------------------

    def _open(self) -> list[int]:
        """Places nobody fills, leads and skills first, the scarcest first among them."""
        day = self.day
        found = [at for at, who in enumerate(self.who) if who is None and day.able[at]]
        return sorted(found, key=lambda at: (not day.weighs[at], len(day.able[at]), at))

    def _free(self, at: int) -> list[int]:
        """People who can take a place as things stand."""
        return [who for who in self.day.able[at] if self.day.free(at, self.share[who])]

    def _seat(self, at: int, who: int) -> None:
        self.share[who] = _with(self.share[who], at)
        self.who[at] = who

    def _unseat(self, at: int) -> int:
        who = self.who[at]
        assert who is not None
        self.share[who] = _without(self.share[who], (at,))
        self.who[at] = None
        return who

    def _best(self, at: int, among: Iterable[int]) -> int:
        """Who of some takes a place at the least cost: fewest new warnings, then the price."""
        day = self.day

        def cost(who: int) -> tuple[int, ...]:
            share = self.share[who]
            return (*_minus(day.price(who, _with(share, at)), day.price(who, share)), who)

        best: tuple[int, int] | None = None
        for who in sorted(among, key=cost):
            share = self.share[who]
            worse = day.warned(who, _with(share, at)) - day.warned(who, share)
            if best is None or worse < best[0]:
                best = worse, who
            if worse <= 0:
                break
        assert best is not None
        return best[1]

    # -- cover ---------------------------------------------------------------------------------

    def _by_scarcity(self) -> None:
        """Seat places one by one, always the one the fewest can take now."""
        day = self.day
        waiting = {at: set(day.able[at]) for at in range(len(day.slots)) if day.able[at]}
        while waiting:
            at = min(waiting, key=lambda at: (len(waiting[at]), not day.weighs[at], at))
            who = self._best(at, waiting.pop(at))
            self._seat(at, who)
            for other in day.clash[at]:
                if other in waiting:
                    waiting[other].discard(who)
                    if not waiting[other]:
                        del waiting[other]

    def _more(self) -> bool:
        """Whether more is covered after somebody was seated where others had to move."""
        return self._chains() or self._rearranged()

    def _chains(self) -> bool:
        """Whether a place more was seated, or a lead or skill instead of another place."""
        for spare in (0, 1):
            for at in self._open():
                if spare and not self.day.weighs[at]:
                    continue
                before = list(self.share), list(self.who)
                if self._push(at, set(), set(), [spare], _DEEPEST):
                    return True
                self.share, self.who = before
        return False

    def _push(
        self, at: int, fixed: set[int], tried: set[tuple[int, int]], spare: list[int], deep: int
    ) -> bool:
        """Seat a place, moving those in its way on; what it changed in vain is not taken back.

        Args:
            fixed: places that stay where this chain put them.
            tried: places and people this chain need not try again.
            spare: how many places that do not weigh may be left open for it.
            deep: how many more may be moved on.
        """
        free = [who for who in self._free(at) if (at, who) not in tried]
        if free:
            self._seat(at, self._best(at, free))
            fixed.add(at)
            return True
        if deep:
            ways = ((self.day.clash[at].intersection(self.share[w]), w) for w in self.day.able[at])
            for inside, who in sorted(ways, key=lambda way: (len(way[0]), way[1])):
                if (at, who) in tried or inside & fixed or self.steps <= 0:
                    continue
                self.steps -= 1
                tried.add((at, who))
                state = list(self.share), list(self.who), set(fixed), list(spare)
                for other in inside:
                    self._unseat(other)
                self._seat(at, who)
                fixed.add(at)
                if all(self._push(o, fixed, tried, spare, deep - 1) for o in sorted(inside)):
                    return True
                self.share, self.who, kept, spare[:] = state
                fixed.clear()
                fixed.update(kept)
        if spare[0] and not self.day.weighs[at] and fixed:
            spare[0] -= 1
            return True
        return False

    def _rearranged(self) -> bool:
        """Whether somebody does more places when theirs are chosen anew among those open, too."""
        for who in range(len(self.share)):
            mine = self.share[who]
            pool = [at for at in self._open() if who in self.day.able[at]]
            if not pool:
                continue
            chosen = self._most((*mine, *pool))
            if self._worth(chosen) > self._worth(mine):
                for at in mine:
                    self._unseat(at)
                for at in chosen:
                    self._seat(at, who)
                return True
        return False

    def _worth(self, share: Iterable[int]) -> tuple[int, int]:
        """How many places, and how many of them weigh."""
        places = list(share)
        return len(places), sum(self.day.weighs[at] for at in places)

    def _most(self, pool: Iterable[int]) -> Share:
        """The most places one person can do of some they are able to, those that weigh first."""
        slots = self.day.slots
        ordered = sorted(pool, key=lambda at: (slots[at].ends, at))
        best: list[tuple[tuple[int, int], Share]] = [((0, 0), ())]
        for index, at in enumerate(ordered):
            before = sum(slots[one].ends <= slots[at].starts for one in ordered[:index])
            count, weight = best[before][0]
            taken = ((count + 1, weight + self.day.weighs[at]), (*best[before][1], at))
            best.append(max(best[-1], taken, key=lambda way: way[0]))
        return tuple(sorted(best[-1][1]))

    # -- cost ----------------------------------------------------------------------------------

    def _improve(self) -> None:
        """Take every change that makes the whole cheaper, until none does."""
        while self._pass(self._changes) or self._pass(self._rounds):
            pass

    def _pass(self, changes: Callable[[int], Iterator[_Change]]) -> bool:
        """Whether trying these changes for each place once made the whole cheaper."""
        better = False
        for at in range(len(self.who)):
            for change in changes(at):
                if self.steps <= 0:
                    return better
                self.steps -= 1
                if self._cheaper(change):
                    self._apply(change)
                    better = True
                    break
        return better

    def _cheaper(self, change: _Change) -> bool:
        """Whether a change takes warnings away, or adds none and costs less."""
        day = self.day
        pairs = [
            (day.price(who, share), day.price(who, self.share[who]))
            for who, share in change.items()
        ]
        cheaper = _sum(new for new, _ in pairs) < _sum(old for _, old in pairs)
        was = sum(day.warned(who, self.share[who]) for who in change)
        if not cheaper and not was:
            return False
        now = sum(day.warned(who, share) for who, share in change.items())
        return now < was or (now == was and cheaper)

    def _apply(self, change: _Change) -> None:
        for who in change:
            for at in self.share[who]:
                self.who[at] = None
        for who, share in change.items():
            self.share[who] = share
        for who, share in change.items():
            for at in share:
                self.who[at] = who

    def _changes(self, at: int) -> Iterator[_Change]:
        """Ways to fill a place otherwise that leave as many filled."""
        who = self.who[at]
        if who is None:
            yield from self._instead(at)
            return
        for other in self.day.able[at]:
            if other == who:
                continue
            back = self.day.clash[at].intersection(self.share[other])
            yield from self._exchange(at, who, other, back)
            for one in self.share[other]:
                if one not in back:
                    yield from self._exchange(at, who, other, back | {one})

    def _exchange(self, at: int, who: int, other: int, back: Iterable[int]) -> Iterator[_Change]:
        """A place to somebody else, some of theirs back in exchange, where both can."""
        mine, taken = _without(self.share[who], (at,)), tuple(back)
        if all(who in self.day.able[one] and self.day.free(one, mine) for one in taken):
            theirs = _without(self.share[other], taken)
            yield {who: _with(mine, *taken), other: _with(theirs, at)}

    def _rounds(self, at: int) -> Iterator[_Change]:
        """Ways to give a place to a second person and one of theirs to a third."""
        day, who = self.day, self.who[at]
        if who is None:
            return
        mine = _without(self.share[who], (at,))
        for other in day.able[at]:
            if other == who:
                continue
            back = day.clash[at].intersection(self.share[other])
            for one in back or self.share[other] if len(back) < 2 else ():
                theirs = _with(_without(self.share[other], (one,)), at)
                for third in day.able[one]:
                    if third not in (who, other) and day.free(one, self.share[third]):
                        more = _with(self.share[third], one)
                        yield {who: mine, other: theirs, third: more}

    def _instead(self, at: int) -> Iterator[_Change]:
        """An open place filled and another, that weighs no more, left open for it."""
        for who in self.day.able[at]:
            inside = self.day.clash[at].intersection(self.share[who])
            for gone in inside if len(inside) == 1 else ():
                if self.day.weighs[gone] <= self.day.weighs[at]:
                    yield {who: _with(_without(self.share[who], (gone,)), at)}


def _with(share: Share, *more: int) -> Share:
    return tuple(sorted((*share, *more)))


def _without(share: Share, gone: Iterable[int]) -> Share:
    left = set(gone)
    return tuple(at for at in share if at not in left)


def _minus(new: Price, old: Price) -> tuple[int, ...]:
    return tuple(one - other for one, other in zip(new, old, strict=True))


def _sum(prices: Iterable[Price]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*prices, strict=True)))
