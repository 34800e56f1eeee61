"""Exit statuses of all commands: 2 for what is typed wrong, 1 for what is refused."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.commands.running import Committee, Daiban
from tests.commands.test_private import COMMANDS
from tests.faults.acts import WITHOUT_FILE


@pytest.mark.parametrize("name", [*COMMANDS, "import", "backup", "restore", "begin", "demo"])
def test_an_option_nobody_knows_is_bad_usage(daiban: Daiban, name: str) -> None:
    told = daiban(name, "--frobnicate").misuse
    assert told.startswith(f"python3 app.py {name}: ")
    assert "--frobnicate" in told
    assert f"python3 app.py {name} --help" in told


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - WITHOUT_FILE))
def test_without_its_file_a_command_is_refused_and_makes_nothing(
    daiban: Daiban, tmp_path: Path, name: str
) -> None:
    missing = tmp_path / "none" / "desk.db"
    words = COMMANDS[name][0]
    for more in ((), ("--json",)):
        answer = daiban("--db", missing, name, *words, *more)
        assert (answer.status, answer.out) == (1, "")
        assert len(answer.err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("round", "nwe"), "new"),
        (("stock", "ni"), "in"),
        (("call-down", "lfet"), "left"),
        (("deliver", "--chnage", "1"), "--change"),
        (("round", "new", "--dya", "04-10"), "--day"),
        (("chase", "1", "--too", "街道"), "--to"),
        (("requests", "--state", "opne"), "open"),
        (("tick", "--compuond", "x"), "--compound"),
        (("import", "--as", "registr", "x.csv"), "register"),
        (("-json", "log"), "--json"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else one,
)
def test_a_mistyped_act_option_or_value_is_answered_with_what_may_be_meant(
    daiban: Daiban, words: tuple[str, ...], meant: str
) -> None:
    answer = daiban(*words)
    assert (answer.status, answer.out) == (2, "")
    assert meant in answer.err.splitlines()[-1].partition("did you mean")[2]


def test_a_file_that_cannot_be_written_to_is_a_refusal(
    daiban: Daiban, committee: Committee, tmp_path: Path
) -> None:
    for to in (tmp_path / "no" / "folder.csv", tmp_path / ("x" * 300 + ".csv")):
        assert daiban("--db", committee.file, "roster", "--to", to).refusal
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    assert str(folder) in daiban("--db", committee.file, "roster", "--to", folder).refusal


BAD_VALUES = """
close 7
close 7 --outcome xx --told her
close 7 --outcome met
chase 7
chase 7 --to desk --promised 99:99
roster --at 25:99
result 3-501 negtive
result 3-501 negative --at 99:99
requests --to x.pdf
log --to x.pdf
requests --masked --json
requests --json --csv
requests --json --for-import
log --json --csv
sheet --to x.pdf
sheet --day foo
door-list 1 --to x.pdf
requests --view nope
directory --view nope
call-down new
call-down result 1 nope
deliver "rice 100" --came --at 99:99
deliver --change 1 "rice 100" --at 99:99
deliver --change 1
deliver --swap 1 2
deliver x --same foo
allocate 1 --rule 1=foo
allocate 1 --rule foo
allocate 1 --give "Blossom Tower" rice
allocate 1 --give "Blossom Tower" 1=xx
stops 1 --late 1 foo
stops 1 --late 1 0
stops 1 --order ,
stops 1 --disinfected --time 99:99
loads foo
loads begin
loads begin x
stock in
stock in rice 0
stock in rice abc
stock in rice 20 --at 99:99
stock keep rice --low abc
stock keep rice --a-day abc
stock keep rice --part foo
stock room " "
doors
count 1 --stage gate
count 1 --goods 1 5
count 1 --stage gate --compound 明德公寓 --goods 1 abc
count 1 --stage gate --compound 明德公寓 --goods 1 5 --at 99:99
count 1 --stage gate --compound 明德公寓 --goods 1 5 --reason other
round new --day 04-10 --kind pooled --from 25:99 --to 11
round new --day 04-10 --kind pooled --from 9 --to 99:00
round new --day 04-10 --kind pooled --from 9 --to 2022-04-10T08:00
round new --day 04-10 --kind pooled --from 9 --to 11 --team-at 99:99
round new --day 04-10 --kind pooled --from 9 --to 11 --desks 0
round new --day 04-10 --kind pooled --from 9 --to 11 --pool 7
round new --day 04-10 --kind pooled --from 9 --to 11 --materials rice x
round due --since foo
tick 2 --chain - "305 not down"
tube T1 foo
tube T1 add
tube T1 move
tube T1 result maybe
tube T1 result abnormal --rest maybe
tube T1 result abnormal --round 2 --at 99:99
tube T1 T2 void
to-settle 1
missed 2 --settle foo
recall begin
recall begin x
recall back
recall T1 --list x.txt
shared --yes
samples send --round 2 --at 99:99
samples arrived 1 --at 99:99
samples done 1 --at 99:99
absent 8 --since 99:99
absent 8 --until 99:99
absent 8 --back 99:99
absent 8 --window xx
absent 8 --window 25-26
absent 8 --window 12-9
present 8 --since 99:99
present 8 --take foo
shut 明德公寓 --until foo
offers take
offers take x
received --days 9999
received --days 0
cover --day foo
suggest --day foo
add " "
suppliers new ""
drivers note 1 foo text
drivers note 1 asked " "
import x.csv --as foo
backup x --second-place ""
completion fish
fields nope
emergency x
"""


@pytest.mark.usefixtures("on_the_sample")
def test_a_value_that_cannot_be_read_is_bad_usage_everywhere(daiban: Daiban) -> None:
    before = daiban("log", "1", "--json").json
    told = {line: daiban(*shlex.split(line)) for line in BAD_VALUES.strip().splitlines()}
    wrong = {
        line: answer
        for line, answer in told.items()
        if (answer.status, answer.out, len(answer.err.splitlines())) != (2, "", 1)
    }
    assert wrong == {}
    assert daiban("log", "1", "--json").json == before
