"""That something takes its time is said while it does, and not a moment longer."""

from __future__ import annotations

from textual.message_pump import MessagePump
from textual.timer import Timer, TimerCallback

from screens.kit.slow import told_if_slow


class Ringing(MessagePump):
    """Something whose timer rings when the test says so."""

    def set_timer(
        self,
        delay: float,
        callback: TimerCallback | None = None,
        *,
        name: str | None = None,
        pause: bool = False,
    ) -> Timer:
        assert callback is not None
        self.ring = callback
        return Timer(self, delay, callback=callback)


def test_it_is_told_while_it_is_under_way() -> None:
    node, told = Ringing(), list[str]()
    with told_if_slow(node, lambda: told.append("Saving")):
        assert told == []
        node.ring()
        assert told == ["Saving"]


def test_a_timer_that_had_rung_already_tells_nothing_untrue() -> None:
    node, told = Ringing(), list[str]()
    with told_if_slow(node, lambda: told.append("Saving")):
        pass
    node.ring()
    assert told == []
