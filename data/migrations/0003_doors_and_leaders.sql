-- Format 3. People who may not lift, or have a pass, and who is a leader; duties outside somebody's
-- hours that they have yet to be asked for; why a place is closed, and a whole compound, too; calls
-- about several doors; an end for those who died.

ALTER TABLE person ADD COLUMN is_leader INTEGER NOT NULL DEFAULT 0 CHECK (is_leader IN (0, 1));
ALTER TABLE person ADD COLUMN no_heavy_work INTEGER NOT NULL DEFAULT 0
CHECK (no_heavy_work IN (0, 1));
ALTER TABLE person ADD COLUMN has_pass INTEGER NOT NULL DEFAULT 0 CHECK (has_pass IN (0, 1));
-- Who was a leader was told from the post until now.
UPDATE person SET is_leader = 1
WHERE kind IN ('staff', 'cadre') AND (
    post LIKE '%书记%' OR post LIKE '%主任%'
    OR lower(post) LIKE '%director%' OR lower(post) LIKE '%secretary%'
);

ALTER TABLE duty ADD COLUMN to_ask INTEGER NOT NULL DEFAULT 0 CHECK (to_ask IN (0, 1));

ALTER TABLE building ADD COLUMN closed_why TEXT NOT NULL DEFAULT '';
ALTER TABLE compound ADD COLUMN closed_until TEXT;
ALTER TABLE compound ADD COLUMN closed_why TEXT NOT NULL DEFAULT '';

-- A state more can only be had by making the table anew.
CREATE TABLE request_anew (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('open', 'call_back', 'closed')),
    kind TEXT NOT NULL CHECK (kind IN (
        'emergency', 'dialysis', 'medicine', 'birth', 'food', 'baby', 'transfer', 'test',
        'repairs', 'group_purchase', 'pets', 'delivery_missed', 'opening', 'other'
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
    id, no, version, state, kind, urgency, harm_at, harm_reason, days_left,
    kind = 'dialysis' OR coalesce(harm_reason, '') IN (
        'critical_medicine_ends', 'oxygen_ends', 'dialysis_due', 'dialysis_missed'
    ),
    text, summary,
    household_id, address_said, caller, phone, patient, call_back_phone, owner_id, rung,
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
    told_at, owner_id, joined_to_id, search
) WHERE state <> 'closed';
CREATE INDEX request_done ON request (
    state, urgency, harm_at, next_chase_at, promised_until, opened_at, no, kind, is_vital, search
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

-- So can a line more of the emergency sheet: that somebody arrived.
CREATE TABLE emergency_line_anew (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES request (id),
    line TEXT NOT NULL CHECK (line IN ('item', 'family_told', 'transfer', 'arrived')),
    item TEXT NOT NULL DEFAULT '',
    said TEXT NOT NULL DEFAULT '',
    at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    by_person_id TEXT REFERENCES person (id)
);
INSERT INTO emergency_line_anew (
    id, request_id, line, item, said, at, entered_at, by_person_id
)
SELECT id, request_id, line, item, said, at, entered_at, by_person_id FROM emergency_line;
DROP TABLE emergency_line;
ALTER TABLE emergency_line_anew RENAME TO emergency_line;
CREATE INDEX emergency_line_by_request ON emergency_line (request_id, at);

-- Doors a call is about beside that of the request itself.
CREATE TABLE request_door (
    id TEXT PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES request (id),
    household_id TEXT NOT NULL REFERENCES household (id),
    position INTEGER NOT NULL,
    UNIQUE (request_id, household_id)
);
CREATE INDEX request_door_by_household ON request_door (household_id);
