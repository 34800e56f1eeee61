"""Rules of recalls: which doors first, who shares, which code is meant.

Pure. What decides, in this order:

1. Safety of life. Re-tests begin as soon as people are ready, at whatever hour: until its own
   result nobody behind such a door may go to a hospital, and neighbours go on sharing a kitchen.
   So there are no quiet hours; who is frail comes first, and is rung before anybody knocks. Doors
   where waiting is dangerous come first (see `danger`), then doors whose kitchen is shared.
2. A promise: who was told a time is not sent a second team; a door has one visit, however many
   tubes its people were in.
3. Comfort: buildings with many members before others, and one building after the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from models.floors import floor_at
from models.households import CompoundKind
from models.problems import Problem
from models.recall import CODE_LIMIT, Door, Listed, RecallRow
from models.recall.code_lines import (
    BARE_CODE,
    BEFORE_CODE,
    NO_CODE,
    code_of,
    is_title,
    names_nobody,
    one_code_each,
)
from models.sampling import TubeState
from models.text import clean

IN_DANGER: frozenset[str] = frozenset({"透析", "吸氧", "孕妇"})
"""Marks of people who need a hospital soon, which takes nobody in without a result of their own."""

FRAIL: frozenset[str] = frozenset(
    {
        *("独居老人", "80岁以上", "卧床", "失智", "无人照料儿童", "婴儿", "胰岛素", "残疾"),
        "精神疾病",
    }
)
"""Marks of people for whom being kept indoors and unvisited is worst."""


# -- which doors first -----------------------------------------------------------------------------


def danger(door: Door) -> int:
    """How dangerous it is to wait behind a door: 0 for a life, 1 for the frail, 2 for others."""
    if door.urgent or IN_DANGER.intersection(door.marks):
        return 0
    return 1 if FRAIL.intersection(door.marks) else 2


def in_order(doors: Iterable[Door]) -> list[Door]:
    """The doors as they are gone to; of those in danger none waits for its neighbours."""
    found = list(doors)
    many: Counter[str] = Counter()
    first: dict[str, int] = {}
    for door in sorted(found, key=lambda one: one.place):
        many[door.building] += door.people
        first.setdefault(door.building, door.place)

    def key(door: Door) -> tuple[int | bool, ...]:
        risk = danger(door)
        house = (-many[door.building], first[door.building]) if risk else ()
        return (risk, not door.shared, *house, door.place)

    return sorted(found, key=key)


# -- who shares ------------------------------------------------------------------------------------


_OF_LANES = re.compile("[客厢]堂?|灶|[前后统]楼|亭子|[二三四]层阁|晒台|过街楼|天井")
"""What names of rooms in lane houses hold; those of guards, shops and workers hold none of it."""


def shares_rooms(is_shared: int | None, kind: str, rooms: Iterable[str]) -> bool:
    """Whether the rooms of a building share kitchen or bathroom.

    What somebody said of the building stands. Else lane housing does: a compound of that kind, and
    a house with rooms of lane houses (前客堂, 亭子间) wherever it is.

    Args:
        is_shared: what was said, 1 or 0; None for nothing.
        kind: of the compound, see `CompoundKind`.
    """
    if is_shared is not None:
        return bool(is_shared)
    return kind == CompoundKind.LANE or any(map(_OF_LANES.search, rooms))


def shared_part(
    rooms: Sequence[tuple[str, str]], own: tuple[str, str], large: int
) -> Callable[[tuple[str, str]], bool]:
    """Which doors of a building share with one of them: those of its unit, where it has units; of
    more than so many those of its floor.

    Args:
        rooms: unit and room of each door of the building.
        own: of that one.
    """
    unit, room = own
    beside = [one for one in rooms if not unit or one[0] == unit]
    floor = floor_at(room)
    if len(beside) > large:
        return lambda one: (not unit or one[0] == unit) and floor_at(one[1]) == floor
    return lambda one: not unit or one[0] == unit


# -- codes -----------------------------------------------------------------------------------------


def tube_code(text: str) -> str:
    """A code as it is kept and looked for: on one line, in narrow characters, without blanks."""
    narrow = unicodedata.normalize("NFKC", clean(text, limit=4 * CODE_LIMIT))
    found = BEFORE_CODE.match(narrow)
    return "".join((found["code"] if found else narrow).split())[:CODE_LIMIT]


_APART = re.compile(r"[,;、\n]+")
_SHORT = 4
"""Characters of a word from which on it may be a code of digits by itself; shorter ones are the
groups of one code: 88 12 345."""


def split_codes(words: Iterable[str]) -> list[str]:
    """The codes that were typed, each once: several in one word stand apart by commas of either
    width, 、, semicolons or blanks."""
    found: dict[str, None] = {}
    for part in _APART.split(unicodedata.normalize("NFKC", "\n".join(words))):
        marked = BEFORE_CODE.match(part)
        if marked is not None:
            found[marked["code"][:CODE_LIMIT]] = None
        several = (part if marked is None else part[marked.end() :]).split()
        grouped = all(len(one) < _SHORT and one.isdecimal() for one in several)
        for one in ["".join(several)] if grouped else several:
            found[tube_code(one)] = None
    return [one for one in found if one]


def codes_alone(text: str, is_tube: Callable[[str], bool]) -> list[str]:
    """The codes of a text that has nothing else in it; none where it has, or may have, people."""
    words = split_codes([text])
    if len(words) == 1 and words[0].isascii():
        return words

    def is_code(word: str) -> bool:
        shape = BARE_CODE.fullmatch(word)
        return is_tube(word) or (shape is not None and not NO_CODE.fullmatch(word))

    return words if all(map(is_code, words)) else []


def read_list(text: str, is_tube: Callable[[str], bool] = lambda _code: False) -> list[Listed]:
    """The tubes of a list that was pasted, each with its lines of names or doors.

    A code stands in front of a line, behind 管号 or as a long number; lines without one go on with
    the tube above. Telephone numbers and numbers of cards are left out.

    Args:
        is_tube: whether a word is the code of a tube on record, however short it is.
    """
    found = _tubes_of(text, is_tube, Counter())
    if len(found) > 1 and not found[0][0] and all(map(names_nobody, found[0][1])):
        del found[0]
    return [Listed(code, "\n".join(lines)) for code, lines in found]


def lines_beneath(
    text: str, is_tube: Callable[[str], bool] = lambda _code: False
) -> dict[str, int]:
    """By codes how many lines of a list without a code count for a tube that has its people beside
    its code: whether they are of it nobody wrote."""
    beneath: Counter[str] = Counter()
    _tubes_of(text, is_tube, beneath)
    return beneath


def _tubes_of(
    text: str, is_tube: Callable[[str], bool], beneath: Counter[str]
) -> list[tuple[str, list[str]]]:
    """Each code with its lines; `beneath` counts those for which `lines_beneath` is."""
    found: list[tuple[str, list[str]]] = []
    is_beside = False
    lines = deque(one_code_each(text, is_tube))
    while lines:
        line = lines.popleft()
        if not found and is_title(line):
            continue
        code, rest = code_of(line, is_tube)
        if code and is_tube(code_of(rest, is_tube)[0]):
            lines.appendleft(rest)
            rest = ""
        if code and names_nobody(rest):
            rest = ""
        if code:
            known = next((one for one in found if one[0] == code), None)
            if known is None:
                known = (code, [])
            else:
                found.remove(known)
            found.append(known)
        elif not found:
            found.append(("", []))
        if rest:
            found[-1][1].append(rest)
        if code:
            is_beside = bool(rest)
        elif rest and is_beside:
            beneath[found[-1][0]] += 1
    return found


def nearest(code: str, known: Sequence[str], most: int = 4) -> list[str]:
    """The codes that look most like one, one slip of the finger away first; none that is unlike."""
    folded = code.casefold()
    slips = 1 if len(code) < 6 else 2

    def away(other: str) -> int:
        return _slips(folded, other.casefold(), slips)

    close = sorted((away(one), one) for one in known if abs(len(one) - len(code)) <= slips)
    return [one for count, one in close if count <= slips][:most]


def _slips(one: str, other: str, most: int) -> int:
    """How many characters are wrong, missing or too many, two in the wrong order being one; `most`
    + 1 for more than that."""
    if len(one) == len(other):
        wrong = [at for at in range(len(one)) if one[at] != other[at]]
        swapped = (
            len(wrong) == 2
            and wrong[1] == wrong[0] + 1
            and one[wrong[0]] == other[wrong[1]]
            and one[wrong[1]] == other[wrong[0]]
        )
        if swapped or len(wrong) <= most:
            return 1 if swapped else len(wrong)
    # So many slips leave one of one more parts as it is.
    if not any(part in other for part in _parts(one, most + 1)):
        return most + 1
    row = list(range(len(other) + 1))
    for at, char in enumerate(one, 1):
        before, row[0] = row[0], at
        for to, its in enumerate(other, 1):
            cost = min(row[to] + 1, row[to - 1] + 1, before + (char != its))
            before, row[to] = row[to], cost
    return min(row[-1], most + 1)


@lru_cache(maxsize=8)
def _parts(code: str, count: int) -> tuple[str, ...]:
    """A code cut into so many parts of about the same length."""
    cuts = [len(code) * at // count for at in range(count + 1)]
    return tuple(code[first:last] for first, last in pairwise(cuts))


_SERIAL = 4
"""Characters at the end of a code that count the tubes of one committee."""


def of_others(code: str, known: Iterable[str]) -> bool:
    """Whether a code is another committee's: none here begins as it does, its last four characters
    apart. The tubes of one committee come in boxes, whose codes run on."""
    head = code.casefold()[: max(1, len(code) - _SERIAL)]
    return not any(one.casefold().startswith(head) for one in known)


def unknown_code(code: str, known: Sequence[str]) -> Problem:
    """What is wrong with a code that is no tube's here: `tube_unfound` (code, near),
    `tube_of_others` (code), `tubes_none` (code) where none is written down here at all."""
    if not known:
        return Problem("tubes_none", {"code": code}, "code")
    near = nearest(code, known)
    if near:
        return Problem("tube_unfound", {"code": code, "near": near}, "code")
    if of_others(code, known):
        return Problem("tube_of_others", {"code": code}, "code")
    return Problem("tube_unfound", {"code": code, "near": list(_ahead(code, known))}, "code")


def _ahead(code: str, known: Sequence[str]) -> Iterator[str]:
    """The codes that begin most like one."""

    def alike(other: str) -> int:
        pairs = zip(code.casefold(), other.casefold(), strict=False)
        return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(code), len(other)))

    yield from sorted(known, key=lambda one: (-alike(one), one))[:3]


# -- taken back ------------------------------------------------------------------------------------


def back_problems(row: RecallRow, words: str) -> list[Problem]:
    """What stands against taking a recall back: `recall_abnormal` (code) while its tube is
    abnormal, `recall_back_words` (no) where no tube of ours says that it was a mistake, and nobody.

    Safety of life wins over comfort: a slip of the finger sets nobody free who may be infected.
    """
    if row.tube_state == TubeState.ABNORMAL:
        return [Problem("recall_abnormal", {"code": row.code})]
    if row.tube_state is None and not words:
        return [Problem("recall_back_words", {"no": row.no})]
    return []
