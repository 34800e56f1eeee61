"""Search in a real file: by every word there is, in the order that is wanted, from an index."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.chases import commands as chase_commands
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.search.queries import search
from data.search.records import FEW, records
from data.store import Store
from models.chases import ChaseInput, QuestionInput, TellingInput, Urgency
from models.directory import Listed, listed_no
from models.requests import DEFAULT_SETTINGS, ClosingInput, Outcome, RequestInput, RequestKind
from models.roster import PersonInput, PersonKind
from tests.beginning import begin
from tests.store.explaining import plans

HOUR = timedelta(hours=1)


@pytest.fixture
def spoken(store: Store) -> Store:
    """Three requests, the last one closed; the first was pushed twice."""
    first = RequestInput(
        "胰岛素用完了",
        "",
        RequestKind.MEDICINE,
        Urgency.TODAY,
        store.now() - 3 * HOUR,
        address_said="大林路338弄",
        caller="陈阿姨",
        phone="13800001234",
    )
    store.do(request_commands.add_request, first)
    store.do(
        request_commands.add_request, first._replace(text="胰岛素冷藏箱坏了", caller="", phone="")
    )
    store.do(request_commands.add_request, first._replace(text="胰岛素", opened_at=store.now()))
    store.do(request_commands.close_requests, {3: ClosingInput(Outcome.MET, "陈阿姨", store.now())})
    for hours, said in ((2, "要先登记"), (1, "登记了，车在路上")):
        at = store.now() - hours * HOUR
        store.do(request_chasing.chase_requests, [1], ChaseInput("街道值班室", said, at))
    return store


def hits(store: Store, text: str, most: int = 60) -> list[tuple[int, str, str]]:
    found = store.ask(search, text, store.now(), DEFAULT_SETTINGS, most)
    return [
        (hit.row.no, hit.source, hit.excerpt.found if hit.excerpt else "") for hit in found.hits
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("胰岛素", [(2, "text", "胰岛素"), (1, "text", "胰岛素"), (3, "text", "胰岛素")]),
        ("车在路上", [(1, "chase", "车在路上")]),
        ("值班室", [(1, "chase", "值班室")]),
        ("值班室 胰岛素", [(1, "chase", "值班室")]),
        ("冷藏", [(2, "text", "冷藏")]),
        ("cay", [(3, "about", ""), (1, "about", "")]),
        ("1234", [(3, "about", ""), (1, "about", "")]),
        ("鹦鹉", []),
        ("", []),
    ],
)
def test_everything_said_is_found(
    spoken: Store, text: str, found: list[tuple[int, str, str]]
) -> None:
    order = [no for no, _source, _word in hits(spoken, text)]
    assert sorted(hits(spoken, text)) == sorted(found)
    assert order == sorted(order, key=lambda no: (no == 3, -no))


def test_the_latest_word_is_shown(spoken: Store) -> None:
    (hit,) = spoken.ask(search, "登记", spoken.now(), DEFAULT_SETTINGS).hits
    assert hit.excerpt is not None
    assert hit.excerpt.after == "了，车在路上"
    assert hit.whom == "街道值班室"


def test_what_residents_and_leaders_said_is_found(spoken: Store) -> None:
    begin(spoken, PersonInput("卢某", PersonKind.STAFF, post="书记"))
    spoken.do(
        request_chasing.tell_requests, {2: TellingInput("陈阿姨", "下午三点再打", spoken.now())}
    )
    asked = spoken.do(request_chasing.ask_leader, 1, QuestionInput(1, "能不能开证明"))
    spoken.do(chase_commands.note_advice, asked.id, "找老洪开口子")
    assert hits(spoken, "三点再打") == [(2, "telling", "三点再打")]
    assert hits(spoken, "开证明") == [(1, "question", "开证明")]
    assert hits(spoken, "老洪") == [(1, "question", "老洪")]


def test_more_than_is_shown_is_told(spoken: Store) -> None:
    with spoken.read() as conn:
        assert search(conn, "胰岛素", spoken.now(), DEFAULT_SETTINGS, 2).more
        assert not search(conn, "胰岛素", spoken.now(), DEFAULT_SETTINGS, 3).more
    assert len(hits(spoken, "胰岛素", 2)) == 2


def test_numbers_are_found_without_reading_a_record(spoken: Store) -> None:
    """However large the file, only an index is gone through."""
    with spoken.read() as conn:
        found = plans(conn, lambda: search(conn, "x", spoken.now(), DEFAULT_SETTINGS, 9))
    looked = found[:3]  # one each for those that are open, update owed, closed
    assert [("COVERING INDEX" in told, "TEMP B-TREE" in told) for told in looked] == [
        (True, False)
    ] * 3


def test_households_people_contacts_and_work_are_found_by_their_words(sample: Store) -> None:
    with sample.read() as conn:
        home = conn.execute(
            "SELECT no, head, search FROM household WHERE head <> '' ORDER BY no LIMIT 1"
        ).fetchone()
        person = conn.execute("SELECT no, name, phone FROM person WHERE phone <> ''").fetchone()
        contact = conn.execute("SELECT no, name FROM contact WHERE kind = 'hospital'").fetchone()
        found = records(conn, person[2])
        assert ("roster", person[0], person[1]) in [one[:3] for one in found.hits]
        found = records(conn, contact[1])
        assert [one[:3] for one in found.hits] == [
            ("directory", listed_no(Listed.DIRECTORY, contact[0]), contact[1])
        ]
        own = home[2].split()
        assert home[0] in [one.no for one in records(conn, " ".join(own)).hits]
        everywhere = records(conn, "1")
        assert dict(everywhere.many)["households"] > FEW
        assert all(one.subject not in dict(everywhere.many) for one in everywhere.hits)
        assert records(conn, " ") == records(conn, "没有这个人的名字") == ((), ())
