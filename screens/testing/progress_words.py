"""How far rounds of tests are, in words: the pace, tubes, positives, who waits how long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.address import short_address
from models.results import Source
from models.testing.pictures import (
    AbnormalTube,
    NoTube,
    OverdueTrip,
    Positives,
    RoundProgress,
    Stage,
    Tubes,
)
from models.testing.progress import (
    REGISTER,
    SOURCES,
    Coverage,
    Pace,
    Place,
    PositiveDay,
    Since,
    Untested,
)
from models.times import whole_minutes
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import clock, span, stamp
from screens.kit.values import beside, headed, joined

BAR = ("#", "x", "=", ".")
"""Signs of a compound's bar: sampled, missed or settled, expected by now and not there, to come."""

COVERED = ("#", "x", ".", "-")
"""Signs of a round's bar: sampled or settled, missed, to come, left out."""

stage = Labels(
    {
        Stage.OPEN: N_("being filled"),
        Stage.FULL: N_("full, here"),
        Stage.SENT: N_("sent, no result"),
        Stage.NEGATIVE: N_("negative"),
        Stage.ABNORMAL: N_("abnormal"),
        Stage.VOID: N_("void"),
    }
)
"""Where a tube is."""

since = Labels(
    {
        Since.NEVER: N_("never"),
        Since.THREE: N_("3+ days"),
        Since.TWO: N_("2 days"),
        Since.ONE: N_("1 day"),
        Since.TODAY: N_("today"),
        Since.NOT_DUE: N_("not due"),
    }
)
"""How long ago somebody was tested."""

source = Labels(
    {
        Source.SINGLE: N_("single PCR"),
        Source.ANTIGEN: N_("antigen kit"),
        Source.APP: N_("the app"),
        Source.SUBDISTRICT: N_("the subdistrict"),
        REGISTER: N_("the register"),
    }
)
"""Who or what says that somebody is positive."""


def bar_legend() -> str:
    """The signs of a compound's bar with their meaning."""
    meanings = (_("sampled"), _("lacking or settled"), _("due by now"), _("still due"))
    return "  ".join(f"{sign} {said}" for sign, said in zip(BAR, meanings, strict=True))


def covered_legend() -> str:
    """The signs of a round's bar with their meaning."""
    meanings = (_("sampled or settled"), _("lacking"), _("still due"), _("not called"))
    return "  ".join(f"{sign} {said}" for sign, said in zip(COVERED, meanings, strict=True))


# -- the pace --------------------------------------------------------------------------------------


def round_title(of: RoundProgress) -> str:
    """A round, and whether it is over."""
    its_round = of.its_round
    state = _("ended") if of.is_over else ""
    if its_round.frozen_at is None:
        state = _("not begun")
    return beside(_("round {no}").format(no=its_round.no), its_round.name, state)


def not_begun(of: RoundProgress) -> str:
    """What is said instead of the compounds of a round without a frozen sheet."""
    return _(
        "Round {no} has not begun: its call sheet is not frozen, nobody is sampled yet."
    ).format(no=of.its_round.no)


def sums(of: Coverage) -> str:
    """How many of those who are called are sampled, and where the others are."""
    told = _("{sampled} of {called} sampled").format(sampled=of.sampled, called=of.called)
    others = ((_("lacking"), of.missed), (_("settled"), of.settled), (_("still due"), of.due))
    return joined([told, *(f"{said} {count}" for said, count in others if count)])


def pace(of: Pace, coverage: Coverage, now: datetime) -> tuple[str, bool]:
    """How fast people are sampled against what is needed, and whether that is too slow."""
    if not coverage.called:
        return _("nobody is called"), False
    if not coverage.due:
        if of.done_at is None:
            return _("nobody was sampled"), True
        return _("through since {time}").format(time=clock(of.done_at, now)), False
    needed = ""
    if of.ends is not None:
        ends = clock(of.ends, now)
        needed = _("{time} is past").format(time=ends)
        if of.needed is not None:
            needed = _("needed: {count} until {time}").format(count=of.needed, time=ends)
    if of.starts is not None and now < of.starts:
        return beside(
            _("begins {time}").format(time=clock(of.starts, now)), needed, gap=" · "
        ), False
    is_slow = is_late(of) or behind(of, coverage) > 0 or (of.needed is None and of.ends is not None)
    if of.an_hour is None:
        told = _("too early to say the pace") if coverage.sampled else _("nobody sampled yet")
    else:
        told = _("{count} an hour").format(count=of.an_hour)
    return ("⚠ " if is_slow else "") + beside(told, needed, gap=" · "), is_slow


def behind(of: Pace, coverage: Coverage) -> int:
    """How many more the table should be through with by now; 0 for none."""
    return max(0, (of.expected or 0) - coverage.through)


def is_late(of: Pace) -> bool:
    """Whether the last one is through too late at this pace."""
    return _late(of) > 0


def _late(of: Pace) -> int:
    """By how many minutes the last one is late."""
    if of.done_at is None or of.ends is None:
        return 0
    return whole_minutes(of.done_at - of.ends)


def done(of: Pace, coverage: Coverage, now: datetime) -> list[str]:
    """What lacks by now, and when the last one is through at this pace."""
    if not coverage.due:
        return []
    lacks = behind(of, coverage)
    told = ngettext("{count} behind", "{count} behind", lacks).format(count=lacks)
    return [one for one in (told if lacks else "", _through(of, now)) if one]


def _through(of: Pace, now: datetime) -> str:
    if of.done_at is None or (of.starts is not None and now < of.starts):
        return ""
    told = _("done {time} at this pace").format(time=clock(of.done_at, now))
    if not is_late(of):
        return told
    return beside(told, _("{span} late").format(span=span(_late(of))), gap=" · ")


def round_lines(of: RoundProgress, now: datetime) -> Iterator[str]:
    """A round in a few lines: its people, its pace."""
    if of.its_round.frozen_at is None:
        yield not_begun(of)
        return
    yield headed(round_title(of), sums(of.coverage))
    if not of.is_over:
        told, _slow = pace(of.pace, of.coverage, now)
        yield beside(told, *done(of.pace, of.coverage, now), gap=" · ")


# -- tubes -----------------------------------------------------------------------------------------


def tubes_told(of: Tubes) -> str:
    """All tubes of a round."""
    tubes = sum(one.tubes for one in of.counts)
    if not tubes:
        return _("No tube of this round is on file.")
    people = sum(one.people for one in of.counts if one.stage is not Stage.VOID)
    told = ngettext("{count} tube", "{count} tubes", tubes).format(count=tubes)
    behind = ngettext("{count} person in them", "{count} people in them", people)
    alone = sum(one.people for one in of.no_tube)
    return beside(told, behind.format(count=people), _in_none(alone), gap=" · ")


def _in_none(people: int) -> str:
    if not people:
        return ""
    told = ngettext("{count} sampled in no tube", "{count} sampled in no tube", people)
    return told.format(count=people)


def no_tube(one: NoTube) -> str:
    """Who of a building was sampled in no tube while others of it are in one."""
    where = short_address(one.compound, one.lane, one.building)
    told = ngettext(
        "{count} person has no tube and no result, {others} are in tubes",
        "{count} people have no tube and no result, {others} are in tubes",
        one.people,
    )
    return beside(where, told.format(count=one.people, others=one.in_tubes))


def overdue(count: int) -> str:
    """How many tubes have a result that should be in."""
    return "⚠ " + _("{count} overdue").format(count=count)


def overdue_trip(one: OverdueTrip, now: datetime) -> str:
    """Samples whose results should be in, and when that was to be."""
    tubes = ngettext("{count} tube", "{count} tubes", one.tubes).format(count=one.tubes)
    due = _("results were due {time}").format(time=stamp(one.expected_at, now))
    return beside(one.laboratory, tubes, due)


def abnormal(one: AbnormalTube, now: datetime, *, at_desk: bool = False) -> str:
    """A tube that came back abnormal.

    Args:
        at_desk: whether a key leads on to its recall; else it is told what command does.
    """
    people = ngettext("{count} person", "{count} people", one.people).format(count=one.people)
    recalled = _("recalled")
    if not one.is_recalled:
        waits = _("not recalled yet: < recalls it")
        recalled = waits if at_desk else _("not recalled yet: recall {code}").format(code=one.code)
    return beside(one.code, people, stamp(one.at, now), recalled)


# -- positives -------------------------------------------------------------------------------------


def positives_told(of: Positives) -> str:
    """All positives, and those of whom no day is known."""
    people = sum(one.people for one in of.days) + of.undated
    if not people and not of.days:
        return _("Nobody is known to be positive, and no tube was abnormal.")
    told = ngettext("{count} person positive", "{count} people positive", people)
    undated = ngettext(
        "{count} of them by the register, nobody wrote since when",
        "{count} of them by the register, nobody wrote since when",
        of.undated,
    ).format(count=of.undated)
    return beside(told.format(count=people), undated if of.undated else "", gap=" · ")


def day_people(of: PositiveDay) -> str:
    """How many became known as positive on a day."""
    if not of.people:
        return _("nobody new")
    return ngettext("{count} person", "{count} people", of.people).format(count=of.people)


def day_told(of: PositiveDay) -> str:
    """By whom it was said, and which tubes came back abnormal on a day."""
    said = [
        f"{source(name)} {count}"
        for name, count in zip(SOURCES, of.by_source, strict=True)
        if count
    ]
    if of.tubes:
        tubes = ngettext("{count} tube abnormal", "{count} tubes abnormal", of.tubes)
        people = ngettext("with {count} person", "with {count} people", of.in_tubes)
        said.append(beside(tubes.format(count=of.tubes), people.format(count=of.in_tubes)))
    return beside(*said, gap=" · ")


# -- who was not tested for how long ---------------------------------------------------------------


def untested_told(of: Untested) -> str:
    """Everybody of the register by how long ago they were tested."""
    counts = ((since(name), getattr(of, name)) for name in Since)
    told = ngettext("{count} person", "{count} people", of.register).format(count=of.register)
    return headed(told, joined(f"{said} {count}" for said, count in counts if count))


def place(of: Place) -> str:
    """A building."""
    return short_address(of.compound or "", of.lane, of.building, None, None)


def not_due_told() -> str:
    """What is meant by not due."""
    return _("not due: away, gone, positive, exempt; own results count as tests")
