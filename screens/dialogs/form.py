"""The one form: labelled fields in lines, each checked where it stands; left, it keeps a draft."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, Select, SelectionList, Static, TextArea
from textual.widgets.selection_list import Selection

from models.problems import Problem
from screens.dialogs.base import Dialog
from screens.i18n import N_, _
from screens.widgets.choices import Choices
from screens.words.problems import say

Kind = Literal["text", "number", "phone", "time", "date", "choice", "choices", "long"]
Value = str | tuple[str, ...]
Values = Mapping[str, Value]


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
        draft: the name under which unfinished input is kept; None for a form that needs none.
    """

    BINDINGS = [
        Binding("ctrl+s", "save", N_("save"), tooltip=N_("Save what the form says"), priority=True),
        Binding("f2", "save", N_("save"), show=False, priority=True),
    ]
    AUTO_FOCUS = ""

    def __init__(
        self,
        title: Callable[[], str],
        fields: Sequence[FormField],
        initial: Values,
        submit: Callable[[Values], Awaitable[Sequence[Problem]]],
        draft: str | None = None,
    ) -> None:
        super().__init__()
        self._title = title
        self._fields = tuple(fields)
        self._initial = initial
        self._submit = submit
        self._draft = draft
        self._problems: dict[str, Problem] = {}
        self._saving = False

    def compose(self) -> ComposeResult:
        kept = self.desk.drafts.get(self._draft or "", {})
        values = {**self._initial, **kept}
        with Container(classes="box") as box:
            box.border_title = self._title()
            with VerticalScroll(classes="fields", can_focus=False):
                for field in self._fields:
                    editor = self._editor(field, values.get(field.name, ""))
                    with Container(classes="field", id=f"field-{field.name}") as line:
                        if editor.styles.height is not None:
                            # A row of its own height: an automatic one is a single line here.
                            line.styles.grid_rows = f"{editor.styles.height} auto"
                        yield Label(_(field.label), classes="label", markup=False)
                        yield editor
                        yield Static("", classes="problem", markup=False)
            yield Static(self._foot(), classes="foot", markup=False, id="form-foot")

    def _foot(self) -> str:
        return _("enter: next field   ctrl+s: save   esc: back, kept as a draft")

    def _editor(self, field: FormField, value: object) -> Widget:
        ident = f"edit-{field.name}"
        choices = field.choices() if field.choices else ()
        pairs = [(Content(words), key) for key, words in choices]
        if field.kind == "choice":
            chosen = value if any(key == value for _words, key in pairs) else Select.NULL
            return Select(
                pairs,
                value=chosen,
                allow_blank=not field.required or chosen is Select.NULL,
                prompt=_("choose"),
                compact=True,
                id=ident,
            )
        if field.kind == "choices":
            several = value if isinstance(value, tuple | list) else ()
            listed = Choices(
                *(Selection(words, key, key in several) for words, key in pairs), id=ident
            )
            listed.styles.height = min(6, max(1, len(pairs)))
            return listed
        if field.kind == "long":
            area = TextArea(str(value or ""), id=ident)
            area.styles.height = 4
            return area
        return Input(str(value or ""), placeholder=_(field.hint) if field.hint else "", id=ident)

    def on_mount(self) -> None:
        self.query_one(f"#edit-{self._fields[0].name}").focus()
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

    def leave(self) -> None:
        if self._draft is not None and self.values() != dict(self._initial):
            self.desk.drafts[self._draft] = dict(self.values())

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
        names = {field.name for field in self._fields}
        for name in names:
            own = next((p for p in problems if p.field == name), None)
            self._show_problem(name, own)
        loose = [p for p in problems if p.field not in names]
        foot = self.query_one("#form-foot", Static)
        foot.update("⚠ " + " ".join(say(p) for p in loose) if loose else self._foot())
        if not problems:
            if self._draft is not None:
                self.desk.drafts.pop(self._draft, None)
            self.dismiss(True)
            return
        first = next((f.name for f in self._fields if f.name in self._problems), None)
        if first is not None:
            self.query_one(f"#edit-{first}").focus()

    def relabel(self) -> None:
        self.query_one(".box").border_title = self._title()
        for field in self._fields:
            self.query_one(f"#field-{field.name} > .label", Label).update(_(field.label))
            problem = self._problems.get(field.name)
            if problem is not None:
                self._show_problem(field.name, problem)
        self.query_one("#form-foot", Static).update(self._foot())
