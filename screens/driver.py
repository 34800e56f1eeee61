"""The terminal driver, leaving at once: the process ends right after it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.driver import Driver


def quick_driver() -> type[Driver] | None:
    """A driver without the usual wait of 0.2 s at the end; None where the platform's must do."""
    if sys.platform != "win32" and sys.__stdin__ and sys.__stdin__.isatty():
        import signal
        import termios

        from textual.drivers.linux_driver import LinuxDriver

        class QuickDriver(LinuxDriver):
            """The Linux driver with a prompt end."""

            def disable_input(self) -> None:
                if not self.exit_event.is_set():
                    signal.signal(signal.SIGWINCH, signal.SIG_DFL)
                    self._disable_mouse_support()
                    self.exit_event.set()
                    termios.tcflush(self.fileno, termios.TCIFLUSH)

        return QuickDriver
    return None
