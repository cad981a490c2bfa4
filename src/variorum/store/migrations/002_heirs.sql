-- The finding that sets the words of an earlier one side by side today, where its id has changed: links hold.
CREATE TABLE heirs (
    old   TEXT PRIMARY KEY,
    new   TEXT NOT NULL,
    story TEXT NOT NULL REFERENCES stories (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX heirs_story ON heirs (story);
