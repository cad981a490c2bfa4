-- Findings whose reports people moved to another story, until that story is analysed: their ids lead on too.
CREATE TABLE moved (
    finding TEXT PRIMARY KEY,
    body    TEXT NOT NULL,
    rests   TEXT NOT NULL
) STRICT, WITHOUT ROWID;
