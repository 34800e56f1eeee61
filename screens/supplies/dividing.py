"""Rules side by side: what each leaves over, how many gates get less, what each gate gets; one is
chosen for each kind of goods, and all are kept as one act."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.supplies import dividing, queries, wishes
from data.supplies.dividing import Divided
from data.supplies.shares import Ground, ground, with_given
from data.supplies.wishes import Given
from models.counts.reasons import read_quantity
from models.problems import Problem, Refused
from models.supplies import AllocationRule, Base, ItemView, Why
from models.supplies.rules import amount_told
from models.supplies.written import read_given
from models.times import loaded
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import DIVIDE
from screens.kit.key_bar import KeyBar
from screens.kit.one_line import OneLine
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.kit.told import Told
from screens.kit.values import beside, joined, spoken
from screens.sentences import say
from screens.supplies import dividing_draft, words
from screens.supplies.dividing_table import Column, table
from screens.supplies.posting import done, rule_words, said

if TYPE_CHECKING:
    from data.step import Step
    from screens.kit.list_place import ListPlace

RULES = (
    AllocationRule.PER_HOUSEHOLD,
    AllocationRule.ONE_PER_TWO,
    AllocationRule.PER_PERSON,
    AllocationRule.NAMED_FIRST,
    AllocationRule.AS_WRITTEN,
)
"""The rules in the order of their columns."""

_BASES = (Base.FED, Base.PRESENT, Base.REGISTERED)


class Divide(PlanDialog[ItemView]):
    """The goods of a delivery, a line each, and the rules for those under the cursor.

    Args:
        no: number of the delivery.
    """

    BINDINGS = bindings(DIVIDE)
    part = "divide"
    list_type = Pointed

    DEFAULT_CSS = """
    Divide #divide-heads { height: auto; }
    Divide #divide-rules { height: 1fr; min-height: 4; scrollbar-size-vertical: 1; }
    Divide #divide-table { height: auto; }
    """

    def __init__(self, no: int) -> None:
        super().__init__()
        self._no = no
        self._version = 0
        self._here: Ground | None = None
        self._held: tuple[ItemView, ...] = ()
        self._found: dict[ItemView, Divided | Problem] = {}
        self._given: dict[tuple[str, str], int | None] = {}
        """What gates get by hand that is not saved yet; see `wishes.Units`."""
        self._restored = False
        """Whether what was chosen before and not saved is shown."""

    def compose(self) -> ComposeResult:
        with Container(classes="sheet"):
            yield Static("", id="divide-head", classes="plan-head", markup=False)
            yield Static("", id="divide-columns", classes="plan-columns", markup=False)
            yield Pointed(id="divide-list", classes="sheet-list", markup=False)
            yield Static("", id="divide-heads", markup=False)
            with VerticalScroll(id="divide-rules", can_focus=False):
                yield Static("", id="divide-table", markup=False)
            yield Told(id="divide-why", classes="plan-why")
            yield Told(id="divide-said", classes="plan-said")
            yield KeyBar()

    # -- looking -----------------------------------------------------------------------------

    def look(self) -> None:
        """Read the delivery; what was chosen stays, where the goods are still the same."""
        with self.desk.store.read() as conn:
            here = ground(conn, self._no)
        view = here.view
        if self._here is None:
            self._lines, self._given = dividing_draft.restored(self.desk, view.id, view.items)
            self._restored = tuple(self._lines) != view.items or bool(self._given)
            self._held = view.items
        self._given = wishes.still_given(here, self._given)
        self._here = with_given(here, self._given)
        chosen = {item.id: item for item in self._lines}
        changed = {one.id for one in self._held if one not in view.items}
        self._lines = [
            item if item.id in changed else chosen.get(item.id, item) for item in view.items
        ]
        self._version, self._held = view.version, view.items
        self._found = {}
        self.show()

    def _divided(self, item: ItemView) -> Divided | Problem:
        """How goods are divided by the rule they would have, or why they cannot be."""
        if item not in self._found:
            assert self._here is not None
            try:
                wishes.refuse_unmet(self._here, item)
                with self.desk.store.read() as conn:
                    self._found[item] = dividing.of_item(conn, self._here, item)
            except Refused as refused:
                self._found[item] = refused.problem
        return self._found[item]

    def _by(self, item: ItemView, rule: AllocationRule) -> ItemView:
        """Goods as they would be under a rule."""
        if item.rule == rule:
            return item
        held = next(one for one in self._held if one.id == item.id)
        now = wishes.with_rule(held, rule)._replace(
            base=item.base,
            closed_first=item.closed_first,
            first_marks=item.first_marks or held.first_marks,
        )
        return wishes.divided_by(held, now)

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        when = "" if self._here is None else spoken(loaded(self._here.view.arrives_at))
        return beside(_("Divide the goods of delivery {no}").format(no=self._no), when)

    def head(self) -> str:
        if not self._restored:
            return ""
        return _("What you chose before is shown, not saved yet; ctrl+r: as it is on file.")

    def comes_first(self, at: int) -> bool:
        return True

    def nothing(self) -> str:
        return ""

    def line(self, line: ItemView) -> Content:
        held = next((one for one in self._held if one.id == line.id), line)
        told = beside(
            amount_told(line.goods, line.quantity, line.unit),
            _("paid for") if line.is_paid else rule_words(line),
            "" if line.base == Base.FED else words.base(line.base),
            words.why_less(Why.CLOSED_FIRST) if line.closed_first else "",
        )
        given = any(item == line.id for _stop, item in self._given)
        changed = _("not saved yet") if line != held or given else ""
        return Content.assemble(told, Content.styled(f"  {changed}" if changed else "", "$warning"))

    def why(self, line: ItemView) -> str:
        """The table of the goods, and what their rule comes to."""
        self._show_table(line)
        found = self._divided(line)
        return say(found) if isinstance(found, Problem) else said(found)

    def _show_table(self, line: ItemView) -> None:
        self.query_one("#divide-head").display = self._restored
        columns = [] if line.is_paid else [self._column(line, rule) for rule in RULES]
        room = max(40, self.size.width * 98 // 100 - 8)
        lines = list(table(columns, min(room, 130)))
        self.query_one("#divide-heads", Static).update(Content("\n").join(lines[:1]))
        self.query_one("#divide-table", Static).update(Content("\n").join(lines[1:]))

    def _column(self, line: ItemView, rule: AllocationRule) -> Column:
        found = self._divided(self._by(line, rule))
        chosen = line.rule == rule
        if isinstance(found, Problem):
            return Column(words.short_rule(rule), chosen)
        less = {one.compound for one in found.short}
        return Column(
            words.short_rule(rule),
            chosen,
            found.plan.left,
            len(less),
            {one.stop.compound: one.planned for one in found.plan.stops},
            less,
            {one.stop.compound for one in found.plan.stops if one.by_hand is not None},
        )

    # -- acts --------------------------------------------------------------------------------

    def _put(self, item: ItemView) -> None:
        """Let the goods under the cursor be divided so."""
        at = self.here()
        if at is not None and not item.is_paid:
            self._lines[at] = item
            self.warn(None)
            self.show()

    def action_turn(self, by: int) -> None:
        """The next rule for the goods under the cursor."""
        at = self.here()
        if at is not None:
            line = self._lines[at]
            rule = RULES[(RULES.index(AllocationRule(line.rule)) + by) % len(RULES)]
            self._put(self._by(line, rule))

    def _change(self, **said: object) -> None:
        """Say something else of the goods under the cursor."""
        at = self.here()
        if at is not None:
            line = self._lines[at]
            held = next(one for one in self._held if one.id == line.id)
            self._put(wishes.divided_by(held, line._replace(**said)))  # type: ignore[arg-type]

    def action_view(self) -> None:
        """Whose mouths count: who is fed, present, registered."""
        at = self.here()
        if at is not None:
            now = _BASES.index(Base(self._lines[at].base))
            self._change(base=_BASES[(now + 1) % len(_BASES)])

    def action_mark(self) -> None:
        """Closed buildings first, or not."""
        at = self.here()
        if at is None:
            return
        if self._lines[at].rule == AllocationRule.AS_WRITTEN:
            self.warn(Problem("rule_has_no_order"))
            return
        self._change(closed_first=int(not self._lines[at].closed_first))

    def action_edit(self) -> None:
        """Choose who comes first, by the marks that somebody bears."""
        at = self.here()
        if at is None:
            return
        from data.call_down.plans import marks_in_use
        from screens.supplies.marks import ChooseMarks

        line = self._lines[at]
        known = self.desk.store.ask(marks_in_use)
        self.desk.open_dialog(
            ChooseMarks(known, line.first_marks), partial(self._named_first, line)
        )

    def _named_first(self, line: ItemView, marks: Sequence[str] | None) -> None:
        if marks is not None:
            named = self._by(line, AllocationRule.NAMED_FIRST)
            self._put(named._replace(first_marks=tuple(marks)))

    def action_count(self) -> None:
        """Type what gates get of the goods under the cursor, whatever the rule."""
        at = self.here()
        if at is None or self._here is None:
            return
        line = self._lines[at]
        names = [stop.compound for stop in self._here.live]

        def title() -> str:
            return _("{goods}: what gates get by hand").format(goods=line.goods)

        def hint() -> str:
            return _("{gates}; a name alone: by the rule again").format(
                gates=joined(
                    f"{name} {number}" for name, number in zip(names, _SHOWN, strict=False)
                )
            )

        self.desk.open_dialog(OneLine(title, hint, partial(self._give, line), says_when=False))

    async def _give(self, line: ItemView, text: str) -> Problem | None:
        """Take what was typed of some gates; nothing of it where something is wrong."""
        assert self._here is not None
        said = []
        for name, many in read_given(text, [stop.compound for stop in self._here.live]):
            units = read_quantity(many) if many else None
            if isinstance(units, Problem):
                return units
            said.append(Given(name, line.goods, units))
        if not said:
            return Problem("given_missing")
        try:
            with self.desk.store.read() as conn:
                self._given |= wishes.given_at(conn, self._here, said)
        except Refused as refused:
            return refused.problem
        self._here = with_given(self._here, self._given)
        self._found = {}
        self.warn(None)
        self.show()
        return None

    def action_roll(self, by: int) -> None:
        """The gates further down, or up."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def keep_typed(self) -> None:
        """What was chosen is shown again when the rules are opened again."""
        if self._here is not None:
            key, given = self._here.view.id, self._given
            dividing_draft.keep(self.desk, self.heading(), key, self._lines, self._held, given)

    def action_anew(self) -> None:
        """As it is on file."""
        self._lines, self._given, self._restored = list(self._held), {}, False
        self.keep_typed()
        self.warn(None)
        self.look()

    async def action_apply(self) -> None:
        """Divide the goods so, as one act."""
        items, given, seen = list(self._lines), dict(self._given), self._version
        if tuple(items) == self._held and not given:
            self.warn(Problem("nothing_to_change", {"no": self._no}))
            return
        key = "" if self._here is None else self._here.view.id

        def divide(step: Step) -> list[Divided]:
            return dividing.divide_so(step, self._no, items, given, seen=seen)

        if await self.apply(divide, partial(done, self._no)):
            dividing_draft.drop(self.desk, key)


_SHOWN = (120, 80)
"""Units of the first gates, as an example of what can be typed."""


def divide_goods(place: ListPlace) -> None:
    """Open the rules for the delivery whose stops are meant; of several, that is told."""
    found = {place.store.ask(queries.drop, no).delivery_no for no in place.meant()}
    if len(found) > 1:
        said = _("Stops of deliveries {numbers} are marked: divide one after the other.")
        place.say(said.format(numbers=joined(map(str, sorted(found)))), wrong=True)
    elif found:
        place.desk.open_dialog(Divide(found.pop()))
