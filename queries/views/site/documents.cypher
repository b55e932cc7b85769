// Which documents are there?
// column key, name, heading, file, media_type, pages, sha256, date
MATCH (d:Document)
RETURN d.key AS key, d.name AS name, d.heading AS heading, d.file AS file,
  d.media_type AS media_type, d.pages AS pages, d.sha256 AS sha256, d.date AS date
ORDER BY key
