"""Offers of help at the desk: which requests each suits; taken, told, over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from data.offers import commands as offer_commands
from data.offers import queries as offers
from models.offers import Ended, OfferRow, OfferState, OverWhy
from models.offers.rules import Fit
from models.problems import Refused
from models.several import Several
from screens.i18n import _
from screens.keys import bindings
from screens.keys.people import OFFERS
from screens.kit.choose import choose_act, choose_from
from screens.kit.form import FormDialog
from screens.kit.marked import MarkedDialog
from screens.kit.record import blank
from screens.kit.record_form import RecordForm
from screens.kit.several import told
from screens.kit.told import Told
from screens.kit.values import beside, headed
from screens.offers import form as forms
from screens.offers import words
from screens.requests import words as request_words
from screens.requests.facts import rows_now

if TYPE_CHECKING:
    from data.step import Step
    from models.requests import RequestRow
    from screens.kit.desk import Desk

_VIEWS = (OfferState.OPEN, OfferState.TAKEN, OfferState.OVER)
_TALL = 36
"""Lines of the screen from which more of what an offer suits is shown beneath the list."""


class Offers(MarkedDialog[OfferRow]):
    """Offers in lines, those that suit an open request first; beneath them why.

    Args:
        no: the offer the cursor is on at first.
    """

    DEFAULT_CSS = """
    Offers #offer-note { color: $foreground 85%; padding: 0 1; margin-top: 1; }
    """
    BINDINGS = bindings(OFFERS)
    list_id = "offers-list"

    def __init__(self, no: int | None = None) -> None:
        super().__init__()
        self._view = OfferState.OPEN
        self._first = no
        self._fits: dict[int, list[Fit]] = {}
        if no is not None:
            self._view = OfferState(self.desk.store.ask(offers.offer, no, self._now()).state)

    def _now(self) -> datetime:
        return self.desk.store.now()

    def notes(self) -> ComposeResult:
        yield Told(id="offer-note")
        yield from super().notes()

    def renew(self) -> None:
        """Read again, the cursor where it was."""
        super().renew()
        if self.is_open:
            self._show_note()

    def cursor(self, at: int | None, before: OfferRow | None) -> int | None:
        if self._first is not None:
            wanted, self._first = self._first, None
            for line, row in enumerate(self._rows):
                if row is not None and row.no == wanted:
                    return line
        return super().cursor(at, before)

    def heading(self) -> str:
        count = sum(row is not None for row in self._rows)
        return f"{headed(_('Offers of help'), words.state(self._view))}  {count}"

    def foot(self) -> str:
        if self._view is OfferState.OPEN:
            return _(
                "d: take on  o: over  e: edit  n: new  g: go to  space: mark  v: view  esc: back"
            )
        return _("t: thanked  d: take on  o: over  e: edit  g: go to  v: view  esc: back")

    def lines(self) -> Iterator[tuple[Content, OfferRow | None]]:
        now = self._now()
        with self.desk.store.read() as conn:
            rows = [row for row in offers.offers(conn, now) if row.state == self._view]
            self._fits = dict(offers.fits(conn, rows, now))
        rows.sort(key=lambda row: not any(one.suits for one in self._fits[row.no]))
        for row in rows:
            yield self._line(row), row
        if not rows:
            yield Content(_("No offers here. n writes one down; v shows others.")), None

    def _line(self, row: OfferRow) -> Content:
        suits = [one.request_no for one in self._fits[row.no] if one.suits]
        no = Content.styled(f"{self.box(row)}{row.no:>4}  ", "$foreground 65%")
        more = Content.styled(f"  → {words.numbers(suits[:3])}" if suits else "", "$success bold")
        if row.owed:
            more = Content.styled("  " + _("to be thanked"), "$warning bold")
        return Content.assemble(no, Content(words.giver(row, self.desk.masked)), more)

    @on(OptionList.OptionHighlighted)
    def _show_note(self) -> None:
        row = self._row()
        self.put("#offer-note", "" if row is None else "\n".join(self._note(row)))
        self.fit()

    def _note(self, row: OfferRow) -> Iterator[str]:
        """What was said, what it may serve, when, and the requests it suits with why."""
        masked = self.desk.masked
        said = words.brief(row._replace(name="", phone="", compound=None), masked)
        yield headed(_("said"), said.removeprefix(_("name not known")).strip())
        yield beside(
            headed(_("may serve"), words.kinds(row, masked) or _("not known: e")),
            row.vehicle,
            row.hours,
        )
        fits = self._fits.get(row.no, [])
        shown = fits[: 8 if self.desk.size.height >= _TALL else 3]
        rows = {one.no: one for one in rows_now(self.desk.store, [one.request_no for one in shown])}
        for one in shown:
            yield self._fit_line(one, rows[one.request_no])
        if len(fits) > len(shown):
            yield _("… and {count} more").format(count=len(fits) - len(shown))

    def _fit_line(self, one: Fit, row: RequestRow) -> str:
        masked = self.desk.masked
        asked = (
            f"#{row.no}",
            request_words.urgency(row),
            request_words.kind(row, masked),
            request_words.address(row),
        )
        return headed(beside(*asked, gap=" "), words.reasons(one, masked))

    # -- acts ----------------------------------------------------------------------------------

    def _after(self, done: object) -> None:
        if not isinstance(done, Refused) and done is not None:
            self.unmark()

    async def _do(
        self,
        command: Callable[[Step, Sequence[int]], Several[Ended]],
        said: Callable[[Several[Ended]], str],
    ) -> None:
        nos = [row.no for row in self._chosen()]
        if nos:
            done = await self.desk.perform(
                lambda step: command(step, nos), lambda done: told(done, said(done))
            )
            self._after(done)

    async def action_done(self) -> None:
        """Make volunteers of those who made the marked offers, or the one under the cursor."""
        await self._do(offer_commands.take_offers, words.taken)

    async def action_tell(self) -> None:
        """They were told what became of their offers, and thanked."""
        await self._do(offer_commands.thank_offers, words.thanked)

    def action_call_off(self) -> None:
        """Say why the marked offers are over, or the one under the cursor."""
        if self._chosen():
            choose_act(
                self.desk,
                lambda: _("Why is it over?"),
                [(partial(words.over_why, why), partial(self._end, why)) for why in OverWhy],
                lambda: "\n".join(words.giver(row, self.desk.masked) for row in self._chosen()),
            )

    async def _end(self, why: OverWhy) -> None:
        own_word = why is OverWhy.WITHDRAWN
        await self._do(partial(offer_commands.end_offers, why=why, told=own_word), words.over)

    def action_new(self) -> None:
        """Write down an offer that came with no call."""
        self.desk.open_dialog(
            FormDialog(
                blank(lambda: _("An offer of help")),
                forms.NEW,
                lambda values, now: self.desk.store.ask(forms.read_new, values, now),
                lambda edit: self.desk.perform(
                    lambda step: offer_commands.add_offer(step, edit.given),
                    lambda no: _("Offer {no} is written down.").format(no=no),
                ),
                "offer",
            ),
            self._after,
        )

    def action_edit(self) -> None:
        """Change what is known of an offer."""
        row = self._chosen_one()
        if row is not None:
            form = RecordForm(
                name="offer",
                read=forms.read_offer_form,
                record=partial(forms.offer_record, self._now()),
                change=offer_commands.change_offer,
                changed=lambda no, _edit: _("Offer {no} changed.").format(no=no),
            )
            form.edit(self.desk, forms.OFFER, row.no, then=self._after)

    def action_turn(self) -> None:
        """Turn to the next view."""
        self._view = _VIEWS[(_VIEWS.index(self._view) + 1) % len(_VIEWS)]
        self.unmark()

    @on(OptionList.OptionSelected)
    def action_go(self) -> None:
        """Go to a request it suits, to the call it came with, or to its giver."""
        row = self._row()
        if row is None:
            return
        links = list(self._links(row))
        if not links:
            self.desk.tell(_("Nothing is linked to this offer."))
            return
        choose_from(
            self.desk,
            lambda: _("Go to"),
            links,
            lambda link: link[0],
            lambda link: self._go(*link[1:]),
        )

    def _links(self, row: OfferRow) -> Iterator[tuple[str, str, int]]:
        nos = [one.request_no for one in self._fits.get(row.no, [])]
        now, masked = self._now(), self.desk.masked
        for request in rows_now(self.desk.store, nos):
            yield request_words.brief(request, now, masked), "requests", request.no
        if row.request_no is not None:
            yield (
                _("the call it came with, #{no}").format(no=row.request_no),
                "requests",
                row.request_no,
            )
        person = row.person_no or row.known_no
        if person is not None:
            yield _("{name} on the roster").format(name=row.name), "roster", person
        if row.household_no is not None:
            yield words.where(row), "households", row.household_no

    def _go(self, subject: str, no: int) -> None:
        desk = self.desk
        self.dismiss(None)
        desk.call_later(desk.show_record, subject, no)


def open_offer(desk: Desk, no: int) -> None:
    """Open the offers with the cursor on one."""
    desk.open_dialog(Offers(no))
