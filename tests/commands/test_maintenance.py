"""backup, restore, doctor: copies are whole, what is taken back is checked, damage is seen."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from data import backup, migrations
from data.maintenance.backup_folder import copies
from models.problems import Problem, Refused
from screens.sentences import say
from tests.commands.running import NOW, Committee, Daiban
from tests.damage import by_hand
from tests.store.spoiling import damage, spoil_table


def _codes(daiban: Daiban) -> tuple[int, set[str]]:
    """The doctor's status and the codes of what is wrong."""
    answer = daiban("doctor", "--json")
    return answer.status, {f["code"] for f in answer.json["findings"] if f["wrong"]}


def test_a_copy_taken_back_undoes_what_came_after_it(
    daiban: Daiban, committee: Committee, tmp_path: Path
) -> None:
    made = Path(daiban("backup", tmp_path, "--json").json["file"])
    assert made.parent == tmp_path
    committee.name("小林")
    answer = daiban("restore", made, "--json").json
    assert committee.named == "大林"
    committee.file.unlink()
    shutil.copy(answer["kept"], committee.file)
    assert committee.named == "小林"


def test_another_desk_sees_what_was_restored(
    daiban: Daiban, committee: Committee, file: Path
) -> None:
    made = daiban("backup", "--json").json["file"]
    committee.name("小林")
    other = sqlite3.connect(file)
    assert other.execute("SELECT name FROM neighbourhood").fetchone() == ("小林",)
    assert daiban("restore", made).status == 0
    assert other.execute("SELECT name FROM neighbourhood").fetchone() == ("大林",)
    other.close()


def test_copies_of_one_moment_do_not_replace_each_other(
    daiban: Daiban, committee: Committee
) -> None:
    first = daiban("backup", "--json").json["file"]
    committee.name("小林")
    second = daiban("backup", "--json").json["file"]
    kept = {str(copy) for _day, copy in backup.existing(committee.file)}
    assert len({first, second} & kept) == 2


def test_a_damaged_file_is_kept_and_replaced(
    daiban: Daiban, committee: Committee, file: Path
) -> None:
    made = daiban("backup", "--json").json["file"]
    file.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    answer = daiban("restore", made, "--json").json
    assert committee.named == "大林"
    assert Path(answer["kept"]).read_bytes().endswith(b"\xff")


def _not_a_copy(tmp_path: Path, kind: str) -> Path:
    copy = tmp_path / "copy.db"
    if kind == "damaged":
        copy.write_bytes(b"nothing of ours")
    elif kind == "foreign":
        conn = sqlite3.connect(copy)
        conn.execute("CREATE TABLE t (x)")
        conn.close()
    elif kind == "newer":
        conn = sqlite3.connect(copy)
        conn.executescript(
            "CREATE TABLE t (x); PRAGMA application_id=0x44424E31; PRAGMA user_version=999"
        )
        conn.close()
    elif kind == "folder":
        copy.mkdir()
    return copy


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("missing", "There is no file"),
        ("folder", "There is no file"),
        ("damaged", "damaged"),
        ("foreign", "not a Daiban file"),
        ("newer", "newer Daiban"),
    ],
)
def test_what_is_no_copy_is_refused_and_nothing_changed(
    daiban: Daiban, committee: Committee, tmp_path: Path, kind: str, told: str
) -> None:
    before = committee.file.read_bytes()
    assert told in daiban("restore", _not_a_copy(tmp_path, kind)).refusal
    assert committee.file.read_bytes() == before


def test_the_file_itself_is_no_copy(daiban: Daiban, committee: Committee) -> None:
    assert "own file" in daiban("restore", committee.file).refusal


def test_backing_up_needs_a_file_and_a_folder(
    daiban: Daiban, file: Path, committee: Committee, tmp_path: Path
) -> None:
    assert f"no folder {tmp_path / 'a'}." in daiban("backup", tmp_path / "a" / "b").refusal
    made = daiban("backup", tmp_path / "stick", "--json").json["file"]
    assert Path(made).parent == tmp_path / "stick"
    assert "There is no file" in daiban("--db", tmp_path / "none.db", "backup").refusal
    assert not (tmp_path / "none.db").exists()


def test_the_doctor_finds_a_sound_file_sound(daiban: Daiban, committee: Committee) -> None:
    daiban("backup")
    assert _codes(daiban) == (0, set())


def test_the_doctor_sees_a_record_that_changed_by_itself(
    daiban: Daiban, committee: Committee
) -> None:
    conn = sqlite3.connect(committee.file)
    triggers = conn.execute(
        "SELECT name, sql FROM sqlite_master WHERE type='trigger' AND tbl_name='neighbourhood'"
    ).fetchall()
    for name, _sql in triggers:
        conn.execute(f"DROP TRIGGER {name}")
    conn.execute("UPDATE neighbourhood SET name = 'x'")
    conn.commit()
    assert _codes(daiban) == (1, {"schema_missing", "records"})
    for _name, sql in triggers:
        conn.execute(sql)
    conn.commit()
    conn.close()
    assert _codes(daiban) == (1, {"records"})


def test_the_doctor_names_what_leads_nowhere(daiban: Daiban, committee: Committee) -> None:
    conn = sqlite3.connect(committee.file)
    conn.execute("UPDATE journal_context SET step_no = 1")
    conn.execute(
        "INSERT INTO duty (id, no, work, role, starts_at, ends_at, work_id) VALUES"
        " ('d', 9, 'session', 'lead', '2022-04-09T01:00:00Z', '2022-04-09T02:00:00Z', 'gone')"
    )
    conn.execute(
        "INSERT INTO telling (id, subject, subject_id, at, entered_at, whom) VALUES"
        " ('t', 'request', 'gone', '2022-04-09T01:00:00Z', '2022-04-09T01:00:00Z', '本人')"
    )
    conn.execute("UPDATE journal_context SET step_no = NULL")
    conn.commit()
    conn.close()
    assert _codes(daiban) == (1, {"digests", "links"})
    assert "Links that lead nowhere: 2 (duty 9, telling t); restore" in daiban("doctor").out


@pytest.mark.skipif(os.name == "nt", reason="modes mean nothing on Windows")
def test_the_doctor_sees_a_file_others_can_read(daiban: Daiban, committee: Committee) -> None:
    committee.file.chmod(0o644)
    assert _codes(daiban) == (1, {"permissions"})


def test_the_doctor_sees_damage_of_file_and_backup(daiban: Daiban, committee: Committee) -> None:
    made = Path(daiban("backup", "--json").json["file"])
    made.write_bytes(made.read_bytes()[:5000])
    assert _codes(daiban) == (1, {"backup_damaged"})
    content = committee.file.read_bytes()
    committee.file.write_bytes(content[:8000] + b"\0" * (len(content) - 8000))
    assert _codes(daiban)[0] == 1
    answer = daiban("doctor")
    assert "✗" in answer.out
    assert len(answer.err.splitlines()) == 1


def test_the_doctor_needs_a_file(daiban: Daiban, file: Path) -> None:
    assert "There is no file" in daiban("doctor").refusal
    assert not file.exists()


def test_a_copy_taken_back_says_how_far_it_goes_and_what_it_lacks(
    daiban: Daiban, committee: Committee, tmp_path: Path
) -> None:
    made = Path(daiban("backup", tmp_path, "--json").json["file"])
    committee.name("小林")
    answer = daiban("restore", made, "--json").json
    assert (answer["step"], answer["missing"], answer["missing_exactly"]) == (1, 1, True)
    committee.name("小林")
    said = daiban("restore", made).out
    assert f"what {made} held. That copy is from 04-09 08:00, with all acts up to" in said
    assert "not in it: 1." in said
    committee.file.unlink()
    assert "acts made since that are not in it: at least 1." in daiban("restore", made).out
    assert "in none yet" not in daiban("doctor").out
    assert "这份副本是 04-09 08:00 的" in daiban("--lang", "zh", "restore", made).out


@pytest.mark.parametrize(
    "command", [("log",), ("add", "肚子痛"), ("doctor",), ("backup",), ("today",)]
)
@pytest.mark.parametrize("content", [None, b"", b"SQLite format 3\0"], ids=["gone", "empty", "cut"])
def test_no_command_begins_anew_what_was_lost(
    daiban: Daiban, committee: Committee, command: list[str], content: bytes | None
) -> None:
    daiban("backup")
    committee.name("小林")
    committee.file.unlink()
    if content is not None:
        committee.file.write_bytes(content)
        committee.file.chmod(0o600)
    for _again in range(2):
        answer = daiban(*command)
        assert answer.status == 1
        assert "app.py --db" in answer.err
        assert "restore" in answer.err
    assert (committee.file.read_bytes() if committee.file.exists() else None) == content
    folder = backup.folder(committee.file)
    for told in (f"restore {folder}", "begin", "at least 1", "copy is from 04-09 08:00, with all"):
        assert told in daiban("log").refusal
    assert "用它恢复" in daiban("--lang", "zh", "log").refusal


def test_the_first_command_of_a_day_makes_its_copy_and_no_other_does(
    daiban: Daiban, committee: Committee
) -> None:
    for days in (0, 0, 1, 1):
        assert daiban("log", "--now", (NOW + timedelta(days=days)).isoformat()).status == 0
        committee.name("大林")
        made = [copy.made for copy in copies(backup.folder(committee.file))]
        assert made == [NOW + timedelta(days=day) for day in range(days + 1)]


def test_what_ends_a_command_is_told_once(
    daiban: Daiban, committee: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data.maintenance import second_place
    from data.today import queries

    failing = Problem("disk_failing", {"file": str(committee.file)})

    def failed(*_args: object) -> None:
        raise Refused("backup_failed", file="copies", reason=failing)

    def fails(*_args: object) -> None:
        raise Refused(failing.code, **failing.params)

    monkeypatch.setattr(backup, "make_daily", failed)
    monkeypatch.setattr(second_place, "bring_newest", fails)
    for _again in range(2):
        told = daiban("today").err
        assert "No backup could be made in copies" in told
        assert len(told.splitlines()) == 2
    monkeypatch.setattr(queries, "board", fails)
    for _again in range(2):
        assert daiban("today").refusal == say(failing)


def test_begun_anew_on_purpose(daiban: Daiban, committee: Committee) -> None:
    assert "in order" in daiban("begin").refusal
    daiban("backup")
    committee.file.write_bytes(b"")
    answer = daiban("begin", "--json").json
    assert Path(answer["kept"]).read_bytes() == b""
    assert committee.named is None
    assert "in order" in daiban("begin").refusal
    committee.file.unlink()
    assert "begun anew." in daiban("begin").out


def test_the_doctor_sees_what_is_left_of_a_file(daiban: Daiban, committee: Committee) -> None:
    daiban("backup")
    for content, code in (
        (b"", "file_empty"),
        (b"abc", "file_cut_off"),
        (b"x" * 999, "file_spoilt"),
    ):
        committee.file.write_bytes(content)
        assert _codes(daiban) == (1, {code})
    assert committee.file.read_bytes() == b"x" * 999


def test_what_was_moved_aside_is_no_backup_and_not_to_be_removed(
    daiban: Daiban, committee: Committee, file: Path
) -> None:
    made = daiban("backup", "--json").json["file"]
    file.write_bytes(b"\xff" * 5000)
    kept = daiban("restore", made, "--json").json["kept"]
    assert _codes(daiban) == (0, set())
    lines = daiban("doctor").out.splitlines()
    (aside,) = (line for line in lines if kept in line)
    assert "no backups" in aside
    count = len(backup.existing(file))
    assert f"Backups in order: {count}, " in "\n".join(lines)
    assert Path(kept) in backup.set_aside(file)


def test_the_doctor_mends_a_first_page(daiban: Daiban, committee: Committee, file: Path) -> None:
    daiban("backup")
    with file.open("r+b") as opened:
        opened.seek(70)
        opened.write(b"\0")
    assert _codes(daiban) == (1, {"header_damaged"})
    assert "doctor --mend" in daiban("log").refusal
    answer = daiban("doctor", "--mend", "--json").json
    assert answer["healthy"]
    assert Path(answer["kept"]).is_file()
    assert committee.named == "大林"
    assert daiban("doctor", "--mend", "--json").json["kept"] is None


def test_where_nothing_can_be_written_reading_says_nothing_of_backups(
    daiban: Daiban, committee: Committee, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.backup.os.access", lambda *_a: False)
    answer = daiban("log")
    assert (answer.status, answer.err) == (0, "")
    assert not backup.existing(committee.file)
    monkeypatch.undo()
    daiban("log")
    assert backup.existing(committee.file)


def test_commands_read_a_barred_file_and_say_so(daiban: Daiban, committee: Committee) -> None:
    conn = sqlite3.connect(committee.file)
    conn.execute("CREATE TRIGGER evil AFTER INSERT ON request BEGIN DELETE FROM person; END")
    conn.close()
    told = daiban("log")
    assert told.status == 0
    assert "evil" in told.err
    refusal = daiban("add", "奶粉没了")
    assert refusal.status == 1
    assert refusal.err.count("evil") == 1
    assert committee.named == "大林"
    assert _codes(daiban) == (1, {"schema_foreign"})


def test_a_second_place_is_set_by_command_and_gets_its_copy(
    daiban: Daiban, committee: Committee, tmp_path: Path
) -> None:
    stick = tmp_path / "a stick"
    told = daiban("backup", "--second-place", stick)
    assert f"{stick} is not there now" in told.out
    assert "has not been there yet: put the stick in" in daiban("doctor").out
    stick.mkdir()
    second = daiban("backup", "--json").json["second"]
    assert Path(second).is_relative_to(stick)
    held = f"✓ The second place {stick} is there; the last copy there is of 04-09 08:00"
    assert held in daiban("doctor").out
    stick.rename(tmp_path / "drawer")
    away = f"The second place {stick} is not there now; it was last there on 04-09 08:00"
    told = daiban("--now", "2022-04-12T09:00+08:00", "backup")
    assert (told.status, away in told.out) == (0, True)
    assert f"▸ {away}" in daiban("--now", "2022-04-12T09:00+08:00", "doctor").out
    late = ("--now", "2022-04-18T09:00+08:00")
    assert "last there on 04-09 08:00, 9 days ago" in daiban(*late, "today").out
    assert f"✗ The second place {stick} was last there on" in daiban(*late, "doctor").out
    assert _codes(daiban) == (0, set())
    assert "beside the file alone" in daiban("backup", "--no-second-place").out
    assert "second place" not in daiban("doctor").out


def test_what_cannot_be_a_second_place_is_refused_by_command(
    daiban: Daiban, committee: Committee, tmp_path: Path
) -> None:
    list_file = tmp_path / "list.txt"
    list_file.write_text("a")
    assert "is a file" in daiban("backup", "--second-place", list_file).refusal
    same = daiban("backup", "--second-place", committee.file.parent).refusal
    assert "is where the file or its backups lie" in same


def test_a_second_place_that_takes_nothing_is_told_and_the_command_goes_on(
    daiban: Daiban, committee: Committee, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    daiban("backup", "--second-place", stick)
    stick.write_text("no folder")
    told = daiban("--now", "2022-04-10T09:00+08:00", "log")
    assert told.status == 0
    assert "is a file; the second place for copies is a folder" in told.err
    assert daiban("--now", "2022-04-10T10:00+08:00", "log").err == "", "told once a day"


def test_a_backup_that_fails_says_why_in_the_language_spoken(
    daiban: Daiban, committee: Committee
) -> None:
    shutil.rmtree(backup.folder(committee.file))
    backup.folder(committee.file).write_text("in the way")
    assert "Traceback" not in daiban("log").err
    for language, said in (("en", "No backup could be made in"), ("zh", "备份没有做成")):
        assert said in daiban("--lang", language, "log").err


def test_the_clock_is_told_of_and_what_it_wrote_set_right_by_command(
    daiban: Daiban, committee: Committee
) -> None:
    assert "Nothing was written while the clock was ahead" in daiban("clock").out
    assert daiban("clock", "--json").json == {"newest": None, "steps": 0, "records": 0}
    assert "clock was ahead" in daiban("clock", "--set-right").refusal
    assert daiban("--now", "2022-04-10T10:00+08:00", "add", "没药").status == 0
    for command in (["chase", 1, "--to", "x", "--said", "y"], ["requests"]):
        assert daiban("--now", "2022-04-09T09:05+08:00", *command).status == 0
    told = daiban("--now", "2022-04-09T09:05+08:00", "clock").out
    assert "1 act is later than that, up to 2022-04-10 10:00" in told
    assert (
        "but now it is 2022-04-09 09:05" in daiban("--now", "2022-04-09T09:05+08:00", "today").out
    )
    answer = daiban("--now", "2022-04-09T09:05+08:00", "doctor", "--json")
    assert "clock_behind" in {f["code"] for f in answer.json["findings"] if f["wrong"]}
    assert daiban("--now", "2022-04-09T09:06+08:00", "clock", "--set-right").status == 0
    assert daiban("--now", "2022-04-09T09:06+08:00", "doctor").status == 0


def test_doctor_names_what_no_backup_has_and_copies_of_a_clock_that_was_ahead(
    daiban: Daiban, committee: Committee
) -> None:
    daiban("--now", "2023-04-09T08:00+08:00", "log")
    committee.name("小林")
    told = daiban("doctor").out
    assert "Acts since the newest backup, in none yet: 1" in told
    assert "the newest is from 04-09 08:00" in told
    assert "Backups made while the clock was ahead, kept: 1" in told


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE neighbourhood SET name = name || ' '",
        "UPDATE journal_step SET who = who || ' '",
        "DELETE FROM journal_context",
        "CREATE VIEW v AS SELECT 1",
    ],
)
def test_the_doctor_sees_a_backup_that_is_not_as_it_was_written(
    daiban: Daiban, committee: Committee, change: str
) -> None:
    made = Path(daiban("backup", "--json").json["file"])
    assert _codes(daiban) == (0, set())
    by_hand(made, change)
    assert _codes(daiban) == (1, {"backup_differs"})


def test_no_copy_is_advised_that_is_no_better_than_the_file(
    daiban: Daiban, committee: Committee
) -> None:
    daiban("backup")
    by_hand(committee.file, "UPDATE journal_step SET who = who || ' '")
    assert "restore " in daiban("doctor").out
    better = list(backup.folder(committee.file).glob("*.db"))
    daiban("backup")
    for file in better:
        file.unlink()
    assert "restore " not in daiban("doctor").out


def test_what_a_restore_replaced_may_be_damaged(daiban: Daiban, committee: Committee) -> None:
    made = daiban("backup", "--json").json["file"]
    by_hand(committee.file, "UPDATE journal_step SET who = who || ' '")
    assert _codes(daiban) == (1, {"digests"})
    kept = daiban("restore", made, "--json").json["kept"]
    assert _codes(daiban) == (0, set())
    assert kept.endswith("-damaged.db")
    assert f"remove them once you need nothing of them: {kept}" in daiban("doctor").out


def test_the_doctor_keeps_a_copy_of_a_newer_program(daiban: Daiban, committee: Committee) -> None:
    made = Path(daiban("backup", "--json").json["file"])
    by_hand(made, f"PRAGMA user_version={migrations.newest() + 1}")
    told = daiban("doctor").out
    assert f"▸ The backup {made} was saved by a newer Daiban: keep it" in told
    assert "remove it" not in told


def test_the_doctor_names_the_copy_of_an_empty_file(daiban: Daiban, committee: Committee) -> None:
    daiban("backup")
    committee.file.write_bytes(b"")
    told = daiban("doctor").out
    assert f"--db {committee.file} restore {backup.folder(committee.file)}/" in told
    assert "0 B" not in told


def test_an_import_refused_at_its_backup_says_that_nothing_came_in(
    daiban: Daiban, committee: Committee, tmp_path: Path
) -> None:
    staff = tmp_path / "staff.csv"
    staff.write_text("姓名,电话\n王芳,13800000001\n", encoding="utf-8")
    daiban("log")
    shutil.rmtree(backup.folder(committee.file))
    backup.folder(committee.file).write_text("in the way")
    assert "Nothing was brought in." in daiban("import", staff).err


def test_a_damaged_file_names_its_newest_copy_whatever_the_command(
    daiban: Daiban, committee: Committee, file: Path, tmp_path: Path
) -> None:
    daiban("backup", "--second-place", _stick(tmp_path))
    committee.name("小林")
    made = daiban("backup", "--json").json
    damage(file)
    damage(Path(made["file"]))
    for words in (["log"], ["add", "奶粉没了"], ["doctor", "--mend"], ["backup"]):
        assert f"restore {made['second']}" in daiban(*words).refusal
    answer = daiban("doctor")
    assert f"restore {made['second']}" in answer.out
    assert f"The backup {made['file']} is damaged: keep it" in answer.out
    assert "run backup" not in answer.out
    assert daiban("restore", made["second"]).status == 0
    assert committee.named == "小林"
    assert "remove it, and run backup" in daiban("doctor").out


def _stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.mark.parametrize("content", [b"", b"S", b"SQLite format 3\0" * 4, b"\xff" * 5000])
def test_mending_what_has_too_little_left_names_the_copy_to_take(
    daiban: Daiban, committee: Committee, file: Path, content: bytes
) -> None:
    made = backup.make(file, NOW, "by-hand")
    file.write_bytes(content)
    assert f"restore {made}" in daiban("doctor", "--mend").refusal
    assert file.read_bytes() == content


def test_what_the_doctor_finds_inside_comes_with_the_copy_to_restore(
    daiban: Daiban, committee: Committee, file: Path
) -> None:
    made = backup.make(committee.file, NOW, "by-hand")
    assert f"restore {made}" not in daiban("doctor").out
    by_hand(file, "UPDATE neighbourhood SET name = 'x'")
    assert f"restore {made}" in daiban("doctor").out


@pytest.mark.parametrize("kind", ["missing", "damaged", "foreign", "empty"])
def test_instead_of_what_is_no_copy_the_newest_good_one_is_named(
    daiban: Daiban, committee: Committee, tmp_path: Path, kind: str
) -> None:
    copy = _not_a_copy(tmp_path, kind)
    if kind == "empty":
        copy.write_bytes(b"")
    assert "restore" not in daiban("restore", copy).refusal.replace(str(tmp_path), "")
    made = backup.make(committee.file, NOW, "by-hand")
    assert f"restore {made}" in daiban("restore", copy).refusal


def test_a_disk_that_fails_is_told_of_by_the_name_of_the_file_and_no_passing_one(
    daiban: Daiban, committee: Committee, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = daiban("backup", "--json").json["file"]
    file.with_name("desk.db.new").write_bytes(b"left over")
    unlinked = Path.unlink

    def unlink(one: Path, missing_ok: bool = False) -> None:
        if one.suffix in (".new", ".part"):
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(one))
        unlinked(one, missing_ok)

    monkeypatch.setattr(Path, "unlink", unlink)
    for words in (["restore", made], ["backup"]):
        told = daiban(*words).refusal
        assert "reports errors" in told
        assert ".new" not in told
        assert ".part" not in told


def test_a_cause_is_told_once_and_with_the_copy(
    daiban: Daiban, committee: Committee, file: Path
) -> None:
    made = backup.make(file, NOW - timedelta(days=1), "by-hand")
    spoil_table(file, "request")
    refusal = daiban("add", "奶粉没了").refusal
    assert "Not saved" in refusal
    assert f"restore {made}" in refusal
    answer = daiban("log")
    assert answer.status == 0
    assert answer.err.count(f"restore {made}") == 1
