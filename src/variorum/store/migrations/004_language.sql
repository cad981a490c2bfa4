-- The language of the report whose headline a story goes by: the fifteenth of what is said of a report.
ALTER TABLE stories ADD COLUMN language TEXT;
UPDATE stories SET language = (
    SELECT json_extract(r.about, '$[14]') FROM members m JOIN reports r ON r.root = m.root AND r.latest = 1
    WHERE m.story = stories.id AND r.headline <> '' ORDER BY m.position, m.root LIMIT 1
);
