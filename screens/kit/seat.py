"""Who sits at this desk: asked once a duty day, shown in the top line, named with what they do."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from models.problems import Refused
from screens.i18n import _
from screens.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.at_desk import AtDesk
    from models.roster import PersonRow
    from screens.kit.desk import Desk


class Seat:
    """Asks who sits at the desk, and knows it.

    By itself it asks only where that stands in nobody's way: over a place without a dialog, with
    nothing being typed, and never while a life is due that nobody looked at.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: AtDesk | None = None
        self._pressed, self._quiet_since = -1, 0.0
        """How many keys were pressed when it was last looked, and since when they are so many."""

    @property
    def kept(self) -> AtDesk:
        """What was said, on the disk; nothing is kept of a throw-away file."""
        if self._kept is None:
            from data.at_desk import AtDesk

            desk = self._desk
            self._kept = AtDesk(desk.path if desk.scratch is None else None, desk.store.author)
        return self._kept

    def forget(self) -> None:
        """Another file is worked on from now on."""
        self._kept = None

    @property
    def person(self) -> str | None:
        """The key of who sits here now; None where that was not said today."""
        return self.kept.person(self._desk.store.now())

    @property
    def no(self) -> int | None:
        """The number of who sits here now; None where that is not known."""
        from data.at_desk import number_of

        person = self.person
        return None if person is None else self._desk.store.ask(number_of, person)

    @property
    def themselves(self) -> tuple[int, ...]:
        """Whom nobody here is told to ask: the number of who sits here, where that is known."""
        no = self.no
        return () if no is None else (no,)

    # -- asking ------------------------------------------------------------------------------

    def ask_if_unknown(self) -> None:
        """Ask where it was not asked today, unless somebody has something else to do, or nobody is
        on duty."""
        desk, now = self._desk, self._desk.store.now()
        if desk.scratch is not None or self.kept.asked(now):
            return
        desk.alarm.look()
        if desk.screen is desk.here and not desk.typed_ahead and not desk.alarm.unseen:
            people = self._people()
            if people:
                self._ask(people, lambda: self._answer(None))

    def ask_when_quiet(self, seconds: float) -> None:
        """The same, once no key was pressed for some seconds."""
        pressed, now = self._desk.pressed, monotonic()
        if pressed != self._pressed:
            self._pressed, self._quiet_since = pressed, now
        elif now - self._quiet_since >= seconds:
            self.ask_if_unknown()

    def ask(self) -> None:
        """Ask because somebody wants to say it; left, it stays as it was."""
        people = self._people()
        if people:
            self._ask(people, lambda: None)
        else:
            self._desk.tell(_("Nobody of the roster is on duty now."), wrong=True)

    def _people(self) -> list[PersonRow]:
        from data.at_desk import may_sit

        return self._desk.store.ask(may_sit, self._desk.store.now(), self.kept.last)

    def _ask(self, people: list[PersonRow], left: Callable[[], object]) -> None:
        from screens.kit.choose import choose_from

        choose_from(
            self._desk,
            lambda: _("Who is at the desk?"),
            [*people, None],
            lambda one: _("not said") if one is None else f"{one.name}  {one.post}".rstrip(),
            self._answer,
            lambda: _("Calls and chases are noted with this name. @ asks again."),
            left=left,
        )

    def _answer(self, person: PersonRow | None) -> None:
        desk = self._desk
        trouble: Refused | None = None
        try:
            self.kept.answer(None if person is None else person.id, desk.store.now())
        except Refused as refused:
            trouble = refused
        desk.announce()
        if person is None:
            desk.tell(_("It is not said who is at the desk. @ says it."))
        else:
            desk.tell(_("{name} is at the desk. @ changes it.").format(name=person.name))
        if trouble is not None:
            desk.tell_aside(say(trouble.problem))
