"""Rules side by side: what each leaves over, how many gates get less, what each gate gets; one is
chosen for each kind of goods, and all are kept as one act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static

from data.supplies import dividing, queries
from data.supplies.dividing import Divided
from data.supplies.shares import Ground, ground
from models.problems import Problem, Refused
from models.supplies import AllocationRule, Base, ItemView, Why
from models.supplies.rules import amount
from models.times import loaded
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import DIVIDE
from screens.kit.columns import cut
from screens.kit.key_bar import KeyBar
from screens.kit.plan import PlanDialog
from screens.kit.told import Told
from screens.kit.values import beside, joined, spoken
from screens.sentences import say
from screens.supplies import words
from screens.supplies.posting import rule_words, said

if TYPE_CHECKING:
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
    list_type = OptionList

    DEFAULT_CSS = """
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

    def compose(self) -> ComposeResult:
        with Container(classes="sheet"):
            yield OptionList(id="divide-list", classes="sheet-list", markup=False)
            with VerticalScroll(id="divide-rules", can_focus=False):
                yield Static("", id="divide-table", markup=False)
            yield Told(id="divide-why", classes="plan-why")
            yield Told(id="divide-said", classes="plan-said")
            yield KeyBar()

    # -- looking -----------------------------------------------------------------------------

    def look(self) -> None:
        """Read the delivery; what was chosen stays, where the goods are still the same."""
        with self.desk.store.read() as conn:
            self._here = ground(conn, self._no)
        view = self._here.view
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
                dividing.refuse_unmet(self._here, item)
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
        now = dividing.with_rule(held, rule)._replace(
            base=item.base,
            closed_first=item.closed_first,
            first_marks=item.first_marks or held.first_marks,
        )
        return dividing.divided_by(held, now)

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        when = "" if self._here is None else spoken(loaded(self._here.view.arrives_at))
        return beside(_("Divide the goods of delivery {no}").format(no=self._no), when)

    def head(self) -> str:
        return ""

    def comes_first(self, at: int) -> bool:
        return True

    def nothing(self) -> str:
        return ""

    def line(self, line: ItemView) -> Content:
        held = next((one for one in self._held if one.id == line.id), line)
        told = beside(
            amount(line.goods, line.quantity, line.unit),
            _("paid for") if line.is_paid else rule_words(line),
            "" if line.base == Base.FED else words.base(line.base),
            words.why_less(Why.CLOSED_FIRST) if line.closed_first else "",
        )
        changed = "" if line == held else _("not saved yet")
        return Content.assemble(told, Content.styled(f"  {changed}" if changed else "", "$warning"))

    def why(self, line: ItemView) -> str:
        """The table of the goods, and what their rule comes to."""
        self._show_table(line)
        found = self._divided(line)
        return say(found) if isinstance(found, Problem) else said(found)

    def _show_table(self, line: ItemView) -> None:
        columns = [] if line.is_paid else [self._column(line, rule) for rule in RULES]
        room = max(40, self.size.width * 98 // 100 - 8)
        lines = _table(columns, min(room, 130))
        self.query_one("#divide-table", Static).update(Content("\n").join(lines))

    def _column(self, line: ItemView, rule: AllocationRule) -> _Column:
        found = self._divided(self._by(line, rule))
        chosen = line.rule == rule
        if isinstance(found, Problem):
            return _Column(words.short_rule(rule), chosen)
        less = {one.compound for one in found.short}
        return _Column(
            words.short_rule(rule),
            chosen,
            found.plan.left,
            len(less),
            {one.stop.compound: one.planned for one in found.plan.stops},
            less,
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
            self._put(dividing.divided_by(held, line._replace(**said)))  # type: ignore[arg-type]

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

    def action_roll(self, by: int) -> None:
        """The gates further down, or up."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    async def action_apply(self) -> None:
        """Divide the goods so, as one act."""
        items, seen = list(self._lines), self._version
        if tuple(items) == self._held:
            self.warn(Problem("nothing_to_change", {"no": self._no}))
            return
        await self.apply(
            lambda step: dividing.divide_so(step, self._no, items, seen=seen),
            partial(_done, self._no),
        )


def _done(no: int, found: Sequence[Divided]) -> str:
    over = [
        amount(one.item.goods, one.plan.left, one.item.unit)
        for one in found
        if one.plan.left and not one.item.is_paid
    ]
    told = _("Goods of delivery {no} are divided.").format(no=no)
    left = _("Left over: {goods}.").format(goods=joined(over)) if over else ""
    return beside(told, left, gap=" ")


# -- the table -------------------------------------------------------------------------------------

_HEAD_CELLS = 14
"""Cells for what a row is about."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What comes of one rule; `left` is None where it cannot be met."""

    title: str
    chosen: bool
    left: int | None = None
    less: int = 0
    gates: Mapping[str, int] | None = None
    """What each gate gets."""
    short: frozenset[str] | set[str] = frozenset()
    """Gates that get less than they are due."""

    def gets(self, gate: str) -> str:
        """What a gate gets; marked where that is less than it is due."""
        found = "-" if self.gates is None else str(self.gates.get(gate, 0))
        return f"{found}↓" if gate in self.short else f"{found} "


def _table(columns: Sequence[_Column], room: int) -> Iterator[Content]:
    """The lines of the table: a column a rule, what it comes to, and gate by gate."""
    if not columns:
        return
    cells = (room - _HEAD_CELLS) // len(columns)
    heads = [f"{'▸' if one.chosen else ''}{one.title} " for one in columns]
    yield _row("", heads, cells, columns)

    def summed(one: _Column) -> tuple[str, str, str]:
        if one.left is None or not one.gates:
            return "- ", "- ", "- "
        return f"{one.left} ", f"{one.less} ", f"{min(one.gates.values())} "

    totals = [summed(one) for one in columns]
    for at, title in enumerate((_("left over"), _("gates short"), _("least"))):
        yield _row(title, [one[at] for one in totals], cells, columns)
    gates = next((one.gates for one in columns if one.gates), {})
    for gate in gates:
        yield _row(gate, [one.gets(gate) for one in columns], cells, columns)


def _row(title: str, said: Sequence[str], cells: int, columns: Sequence[_Column]) -> Content:
    parts: list[Content | str] = [cut(title, _HEAD_CELLS)]
    for text, column in zip(said, columns, strict=True):
        style = "bold $accent" if column.chosen else ""
        parts.append(Content.styled(cut(text, cells, right=True), style))
    return Content.assemble(*parts)


def divide_goods(place: ListPlace) -> None:
    """Open the rules for the delivery whose stop is under the cursor."""
    no = place.chosen()
    if no is not None:
        view = place.store.ask(queries.drop, no)
        place.desk.open_dialog(Divide(view.delivery_no))
