"""Which hospitals a life may be brought to: what it needs, and what each is known to have.

Nothing is kept of a hospital but what people write of it, so its wards, whether it takes who tested
positive and how far it is are read out of its name and note. Of a hospital that says nothing
everything can be asked: it is never called unsuitable. Pure functions; no tables of the store.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from models.chases import Rung
from models.directory import ContactKind, Entry
from models.emergency import EmergencyKind
from models.emergency.wards import EMERGENCY, Fit, Needs, Police, Positives, Suits, Ward
from models.text import fold
from models.word_tables import WordTable, any_of, unless_broken, word_starts, word_table

_GENERAL = frozenset({Ward.EMERGENCY, Ward.FEVER})
"""Wards that hold nobody to one thing: beside them a hospital may have all others."""

_FIRST: Mapping[EmergencyKind, frozenset[Ward]] = {
    EmergencyKind.BIRTH: frozenset({Ward.OBSTETRICS}),
    EmergencyKind.DIALYSIS: frozenset({Ward.DIALYSIS}),
    EmergencyKind.BABY_FEVER: frozenset({Ward.CHILDREN}),
    EmergencyKind.CHEST_PAIN: frozenset({Ward.HEART, Ward.EMERGENCY}),
    EmergencyKind.POISON: frozenset({Ward.POISON, Ward.EMERGENCY}),
}
_ALSO: Mapping[EmergencyKind, frozenset[Ward]] = {
    EmergencyKind.BABY_FEVER: frozenset({Ward.FEVER}),
    EmergencyKind.FALL: frozenset({Ward.BONES}),
    EmergencyKind.SUICIDE: frozenset({Ward.MIND}),
    EmergencyKind.FIRE: frozenset({Ward.BURNS, Ward.POISON}),
}
_POLICE: Mapping[EmergencyKind, Police] = {
    EmergencyKind.SUICIDE: Police.BESIDE,
    EmergencyKind.VIOLENCE: Police.FIRST,
    EmergencyKind.MISSING: Police.FIRST,
    EmergencyKind.TRAPPED: Police.FIRST,
}
"""When the police are called, whatever the words of the call tell; of all others later."""

_CHILD_UNTIL = 14
"""Years up to which somebody is treated as a child."""

_AGE = re.compile(r"(?<!\d)(\d{1,3})(?:周?岁| ?(?:-| )?years?(?:-| )old)")


class _Words(NamedTuple):
    """What finds each thing in a plain text."""

    wards: Mapping[Ward, re.Pattern[str]]
    lacking: Mapping[Ward, re.Pattern[str]]
    houses: Mapping[Ward, re.Pattern[str]]
    positives: Mapping[Positives, re.Pattern[str]]
    kilometres: re.Pattern[str]
    metres: re.Pattern[str]
    calls: Mapping[str, re.Pattern[str]]


_CALLS = ("obstetrics", "child", "maybe_child", "positive", "not_positive", "police", "not_police")
_POSITIVES = {
    Positives.NONE: "no_positives",
    Positives.ONLY: "only_positives",
    Positives.TAKEN: "takes_positives",
}
"""Keys of the table, the first that is found counts."""


@cache
def hospital_words() -> _Words:
    """The words of the table beside this module.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    table = word_table(__file__, "hospitals.toml")
    table.only(
        *(*_POSITIVES.values(), "none_before", "none_behind", "kilometres", "metres"),
        *("calls", "wards", "houses"),
    )
    houses, calls, wards = table.part("houses"), table.part("calls"), table.part("wards")
    houses.only(*Ward)
    calls.only(*_CALLS)
    named = wards.rows_of(Ward)
    before, behind = any_of(table.words("none_before")), any_of(table.words("none_behind"))
    return _Words(
        {ward: re.compile(word_starts(words)) for ward, words in named.items()},
        {
            ward: re.compile(rf"{before} ?{any_of(words)}|{any_of(words)}[科室医院门诊]* ?{behind}")
            for ward, words in named.items()
        },
        {Ward(key): _any(houses, key) for key in houses.keys},
        {which: _any(table, key) for which, key in _POSITIVES.items()},
        re.compile(rf"(\d+(?:\.\d+)?) ?{any_of(table.words('kilometres'))}(?![a-z])"),
        re.compile(rf"(\d+(?:\.\d+)?) ?{any_of(table.words('metres'))}(?![a-z])"),
        {key: _any(calls, key) for key in _CALLS},
    )


def _any(table: WordTable, key: str) -> re.Pattern[str]:
    return re.compile(word_starts(table.words(key)))


def needs_of(kind: EmergencyKind, text: str) -> Needs:
    """What the life of a call needs, by its danger and the words of the call; by the danger alone
    while the table of words is broken."""
    first, also = _FIRST.get(kind, EMERGENCY), _ALSO.get(kind, frozenset())
    police = _POLICE.get(kind, Police.LATER)
    words = unless_broken(hospital_words, None)
    if words is None:
        return Needs(first, also, police=police)
    plain = fold(text)
    calls = {key: bool(found.search(plain)) for key, found in words.calls.items()}
    if words.wards[Ward.DIALYSIS].search(plain):
        also |= {Ward.DIALYSIS}
    if calls["obstetrics"] or words.wards[Ward.OBSTETRICS].search(plain):
        also |= {Ward.OBSTETRICS}
    ages = [int(hit[1]) for hit in _AGE.finditer(plain)]
    young = calls["child"] or any(age <= _CHILD_UNTIL for age in ages)
    if young and kind is not EmergencyKind.BIRTH and all(age <= _CHILD_UNTIL for age in ages):
        first, also = frozenset({Ward.CHILDREN}), also | first
    elif young or calls["maybe_child"]:
        also |= {Ward.CHILDREN}
    if _told("police", plain, words):
        police = min(police, Police.BESIDE)
    return Needs(first, also - first, _told("positive", plain, words), police)


def _told(which: str, plain: str, words: _Words) -> bool:
    """Whether a call tells of something once all that tells of its opposite, or only holds its
    words, is taken out."""
    return bool(words.calls[which].search(words.calls[f"not_{which}"].sub(" ", plain)))


# -- what a hospital has -------------------------------------------------------------------------


def is_hospital(entry: Entry) -> bool:
    """Whether somebody may take patients; of all others it is not asked what wards they have."""
    if entry.kind == ContactKind.HOSPITAL:
        return True
    return entry.rung == Rung.HOSPITAL and entry.kind not in (
        ContactKind.AMBULANCE,
        ContactKind.POLICE,
    )


def fit_of(entry: Entry, needs: Needs) -> Fit | None:
    """How a hospital suits a life; None of who is none, and while the table of words is broken."""
    words = unless_broken(hospital_words, None)
    if words is None or not is_hospital(entry):
        return None
    name, said = fold(entry.name), fold(f"{entry.name}，{entry.note}")
    lacking = frozenset(ward for ward, found in words.lacking.items() if found.search(said))
    wards = _wards(name, said, words) - lacking
    positives = next(
        (which for which, found in words.positives.items() if found.search(said)), Positives.ASK
    )
    served = wards & (needs.first | needs.also)
    suits = _suits(wards, lacking, positives, needs)
    return Fit(suits, served & needs.first, served, wards, lacking, positives, _metres(said, words))


def _wards(name: str, said: str, words: _Words) -> frozenset[Ward]:
    """The wards a hospital says it has. An emergency ward that belongs to one ward, as 产科急诊
    does, or to a house for one thing, is no general one."""
    houses = {ward for ward, found in words.houses.items() if found.search(name)}
    wards = set()
    for part in re.split(r"[\s,，、;；。/|()（）]+", said):
        of_part = {ward for ward, found in words.wards.items() if found.search(part)}
        wards |= of_part - EMERGENCY if of_part - _GENERAL else of_part
    return frozenset(wards - EMERGENCY if houses else wards)


def _suits(
    wards: frozenset[Ward], lacking: frozenset[Ward], positives: Positives, needs: Needs
) -> Suits:
    if needs.positive and positives is Positives.NONE:
        return Suits.NOT
    if wards & (needs.first | needs.also):
        return Suits.MAYBE if positives is Positives.ONLY and not needs.positive else Suits.YES
    if lacking & needs.first:
        return Suits.NOT
    fever_alone = wards == {Ward.FEVER}
    if not wards or Ward.EMERGENCY in wards or (needs.positive and fever_alone):
        return Suits.MAYBE
    return Suits.NOT


def _metres(said: str, words: _Words) -> int | None:
    """How far it is as it was written; None where nobody wrote it."""
    if found := words.kilometres.search(said):
        return round(float(found[1]) * 1000)
    found = words.metres.search(said)
    return round(float(found[1])) if found else None


_FAR = 10**9
"""Metres of a hospital of which nobody wrote how far it is."""

_POSITIVES_FIRST = (Positives.TAKEN, Positives.ONLY, Positives.ASK, Positives.NONE)
_POSITIVES_LAST = (Positives.ASK, Positives.NONE, Positives.TAKEN, Positives.ONLY)


def likelier(fit: Fit | None, needs: Needs) -> tuple[int, bool, int, int, int]:
    """Sorts hospitals, the most fitting first: suited, with the ward for this danger, with more of
    what is needed, taking positives where that matters, near."""
    if fit is None:
        return (0, False, 0, 0, 0)
    order = _POSITIVES_FIRST if needs.positive else _POSITIVES_LAST
    return (
        list(Suits).index(fit.suits),
        not fit.for_danger,
        -len(fit.served),
        order.index(fit.positives),
        _FAR if fit.metres is None else fit.metres,
    )
