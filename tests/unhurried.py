"""A loop for the tests of the desk on which nothing waits for time to pass."""

from __future__ import annotations

import asyncio
import selectors
import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

Events = list[tuple[selectors.SelectorKey, int]]


class Unhurried(asyncio.SelectorEventLoop):
    """Whenever there is nothing to do until some moment, it is that moment; else no time passes.

    Whatever the desk puts off comes at once and in its order, yet only after all that is ready
    and all that runs in threads of the loop: neither a pause nor how busy the machine is decides
    what a test sees.
    """

    def __init__(self) -> None:
        self.now = 0.0
        """Seconds that have passed on this loop."""
        self.in_threads: set[asyncio.Future[Any]] = set()
        """Jobs that threads are still at; meanwhile time passes as it does on the wall."""
        super().__init__(_Leaping(self))

    def time(self) -> float:
        return self.now

    def run_in_executor(
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        job = super().run_in_executor(executor, func, *args)
        self.in_threads.add(job)
        job.add_done_callback(self.in_threads.discard)
        return job


_NEXT = 1e-6
"""Seconds; the shortest time that passes only once nothing is left to do at once."""

_BEHIND = ("load-behind", "keep")
"""Names of the threads in which the desk looks after its file; it never waits for them."""


async def threads_done() -> None:
    """Wait for what threads are at; nothing of a test takes half a minute."""
    loop = asyncio.get_running_loop()
    for thread in threading.enumerate():
        if thread.name in _BEHIND:
            thread.join(timeout=30)
    assert isinstance(loop, Unhurried)
    if loop.in_threads:
        _done, left = await asyncio.wait(loop.in_threads, timeout=30)
        assert not left


async def loop_done() -> None:
    """Wait until nothing is left to do at once, neither on the loop nor in threads of it."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, Unhurried)
    await asyncio.sleep(_NEXT)
    while loop.in_threads:
        await asyncio.wait(loop.in_threads)
        await asyncio.sleep(_NEXT)


class _Leaping(selectors.DefaultSelector):
    """Waits for threads and other programs only; where the loop waits for a moment, it leaps."""

    def __init__(self, loop: Unhurried) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> Events:
        came = super().select(0)
        if came or (timeout is not None and timeout <= 0):
            return came
        if timeout is None or self._loop.in_threads:
            began = time.monotonic()
            came = super().select(timeout)
            self._loop.now += time.monotonic() - began
        else:
            self._loop.now += timeout
        return came
