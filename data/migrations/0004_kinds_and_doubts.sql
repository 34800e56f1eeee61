-- Format 4. What is asked for as residents ask: twelve kinds more. What is doubted of a call that was
-- read, above all that it may be about a life, stays with it until somebody answers.

-- Kinds more can only be had by making the table anew.
CREATE TABLE request_anew (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('open', 'call_back', 'closed')),
    kind TEXT NOT NULL CHECK (kind IN (
        'emergency', 'dialysis', 'medicine', 'birth', 'food', 'baby', 'transfer', 'test',
        'repairs', 'group_purchase', 'pets', 'delivery_missed', 'opening', 'hospital_trip',
        'pass', 'way_home', 'contact_move', 'care_goods', 'disinfection', 'distress', 'danger',
        'death', 'complaint', 'antigen', 'offer', 'other'
    )),
    urgency TEXT NOT NULL CHECK (urgency IN ('life', 'today', 'soon', 'routine')),
    harm_at TEXT,
    harm_reason TEXT,
    days_left INTEGER CHECK (days_left >= 0),
    is_vital INTEGER NOT NULL DEFAULT 0 CHECK (is_vital IN (0, 1)),
    text TEXT NOT NULL CHECK (length(text) > 0),
    summary TEXT NOT NULL DEFAULT '',
    household_id TEXT REFERENCES household (id),
    address_said TEXT NOT NULL DEFAULT '',
    caller TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    patient TEXT NOT NULL DEFAULT '',
    call_back_phone TEXT NOT NULL DEFAULT '',
    owner_id TEXT REFERENCES person (id),
    rung TEXT NOT NULL CHECK (rung IN (
        'self', 'subdistrict', 'line_leader', 'leaders', 'city_line', 'emergency', 'hospital'
    )),
    next_chase_at TEXT,
    promised_by TEXT,
    promised_by_person_id TEXT REFERENCES person (id),
    promised_until TEXT,
    told_at TEXT,
    told_whom TEXT,
    opened_at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    outcome TEXT CHECK (outcome IN (
        'met', 'met_otherwise', 'withdrawn', 'hospital', 'transferred', 'died'
    )),
    closed_at TEXT,
    joined_to_id TEXT REFERENCES request (id),
    doubts TEXT NOT NULL DEFAULT '[]',
    search TEXT NOT NULL DEFAULT '',
    CHECK (state <> 'closed' OR (outcome IS NOT NULL AND told_at IS NOT NULL)),
    CHECK (state <> 'open' OR next_chase_at IS NOT NULL)
);
INSERT INTO request_anew (
    id, no, version, state, kind, urgency, harm_at, harm_reason, days_left, is_vital, text,
    summary, household_id, address_said, caller, phone, patient, call_back_phone, owner_id, rung,
    next_chase_at, promised_by, promised_by_person_id, promised_until, told_at, told_whom,
    opened_at, entered_at, outcome, closed_at, joined_to_id, search
)
SELECT
    id, no, version, state, kind, urgency, harm_at, harm_reason, days_left, is_vital, text,
    summary, household_id, address_said, caller, phone, patient, call_back_phone, owner_id, rung,
    next_chase_at, promised_by, promised_by_person_id, promised_until, told_at, told_whom,
    opened_at, entered_at, outcome, closed_at, joined_to_id, search
FROM request;
DROP TABLE request;
ALTER TABLE request_anew RENAME TO request;
CREATE INDEX request_by_state ON request (state, opened_at, no, kind, next_chase_at, search);
CREATE INDEX request_by_opened ON request (opened_at, no, search);
CREATE INDEX request_by_due ON request (coalesce(next_chase_at, '9999'), no, search);
CREATE INDEX request_by_kind ON request (kind, no, search);
-- All that orders and filters of the queue look at, so that neither reads a record.
CREATE INDEX request_queue ON request (
    state, urgency, harm_at, next_chase_at, promised_until, opened_at, no, kind, is_vital,
    told_at, owner_id, joined_to_id, doubts, search
) WHERE state <> 'closed';
CREATE INDEX request_done ON request (
    state, urgency, harm_at, next_chase_at, promised_until, opened_at, no, kind, is_vital, doubts,
    search
) WHERE state = 'closed';
-- All that the queue's numbers are counted from.
CREATE INDEX request_numbers ON request (
    opened_at, joined_to_id, closed_at, kind, state, outcome, id
);
-- Those after whose death something has to be done; they are few.
CREATE INDEX request_of_death ON request (no) WHERE outcome = 'died';
CREATE INDEX request_by_joined ON request (joined_to_id) WHERE joined_to_id IS NOT NULL;
CREATE INDEX request_by_household ON request (household_id);
CREATE INDEX request_by_phone ON request (phone);
CREATE INDEX request_by_call_back ON request (call_back_phone) WHERE call_back_phone <> '';
CREATE INDEX request_by_promise ON request (promised_by_person_id)
WHERE promised_by_person_id IS NOT NULL;
-- What was chased, told or asked of something keeps it, as a link would.
CREATE TRIGGER request_kept BEFORE DELETE ON request
WHEN EXISTS (SELECT 1 FROM chase WHERE subject_id = OLD.id AND subject = 'request')
  OR EXISTS (SELECT 1 FROM telling WHERE subject_id = OLD.id AND subject = 'request')
  OR EXISTS (SELECT 1 FROM question WHERE subject_id = OLD.id AND subject = 'request')
BEGIN SELECT RAISE(ABORT, 'a chase, telling or question is about this'); END;
CREATE TRIGGER request_worked BEFORE DELETE ON request
WHEN EXISTS (SELECT 1 FROM duty WHERE work_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'people are given to this'); END;

-- So can kinds of emergencies.
CREATE TABLE emergency_anew (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL UNIQUE REFERENCES request (id),
    version INTEGER NOT NULL DEFAULT 1,
    kind TEXT NOT NULL CHECK (kind IN (
        'bleeding', 'birth', 'dialysis', 'chest_pain', 'breathing', 'baby_fever', 'fall',
        'suicide', 'fire', 'trapped', 'violence', 'poison', 'missing', 'medicine', 'unclear'
    )),
    caller_id TEXT REFERENCES person (id),
    second_caller_id TEXT REFERENCES person (id),
    entered_at TEXT NOT NULL
);
INSERT INTO emergency_anew (
    id, request_id, version, kind, caller_id, second_caller_id, entered_at
)
SELECT id, request_id, version, kind, caller_id, second_caller_id, entered_at FROM emergency;
DROP TABLE emergency;
ALTER TABLE emergency_anew RENAME TO emergency;
