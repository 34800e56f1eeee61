"""The lines of a form: a label, what is typed, and what is wrong with it or said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label, Select, SelectionList, Static, TextArea

from models.drafts import Value
from models.problems import Problem
from screens.i18n import _
from screens.kit.dialog import Dialog
from screens.kit.editors import editor, put_value, say_anew, spelled, value_in
from screens.kit.fields import FormField, Values
from screens.kit.pick import Pick
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.sentences import say

_AROUND = 7
"""Lines of the form that are not its fields: the frame, and a foot of two lines with its margin."""

_LEAST = 4
"""Lines of fields shown on the lowest screen."""


class FormLines(Dialog[bool]):
    """A dialog of labelled fields, each checked when it is left; its foot tells of all of them.

    Args:
        fields: the fields in order.
        first: the field the cursor is in at first; the first of all when None.
    """

    AUTO_FOCUS = ""

    def __init__(self, fields: Sequence[FormField], first: str | None = None) -> None:
        super().__init__()
        self._fields = tuple(fields)
        self._first = first or self._fields[0].name
        self._problems: dict[str, Problem] = {}
        self._on_file: dict[str, Value] = {}
        """By name, what another made meanwhile of fields that were typed into."""
        self._said: Callable[[], str] = self._keys

    # -- what a form says of itself ----------------------------------------------------------

    def heading(self) -> str:
        """What stands over the form, in the language spoken now."""
        raise NotImplementedError

    def begins_with(self) -> Values:
        """What stands in the fields when the form is opened."""
        raise NotImplementedError

    def notes(self) -> ComposeResult:
        """The widgets between the fields and the foot."""
        yield from ()

    def _keys(self) -> str:
        return _("enter ↑ ↓: fields   ctrl+s: save   esc: back, kept as a draft")

    # -- on screen ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        values = self.begins_with()
        with Container(classes="box") as box:
            box.border_title = titled(self.heading())
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
            yield Told(self._said(), classes="foot", id="form-foot")

    def on_mount(self) -> None:
        self._go_to(self._first)
        for name in self._on_file:
            self._show_problem(name, None)
        super().on_mount()

    def on_resize(self) -> None:
        """The foot stays in sight: what does not fit above it is scrolled."""
        self.fit()

    def fit(self) -> None:
        room = self.free_lines * 92 // 100 - _AROUND
        self.give_way(self.query_one(".fields"), room, _LEAST)

    def _editor(self, name: str) -> Widget:
        return self.query_one(f"#edit-{name}")

    def _go_to(self, name: str) -> None:
        self._editor(name).focus()

    def _say(self, words: Callable[[], str]) -> None:
        """Say something at the foot, in whatever language is spoken."""
        self._said = words
        self.put("#form-foot", words())

    def _show_title(self) -> None:
        self.query_one(".box").border_title = titled(self.heading())

    def relabel(self) -> None:
        self._show_title()
        for field in self._fields:
            self.query_one(f"#field-{field.name} > .label", Label).update(_(field.label))
            say_anew(self._editor(field.name), field)
            problem = self._problems.get(field.name)
            if problem is not None:
                self._show_problem(field.name, problem)
        self._say(self._said)

    # -- values ------------------------------------------------------------------------------

    def values(self) -> dict[str, Value]:
        """What stands in the fields now."""
        return {field.name: self._value(field) for field in self._fields}

    def _value(self, field: FormField) -> Value:
        return value_in(self._editor(field.name))

    def _put(self, field: FormField, value: Value) -> None:
        """Let a value stand in a field."""
        put_value(self._editor(field.name), value)

    # -- checking ----------------------------------------------------------------------------

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check a field as soon as it is left."""
        for field in self._fields:
            if event.widget.id == f"edit-{field.name}" and self.is_current:
                self._show_problem(field.name, self._checked(field))

    def _checked(self, field: FormField) -> Problem | None:
        """What is wrong with a field; that it is empty is told when it is saved."""
        found = self._found(field)
        return found[0] if isinstance(found, list) else None

    def _found(self, field: FormField) -> Any:
        """What a field says now, or what is wrong with it."""
        now = self.desk.store.now()
        before = next((one for one in self._fields if one.name == field.after), None)
        begins = None if before is None else before.read(self._value(before), now, required=False)
        behind = None if isinstance(begins, list) else begins
        return field.read(self._value(field), now, required=False, behind=behind)

    @on(Input.Changed)
    def _tell_read(self, event: Input.Changed) -> None:
        """Show beside a field that is typed into what was read, where it could be read otherwise;
        what is wrong is told when it is left."""
        for field in self._fields:
            if event.input.id == f"edit-{field.name}" and event.input.has_focus:
                found = self._found(field)
                told = "" if isinstance(found, list) else field.kind.told(found)
                self._show_read(field.name, told)

    def _show_read(self, name: str, told: str) -> None:
        line = self.query_one(f"#field-{name}")
        if not line.has_class("-wrong"):
            line.set_class(bool(told), "-read")
            line.query_one(".problem", Static).update(f"= {told}" if told else "")

    def _show_wrong(self, problems: Mapping[str, Problem]) -> None:
        """Say what is wrong with each field; the first that is wrong gets the focus."""
        for field in self._fields:
            self._show_problem(field.name, problems.get(field.name))
        first = next((field.name for field in self._fields if field.name in problems), None)
        if first is not None:
            self._go_to(first)

    def _show_problem(self, name: str, problem: Problem | None) -> None:
        """Say what is wrong with a field; else what another made of it meanwhile, if anything."""
        if problem is None and name in self._on_file:
            field = next(field for field in self._fields if field.name == name)
            told = {"value": spelled(field, self._on_file[name])}
            problem = Problem("field_says_now", told, name)
        line = self.query_one(f"#field-{name}")
        line.remove_class("-read")
        line.set_class(problem is not None, "-wrong")
        line.query_one(".problem", Static).update(say(problem) if problem else "")
        if problem is None:
            self._problems.pop(name, None)
        else:
            self._problems[name] = problem

    # -- from field to field -----------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Arrows and enter do in a text of several lines and in a list what they do there."""
        if action == "field":
            return self._at_an_end(int(str(parameters[0])))
        if action == "go_on":
            return isinstance(self.focused, SelectionList) or self._saves_from_pick()
        return super().check_action(action, parameters)

    def _at_an_end(self, step: int) -> bool:
        """Whether there is no line further up, or down, in the field the cursor is in."""
        field = self.focused
        if isinstance(field, TextArea):
            at, lines = field.cursor_location, field.navigator
            return lines.is_last_wrapped_line(at) if step > 0 else lines.is_first_wrapped_line(at)
        if isinstance(field, SelectionList):
            return field.highlighted in (None, field.option_count - 1 if step > 0 else 0)
        return isinstance(field, Input | Select)

    def _saves_from_pick(self) -> bool:
        """Whether enter saves from a closed field that opens a list: the last one; blank opens."""
        field = self.focused
        closed = isinstance(field, Pick) and not field.expanded and field.value is not Pick.NULL
        return closed and self._neighbour(field, 1) is None

    def _neighbour(self, editor: Widget | None, step: int) -> Widget | None:
        """The field below another, or above; None at the ends."""
        editors = [self._editor(field.name) for field in self._fields]
        if editor not in editors:
            return None
        to = editors.index(editor) + step
        return editors[to] if 0 <= to < len(editors) else None

    def action_field(self, step: int) -> None:
        """Go to a field below or above, if there is one."""
        neighbour = self._neighbour(self.focused, step)
        if neighbour is not None:
            neighbour.focus()

    @on(Pick.Picked)
    def _picked(self, event: Pick.Picked) -> None:
        below = self._neighbour(event.control, 1)
        if below is not None:
            below.focus()

    @on(Input.Submitted)
    async def action_go_on(self) -> None:
        """Go to the next field; the last one is followed by saving."""
        if self._neighbour(self.focused, 1) is None:
            await self.action_save()
        else:
            self.action_field(1)

    async def action_save(self) -> None:
        """Save what the form says."""
        raise NotImplementedError
