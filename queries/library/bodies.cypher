// Which bodies met, when, and how many people sit on them?
// param body: part of the body's name, or its acronym
// column body, acronym, meetings, first, last, members
// draw (body:Body {*})
MATCH (b:Body)
WHERE $body IS NULL OR toLower(b.name) CONTAINS toLower($body)
  OR toLower(b.acronym) = toLower($body)
OPTIONAL MATCH (m:Meeting)-[:MEETING_OF]->(b)
WHERE m.status = 'recorded'
WITH b, count(DISTINCT m) AS meetings, min(m.date) AS first, max(m.date) AS last
OPTIONAL MATCH (p:Person)-[r:MEMBER_OF]->(b)
WHERE r.ended IS NULL
WITH b, meetings, first, last, count(DISTINCT p) AS members
RETURN b.name AS body, b.acronym AS acronym, meetings AS meetings, first AS first,
  last AS last, members AS members
ORDER BY body, b.key
