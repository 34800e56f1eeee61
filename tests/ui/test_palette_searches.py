"""Searches by people who know none of our words: what they mean is among the first three lines."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from data.store import Store
from models.text import fold
from screens import i18n
from screens.search.acts import Offered, everything, fitting
from tests.ui.driving import desk

SEARCHES = """
chase: chase
remind: chase
nudge: chase
chsae: chase
close: done
finish: done
resolve: done
filter: find
filtre: find
theme: daiban
dark: 'daiban'
colour: daiban
undo: undo
hide phone numbers: mask
phone book: directory
who is free: timeline
volunteers: roster
import spreadsheet: exchange
improt: exchange
backup: copies
history: journal
what did i do: journal
ambulance: emergency
vegetables: supplies
swab: testing
pills: errands
elderly living alone: call_down
donations: offers
export: paper
exprot: paper
merge duplicates: join
exit: leave
chinese: turn_language
stats: statistics
settings: rules
print: paper
sick: absent
households: households
back: go_back
催办: chase
cb: chase
催一下: chase
办结: done
dh: directory
搞定了: done
筛选: find
主题: daiban
黑色: 'daiban'
撤销: undo
cx: undo
隐藏手机号: mask
打电话给谁: directory
谁有空: timeline
排班: timeline
导入: exchange
备份: copies
操作记录: journal
救护车: emergency
做核酸: testing
配药: errands
独居老人: call_down
捐款: offers
导出: paper
合并: join
退出: leave
英文: turn_language
统计: statistics
设置: rules
打印: paper
请假: absent
zhuhu: households
回去: go_back
width: columns
layout: columns
hide column: columns
列: columns
列宽: columns
选列: columns
copy number: copy
clipboard: copy
复制号码: copy
发微信: copy
xlsx: paper
redraw: draw_anew
garbled: draw_anew
handover: absent
hand over: absent
font: told.font
text size: told.font
password: told.password
lock: told.password
花屏: draw_anew
乱码: draw_anew
交接: absent
字体: told.font
密码: told.password
"""
"""Words typed, and a part of the id of what is meant."""

UNTUNED = """
new ticket: capture
phone rings: capture
someone is bleeding: emergency
how do i save a copy on a usb stick: copies
translate to english: turn_language
rota: timeline
who has the keys: custody
not delivered: doors
count masks: stock
driver: questions
lab results: samples
share out the food: divide
who called me: capture
log out: leave
cancel: call_off
wrong category: kind
question for my boss: ask
delegate: assign
follow up: chase
tell the resident: tell
order by column: sort
select everything: mark_all
孕妇大出血: emergency
菜到了怎么分: divide
医院电话: directory
志愿者: roster
司机: questions
医保卡: custody
再催催街道: chase
回电话给居民: tell
没收到菜: missed
书记请示: ask
谁来值夜班: timeline
签到: attendance
异常管: recall
上门采样: unvisited
交给别人: assign
按时间排序: sort
全部选中: mark_all
记一个电话: capture
"""
"""The same, put down before any of it was tried."""


def pairs(table: str) -> list[tuple[str, str]]:
    return [
        (one, what) for one, _, what in (line.rpartition(": ") for line in table.split("\n")) if one
    ]


def missed(table: str, known: Sequence[Offered]) -> dict[str, list[str]]:
    """Searches whose first lines have not what is meant, with these lines."""
    found = {}
    for typed, meant in pairs(table):
        first = [one.id for one in fitting(known, fold(typed), ())[0][:3]]
        if not any(meant in one for one in first):
            found[f"{typed}: {meant}"] = first
    return found


@pytest.mark.parametrize("language", i18n.LANGUAGES)
async def test_what_somebody_means_is_among_the_first(sample: Store, language: str) -> None:
    i18n.set_language(language)
    async with desk(sample) as pilot:
        for place in ("f2", "f3", "f6"):
            await pilot.press(place)
            known = everything(pilot.desk, pilot.app.screen)
            assert (place, missed(SEARCHES, known)) == (place, {})
            assert (place, missed(UNTUNED, known)) == (place, {})
