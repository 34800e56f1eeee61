-- Format 2. Each step of the journal has a digest of itself, its changes and the digest before it;
-- those of older steps are made by data.journal.digests.fill.

ALTER TABLE journal_step ADD COLUMN digest TEXT NOT NULL DEFAULT '';
