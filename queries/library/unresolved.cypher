// Whom and which earlier action do the minutes name without saying for certain?
// param meeting: date, beginning of a date, or part of the meeting's name
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column name, kind, date, meeting, ref, source
MATCH (q:Paragraph)
WHERE q.unresolved IS NOT NULL
MATCH (m:Meeting {key: q.meeting})
WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
    OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  AND ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
UNWIND q.unresolved AS name
RETURN name AS name, 'speaker' AS kind, m.date AS date, m.name AS meeting, q.ref AS ref,
  q.source AS source
ORDER BY date, meeting, source, kind, name
UNION ALL
MATCH (a:Action)
WHERE a.owners_as_written IS NOT NULL
MATCH (m:Meeting {key: a.meeting})
WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
    OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  AND ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
OPTIONAL MATCH (a)-[t:ASSIGNED_TO]->()
WITH m, a, collect(t.as_written) AS known
UNWIND [name IN a.owners_as_written WHERE NOT name IN known] AS name
RETURN name AS name, 'owner' AS kind, m.date AS date, m.name AS meeting, a.ref AS ref,
  a.source AS source
ORDER BY date, meeting, source, kind, name
UNION ALL
MATCH (a:Action)-[r:MAY_CARRY_OVER]->(b:Action)
MATCH (m:Meeting {key: a.meeting})
WHERE $meeting IS NULL OR toString(m.date) STARTS WITH $meeting
  OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting)
RETURN a.text + ' – may be of ' + toString(b.date) + ': ' + b.text + ' (' + r.basis + ')' AS name,
  'action' AS kind, m.date AS date, m.name AS meeting, a.ref AS ref, a.source AS source
ORDER BY date, meeting, source, kind, name
