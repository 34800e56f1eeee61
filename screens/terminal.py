"""A terminal driver that leaves at once, and leaves the terminal as it was, whatever ends it."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import threading
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any, TextIO

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from screens.pasting import PasteParser
from screens.wire import Frames, Shown

assert sys.platform != "win32", "the library's own driver does there"

_FULL = 1 << 16
"""Bytes that are sent though more may follow at once."""

_PATIENCE = 1.0
"""Seconds after which a terminal that takes nothing is tried again: it may have gone."""

_GRACE = 2.0
"""Seconds that what is being saved has to end in when the desk is asked to end."""

_LOOK_EVERY = 0.1
"""Seconds after which what is typed is looked at though nothing came: was that an escape?"""

_READ = 4096
"""Bytes read at once."""

_TOGETHER = 0.002
"""Seconds within which what comes in parts is one: no hand is so quick, and no key felt later."""

_PARTS = 64
"""Parts read as one at most; behind them it is looked what they say."""

_ENDING = (
    signal.SIGTERM,
    signal.SIGHUP,
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGUSR1,
    signal.SIGUSR2,
)
"""What a process is asked to end by, or ends at when it does not heed it."""

_WATCH_EVERY = 1.0
"""Seconds between looks whether the terminal is still there."""

HUNG_UP = 129
"""The exit status of a process whose terminal went away, as of one that got SIGHUP."""

_CALM = "\x1b[?2026l\x1b[0m\x1b[?1016l"
"""Ends an unfinished frame, its colours, and the mouse's counting of pixels."""

_RESET = (
    f"{_CALM}\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Takes back all that the desk asks of a terminal."""


class Output:
    """A terminal that may go away: what is written to it afterwards goes nowhere.

    What it does not take at once, since some program has set it so, is sent as soon as it does:
    whoever remembers what is shown there must be able to rely on it.

    Args:
        file: the terminal.
        lost: called once when it is found to be gone.
    """

    def __init__(self, file: TextIO, lost: Callable[[], None]) -> None:
        self._number = file.fileno()
        self._encoding = file.encoding
        self._lost = lost
        self._gone = False
        self._unsent: list[bytes] = []
        self._size = 0

    def write(self, text: str) -> int:
        """Write text, as a file does."""
        part = text.encode(self._encoding, "backslashreplace")
        self._unsent.append(part)
        self._size += len(part)
        if self._size >= _FULL:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what was written."""
        rest = memoryview(b"".join(self._unsent))
        self._unsent, self._size = [], 0
        try:
            while rest and not self._gone:
                try:
                    rest = rest[os.write(self._number, rest) :]
                except BlockingIOError:
                    select.select([], [self._number], [], _PATIENCE)
        except (OSError, ValueError):  # hung up, or closed
            self._gone = True
            self._lost()

    def fileno(self) -> int:
        """The number of the open file."""
        return self._number


class TerminalDriver(LinuxDriver):
    """The library's driver with a prompt and clean end."""

    forget: Callable[[], None]
    """Takes away what must not stay when the process cannot be ended in order."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        assert sys.__stderr__ is not None
        self._out = sys.__stderr__.fileno()
        self._file: Any = Output(sys.__stderr__, partial(self._ask_to_end, HUNG_UP))
        self.shown = Shown()
        self._frames = Frames()
        self._suspended = False
        self._ending = threading.Lock()

    # -- the end -------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        stopped = self._writer_thread
        self.forget_shown()  # whoever had the terminal meanwhile wrote what they liked
        super().start_application_mode()  # type: ignore[no-untyped-call]
        self._suspended = self._writer_thread is stopped  # in the background still
        for number in _ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, lambda number, _frame: self._ask_to_end(128 + number))
        self._loop.call_later(_WATCH_EVERY, self._watch)

    def forget_shown(self) -> None:
        """Take nothing for known of what the terminal shows."""
        self._frames.forget()
        self.shown.forget()

    def write(self, data: str) -> None:
        passed = self._frames.let_through(data)
        if passed:
            super().write(passed)

    def stop_application_mode(self) -> None:
        self.write(_CALM)
        super().stop_application_mode()

    def disable_input(self) -> None:
        if not self.exit_event.is_set():
            signal.signal(signal.SIGWINCH, signal.SIG_DFL)
            self._disable_mouse_support()
            self.exit_event.set()
            with suppress(termios.error):
                termios.tcflush(self.fileno, termios.TCIFLUSH)

    def _ask_to_end(self, code: int) -> None:
        """End the desk in order, and the process when that takes long."""
        if self._ending.acquire(blocking=False):
            threading.Thread(target=self._end_late, args=(code,), daemon=True).start()
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(partial(self._app.exit, return_code=code))

    def _end_late(self, code: int) -> None:
        time.sleep(_GRACE)
        with suppress(OSError, termios.error):
            if self.attrs_before is not None:
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
            os.set_blocking(self._out, False)
            os.write(self._out, _RESET.encode())
        try:
            self.forget()
        finally:
            os._exit(code)

    def _watch(self) -> None:
        """Notice a terminal that hung up without anything being written to it."""
        if os.isatty(self.fileno):
            self._loop.call_later(_WATCH_EVERY, self._watch)
        else:
            self._ask_to_end(HUNG_UP)

    # -- what is typed -------------------------------------------------------------------

    def _run_input_thread(self) -> None:
        while not self.exit_event.is_set():
            try:
                self.run_input_thread()
            except UnicodeError:
                # No text; what belongs to it must not be taken for keys.
                with suppress(termios.error):
                    termios.tcflush(self.fileno, termios.TCIFLUSH)
            except OSError:
                self._ask_to_end(HUNG_UP)
                return
            except Exception as error:  # noqa: BLE001 - told by the desk, which cannot go on deaf
                self._app.call_later(_raise, error)
                return

    def run_input_thread(self) -> None:
        """Hear what is typed and pasted until the desk ends or is put aside.

        Raises:
            UnicodeError: there is no text in what was typed.
            OSError: the terminal hung up.
        """
        parser = PasteParser(self._debug)
        decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        while not self.exit_event.is_set():
            wait = _LOOK_EVERY if parser.wait is None else min(_LOOK_EVERY, parser.wait)
            if select.select([self.fileno], [], [], wait)[0]:
                text = decode(self._read())
                if text:
                    self._tell(parser.feed(text))
            else:
                self._tell(parser.tick())

    def _read(self) -> bytes:
        """What came at once, in however many parts: a paste without its marks is known by that."""
        read = os.read(self.fileno, _READ)
        for _ in range(_PARTS):
            if not select.select([self.fileno], [], [], _TOGETHER)[0]:
                break
            part = os.read(self.fileno, _READ)
            if not part:
                break
            read += part
        return read

    def _tell(self, messages: Iterable[Message]) -> None:
        for message in messages:
            self.process_message(message)

    # -- put aside and taken up again ----------------------------------------------------

    def suspend_application_mode(self) -> None:
        self.stop_application_mode()
        if self._key_thread is not None:
            self._key_thread.join()
        self.exit_event.clear()
        self.close()
        self._suspended = True

    def _sigtstp_application(self, *_: object) -> None:
        # A signal may come in the midst of writing, whose lock the terminal is to be put back
        # under: that is done between two steps of the loop.
        self._between(self._put_aside)

    def _sigcont_application(self, *_: object) -> None:
        self._between(self._taken_up)

    def _between(self, act: Callable[[], object]) -> None:
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(act)

    def _put_aside(self) -> None:
        super()._sigtstp_application()

    def _taken_up(self) -> None:
        if not self._auto_restart or self._writer_thread is None:
            return
        if not self._suspended:
            # Stopped without being asked: the shell has set the terminal its own way.
            self.suspend_application_mode()
            self._must_signal_resume = True
        self.resume_application_mode()
        if not self._suspended:
            self._app.refresh(layout=True)


def _raise(error: Exception) -> None:
    raise error
