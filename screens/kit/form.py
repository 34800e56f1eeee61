"""The one form: labelled fields in lines, each checked where it stands; left, it keeps a draft.

A draft is what differs from what stood there, so that it fits over facts that changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Generic, TypeVar, cast

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Input, Label, Static

from models.problems import Problem, Refused
from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import FORM
from screens.kit.dialog import Dialog
from screens.kit.editors import differ, editor, fitting, put_value, spelled, value_in
from screens.kit.fields import FormField, Values
from screens.kit.kinds import Value
from screens.kit.record import Edit, Record
from screens.kit.values import joined
from screens.sentences import say

T = TypeVar("T")

_AROUND = 7
"""Lines of the form that are not its fields: the frame, and a foot of two lines with its margin."""

_LEAST = 4
"""Lines of fields shown on the lowest screen."""


class FormDialog(Dialog[bool], Generic[T]):
    """A form over a place; dismissed with True once `save` did what it says.

    When somebody else changed the record meanwhile, the form takes their change up: it is shown
    as it is now with what was typed over it, to be looked at and saved again.

    Args:
        load: reads what stands in it; again after somebody else's change.
        fields: the fields in order.
        read: makes the input of what stands in the fields, or says what is wrong, with
            `Problem.field` naming the field.
        save: does the act.
        draft: the name under which unfinished input is kept, such as `household:66`; None for a
            form that needs none.
        begun: what stands typed in it already, in place of a draft.
        first: the field the cursor is in at first; the first of all when None.
    """

    BINDINGS = bindings(FORM)
    AUTO_FOCUS = ""

    def __init__(
        self,
        load: Callable[[], Record],
        fields: Sequence[FormField],
        read: Callable[[Values, datetime], T | list[Problem]],
        save: Callable[[Edit[T]], Awaitable[object]],
        draft: str | None = None,
        *,
        begun: Values | None = None,
        first: str | None = None,
    ) -> None:
        super().__init__()
        self._load = load
        self._fields = tuple(fields)
        self._read = read
        self._save = save
        self._draft = draft
        self._begun = begun
        self._first = first or self._fields[0].name
        self._problems: dict[str, Problem] = {}
        self._restored = False
        """Whether a draft stands in the form."""
        self._said: Callable[[], str] = self._keys
        self._stand()

    def _stand(self) -> None:
        """Read what stands in the fields."""
        self._record = self._load()
        values = self._record.values
        self._initial = {
            field.name: fitting(field, values.get(field.name, field.kind.show(None)))
            for field in self._fields
        }

    def compose(self) -> ComposeResult:
        kept = self._begun or cast("Values", self.desk.drafts.get(self._draft or "", {}))
        own = {field.name: kept[field.name] for field in self._fields if field.name in kept}
        values = {**self._initial, **own}
        if own and not self._begun:
            self._restored, self._said = True, self._draft_words
        with Container(classes="box") as box:
            box.border_title = Text(self._record.title())
            with VerticalScroll(classes="fields", can_focus=False):
                for field in self._fields:
                    edited = editor(field, values[field.name], f"edit-{field.name}")
                    with Container(classes="field", id=f"field-{field.name}") as line:
                        if edited.styles.height is not None:
                            # A row of its own height: an automatic one is a single line here.
                            line.styles.grid_rows = f"{edited.styles.height} auto"
                        yield Label(_(field.label), classes="label", markup=False)
                        yield edited
                        yield Static("", classes="problem", markup=False)
            yield from self.notes()
            yield Static(self._said(), classes="foot", markup=False, id="form-foot")

    def notes(self) -> ComposeResult:
        """The widgets between the fields and the foot."""
        yield from ()

    def on_resize(self) -> None:
        """The foot stays in sight: what does not fit above it is scrolled."""
        room = self.size.height * 92 // 100 - _AROUND
        self.query_one(".fields").styles.max_height = max(_LEAST, room)

    def _keys(self) -> str:
        return _("enter: next field   ctrl+s: save   esc: back, kept as a draft")

    def _draft_words(self) -> str:
        return _("Your draft from before is shown; ctrl+r drops it.   ctrl+s: save   esc: back")

    def _say(self, words: Callable[[], str]) -> None:
        """Say something at the foot, in whatever language is spoken."""
        self._said = words
        self.query_one("#form-foot", Static).update(words())

    def on_mount(self) -> None:
        self.query_one(f"#edit-{self._first}").focus()
        super().on_mount()

    # -- values ------------------------------------------------------------------------------

    def values(self) -> dict[str, Value]:
        """What stands in the fields now."""
        return {field.name: self._value(field) for field in self._fields}

    def _value(self, field: FormField) -> Value:
        return value_in(self.query_one(f"#edit-{field.name}"))

    def _put(self, field: FormField, value: Value) -> None:
        """Let a value stand in a field."""
        put_value(self.query_one(f"#edit-{field.name}"), value)

    def typed(self) -> dict[str, Value]:
        """What differs from what stood there at first."""
        stands = self._initial
        return {name: value for name, value in self.values().items() if differ(value, stands[name])}

    def leave(self) -> None:
        if self._draft is None:
            return
        typed = self.typed()
        if typed:
            self.desk.drafts[self._draft] = dict(typed)
        else:
            self.desk.drafts.pop(self._draft, None)

    def action_drop_draft(self) -> None:
        """Let the facts on file stand in the form again."""
        for field in self._fields:
            self._put(field, self._initial[field.name])
            self._show_problem(field.name, None)
        self._restored = False
        self.desk.drafts.pop(self._draft or "", None)
        self._say(self._keys)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A draft can be dropped where one stands."""
        if action == "drop_draft":
            return self._restored
        return super().check_action(action, parameters)

    def file_replaced(self) -> None:
        """Another file has another record under the same number, or none."""
        if self._record.version is not None:
            self._take_up()

    def _take_up(self) -> None:
        """Somebody else changed the record: show it as it is now, with what was typed over it."""
        typed, was = self.typed(), self._initial
        self._stand()
        changed = [f for f in self._fields if differ(self._initial[f.name], was[f.name])]
        for field in changed:
            now = self._initial[field.name]
            if field.name in typed:
                told = {"value": spelled(field, now)}
                self._show_problem(field.name, Problem("field_says_now", told, field.name))
            else:
                self._put(field, now)
        self._show_title()

        def words() -> str:
            names = joined(_(field.label) for field in changed)
            title = self._record.title()
            return "⚠ " + _(
                "{what} was changed meanwhile. It is shown as it is now, with what you typed "
                "over it; look at it and save again."
            ).format(what=f"{title} ({names})" if names else title)

        self._say(words)

    # -- checking ----------------------------------------------------------------------------

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check a field as soon as it is left."""
        for field in self._fields:
            if event.widget.id == f"edit-{field.name}" and self.is_current:
                self._show_problem(field.name, self._checked(field))

    def _checked(self, field: FormField) -> Problem | None:
        """What is wrong with a field; that it is empty is told when it is saved."""
        found = field.read(self._value(field), self.desk.store.now(), required=False)
        return found[0] if isinstance(found, list) else None

    def _show_problem(self, name: str, problem: Problem | None) -> None:
        line = self.query_one(f"#field-{name}")
        line.set_class(problem is not None, "-wrong")
        line.query_one(".problem", Static).update(say(problem) if problem else "")
        if problem is None:
            self._problems.pop(name, None)
        else:
            self._problems[name] = problem

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    async def action_save(self) -> None:
        """Check everything, then do it; the first field that is wrong gets the focus."""
        problems = await self.once(self._do)
        if problems is None:
            return
        if any(problem.code == "edited_meanwhile" for problem in problems):
            self._take_up()
            return
        names = {field.name for field in self._fields}
        for name in names:
            own = next((p for p in problems if p.field == name), None)
            self._show_problem(name, own)
        loose = [p for p in problems if p.field not in names]
        self._say((lambda: "⚠ " + " ".join(say(p) for p in loose)) if loose else self._keys)
        if not problems:
            if self._draft is not None:
                self.desk.drafts.pop(self._draft, None)
            self.dismiss(True)
            return
        first = next((f.name for f in self._fields if f.name in self._problems), None)
        if first is not None:
            self.query_one(f"#edit-{first}").focus()

    async def _do(self) -> Sequence[Problem]:
        """Read the form and do what it says; what is wrong with it, or what refused it."""
        try:
            given = self._read(self.values(), self.desk.store.now())
        except Refused as refused:
            return [refused.problem]
        if isinstance(given, list):
            return given
        done = await self._save(Edit(given, self.touched(self.typed()), self._record.version))
        return [done.problem] if isinstance(done, Refused) else []

    def touched(self, typed: Values) -> tuple[str, ...]:
        """Names of the input model that are decided by what was typed."""
        fields = (field for field in self._fields if field.name in typed)
        return tuple(name for field in fields for name in field.decides or (field.name,))

    def _show_title(self) -> None:
        self.query_one(".box").border_title = Text(self._record.title())

    def relabel(self) -> None:
        self._show_title()
        for field in self._fields:
            self.query_one(f"#field-{field.name} > .label", Label).update(_(field.label))
            problem = self._problems.get(field.name)
            if problem is not None:
                self._show_problem(field.name, problem)
        self._say(self._said)
