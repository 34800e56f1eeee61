"""The loop the desk is tested on: time passes at once, but never before what is under way."""

from __future__ import annotations

import asyncio
import threading

from tests.unhurried import loop_done

HOUR = 3600


async def test_what_is_put_off_comes_in_its_order() -> None:
    came: list[int] = []

    async def after(hours: int) -> None:
        await asyncio.sleep(hours * HOUR)
        came.append(hours)

    begun = asyncio.get_running_loop().time()
    await asyncio.gather(after(3), after(1), after(2))
    assert came == [1, 2, 3]
    assert asyncio.get_running_loop().time() >= begun + 3 * HOUR


async def test_no_time_passes_while_a_thread_is_at_work() -> None:
    go = threading.Event()
    job = asyncio.create_task(asyncio.to_thread(go.wait))
    hour = asyncio.create_task(asyncio.sleep(HOUR))
    loop = asyncio.get_running_loop()
    loop.call_later(0.001, go.set)
    assert await job
    assert not hour.done()
    await hour


async def test_what_is_left_to_do_is_done_once_a_thread_is_through() -> None:
    went: list[str] = []

    async def after_a_thread() -> None:
        await asyncio.to_thread(went.append, "thread")
        for step in ("then", "at last"):
            await asyncio.sleep(0)
            went.append(step)

    begun = asyncio.create_task(after_a_thread())
    later = asyncio.create_task(asyncio.sleep(HOUR))
    await loop_done()
    assert went == ["thread", "then", "at last"]
    assert begun.done()
    assert not later.done()
    later.cancel()
