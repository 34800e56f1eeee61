-- Format 8. Whom a round of tests calls and whom it leaves out, with why; who was sampled and into
-- which tube; what came of it, by whom it was said; what is called back when a tube is abnormal.

-- What people do at a session: call buildings down, take the samples away.
ALTER TABLE duty ADD COLUMN does TEXT NOT NULL DEFAULT 'hand' CHECK (does IN (
    'lead', 'desk', 'order', 'caller', 'courier', 'carry', 'drive', 'guide', 'hand'
));
UPDATE duty SET does = role;
ALTER TABLE duty DROP COLUMN role;
ALTER TABLE duty RENAME COLUMN does TO role;

-- Whether the rooms of a building share kitchen or bathroom; NULL where nobody said so.
ALTER TABLE building ADD COLUMN is_shared INTEGER CHECK (is_shared IN (0, 1));

ALTER TABLE test_round ADD COLUMN tube_kind TEXT NOT NULL DEFAULT 'pooled' CHECK (tube_kind IN (
    'pooled', 'household', 'single'
));
UPDATE test_round SET tube_kind = 'single' WHERE kind = 'antigen' OR pool_size = 1;
ALTER TABLE test_round ADD COLUMN starts_at TEXT;
ALTER TABLE test_round ADD COLUMN ends_at TEXT CHECK (ends_at > starts_at);
ALTER TABLE test_round ADD COLUMN marks TEXT NOT NULL DEFAULT '[]';
ALTER TABLE test_round ADD COLUMN team TEXT NOT NULL DEFAULT '';
ALTER TABLE test_round ADD COLUMN team_at TEXT;
ALTER TABLE test_round ADD COLUMN frozen_at TEXT;
ALTER TABLE test_round ADD COLUMN closed_at TEXT;
CREATE INDEX test_round_by_day ON test_round (day, no);

-- Of a round that is not for whole compounds.
CREATE TABLE round_building (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES test_round (id),
    building_id TEXT NOT NULL REFERENCES building (id),
    UNIQUE (round_id, building_id)
);

-- Whom somebody leaves out of a round before it begins, or has visited, with why in words. Without
-- a resident, with place 0, everybody behind that door is meant.
CREATE TABLE round_aside (
    id TEXT PRIMARY KEY,
    round_id TEXT NOT NULL REFERENCES test_round (id),
    household_id TEXT REFERENCES household (id),
    resident_id TEXT REFERENCES resident (id),
    person_id TEXT REFERENCES person (id),
    place INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),
    part TEXT NOT NULL CHECK (part IN ('visited', 'left_out')),
    said TEXT NOT NULL CHECK (length(said) > 0)
);
CREATE INDEX round_aside_of_round ON round_aside (round_id);
CREATE INDEX round_aside_of_household ON round_aside (household_id);
CREATE INDEX round_aside_of_resident ON round_aside (resident_id);
CREATE INDEX round_aside_of_person ON round_aside (person_id);

CREATE TABLE test_batch (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES test_session (id),
    position INTEGER NOT NULL,
    building_id TEXT NOT NULL REFERENCES building (id),
    first_room TEXT NOT NULL DEFAULT '',
    last_room TEXT NOT NULL DEFAULT '',
    households INTEGER NOT NULL CHECK (households >= 0),
    people INTEGER NOT NULL CHECK (people >= 0),
    starts_at TEXT NOT NULL,
    at_door INTEGER NOT NULL DEFAULT 0 CHECK (at_door IN (0, 1)),
    -- Children of school age alone, in the break of their lessons.
    in_break INTEGER NOT NULL DEFAULT 0 CHECK (in_break IN (0, 1) AND NOT (in_break AND at_door)),
    UNIQUE (session_id, position)
);
CREATE INDEX test_batch_of_building ON test_batch (building_id);

CREATE TABLE tube (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    round_id TEXT NOT NULL REFERENCES test_round (id),
    session_id TEXT REFERENCES test_session (id),
    desk INTEGER CHECK (desk > 0),
    code TEXT NOT NULL CHECK (length(code) > 0),
    kind TEXT NOT NULL CHECK (kind IN ('pooled', 'household', 'single')),
    capacity INTEGER NOT NULL CHECK (capacity > 0),
    state TEXT NOT NULL CHECK (state IN ('pending', 'negative', 'abnormal', 'void')),
    opened_at TEXT NOT NULL,
    full_at TEXT,
    result_at TEXT,
    -- Of an abnormal one, when it was told to be negative, too, whichever was told first.
    negative_at TEXT CHECK (negative_at IS NULL OR state = 'abnormal'),
    entered_at TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    trip_id TEXT REFERENCES sample_trip (id),
    UNIQUE (round_id, code)
);
CREATE INDEX tube_by_code ON tube (code);
CREATE INDEX tube_by_state ON tube (state, result_at);
CREATE INDEX tube_of_session ON tube (session_id, desk);
CREATE INDEX tube_of_trip ON tube (trip_id, state, result_at) WHERE trip_id IS NOT NULL;

-- Tubes on their way to a laboratory, and waited for there: `tubes` is how many were counted into
-- the boxes, of which those on file say by `trip_id` that they are with it.
CREATE TABLE sample_trip (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    round_id TEXT NOT NULL REFERENCES test_round (id),
    session_id TEXT REFERENCES test_session (id),
    state TEXT NOT NULL CHECK (state IN ('on_way', 'at_laboratory', 'done')),
    laboratory TEXT NOT NULL CHECK (length(laboratory) > 0),
    person_id TEXT REFERENCES person (id),
    carrier TEXT NOT NULL DEFAULT '',
    tubes INTEGER NOT NULL CHECK (tubes > 0),
    left_at TEXT NOT NULL,
    arrived_at TEXT CHECK (arrived_at >= left_at),
    expected_at TEXT NOT NULL,
    results_at TEXT,
    note TEXT NOT NULL DEFAULT '',
    rung TEXT NOT NULL CHECK (rung IN (
        'self', 'subdistrict', 'line_leader', 'leaders', 'city_line', 'emergency', 'hospital'
    )),
    next_chase_at TEXT,
    promised_by TEXT,
    promised_by_person_id TEXT REFERENCES person (id),
    promised_until TEXT,
    told_at TEXT,
    told_whom TEXT,
    entered_at TEXT NOT NULL,
    CHECK ((state = 'done') = (results_at IS NOT NULL))
);
CREATE INDEX sample_trip_by_state ON sample_trip (state, expected_at);
CREATE INDEX sample_trip_of_round ON sample_trip (round_id, left_at);
CREATE INDEX sample_trip_of_person ON sample_trip (person_id) WHERE person_id IS NOT NULL;
-- What was chased, told or asked of something keeps it, as a link would.
CREATE TRIGGER sample_trip_kept BEFORE DELETE ON sample_trip
WHEN EXISTS (SELECT 1 FROM chase WHERE subject_id = OLD.id AND subject = 'sample_trip')
  OR EXISTS (SELECT 1 FROM telling WHERE subject_id = OLD.id AND subject = 'sample_trip')
  OR EXISTS (SELECT 1 FROM question WHERE subject_id = OLD.id AND subject = 'sample_trip')
BEGIN SELECT RAISE(ABORT, 'a chase, telling or question is about this'); END;

-- One row for each person of a round, so that nobody is in two tubes of it.
CREATE TABLE sheet_person (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL DEFAULT 1,
    round_id TEXT NOT NULL REFERENCES test_round (id),
    position INTEGER NOT NULL,
    session_id TEXT REFERENCES test_session (id),
    household_id TEXT REFERENCES household (id),
    resident_id TEXT REFERENCES resident (id),
    person_id TEXT REFERENCES person (id),
    place INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),
    name TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '[]',
    part TEXT NOT NULL CHECK (part IN ('called', 'visited', 'left_out', 'staff', 'late')),
    why TEXT CHECK (why IN (
        'positive', 'pending', 'exempt', 'away', 'empty', 'moved_out', 'closed', 'bed_bound',
        'isolating', 'near_positive', 'by_hand'
    )),
    until TEXT,
    state TEXT NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sampled', 'missed', 'settled')),
    said TEXT NOT NULL DEFAULT '',
    sampled_at TEXT,
    missed_at TEXT,
    tube_id TEXT REFERENCES tube (id),
    request_id TEXT REFERENCES request (id),
    UNIQUE (round_id, position)
);
CREATE INDEX sheet_person_of_household ON sheet_person (household_id, round_id);
CREATE UNIQUE INDEX sheet_person_of_resident ON sheet_person (resident_id, round_id)
WHERE resident_id IS NOT NULL;
CREATE INDEX sheet_person_of_person ON sheet_person (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX sheet_person_of_tube ON sheet_person (tube_id) WHERE tube_id IS NOT NULL;
CREATE INDEX sheet_person_of_request ON sheet_person (request_id) WHERE request_id IS NOT NULL;

-- Nobody leaves a tube that was told to be abnormal, not by undo of how they came into it either:
-- they are held until their own result.
CREATE TRIGGER sheet_person_held BEFORE UPDATE OF tube_id, state ON sheet_person
WHEN OLD.tube_id IS NOT NULL AND OLD.state = 'sampled'
  AND (NEW.tube_id IS NOT OLD.tube_id OR NEW.state <> 'sampled')
  AND EXISTS (SELECT 1 FROM tube WHERE id = OLD.tube_id AND state = 'abnormal')
BEGIN SELECT RAISE(ABORT, 'the tube of this person is abnormal'); END;

-- What was said at a table and could not be settled there.
CREATE TABLE table_doubt (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    round_id TEXT NOT NULL REFERENCES test_round (id),
    code TEXT NOT NULL CHECK (length(code) > 0),
    params TEXT NOT NULL DEFAULT '{}',
    said TEXT NOT NULL,
    tube TEXT NOT NULL DEFAULT '',
    noted_at TEXT NOT NULL,
    settled_at TEXT,
    settled TEXT NOT NULL DEFAULT ''
);
CREATE INDEX table_doubt_of_round ON table_doubt (round_id, settled_at);

-- Of an abnormal tube, by its code or by a list of people; once it is taken back it holds nobody.
CREATE TABLE tube_recall (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    round_id TEXT REFERENCES test_round (id),
    tube_id TEXT REFERENCES tube (id),
    code TEXT NOT NULL DEFAULT '',
    told_at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    back_at TEXT,
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX tube_recall_of_tube ON tube_recall (tube_id);
CREATE INDEX tube_recall_by_code ON tube_recall (code);
CREATE INDEX tube_recall_by_time ON tube_recall (told_at);

CREATE TABLE retest (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    recall_id TEXT NOT NULL REFERENCES tube_recall (id),
    household_id TEXT NOT NULL REFERENCES household (id),
    state TEXT NOT NULL CHECK (state IN ('planned', 'under_way', 'done', 'cancelled')),
    starts_at TEXT NOT NULL,
    ends_at TEXT NOT NULL CHECK (ends_at > starts_at),
    hands_needed INTEGER NOT NULL DEFAULT 1 CHECK (hands_needed > 0),
    note TEXT NOT NULL DEFAULT '',
    search TEXT NOT NULL DEFAULT ''
);
CREATE INDEX retest_of_recall ON retest (recall_id);
CREATE INDEX retest_of_household ON retest (household_id);
CREATE INDEX retest_by_start ON retest (starts_at, no);
-- People who are given to a re-test keep it, as a link would.
CREATE TRIGGER retest_worked BEFORE DELETE ON retest
WHEN EXISTS (SELECT 1 FROM duty WHERE work_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'people are given to this'); END;

-- Who is held out of pools until their own result, as they stood in the tube or on the list.
CREATE TABLE recall_member (
    id TEXT PRIMARY KEY,
    recall_id TEXT NOT NULL REFERENCES tube_recall (id),
    position INTEGER NOT NULL,
    household_id TEXT REFERENCES household (id),
    resident_id TEXT REFERENCES resident (id),
    person_id TEXT REFERENCES person (id),
    place INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),
    name TEXT NOT NULL DEFAULT '',
    said TEXT NOT NULL DEFAULT '',
    retest_id TEXT REFERENCES retest (id),
    UNIQUE (recall_id, position),
    UNIQUE (recall_id, resident_id)
);
CREATE INDEX recall_member_of_household ON recall_member (household_id);
CREATE INDEX recall_member_of_resident ON recall_member (resident_id);
CREATE INDEX recall_member_of_person ON recall_member (person_id);
CREATE INDEX recall_member_of_retest ON recall_member (retest_id);

-- What was said of one person; what is said of a tube stands with the tube.
CREATE TABLE test_result (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    household_id TEXT REFERENCES household (id),
    resident_id TEXT REFERENCES resident (id),
    person_id TEXT REFERENCES person (id),
    place INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),
    name TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL CHECK (source IN ('single', 'antigen', 'app', 'subdistrict')),
    result TEXT NOT NULL CHECK (result IN ('negative', 'abnormal', 'positive', 'released')),
    round_id TEXT REFERENCES test_round (id),
    happened_at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    said TEXT NOT NULL DEFAULT ''
);
CREATE INDEX test_result_of_household ON test_result (household_id, happened_at);
CREATE INDEX test_result_of_resident ON test_result (resident_id, happened_at);
CREATE INDEX test_result_of_person ON test_result (person_id, happened_at);
CREATE INDEX test_result_by_time ON test_result (happened_at);
-- Whoever is held out is among these, of which there are few beside all that is negative.
CREATE INDEX test_result_that_holds ON test_result (happened_at) WHERE result <> 'negative';
CREATE INDEX test_result_of_round ON test_result (round_id);
