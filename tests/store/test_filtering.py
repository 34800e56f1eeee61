"""What is typed into the filters of lists, asked of a store: terms, words, doors, tails."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from data.clock import FixedClock
from data.directory import queries as directory
from data.households.lists import household_list
from data.listing import Listing, day_bounds
from data.requests import queries as requests
from data.residents.lists import resident_list
from data.roster.lists import roster_list
from data.sample import SAMPLE_NOW
from data.store import Store
from data.supplies.queries import DROPS
from data.testing.queries import SESSIONS
from models.chases import Urgency
from models.listing import ListQuery
from models.listing.terms import Term, names
from models.requests.doubts import may_be_life
from screens import i18n
from screens.directory.terms import terms as directory_terms
from screens.households.terms import terms as household_terms
from screens.kit import masks
from screens.kit.term_words import asked
from screens.requests.terms import terms as request_terms
from screens.residents.terms import terms as resident_terms
from screens.roster.terms import terms as roster_terms
from screens.supplies.terms import terms as drop_terms
from screens.testing.terms import terms as session_terms

TERMS = {
    "requests": request_terms,
    "households": household_terms,
    "residents": resident_terms,
    "roster": roster_terms,
    "directory": directory_terms,
    "drops": drop_terms,
    "sessions": session_terms,
}
SORTS = {
    "requests": "hurt",
    "households": "address",
    "residents": "address",
    "roster": "kind",
    "directory": "kind",
    "drops": "eta",
    "sessions": "time",
}


@pytest.fixture(scope="module")
def town(sample_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample, which nothing here changes."""
    file = tmp_path_factory.mktemp("filtered") / "town.db"
    opened = Store(Path(shutil.copy(sample_file, file)), FixedClock(SAMPLE_NOW))
    yield opened
    opened.close()


def ask(town: Store, of: str, typed: str) -> Listing[Any]:
    query = asked(ListQuery("all", SORTS[of], filter=typed), TERMS[of]())
    now = town.now()
    with town.read() as conn:
        match of:
            case "requests":
                return requests.listing(conn, query, now, requests.settings(conn))
            case "households":
                return household_list(conn, query)
            case "residents":
                return resident_list(conn, query)
            case "roster":
                return roster_list(conn, query, now)
            case "directory":
                return directory.listing(conn, query, now)
        spec = DROPS if of == "drops" else SESSIONS
        return spec.open(conn, query, **day_bounds(now))


def rows(town: Store, of: str, typed: str) -> Sequence[Any]:
    listing = ask(town, of, typed)
    assert not listing.problems, typed
    return listing.rows()


def every_term() -> Iterator[tuple[str, Term]]:
    for of, terms in TERMS.items():
        for term in terms():
            yield of, term


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_value_is_found_by_its_words_in_either_language(town: Store, language: str) -> None:
    i18n.set_language(language)
    for of, term in every_term():
        for value in term.values:
            found = [
                list(ask(town, of, f"{name}:{word.replace(' ', '-')}").nos(0, 9999))
                for name in names()[term.name][:2]
                for word in value.words[:2]
                if value.code != "none"
            ]
            assert all(one == found[0] for one in found), (of, term.name, value)


def test_what_is_not_found_is_all_the_rest(town: Store) -> None:
    for of, term in every_term():
        for typed in (f"{term.name}:{term.values[0].code}" if term.values else "compound:苑",):
            if not term.values and term.name != "compound":
                continue
            whole = set(ask(town, of, "").nos(0, 9999))
            some = set(ask(town, of, typed).nos(0, 9999))
            assert set(ask(town, of, f"!{typed}").nos(0, 9999)) == whole - some


def test_how_urgent_is_what_the_queue_shows(town: Store) -> None:
    shown = {
        row.no: Urgency.LIFE if may_be_life(row) else row.urgency
        for row in rows(town, "requests", "state:open")
    }
    for urgency in Urgency:
        found = {row.no for row in rows(town, "requests", f"urgency:{urgency}")}
        assert found == {no for no, of in shown.items() if of == urgency}
    assert {no for no, of in shown.items() if of == "today"} <= {
        row.no for row in rows(town, "requests", "今天")
    }


def test_words_of_the_other_language_find_marks_and_places(town: Store) -> None:
    by_mark = {row.no for row in rows(town, "households", "居家隔离")}
    assert by_mark
    assert by_mark <= {row.no for row in rows(town, "households", "isolated")}
    insulin = {row.no for row in rows(town, "households", "insulin")}
    assert insulin == {row.no for row in rows(town, "households", "胰岛素")}
    away = {row.no for row in rows(town, "roster", "isolated")}
    assert away
    assert all(row.place == "isolated" for row in rows(town, "roster", "state:隔离"))
    assert {row.no for row in rows(town, "roster", "place:isolated")} == away


@pytest.mark.parametrize(
    ("typed", "compound", "building", "room"),
    [
        ("梧桐1-102", "梧桐新苑", "1", "102"),
        ("梧桐1", "梧桐新苑", "1", None),
        ("wutong1", "梧桐新苑", "1", None),
        ("海棠1号802", "海棠大楼", "1", "802"),
        ("compound:梧桐 building:1号", "梧桐新苑", "1", None),
        ("building:梧桐1", "梧桐新苑", "1", None),
        ("小区:海棠 room:802", "海棠大楼", "1", "802"),
    ],
)
def test_doors_are_found_by_short_names(
    town: Store, typed: str, compound: str, building: str, room: str | None
) -> None:
    found = rows(town, "households", typed)
    assert found
    assert {(row.compound, row.building) for row in found} == {(compound, building)}
    assert room is None or {row.room for row in found} == {room}


def test_requests_are_found_by_the_door_they_are_about(town: Store) -> None:
    found = rows(town, "requests", "海棠1-1506")
    assert found
    assert all((row.compound, row.room) == ("海棠大楼", "1506") for row in found)
    assert {row.no for row in found} <= {row.no for row in rows(town, "requests", "room:1506")}


def test_the_tail_of_a_number_comes_first(town: Store) -> None:
    phones = [row.phone for row in rows(town, "households", "") if row.phone]
    tail = next(p[-4:] for p in phones if any(p[-4:] in other[:-1] for other in phones))
    found = [row.phone for row in rows(town, "households", tail)]
    ends = [phone.endswith(tail) for phone in found]
    assert ends == sorted(ends, reverse=True)
    assert ends[0]
    assert not all(ends)
    number = found[0]
    for grouped in (f"{number[:3]} {number[3:7]} {tail}", f"{number[:3]}-{number[3:7]}-{tail}"):
        assert number in {row.phone for row in rows(town, "households", grouped)}
    assert number in {row.phone for row in rows(town, "households", f"phone:{tail}")}
    assert number in {row.phone for row in rows(town, "households", f"电话：{number[3:]}")}


@pytest.mark.parametrize(
    ("of", "typed", "code"),
    [
        ("requests", "knd:food", "filter_term_like"),
        ("drops", "urgency:today", "filter_term_unknown"),
        ("requests", "kind:fod", "filter_value_like"),
        ("roster", "compound:梧桐新园", "filter_compound_like"),
        ("roster", "compound:zzz", "filter_compound_unknown"),
        ("households", "building:99", "filter_building_unknown"),
        ("households", "mark:insuliin", "filter_mark_like"),
        ("households", "mark:zzz", "filter_mark_unknown"),
        ("households", "phone:王", "filter_number_unreadable"),
    ],
)
def test_what_means_nothing_finds_nothing_and_says_so(
    town: Store, of: str, typed: str, code: str
) -> None:
    listing = ask(town, of, typed)
    assert listing.count == 0
    assert [one.code for one in listing.problems] == [code]


@pytest.mark.parametrize(
    "typed",
    ["胰岛素", "!胰岛", '"胰"', "mark:insulin", "mark:insu", "!mark:孕妇", "标签：胰"],
)
def test_nobody_is_found_by_facts_of_health_while_they_are_hidden(town: Store, typed: str) -> None:
    masks.put_on(True)
    try:
        assert ask(town, "households", typed).count == 0
        assert ask(town, "requests", "kind:medicine").count == 0
        assert ask(town, "roster", "state:isolated").count == 0
        assert ask(town, "households", "mark:dog").count > 0
    finally:
        masks.put_on(False)


@pytest.mark.parametrize("typed", ["梧桐1", "wutong1", "楼:梧桐1", "building:梧桐新苑1号"])
def test_people_are_found_by_the_building_they_live_in_or_lead(town: Store, typed: str) -> None:
    assert "魏振华" in {row.name for row in rows(town, "roster", typed)}
    assert not rows(town, "roster", f"{typed} 韩雪梅")


@pytest.mark.parametrize(
    ("of", "typed", "term"),
    [
        ("requests", "超时", "due:overdue"),
        ("requests", "生命", "urgency:life"),
        ("requests", "回访", "state:call-back"),
        ("sessions", "今天", "due:today"),
        ("drops", "今日", "due:today"),
    ],
)
def test_words_for_what_lists_show_need_no_name(
    town: Store, of: str, typed: str, term: str
) -> None:
    meant = {row.no for row in rows(town, of, term)}
    assert meant
    assert meant <= {row.no for row in rows(town, of, typed)}


def test_who_can_be_called_is_found_by_what_they_are_and_whether_they_answer_now(
    town: Store,
) -> None:
    everybody = {row.no: row for row in rows(town, "directory", "")}
    now = {row.no for row in rows(town, "directory", "reachable:now")}
    assert now == {no for no, row in everybody.items() if row.open}
    assert {row.no for row in rows(town, "directory", "可打:以后")} == set(everybody) - now
    hospitals = {row.kind for row in rows(town, "directory", "role:hospital")}
    assert hospitals == {"hospital"}
    assert {row.kind for row in rows(town, "directory", "医院")} >= hospitals
    away = {row.place for row in rows(town, "directory", "place:isolated")}
    assert away == {"isolated"}


def test_people_are_found_by_the_work_they_have_today(town: Store) -> None:
    guides = rows(town, "roster", "work:guide")
    assert guides
    assert all(row.duties_today for row in guides)
    assert {row.no for row in guides} == {row.no for row in rows(town, "roster", "工作:带路")}
    assert len(guides) < len(rows(town, "roster", ""))
