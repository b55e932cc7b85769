// Which documents are loaded, and what do they record?
// column document, path, sha256, body, meeting, date
MATCH (d:Document)
OPTIONAL MATCH (m:Meeting)-[:RECORDED_IN]->(d)
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
RETURN d.key AS document, d.path AS path, d.sha256 AS sha256,
       b.name AS body, m.name AS meeting, m.date AS date
ORDER BY coalesce(toString(date), ''), path, meeting, body
