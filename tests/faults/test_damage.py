"""Damage: whatever changes what is read of a file or a copy is noticed, and a copy can be taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.faults import stores
from tests.faults.conftest import Effort
from tests.faults.figures import Figures
from tests.faults.judging import judge_doctor, judge_files, judge_words
from tests.faults.neighbourhood import Neighbourhood

PAGE, SECTOR = 4096, 512

Harm = Callable[[bytearray, Random], None]


def _bit(content: bytearray, rnd: Random) -> None:
    content[rnd.randrange(len(content))] ^= 1 << rnd.randrange(8)


def _header(content: bytearray, rnd: Random) -> None:
    content[rnd.randrange(100)] ^= 1 << rnd.randrange(8)


def _sector(content: bytearray, rnd: Random) -> None:
    at = SECTOR * rnd.randrange(len(content) // SECTOR)
    content[at : at + SECTOR] = rnd.randbytes(SECTOR)


def _page(content: bytearray, rnd: Random) -> None:
    at = PAGE * rnd.randrange(len(content) // PAGE)
    content[at : at + PAGE] = bytes(PAGE)


def _swapped(content: bytearray, rnd: Random) -> None:
    one, other = (PAGE * page for page in rnd.sample(range(1, len(content) // PAGE), 2))
    kept = bytes(content[one : one + PAGE])
    content[one : one + PAGE] = content[other : other + PAGE]
    content[other : other + PAGE] = kept


def _short(content: bytearray, rnd: Random) -> None:
    del content[rnd.randrange(len(content)) :]


def _short_by_pages(content: bytearray, rnd: Random) -> None:
    del content[PAGE * rnd.randrange(1, len(content) // PAGE) :]


def _zeros_at_end(content: bytearray, rnd: Random) -> None:
    at = rnd.randrange(len(content))
    content[at:] = bytes(len(content) - at)


def _letter(content: bytearray, rnd: Random) -> None:
    """One byte of somebody's words, which no check of the file's form can see."""
    words = "狗粮快没了".encode()
    places = [at for at in range(len(content)) if content.startswith(words, at)]
    content[rnd.choice(places) + rnd.randrange(len(words))] ^= 1


HARMS: dict[str, tuple[Harm, int]] = {
    "bit": (_bit, 90),
    "letter": (_letter, 20),
    "header": (_header, 20),
    "sector": (_sector, 30),
    "page": (_page, 30),
    "pages swapped": (_swapped, 20),
    "short": (_short, 10),
    "short by pages": (_short_by_pages, 10),
    "zeros at the end": (_zeros_at_end, 10),
}
"""Ways to harm a file, with how many of 240 trials each has."""


def _harm(file: Path, harm: Harm, rnd: Random) -> None:
    content = bytearray(file.read_bytes())
    harm(content, rnd)
    file.write_bytes(content)


@pytest.mark.parametrize("kind", HARMS)
def test_damage_to_the_file_is_noticed(
    kind: str, neighbourhood: Neighbourhood, effort: Effort, figures: Figures, rnd: Random
) -> None:
    harm, trials = HARMS[kind]
    at = neighbourhood
    with figures.campaign(f"damage to the file: {kind}") as row:
        right = stores.read(at.fresh().db)
        for number in range(effort.of(1, trials)):
            place = at.fresh()
            restored = stores.read(place.copy)
            _harm(place.db, harm, rnd)
            harmed = place.db.read_bytes()
            case = f"{kind}, trial {number}"
            row.trials += 1
            answers = [at.run(place, *words) for words in (("today",), ("doctor",))]
            changed = stores.read(place.db) != right
            place.db.write_bytes(harmed)
            if changed and not any(answer.status or answer.err for answer in answers):
                answers.append(at.run(place, "backup", str(place.stick)))
                row.check(answers[-1].status != 0, "unnoticed", case)
            for answer in answers:
                judge_words(row, answer, case)
            judge_files(row, at, place, case, None)
            if not changed:
                row.check(answers[1].status == 0, "false alarm", case, answers[1].err.strip())
                continue
            place.db.write_bytes(harmed)
            back = at.run(place, "restore", str(place.copy))
            judge_words(row, back, case)
            row.check(back.status == 0, "restore refused", case, back.err.strip()[-200:])
            if back.status == 0:
                row.check(stores.read(place.db) == restored, "restored wrong", case)
                judge_doctor(row, at, place, case, "2022-04-09T08:05+08:00")


def test_damage_to_a_copy_is_noticed(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures, rnd: Random
) -> None:
    at = neighbourhood
    with figures.campaign("damage to a copy") as row:
        for number in range(effort.of(6, 60)):
            kind = rnd.choice(sorted(set(HARMS) - {"letter"}))
            place = at.fresh()
            present, right = stores.read(place.db), stores.read(place.copy)
            _harm(place.copy, HARMS[kind][0], rnd)
            changed = stores.read(place.copy) != right
            case = f"{kind}, trial {number}"
            row.trials += 1
            doctor = at.run(place, "doctor")
            back = at.run(place, "restore", str(place.copy))
            for answer in (doctor, back):
                judge_words(row, answer, case)
            if back.status:
                row.check(stores.read(place.db) == present, "refused, but changed", case)
                row.check(changed, "false alarm", case, back.err.strip()[-200:])
            elif changed:
                wrong = stores.read(place.db) != right
                row.check(not wrong, "unnoticed" if doctor.status == 0 else "taken back", case)
