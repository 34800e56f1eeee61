"""The one form: labelled fields in lines, each checked where it stands; left, it keeps a draft.

A draft is what differs from what stood there, so that it fits over facts that changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Select, SelectionList, Static, TextArea
from textual.widgets.selection_list import Selection

from models.problems import Problem
from screens.i18n import _
from screens.keys import bindings
from screens.keys.dialogs import FORM
from screens.kit.choices import Choices
from screens.kit.dialog import Dialog
from screens.kit.line_field import LineField
from screens.kit.pick import Pick
from screens.sentences import say

Kind = Literal["text", "number", "phone", "time", "date", "choice", "choices", "long"]
Value = str | tuple[str, ...]
Values = Mapping[str, Value]


_AROUND = 7
"""Lines of the form that are not its fields: the frame, and a foot of two lines with its margin."""

_LEAST = 4
"""Lines of fields shown on the lowest screen."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field.

    Args:
        name: the input model's field name; problems name it.
        label: msgid of the label.
        kind: `choice` takes one of `choices`, `choices` several, `long` several lines of text.
        choices: gives (value, words) pairs in the language spoken now.
        required: an empty field is refused.
        hint: msgid of a grey example inside the empty field.
        check: what is wrong with the value, told as soon as the field is left.
    """

    name: str
    label: str
    kind: Kind = "text"
    choices: Callable[[], Sequence[tuple[str, str]]] | None = None
    required: bool = False
    hint: str = ""
    check: Callable[[str], Problem | None] | None = None


class FormDialog(Dialog[bool]):
    """A form over a place; dismissed with True once `submit` found no problem.

    Args:
        title: gives the title in the language spoken now.
        fields: the fields in order.
        initial: what stands in them; missing ones are empty.
        submit: does the act; returns what is wrong (with `Problem.field` naming the field), or
            nothing when it is done.
        draft: the name under which unfinished input is kept, such as `household:66`; None for a
            form that needs none.
        begun: what stands typed in it already, in place of a draft.
        first: the field the cursor is in at first; the first of all when None.
        renew: for a record that is changed: reads it again and gives what stands in it now, after
            `submit` found that somebody else changed it (`edited_meanwhile`).
    """

    BINDINGS = bindings(FORM)
    AUTO_FOCUS = ""

    def __init__(
        self,
        title: Callable[[], str],
        fields: Sequence[FormField],
        initial: Values,
        submit: Callable[[Values], Awaitable[Sequence[Problem]]],
        draft: str | None = None,
        *,
        begun: Values | None = None,
        first: str | None = None,
        renew: Callable[[], Values] | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._initial = {field.name: _plain(field, initial) for field in self._fields}
        self._submit = submit
        self._draft = draft
        self._begun = begun
        self._first = first or self._fields[0].name
        self._renew = renew
        self._problems: dict[str, Problem] = {}
        self._saving = False
        self._restored = False
        """Whether a draft stands in the form."""
        self._said: Callable[[], str] = self._keys

    def compose(self) -> ComposeResult:
        kept = self._begun or self.desk.drafts.get(self._draft or "", {})
        own = {field.name: kept[field.name] for field in self._fields if field.name in kept}
        values = {**self._initial, **own}
        if own and not self._begun:
            self._restored, self._said = True, self._draft_words
        with Container(classes="box") as box:
            box.border_title = Text(self._title())
            with VerticalScroll(classes="fields", can_focus=False):
                for field in self._fields:
                    editor = self._editor(field, values[field.name])
                    with Container(classes="field", id=f"field-{field.name}") as line:
                        if editor.styles.height is not None:
                            # A row of its own height: an automatic one is a single line here.
                            line.styles.grid_rows = f"{editor.styles.height} auto"
                        yield Label(_(field.label), classes="label", markup=False)
                        yield editor
                        yield Static("", classes="problem", markup=False)
            yield Static(self._said(), classes="foot", markup=False, id="form-foot")

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

    def _editor(self, field: FormField, value: object) -> Widget:
        ident = f"edit-{field.name}"
        pairs = field.choices() if field.choices else ()
        if field.kind == "choice":
            return Pick(pairs, value, required=field.required, id=ident)
        if field.kind == "choices":
            several = value if isinstance(value, tuple | list) else ()
            listed = Choices(
                *(Selection(Content(words), key, key in several) for key, words in pairs),
                id=ident,
            )
            listed.styles.height = min(6, max(1, len(pairs)))
            return listed
        if field.kind == "long":
            area = TextArea(str(value), id=ident)
            area.styles.height = 4
            # One goes on typing behind what stands there already.
            area.move_cursor(area.document.end)
            return area
        return LineField(str(value), placeholder=_(field.hint) if field.hint else "", id=ident)

    def on_mount(self) -> None:
        self.query_one(f"#edit-{self._first}").focus()
        super().on_mount()

    # -- values ------------------------------------------------------------------------------

    def values(self) -> dict[str, Value]:
        """What stands in the fields now."""
        return {field.name: self._value(field) for field in self._fields}

    def _value(self, field: FormField) -> Value:
        editor = self.query_one(f"#edit-{field.name}")
        if isinstance(editor, Select):
            return "" if editor.value is Select.NULL else str(editor.value)
        if isinstance(editor, SelectionList):
            return tuple(editor.selected)
        if isinstance(editor, TextArea):
            return editor.text
        assert isinstance(editor, Input)
        return editor.value

    def _put(self, field: FormField, value: Value) -> None:
        """Let a value stand in a field."""
        editor = self.query_one(f"#edit-{field.name}")
        if isinstance(editor, Select):
            editor.value = value or Select.NULL
        elif isinstance(editor, SelectionList):
            editor.deselect_all()
            for key in value:
                editor.select(key)
        elif isinstance(editor, TextArea):
            editor.text = str(value)
        elif isinstance(editor, Input):
            editor.value = str(value)

    def _typed(self) -> dict[str, Value]:
        """What differs from what stood there at first."""
        stands = self._initial
        return {name: value for name, value in self.values().items() if differ(value, stands[name])}

    def leave(self) -> None:
        if self._draft is None:
            return
        typed = self._typed()
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

    def _take_up(self, renew: Callable[[], Values]) -> None:
        """Somebody else changed the record: show it as it is now, with what was typed over it."""
        typed, was = self._typed(), self._initial
        fresh = renew()
        self._initial = {field.name: _plain(field, fresh) for field in self._fields}
        changed = [f for f in self._fields if differ(self._initial[f.name], was[f.name])]
        for field in changed:
            now = self._initial[field.name]
            if field.name in typed:
                told = {"value": _spelled(field, now)}
                self._show_problem(field.name, Problem("field_says_now", told, field.name))
            else:
                self._put(field, now)

        def words() -> str:
            names = _(", ").join(_(field.label) for field in changed)
            what = f"{self._title()} ({names})" if names else self._title()
            return "⚠ " + _(
                "{what} was changed meanwhile. It is shown as it is now, with what you typed "
                "over it; look at it and save again."
            ).format(what=what)

        self._say(words)

    # -- checking ----------------------------------------------------------------------------

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check a field as soon as it is left."""
        for field in self._fields:
            if event.widget.id == f"edit-{field.name}" and self.is_current:
                self._show_problem(field.name, self._checked(field, required=False))

    def _checked(self, field: FormField, *, required: bool) -> Problem | None:
        value = self._value(field)
        if not value:
            missing = required and field.required
            return Problem("field_empty", {}, field.name) if missing else None
        wrong = field.check(value) if field.check and isinstance(value, str) else None
        return wrong and Problem(wrong.code, wrong.params, field.name)

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
        if self._saving:
            return
        self._saving = True
        try:
            found = [p for field in self._fields if (p := self._checked(field, required=True))]
            problems = found or list(await self._submit(self.values()))
        finally:
            self._saving = False
        if self._renew is not None and any(p.code == "edited_meanwhile" for p in problems):
            self._take_up(self._renew)
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

    def relabel(self) -> None:
        self.query_one(".box").border_title = Text(self._title())
        for field in self._fields:
            self.query_one(f"#field-{field.name} > .label", Label).update(_(field.label))
            problem = self._problems.get(field.name)
            if problem is not None:
                self._show_problem(field.name, problem)
        self._say(self._said)


def _plain(field: FormField, given: Values) -> Value:
    """What a field is given, as it will stand there."""
    value = given.get(field.name) or ""
    if field.kind == "choices":
        return () if isinstance(value, str) else tuple(value)
    if field.kind == "choice" and field.choices:
        return next((key for key, _words in field.choices() if key == value), "")
    return str(value)


def differ(one: Value, other: Value) -> bool:
    """Whether two values of a field are not the same; what is chosen has no order."""
    several = isinstance(one, tuple) and isinstance(other, tuple)
    return sorted(one) != sorted(other) if several else (one or "") != (other or "")


def _spelled(field: FormField, value: Value) -> str:
    """A value in words."""
    known = dict(field.choices()) if field.choices else {}
    said = [value] if isinstance(value, str) else list(value)
    return _(", ").join(known.get(one, one) for one in said) or "—"
