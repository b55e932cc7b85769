// What do the minutes leave open: whom they name, which earlier action they mean, who may be one?
// param meeting: date, beginning of a date, or part of the meeting's name
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column name, kind, candidates, date, meeting, ref, source
// draw (name, kind, source:$kind {candidates, ref, date, source})-[:LEFT_OPEN_AT {ref, date, source}]->(meeting:Meeting)
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
RETURN name AS name, 'speaker' AS kind, null AS candidates,
  m.date AS date, m.name AS meeting, q.ref AS ref, q.source AS source
ORDER BY date, meeting, source, kind, name
UNION ALL
MATCH (q:Paragraph)
WHERE q.ambiguous IS NOT NULL
MATCH (m:Meeting {key: q.meeting})
WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
    OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  AND ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
UNWIND range(0, size(q.ambiguous) - 1) AS place
RETURN q.ambiguous[place] AS name, 'name' AS kind, q.ambiguous_among[place] AS candidates,
  m.date AS date, m.name AS meeting, q.ref AS ref, q.source AS source
ORDER BY date, meeting, source, kind, name
UNION ALL
MATCH (m:Meeting)
WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
    OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  AND ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
MATCH (a:Action {meeting: m.key})
WHERE a.owners_as_written IS NOT NULL
OPTIONAL MATCH (a)-[t:ASSIGNED_TO]->()
WITH m, a, collect(t.as_written) AS known
UNWIND [name IN a.owners_as_written WHERE NOT name IN known] AS name
RETURN name AS name, 'owner' AS kind, null AS candidates, m.date AS date,
  m.name AS meeting, a.ref AS ref, a.source AS source
ORDER BY date, meeting, source, kind, name
UNION ALL
MATCH (a:Action)-[r:MAY_CARRY_OVER]->(e:Action)
WITH a, r, e
ORDER BY e.date DESC, e.key
WITH a, collect(toString(e.date) + ': ' + e.text + ' (' + r.basis + ')') AS candidates
MATCH (m:Meeting {key: a.meeting})
WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
    OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  AND ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
RETURN a.text AS name, 'action' AS kind, candidates AS candidates, m.date AS date,
  m.name AS meeting, a.ref AS ref, a.source AS source
ORDER BY date, meeting, source, kind, name
UNION ALL
MATCH (p:Person)
WHERE $meeting IS NULL AND $body IS NULL AND $since IS NULL AND $until IS NULL
  AND p.may_be IS NOT NULL
OPTIONAL MATCH (p)-[r:ATTENDED|SENT_APOLOGIES|SPOKE_IN|MENTIONS|ASSIGNED_TO]-()
WITH p, min(r.source) AS source
RETURN p.name AS name, 'person' AS kind, p.may_be AS candidates, null AS date, null AS meeting,
  null AS ref, source AS source
ORDER BY date, meeting, source, kind, name
UNION ALL
MATCH (o:Organisation)
WHERE $meeting IS NULL AND $body IS NULL AND $since IS NULL AND $until IS NULL
  AND o.may_be IS NOT NULL
OPTIONAL MATCH (o)-[r:REPRESENTED_AT|MENTIONS|MEETING_OF|ASSIGNED_TO]-()
WITH o, min(r.source) AS source
RETURN o.name AS name, 'organisation' AS kind, o.may_be AS candidates, null AS date,
  null AS meeting, null AS ref, source AS source
ORDER BY date, meeting, source, kind, name
