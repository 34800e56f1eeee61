"""Style sheets that are read once, however often the library asks for all of them again."""

from __future__ import annotations

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_Variables = tuple[tuple[str, str], ...]
_Sheet = tuple[str, CSSLocation, bool, int, str]

READ: dict[_Variables, dict[_Sheet, list[RuleSet]]] = {}
"""What was read of each sheet, by what stood in it for the variables of a theme."""


class StyleSheets(Stylesheet):
    """All style sheets of a desk.

    The library reads all of them from the start whenever a place is shown for the first time,
    which takes longer than making the place. What is read of one is never changed, and is another
    with other variables only.
    """

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._read: dict[_Sheet, list[RuleSet]] = {}
        self._look_up()

    def _look_up(self) -> None:
        self._read = READ.setdefault(tuple(sorted(self._variables.items())), {})

    def set_variables(self, variables: dict[str, str]) -> None:
        """Let these stand for the variables from now on."""
        super().set_variables(variables)
        self._look_up()

    def reparse(self) -> None:
        """Let what was changed take effect; with a fault in it all stays as it was."""
        self._invalid_css = set()
        self.parse()

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        sheet = (css, read_from, is_default_rules, tie_breaker, scope)
        rules = self._read.get(sheet)
        if rules is None:
            rules = self._read[sheet] = super()._parse_rules(*sheet)
        return rules
