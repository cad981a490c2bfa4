-- The first form of a workspace. Every change of form is a further file here, numbered; none is edited afterwards.

CREATE TABLE captures (
    sha256 TEXT PRIMARY KEY,
    size   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- A row is one version of a report. All versions of a report share their root: the id of the first of them.
CREATE TABLE reports (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL UNIQUE,
    root        TEXT NOT NULL,
    turn        INTEGER NOT NULL,
    latest      INTEGER NOT NULL,
    sha256      TEXT NOT NULL REFERENCES captures (sha256),
    media       TEXT NOT NULL,
    identity    TEXT NOT NULL UNIQUE,
    url_key     TEXT,
    headline    TEXT,
    outlet      TEXT,
    published   TEXT,
    text        TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    about       TEXT NOT NULL,
    added       TEXT NOT NULL,
    UNIQUE (root, turn)
) STRICT;
CREATE INDEX reports_url ON reports (url_key) WHERE url_key IS NOT NULL;
CREATE INDEX reports_capture ON reports (sha256);

CREATE TABLE locations (
    number   INTEGER PRIMARY KEY,
    report   TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    location TEXT NOT NULL,
    place    TEXT,
    UNIQUE (report, location)
) STRICT;
CREATE INDEX locations_location ON locations (location);
CREATE INDEX locations_place ON locations (place) WHERE place IS NOT NULL;

CREATE TABLE stories (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    name     TEXT UNIQUE,
    reports  INTEGER NOT NULL DEFAULT 0,
    pending  INTEGER NOT NULL DEFAULT 1,
    updated  TEXT NOT NULL,
    headline TEXT,
    outlets  INTEGER NOT NULL DEFAULT 0,
    first    TEXT,
    last     TEXT,
    counts   TEXT NOT NULL DEFAULT '[]',
    dossier  BLOB,
    compared BLOB
) STRICT;
CREATE INDEX stories_updated ON stories (updated, number);
CREATE INDEX stories_pending ON stories (number) WHERE pending = 1;

-- Where each report (by its root) is; position orders the sigils.
CREATE TABLE members (
    root     TEXT PRIMARY KEY,
    story    TEXT NOT NULL REFERENCES stories (id),
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX members_story ON members (story, position);

-- What was found in one report alone: valid for one recipe (version, settings, weights) and one reference date.
CREATE TABLE annotations (
    report    TEXT PRIMARY KEY REFERENCES reports (id) ON DELETE CASCADE,
    recipe    TEXT NOT NULL,
    reference TEXT NOT NULL,
    body      BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
    story   TEXT NOT NULL REFERENCES stories (id),
    number  INTEGER NOT NULL,
    id      TEXT NOT NULL,
    kind    TEXT NOT NULL,
    slot    TEXT NOT NULL,
    part    TEXT,
    summary TEXT NOT NULL,
    body    TEXT NOT NULL,
    changed TEXT NOT NULL,
    PRIMARY KEY (story, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX findings_id ON findings (id);

-- Findings of earlier analyses whose words stand in a report that has a later version.
CREATE TABLE past (
    number  INTEGER PRIMARY KEY,
    story   TEXT NOT NULL REFERENCES stories (id),
    finding TEXT NOT NULL,
    kind    TEXT NOT NULL,
    summary TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail  TEXT NOT NULL,
    now     TEXT,
    report  TEXT NOT NULL,
    version TEXT NOT NULL,
    rests   TEXT NOT NULL,
    UNIQUE (story, finding, version)
) STRICT;

CREATE TABLE entries (
    number INTEGER PRIMARY KEY,
    story  TEXT NOT NULL REFERENCES stories (id),
    report TEXT,
    kind   TEXT NOT NULL,
    ref    TEXT NOT NULL,
    text   TEXT NOT NULL,
    start  INTEGER,
    "end"  INTEGER
) STRICT;
CREATE INDEX entries_story ON entries (story);
CREATE INDEX entries_source ON entries (text COLLATE NOCASE) WHERE kind = 'source';

-- The log: what was decided, by whom and when. Rows are added, never changed; forgetting empties a body and its salt,
-- and the chain of hashes, which is over the hash of the salted body, still holds.
CREATE TABLE log (
    number      INTEGER PRIMARY KEY,
    at          TEXT NOT NULL,
    act         TEXT NOT NULL,
    body        TEXT,
    salt        BLOB,
    body_sha256 TEXT NOT NULL,
    previous    TEXT NOT NULL,
    hash        TEXT NOT NULL UNIQUE
) STRICT;
CREATE TABLE touches (
    report TEXT NOT NULL,
    entry  INTEGER NOT NULL REFERENCES log (number),
    PRIMARY KEY (report, entry)
) STRICT, WITHOUT ROWID;

-- Judgements as the log has them, at hand for reading.
CREATE TABLE judgements (
    number   INTEGER PRIMARY KEY REFERENCES log (number),
    story    TEXT NOT NULL,
    target   TEXT NOT NULL,
    act      TEXT NOT NULL,
    body     TEXT,
    undone   INTEGER REFERENCES log (number)
) STRICT;
CREATE INDEX judgements_story ON judgements (story);
CREATE INDEX judgements_target ON judgements (target);

CREATE TABLE forgotten (
    sha256 TEXT PRIMARY KEY,
    entry  INTEGER NOT NULL REFERENCES log (number)
) STRICT, WITHOUT ROWID;

-- Captures that are still to be erased from the folder: empty but for the moment of forgetting.
CREATE TABLE erasures (
    sha256 TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE reports_words USING fts5 (
    headline, outlet, text, content = 'reports', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO reports_words (reports_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER reports_added AFTER INSERT ON reports BEGIN
    INSERT INTO reports_words (rowid, headline, outlet, text) VALUES (new.number, new.headline, new.outlet, new.text);
END;
CREATE TRIGGER reports_gone AFTER DELETE ON reports BEGIN
    INSERT INTO reports_words (reports_words, rowid, headline, outlet, text)
    VALUES ('delete', old.number, old.headline, old.outlet, old.text);
END;

CREATE VIRTUAL TABLE entries_words USING fts5 (
    text, content = 'entries', content_rowid = 'number', tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO entries_words (entries_words, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER entries_added AFTER INSERT ON entries BEGIN
    INSERT INTO entries_words (rowid, text) VALUES (new.number, new.text);
END;
CREATE TRIGGER entries_gone AFTER DELETE ON entries BEGIN
    INSERT INTO entries_words (entries_words, rowid, text) VALUES ('delete', old.number, old.text);
END;
