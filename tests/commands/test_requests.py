"""chase, close, errands and views of requests from the command line, and what each refuses."""

from __future__ import annotations

import pytest

from data.directory import commands as directory_commands
from data.directory import queries as directory
from data.emergency import commands as emergency_commands
from data.errands import commands as errand_commands
from data.errands import results as errand_results
from data.journal import commands as journal_commands
from data.requests import queries as requests
from data.requests.queries import REQUESTS
from data.requests.saved_views import save_view
from data.store import Store
from models.chases import Rung
from models.chases.rungs import rung_of
from models.directory import ContactInput, ContactKind, Listed, listed_no
from models.emergency import AttemptInput, LineInput, Result, SheetLine
from models.errands import ErrandInput, ResultsInput
from models.listing import ListQuery, SavedView
from models.requests import Outcome
from models.requests.outcomes import outcome_of
from models.times import parse_moment
from tests.commands.running import NOW, Daiban
from tests.conftest import BreakTable


@pytest.fixture
def one(daiban: Daiban) -> int:
    """The number of a request just taken down."""
    return int(daiban("add", "1号101 降压药没了 13800000001", "--json").json["no"])


def test_a_push_is_logged_with_its_promise(daiban: Daiban, one: int) -> None:
    said = "已登记，下午送"
    words = ("chase", one, "--to", "街道值班室", "--said", said, "--promised", "15:30")
    told = daiban(*words, "--json").json
    assert (told["no"], told["chases"], told["rung"], told["state"]) == (
        one,
        1,
        "subdistrict",
        "open",
    )
    assert told["promised_by"] == "街道值班室"
    assert told["next_chase_at"] == told["promised_until"] == "2022-04-09T15:30:00+08:00"
    assert [r["no"] for r in daiban("requests", "--find", "下午送", "--json").json] == [one]


def test_a_promise_past_midnight_is_of_the_next_day(daiban: Daiban, one: int) -> None:
    late = ("--now", "2022-04-09T23:46", "--json")
    told = daiban("chase", one, "--to", "120", "--promised", "02:30", *late).json
    assert told["promised_until"] == "2022-04-10T02:30:00+08:00"
    assert "over when" in daiban("chase", one, "--to", "120", "--promised", "23:40", *late).err


def test_what_harm_comes_before_is_said_of_each_and_never_as_if_to_come_when_it_came(
    daiban: Daiban,
) -> None:
    said = ("1号101 胰岛素还有1天", "2号102 胰岛素没了", "3号103 胰岛素还剩3小时")
    nos = [int(daiban("add", line, "--json").json["no"]) for line in said]
    at = "2022-04-10T10:00"
    later = ("--promised", "2022-04-10 11:00", "--now", at, "--lang", "en")
    first, gone, short = daiban("chase", *nos, "--to", "药房", *later).out.splitlines()[3:]
    assert first.startswith(f"⚠ #{nos[0]} harm came 08:00; what is promised by 11:00 is later")
    assert gone.startswith(f"⚠ #{nos[1]} harm came ")
    assert short.startswith(f"⚠ #{nos[2]} harm came yesterday 11:00")
    alone = int(daiban("add", "4号104 胰岛素还有1天", "--now", at, "--json").json["no"])
    same = ("--promised", "2022-04-11 10:00", "--now", at, "--lang", "en")
    told = daiban("chase", alone, "--to", "药房", *same).out.splitlines()[-1]
    assert told == "⚠ harm comes tomorrow 10:00, by when it is promised: too late"


def test_adding_says_the_urgency_that_was_saved(daiban: Daiban) -> None:
    told = daiban("add", "1号101 抗癫痫药今晚没了", "--now", "2022-04-09T21:00", "--lang", "en").out
    saved = daiban("requests", "--now", "2022-04-09T21:00", "--json").json[0]["urgency"]
    assert saved == "life"
    assert "LIFE" in told.splitlines()[0].split("  ")


def test_what_a_call_may_double_is_told(daiban: Daiban, one: int) -> None:
    told = daiban("add", "8号101 降压药也没有了 13800000001", "--json").json
    assert told["doubles"] == [{"request": one, "likeness": "phone"}]
    assert "#1 " in daiban("add", "8号101 还是降压药 13800000001").out
    assert daiban("add", "9号202 猫粮没了", "--json").json["doubles"] == []


def test_whom_the_directory_knows_is_found_by_name_or_number(
    daiban: Daiban, one: int, store: Store
) -> None:
    desk = ContactInput("代配药专线", ContactKind.CITY_LINE, Rung.CITY_LINE, "13800007777")
    no = store.do(directory_commands.add_contact, desk)
    for to in ("代配药专线", "138 0000 7777"):
        assert daiban("chase", one, "--to", to, "--json").json["rung"] == "city_line"
    with store.read() as conn:
        assert {chase.to for chase in requests.chases(conn, one)} == {"代配药专线"}
        entry = directory.entry(conn, listed_no(Listed.DIRECTORY, no), NOW)
    assert entry is not None
    assert entry.record.tried == 2


def test_nobody_answered(daiban: Daiban, one: int) -> None:
    told = daiban("chase", one, "--to", "12345", "--no-answer")
    assert told.out == "Chase 1 of request 1 logged; next 08:20.\n"
    assert daiban("log", "1", "--json").json[0]["code"] == "request_chased_in_vain"
    assert daiban("requests", "--json").json[0]["rung"] == "city_line"


def test_a_request_is_closed_with_outcome_and_who_was_told(daiban: Daiban, one: int) -> None:
    told = daiban("close", one, "--outcome", "met another way", "--told", "陈阿姨", "--json").json
    assert (told["state"], told["outcome"]) == ("closed", "met_otherwise")
    assert told["told_at"] == "2022-04-09T08:00:00+08:00"
    daiban("undo")
    assert daiban("requests", "--json").json[0]["state"] == "open"


def test_a_life_that_nobody_accepted_is_not_closed(daiban: Daiban, store: Store) -> None:
    no = daiban("add", "1号101 孕妇大出血 13800000001", "--json").json["no"]
    for outcome in ("met", "hospital", "transferred", "met another way"):
        for reached in (("--told", "丈夫"), ("--not-reached",)):
            told = daiban("close", no, "--outcome", outcome, *reached)
            assert f"Request {no} is life safety, and nobody accepted it" in told.refusal
    assert (
        "say who withdrew it"
        in daiban("close", no, "--outcome", "withdrawn", "--not-reached").refusal
    )
    in_chinese = daiban("--lang", "zh", "close", no, "--outcome", "met", "--told", "丈夫").refusal
    assert f"{no}号求助人命关天" in in_chinese
    assert daiban("requests", "--json").json[0]["state"] == "open"
    assert daiban("log", "1", "--json").json[0]["code"] == "request_added"
    accepted = AttemptInput("区妇产科", Result.ACCEPTED, store.now(), "急诊")
    store.do(emergency_commands.log_attempt, no, accepted)
    told = daiban("close", no, "--outcome", "hospital", "--told", "丈夫")
    assert "not known to be there yet" in told.refusal
    told = daiban("close", no, "--outcome", "met", "--told", "丈夫")
    assert "on its way, and stays so until the arrival is told" in told.refusal
    store.do(emergency_commands.add_line, no, LineInput(SheetLine.ARRIVED, "3病区", store.now()))
    told = daiban("close", no, "--outcome", "met", "--told", "丈夫")
    assert told.out == f"Request {no} is resolved (met).\n"


def test_the_number_to_dial_is_told_with_whose_it_is(daiban: Daiban, one: int) -> None:
    (row,) = daiban("requests", "--json").json
    assert row["dial"] == {"phone": "13800000001", "of": "caller", "whose": None}
    daiban("add", "5号 猫粮没了")
    assert {one["no"]: one["dial"] for one in daiban("requests", "--json").json}[2] is None


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("不接", False),
        ("没人接，过会再打", False),
        ("No answer", False),
        ("不接收阳性", True),
        ("好", True),
    ],
)
def test_what_says_that_nobody_answered_is_no_answer(
    daiban: Daiban, one: int, said: str, answered: bool
) -> None:
    daiban("chase", one, "--to", "120", "--said", said)
    assert ("120 did not answer" in daiban("log", "1").out) is not answered
    attempt = daiban("emergency", one, "--json").json["tried"][0]
    assert attempt["answered"] is answered


@pytest.mark.parametrize(
    ("line", "whose"),
    [
        ("1号101室 老人胸痛 家属13800000002", "家属"),
        ("1号101室 oxygen out, daughter 13800000002", "daughter"),
        ("1号101室 氧气没了 我13800000002", None),
        ("1号101室 氧气没了 张秀珍 女儿13800000002", "张秀珍"),
    ],
)
def test_whose_number_it_is_stays_known(daiban: Daiban, line: str, whose: str | None) -> None:
    no = daiban("add", line, "--json").json["no"]
    dial = daiban("emergency", no, "--json").json["matter"]["dial"]
    assert dial == {"phone": "13800000002", "of": "caller", "whose": whose}


def test_a_death_is_closed_with_what_has_to_be_done(daiban: Daiban, one: int) -> None:
    told = daiban("close", one, "--outcome", "去世", "--told", "女儿").out
    assert "Request 1 is resolved (has died)." in told
    assert "What has to be done now stands on its sheet (!)." in told
    sheet = daiban("emergency", one, "--json").json
    assert sheet["matter"]["outcome"] == "died"
    assert sheet["checklist"][0] == {"code": "death_certificate", "done_at": None}
    assert "殡仪馆" in daiban("emergency", one, "--lang", "zh").out
    (after,) = daiban("today", "--json").json["after_death"]
    assert (after["request"]["no"], after["to_do"][0]) == (one, "death_certificate")
    assert "After a death, still to be done: 1" in daiban("today").out
    assert daiban("close", one, "--outcome", "died").misuse
    shown = daiban("emergency", one).out
    assert "family told of the death" in shown
    assert "女儿" in shown
    for untrue in ("nobody has accepted", "no transfer", "arrival not told", "Call next"):
        assert untrue not in shown
    assert "request 1 resolved (has died), 女儿 told" in daiban("log", "1").out


def test_several_deaths_are_not_written_down_by_one_command(daiban: Daiban) -> None:
    nos = [daiban("add", f"1号10{at}室 老人胸痛", "--json").json["no"] for at in (1, 2)]
    told = daiban("close", *nos, "--outcome", "died", "--told", "女儿")
    assert "close each by itself: 1, 2." in told.refusal
    assert {row["state"] for row in daiban("requests", "--json").json} == {"open"}


def test_of_a_death_the_family_is_still_to_be_told(daiban: Daiban, one: int) -> None:
    told = daiban("close", one, "--outcome", "died", "--not-reached").out
    assert "The family of request 1 is owed an update." in told
    assert "request 1 done (has died), nobody told yet" in daiban("log", "1").out
    assert "☐ family not told of the death" in daiban("emergency", one).out
    assert "a death: the family is owed an update" in daiban("requests").out
    assert "an update is owed to the resident" not in daiban("today").out


def test_the_log_names_the_first_of_many_requests(daiban: Daiban) -> None:
    nos = [daiban("add", f"1号{at}01室 缺菜", "--json").json["no"] for at in range(1, 13)]
    daiban("close", *nos, "--outcome", "met", "--told", "本人")
    told = daiban("log", "1").out
    assert "12 requests resolved (met): 1, 2, 3, 4, 5, 6, 7, 8 … (12)" in told


def test_who_was_not_reached_is_called_back(daiban: Daiban, one: int) -> None:
    told = daiban("close", one, "--outcome", "hospital", "--not-reached", "--json").json
    assert (told["state"], told["outcome"], told["told_at"]) == ("call_back", "hospital", None)
    told = daiban("close", one, "--outcome", "met", "--not-reached").out
    assert told == "Request 1 is done (met); an update is owed to the resident.\n"
    assert (
        daiban("close", one, "--outcome", "met", "--told", "本人").out
        == "Request 1 is resolved (met).\n"
    )


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("chase", "1", "--to", "街道", "--promised", "07:00"), "was over when it was made"),
        (("chase", "1", "--to", "街道", "--promised", "soon"), "'soon' is no time"),
        (("chase", "1", "--said", "好"), "Say who was asked"),
        (("chase", "9", "--to", "街道"), "no request 9"),
        (("chase", "1", "--to", "街道", "--said", "长" * 10_001), "10001 characters"),
        (("chase", "1", "--to", "街道", "--said", "长" * 12_345), "12345 characters"),
        (("close", "1", "--told", "本人"), "only with an outcome"),
        (("close", "1", "--outcome", "rejected", "--told", "本人"), "no outcome"),
        (("close", "1", "--outcome", "met"), "--not-reached"),
        (("close", "1", "--outcome", "met", "--told", " "), "--not-reached"),
        (("close", "9", "--outcome", "met", "--told", "本人"), "no request 9"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_loses_nothing(
    daiban: Daiban, one: int, words: tuple[str, ...], part: str
) -> None:
    before = daiban("requests", "--json").json
    refusal = daiban(*words).wrong
    assert part.replace("'", "") in refusal.replace("'", "")
    assert daiban("requests", "--json").json == before
    assert len(daiban("log", "--json").json) == 1


def test_a_closed_request_is_not_chased(daiban: Daiban, one: int) -> None:
    daiban("close", one, "--outcome", "withdrawn", "--told", "本人")
    assert "is resolved" in daiban("chase", one, "--to", "街道").refusal
    assert "is resolved" in daiban("close", one, "--outcome", "met", "--told", "本人").refusal


def test_markup_and_control_characters_are_text(daiban: Daiban, one: int) -> None:
    daiban("chase", one, "--to", "[/b]\x1b[31m街道\x07", "--said", "[red]好\x1b]0;x\x07")
    told = daiban("log", "1").out
    assert "[/b]街道" in told
    assert "\x1b" not in told
    assert [r["no"] for r in daiban("requests", "--find", "[red]好", "--json").json] == [one]


@pytest.mark.parametrize(
    "words",
    [
        ("chase",),
        ("chase", "x"),
        ("chase", "1", "--rung", "heaven"),
        ("close",),
        ("close", "1", "--told", "a", "--not-reached"),
        ("errands", "--state", "lost"),
    ],
)
def test_bad_usage_exits_2(daiban: Daiban, words: tuple[str, ...]) -> None:
    answer = daiban(*words)
    assert (answer.status, answer.out) == (2, "")


def test_views_are_those_of_the_desk(daiban: Daiban, one: int) -> None:
    daiban("add", "2号202 猫粮没了")
    daiban("close", "2", "--outcome", "met", "--told", "本人")
    for view in REQUESTS.scopes:
        assert daiban("requests", "--view", view, "--json").status == 0
    assert [r["no"] for r in daiban("requests", "--view", "open", "--json").json] == [one]
    assert [r["no"] for r in daiban("requests", "--view", "closed", "--json").json] == [2]
    assert len(daiban("requests", "--json").json) == 2


def test_kept_views_are_found_by_their_name(daiban: Daiban, one: int, store: Store) -> None:
    daiban("add", "2号202 猫粮没了")
    daiban("add", "2号203 猫粮没了")
    store.do(save_view, SavedView("Cats 猫", ListQuery("open", "opened", True, "猫粮")))
    store.do(save_view, SavedView("closed", ListQuery("open", "opened")))
    store.do(save_view, SavedView("old", ListQuery("gone", "opened")))
    found = daiban("requests", "--view", "cats 猫", "--json").json
    assert [r["no"] for r in found] == [3, 2]
    both = daiban("requests", "--view", "Cats 猫", "--find", "202", "--json").json
    assert [r["no"] for r in both] == [2]
    assert daiban("requests", "--view", "closed", "--json").json == [], "the desk's own goes first"
    assert len(daiban("requests", "--view", "old", "--json").json) == 3
    answer = daiban("requests", "--view", "rejected")
    assert (answer.status, answer.out) == (2, "")
    (line,) = answer.err.splitlines()
    assert "no view rejected" in line
    for name in (*REQUESTS.scopes, "Cats 猫", "old"):
        assert name in line


def test_errands_are_listed_with_their_lines(daiban: Daiban, store: Store) -> None:
    for room in ("101", "102"):
        daiban("add", f"1号{room} 络活喜5mg要2盒")
    way = ErrandInput(parse_moment("09:00", NOW), parse_moment("11:00", NOW), "瑞金医院")
    store.do(errand_commands.add_errand, [1, 2], way)
    store.do(errand_results.record_results, 1, ResultsInput(NOW, {2: "售罄"}))
    (found,) = daiban("errands", "--json").json
    assert (found["no"], found["state"], found["medicine"]) == (1, "done", "氨氯地平")
    assert found["starts_at"] == "2022-04-09T09:00:00+08:00"
    assert (found["households"], found["brought"], found["missing"]) == (2, 1, 1)
    first, second = found["lines"]
    assert (first["request"], first["brand"], first["strength"], first["quantity"]) == (
        1, "络活喜", "5mg", 2,
    )  # fmt: skip
    assert (first["card_taken"], first["money"], first["result"]) == (False, 0, "brought")
    assert (second["result"], second["said"]) == ("missing", "售罄")
    assert daiban("errands", "--state", "open", "--json").json == []
    assert len(daiban("errands", "--find", "瑞金 售罄", "--json").json) == 1
    assert daiban("errands", "--find", "华山", "--json").json == []
    head, line, count = daiban("errands").out.splitlines()
    assert "which medicine" in head
    assert "瑞金医院" in line
    assert count == "1 line"
    store.do(journal_commands.undo)
    assert daiban("errands", "--json").json[0]["state"] == "open"


def test_outcomes_are_said_in_many_ways() -> None:
    assert outcome_of("Met Another Way") is Outcome.MET_OTHERWISE
    assert outcome_of("caller withdrew") is Outcome.WITHDRAWN
    assert outcome_of("已解决") is Outcome.MET
    assert outcome_of("rejected") is None
    assert all(outcome_of(outcome.value) is outcome for outcome in Outcome)


@pytest.mark.parametrize(
    ("whom", "now", "rung"),
    [
        ("12345", Rung.SUBDISTRICT, Rung.CITY_LINE),
        ("120", Rung.SELF, Rung.EMERGENCY),
        ("瑞金医院急诊", Rung.SELF, Rung.HOSPITAL),
        ("条线王科长", Rung.SUBDISTRICT, Rung.LINE_LEADER),
        ("卢书记", Rung.SUBDISTRICT, Rung.LEADERS),
        ("宋经理", Rung.SELF, Rung.SUBDISTRICT),
        ("宋经理", Rung.LEADERS, Rung.LEADERS),
        ("13800001200", Rung.CITY_LINE, Rung.CITY_LINE),
    ],
)
def test_names_tell_the_rung(whom: str, now: Rung, rung: Rung) -> None:
    assert rung_of(whom, now) is rung


def test_with_a_broken_table_a_call_is_written_down_and_the_trouble_told(
    daiban: Daiban, break_table: BreakTable
) -> None:
    break_table("reading/symptoms.toml", 'urgency = "life"', 'urgency = "lief"')
    said = "大林苑2号1805室 老人胸痛 13800009617"
    answer = daiban("add", said)
    assert answer.status == 0
    (told,) = answer.err.splitlines()
    assert "symptoms.toml: signals 1.urgency cannot be lief" in told
    assert "⚠ how urgent? nothing could be read" in answer.out
    added = daiban("add", f"{said} 快", "--json").json
    assert added["text"] == f"{said} 快"
    assert {"life", "unread"} <= set(added["doubts"]), "the guard reads without the tables"
    listed = daiban("requests", "--json").json
    assert {one["urgency"] for one in listed} <= {"life", "today"}


def test_a_call_that_is_found_by_less_is_read_as_ever(
    daiban: Daiban, break_table: BreakTable
) -> None:
    break_table("data/requests/kind_words.toml", "other =", "others =")
    answer = daiban("add", "大林苑2号1805室 老人胸痛", "--json")
    assert "kind_words.toml: " in answer.err
    assert answer.json["urgency"] == "life"


def test_with_a_broken_table_a_name_says_no_rung_and_is_called_all_the_same(
    daiban: Daiban, one: int, break_table: BreakTable
) -> None:
    break_table("chases/rungs.toml", "hospital =", "hospitals =")
    told = daiban("chase", one, "--to", "瑞金医院急诊", "--said", "满了", "--json").json
    assert (told["chases"], told["rung"]) == (1, "subdistrict")


@pytest.mark.parametrize(("whom", "rung"), [("02112345", "city_line"), ("912345", "self")])
def test_a_number_counts_behind_an_area_code_only(whom: str, rung: str) -> None:
    assert rung_of(whom, Rung.LEADERS) == (rung if rung != "self" else Rung.LEADERS)


# -- several at once -------------------------------------------------------------------------------


def test_several_are_chased_at_once_and_each_that_was_left_is_told(
    daiban: Daiban, one: int
) -> None:
    two, three = (int(daiban("add", text, "--json").json["no"]) for text in ("猫粮没了", "灯坏了"))
    daiban("close", two, "--outcome", "met", "--told", "本人")
    words = ("chase", one, two, three, three, 99, "--to", "街道值班室")
    told = daiban(*words, "--json")
    assert told.status == 0
    assert [(row["no"], row["chases"]) for row in told.json["done"]] == [(one, 1), (three, 1)]
    left = [(row["no"], row["code"]) for row in told.json["left"]]
    assert left == [(two, "request_closed"), (99, "request_unknown")]
    assert told.err.splitlines() == [row["said"] for row in told.json["left"]]
    said = daiban(*words)
    assert said.status == 0
    assert len(said.out.splitlines()) == 2
    assert f"Request {two} is resolved." in said.err
    assert "There is no request 99." in said.err


def test_several_are_closed_at_once_and_a_life_is_left(daiban: Daiban, one: int) -> None:
    life = int(daiban("add", "孕妇大出血", "--json").json["no"])
    told = daiban("close", one, life, "--outcome", "met", "--told", "本人", "--json")
    assert told.status == 0
    assert [(row["no"], row["state"]) for row in told.json["done"]] == [(one, "closed")]
    assert [row["code"] for row in told.json["left"]] == ["life_not_accepted"]
    assert daiban("undo").status == 0
    states = {row["no"]: row["state"] for row in daiban("requests", "--json").json}
    assert states == {one: "open", life: "open"}


def test_where_none_can_be_chased_it_is_refused(daiban: Daiban, one: int) -> None:
    daiban("close", one, "--outcome", "met", "--told", "本人")
    told = daiban("chase", one, 99, "--to", "街道")
    assert told.status == 1
    assert f"Request {one} is resolved." in told.err


def test_what_is_known_of_the_household_is_told_with_who_said_so(
    daiban: Daiban, on_the_sample: None
) -> None:
    first = daiban("add", "望江公寓1-1101 胰岛素快没了", "--json").json
    told = daiban("add", "望江公寓1-1101 药没了", "--json").json
    at = first["opened_at"]
    assert told["known"] == [
        {"fact": "known_insulin", "request": first["no"], "at": at, "weeks": None}
    ]
    assert (told["urgency"], told["harm_reason"]) == ("life", "known_insulin")
    assert (
        f"known: insulin (call #{first['no']}, today)"
        in daiban("add", "望江公寓1-1101 药没了 ").out
    )
