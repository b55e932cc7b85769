// Which recorded meetings fit?
// param meeting: key, date, beginning of a date, or part of the name
// param body: part of its name, or its acronym
// column meeting, name, date, body, body_name
MATCH (m:Meeting {status: 'recorded'})
WHERE $meeting IS NULL OR m.key = $meeting OR toString(m.date) STARTS WITH $meeting
  OR toLower(m.name) CONTAINS toLower($meeting) OR toLower(m.heading) CONTAINS toLower($meeting)
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
WITH m, min(b.key) AS body
OPTIONAL MATCH (b:Organisation {key: body})
WITH m, b
WHERE $body IS NULL OR b.key = $body OR toLower(b.name) CONTAINS toLower($body)
  OR toLower(b.acronym) = toLower($body)
  OR any(alias IN coalesce(b.aliases, []) WHERE toLower(alias) = toLower($body))
RETURN m.key AS meeting, m.name AS name, m.date AS date, b.key AS body, b.name AS body_name
ORDER BY date, meeting
