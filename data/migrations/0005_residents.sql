-- Format 5. The people of a household one by one, with their marks and all telephones; households
-- that are none of the register, so that they are fed and tested; how many are there and are fed;
-- rounds of calls to those who are not to be forgotten; offers of help.

ALTER TABLE household ADD COLUMN kind TEXT NOT NULL DEFAULT 'home' CHECK (kind IN (
    'home', 'staff', 'shop', 'site', 'dormitory', 'street', 'visitors'
));
ALTER TABLE household ADD COLUMN present INTEGER CHECK (present >= 0);
ALTER TABLE household ADD COLUMN fed INTEGER CHECK (fed >= 0);

CREATE TABLE resident (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    household_id TEXT NOT NULL REFERENCES household (id),
    position INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL CHECK (length(name) > 0),
    is_head INTEGER NOT NULL DEFAULT 0 CHECK (is_head IN (0, 1)),
    sex TEXT CHECK (sex IN ('female', 'male')),
    born TEXT,
    identity TEXT NOT NULL DEFAULT '',
    identity_tail TEXT NOT NULL DEFAULT '',
    identity_digest TEXT NOT NULL DEFAULT '',
    relation TEXT NOT NULL DEFAULT '',
    presence TEXT NOT NULL CHECK (presence IN ('present', 'away', 'moved_out', 'died')),
    presence_since TEXT,
    registered_elsewhere INTEGER CHECK (registered_elsewhere IN (0, 1)),
    registered TEXT NOT NULL DEFAULT '',
    key_with TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    person_id TEXT UNIQUE REFERENCES person (id),
    sort_key TEXT NOT NULL DEFAULT '',
    search TEXT NOT NULL DEFAULT ''
);
CREATE INDEX resident_of_household ON resident (household_id, position);
CREATE INDEX resident_by_name ON resident (name, no, search);
CREATE INDEX resident_at_name ON resident (name, no);
CREATE INDEX resident_by_address ON resident (sort_key, no, search);
CREATE INDEX resident_at_address ON resident (sort_key, no);
CREATE INDEX resident_by_born ON resident (born, no, search);
CREATE INDEX resident_at_born ON resident (born, no);
CREATE INDEX resident_by_identity ON resident (identity_digest) WHERE identity_digest <> '';

CREATE TABLE resident_mark (
    id TEXT PRIMARY KEY,
    resident_id TEXT NOT NULL REFERENCES resident (id),
    mark TEXT NOT NULL CHECK (length(mark) > 0),
    detail TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    said_on TEXT,
    position INTEGER NOT NULL DEFAULT 0,
    UNIQUE (resident_id, mark)
);
CREATE INDEX resident_mark_by_word ON resident_mark (mark);

CREATE TABLE telephone (
    id TEXT PRIMARY KEY,
    household_id TEXT NOT NULL REFERENCES household (id),
    resident_id TEXT REFERENCES resident (id),
    number TEXT NOT NULL CHECK (length(number) > 0),
    extension TEXT NOT NULL DEFAULT '',
    whose TEXT NOT NULL DEFAULT '',
    position INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX telephone_of_household ON telephone (household_id, position);
CREATE INDEX telephone_of_resident ON telephone (resident_id, position);
CREATE INDEX telephone_by_number ON telephone (number, household_id);

CREATE TABLE call_round (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    marks TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    ended_at TEXT
);

CREATE TABLE round_call (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    round_id TEXT NOT NULL REFERENCES call_round (id),
    position INTEGER NOT NULL,
    household_id TEXT NOT NULL REFERENCES household (id),
    resident_id TEXT REFERENCES resident (id),
    caller_id TEXT REFERENCES person (id),
    due_at TEXT,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    tried_at TEXT,
    result TEXT CHECK (result IN ('well', 'needs', 'no_answer', 'not_here')),
    spoken_at TEXT,
    request_id TEXT REFERENCES request (id),
    note TEXT NOT NULL DEFAULT '',
    UNIQUE (round_id, position)
);
CREATE INDEX round_call_due ON round_call (due_at, no);
CREATE INDEX round_call_by_caller ON round_call (caller_id, due_at);
CREATE INDEX round_call_spoken ON round_call (household_id, spoken_at);

CREATE TABLE offer (
    id TEXT PRIMARY KEY,
    no INTEGER NOT NULL UNIQUE,
    version INTEGER NOT NULL DEFAULT 1,
    state TEXT NOT NULL CHECK (state IN ('open', 'taken', 'over')),
    name TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL CHECK (length(text) > 0),
    household_id TEXT REFERENCES household (id),
    compound_id TEXT REFERENCES compound (id),
    kinds TEXT NOT NULL DEFAULT '[]',
    skills TEXT NOT NULL DEFAULT '[]',
    vehicle TEXT NOT NULL DEFAULT '',
    hours TEXT NOT NULL DEFAULT '',
    available_from INTEGER CHECK (available_from BETWEEN 0 AND 1440),
    available_until INTEGER CHECK (available_until BETWEEN 0 AND 2880),
    request_id TEXT REFERENCES request (id),
    person_id TEXT REFERENCES person (id),
    offered_at TEXT NOT NULL,
    entered_at TEXT NOT NULL,
    search TEXT NOT NULL DEFAULT ''
);
CREATE INDEX offer_by_time ON offer (offered_at, no, search);
CREATE INDEX offer_at_time ON offer (offered_at, no);
CREATE INDEX offer_of_request ON offer (request_id);

-- The key under which identity numbers are digested. It is no act, and no undo takes it away.
CREATE TABLE secret (
    id TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
INSERT INTO secret (id, value) VALUES ('identity_key', lower(hex(randomblob(32))));
