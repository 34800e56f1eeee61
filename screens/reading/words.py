"""What a line of free text was read as, in words: reasons of harm, doubts, the chips under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.address import dashed, short_address
from models.requests import HEALTH_KINDS
from models.requests.urgency import urgency_at
from models.times import stored
from screens.i18n import N_, _, ngettext, said_of
from screens.kit import masks
from screens.kit.times import clock

if TYPE_CHECKING:
    from models.chases import Urgency
    from models.reading.shapes import Reading

HARM_REASONS: Mapping[str, str] = {
    "bleeding": N_("bleeding"),
    "chest_pain": N_("chest pain"),
    "breathless": N_("short of breath"),
    "unconscious": N_("unconscious"),
    "seizure": N_("seizure"),
    "stroke": N_("stroke"),
    "suicide": N_("danger of suicide"),
    "fallen": N_("lies on the floor"),
    "attack": N_("acute attack"),
    "violence": N_("violence"),
    "poison": N_("poisoned"),
    "fire": N_("fire"),
    "trapped": N_("trapped"),
    "labour": N_("in labour"),
    "gas_leak": N_("gas leak"),
    "ambulance": N_("needs an ambulance"),
    "fever": N_("fever"),
    "child_fever": N_("child with high fever"),
    "fall": N_("fell"),
    "acute": N_("acute illness"),
    "death": N_("a death"),
    "outcry": N_("cry for help"),
    "unreachable": N_("cannot be reached"),
    "oxygen_ends": N_("oxygen runs out"),
    "dialysis_missed": N_("dialysis missed"),
    "dialysis_due": N_("dialysis due"),
    "critical_medicine_ends": N_("vital medicine runs out"),
    "medicine_ends": N_("medicine runs out"),
    "baby_goods_end": N_("milk or nappies run out"),
    "starving": N_("nothing to eat"),
    "food_ends": N_("food runs out"),
    "pregnancy": N_("pregnant"),
    "transfer": N_("waits for transfer"),
    "opening": N_("asks about opening"),
    "group_purchase": N_("group buy"),
    "pets": N_("for a pet"),
    "pet_ill": N_("a pet is ill"),
    "doctor": N_("needs a doctor"),
    "burst": N_("burst pipe"),
    "cold": N_("cold at home"),
    "leak": N_("leak"),
    "no_gas": N_("no gas"),
    "lost": N_("somebody is lost"),
    "unwell": N_("unwell"),
    "delivery_spoilt": N_("delivery spoilt"),
    "blocked": N_("blocked drain"),
    "shopping": N_("wants something bought"),
    "trouble": N_("words of danger"),
    "noise": N_("noise or quarrel"),
    "papers": N_("papers"),
    "small_help": N_("a small favour"),
    "food": N_("needs food"),
    "test": N_("test"),
    "test_missed": N_("test missed"),
    "delivery_missed": N_("delivery missed"),
    "hospital_trip": N_("has to be at a hospital"),
    "pass": N_("has to go out"),
    "way_home": N_("cannot get home"),
    "contact_move": N_("contact to be moved"),
    "care_goods": N_("care goods run out"),
    "disinfection": N_("disinfection"),
    "distress": N_("in distress"),
    "danger": N_("danger"),
    "complaint": N_("complaint"),
    "antigen": N_("self-test"),
    "offer": N_("offers help"),
    "known_dialysis": N_("somebody there is on dialysis"),
    "known_insulin": N_("insulin is used there"),
    "known_oxygen": N_("oxygen is used there"),
    "known_medicine": N_("a vital medicine is taken there"),
    "known_birth": N_("a woman there is pregnant"),
    "known_alone": N_("an old person lives there alone"),
    "known_frail": N_("somebody old or disabled lives there"),
    "known_life": N_("life safety there already"),
    "for_good": N_("an eye or a limb in danger"),
    "sugar": N_("blood sugar out of bounds"),
    "sepsis": N_("signs of a grave infection"),
    "infant": N_("a small infant in danger"),
    "head": N_("a knock on the head"),
    "swelling": N_("swelling after a drug or food"),
    "left_alone": N_("helpless and left alone"),
    "hunger": N_("nothing to eat for days"),
    "falling": N_("something may fall"),
    "wound": N_("a bad wound"),
    "life_said": N_("somebody is said to be dying"),
    "pet_alone": N_("nobody looks after a pet"),
    "transfer_waits": N_("waits to be fetched"),
}
"""Why harm comes or what presses, by the reading's codes."""

DOUBTS: Mapping[str, str] = {
    "address_missing": N_("where? no address"),
    "door_missing": N_("which door?"),
    "elsewhere": N_("address elsewhere"),
    "compound_unknown": N_("which compound?"),
    "compound_guessed": N_("compound guessed"),
    "household_unknown": N_("door not in the register"),
    "household_by_name": N_("found by name only"),
    "household_by_tail": N_("found by the end of a number only"),
    "tail_unknown": N_("nobody found by the end of the number"),
    "several_households": N_("several households fit"),
    "several_addresses": N_("several addresses"),
    "door_unknown": N_("not on file: {doors}"),
    "door_range": N_("{doors}: all doors on file between?"),
    "phone_belongs_elsewhere": N_("number belongs to another door"),
    "phone_unreadable": N_("number unclear"),
    "phone_unusual": N_("unusual number"),
    "life": N_("could be LIFE SAFETY"),
    "kind_guessed": N_("kind guessed"),
    "urgency_guessed": N_("urgency guessed"),
    "kind_learned": N_("kind by your words"),
    "kind_unknown": N_("what kind of help? kept as other"),
    "coming_day": N_("tomorrow read as the day now coming"),
    "unread": N_("how urgent? nothing could be read"),
}
"""What should be asked, by the reading's codes."""

_KEPT: Mapping[str, str] = {
    "door_unknown": N_("a door that is not on file"),
    "door_range": N_("all doors on file between?"),
}
"""Doubts that name doors, as they are told of a request on file."""

_MOST_DOORS = 8
"""Further doors named one by one."""

_UNCLEAR = ("unread", "kind_unknown")
"""Doubts that are asked about before anything else."""


PROBLEMS: Mapping[str, str] = {
    "line_refused": N_("Line {line} cannot be taken down, so none was. {reason}"),
    "lines_too_many": N_(
        "{count} lines are too many at once; at most {most} are taken down together."
    ),
    "lines_being_read": N_("The lines are still being read; look at them first."),
    "lines_all_left_out": N_("All lines are left out; space takes one in."),
    "input_closed": N_("There is no standard input to read: give the lines through a pipe."),
    "input_empty": N_("Nothing came through standard input; nothing was written."),
    "input_unread": N_("Standard input cannot be read: {reason}. Nothing was written."),
}

ACTS: Mapping[str, str] = {"requests_added": N_("{count} requests added: {nos}")}


_SIGNS = {"": "", "doubt": "? ", "ask": "?? ", "life": "! "}
"""What stands before one thing that was read, by its tone."""


class Chip(NamedTuple):
    """One thing that was read; `doubt` and `life` stand out, `ask` is to be asked before saving."""

    words: str
    tone: Literal["", "doubt", "ask", "life"] = ""

    @property
    def said(self) -> str:
        """It behind the sign of its tone."""
        return _SIGNS[self.tone] + self.words


def harm_reason(said: str | None) -> str:
    """Why harm comes: the words for a reading's code, else as it was typed."""
    return said_of(HARM_REASONS[said]) if said and said in HARM_REASONS else said or ""


def doubt(code: str, reading: Reading) -> str:
    """What should be asked of a line."""
    return _(DOUBTS[code]).format(doors=", ".join(reading.doubted(code)))


def kept_doubt(code: str) -> str:
    """What should be asked of a request on file, which keeps no doors beside its own."""
    return _(_KEPT.get(code, DOUBTS[code])) if code in DOUBTS else code


def _doors(reading: Reading) -> str:
    """How many doors a line is about, the further ones by what tells them apart from the first."""
    further = [
        dashed(home.lane, home.building, home.unit, home.room)
        if home.compound == reading.compound
        else short_address(home.compound, home.lane, home.building, home.unit, home.room)
        for home in reading.doors
    ]
    more = len(further) - _MOST_DOORS
    shown = [*further[:_MOST_DOORS], *([f"+{more}"] if more > 0 else [])]
    told = _("{count} doors: with {others}")
    return told.format(count=len(further) + 1, others=" ".join(shown))


def chips(
    reading: Reading,
    now: datetime,
    registered: str = "",
    saved: Urgency | None = None,
    came: datetime | None = None,
) -> Iterator[Chip]:
    """What has been read of a line so far, the place first.

    Args:
        registered: who the register says lives there; empty when it does not say.
        saved: how urgent it is on file; None while it is typed.
        came: when it was typed, where that was earlier; the time it tells goes before.
    """
    from models.reading.vital import is_vital  # no word is needed before the first line
    from screens.requests.words import KINDS, URGENCIES

    place = short_address(
        reading.compound, reading.lane, reading.building, reading.unit, reading.room
    )
    if place:
        yield Chip(f"{place} {registered}".rstrip())
    elif reading.address_said:
        yield Chip(reading.address_said, "doubt")
    if reading.doors:
        yield Chip(_doors(reading))
    unclear = [code for code in _UNCLEAR if code in reading.doubts]
    for code in unclear:
        yield Chip(doubt(code, reading), "ask")
    if reading.people:
        yield Chip(" ".join(reading.people))
    for said in reading.phones:
        yield Chip(f"{said.whose}{said.digits}")
    if not unclear:
        yield Chip(_("health") if _is_hidden(reading) else said_of(KINDS[reading.kind]))
    harm = None if reading.harm_at is None else stored(reading.harm_at)
    vital = reading.kind if is_vital(reading.kind, reading.harm_reason, reading.text) else None
    urgency = saved or urgency_at(reading.urgency, harm, now, vital=vital)
    is_guess = bool(unclear) and reading.harm_at is None
    tone: Literal["", "doubt", "life"] = "doubt" if is_guess else ""
    yield Chip(_(URGENCIES[urgency]), "life" if urgency == "life" else tone)
    if reading.days_left is not None:
        left = ngettext("{days} day left", "{days} days left", reading.days_left)
        yield Chip(left.format(days=reading.days_left))
    if reading.harm_at is not None and reading.harm_at > now:
        yield Chip(_("harm {at}").format(at=clock(reading.harm_at, now)))
    if reading.happened_at is not None:
        yield Chip(_("came {at}").format(at=clock(reading.happened_at, now)))
    elif came is not None:
        yield Chip(_("call of {at}").format(at=clock(came, now)))
    yield from _to_ask(reading, unclear, now)


def _is_hidden(reading: Reading) -> bool:
    """Whether a kind would tell, while the mask is on, what is known of somebody's health."""
    return masks.is_on() and bool(reading.known) and reading.kind in HEALTH_KINDS


def _to_ask(reading: Reading, unclear: Sequence[str], now: datetime) -> Iterator[Chip]:
    """What is known of the household, which is a fact of health, then what is doubted."""
    if reading.known and not masks.is_on():
        from screens.reading.known_words import known  # little is known of most

        for fact in reading.known:
            yield Chip(_("known: {what}").format(what=known(fact, now)), "doubt")
    for code in reading.doubts:
        if code not in unclear:
            yield Chip(doubt(code, reading), "doubt")
