// Who sent apologies?
// param meeting: date, beginning of a date, or part of the meeting's name
// param person: part of a name, or an alias
// param body: part of the body's name, or its acronym
// column meeting, date, person, organisation, position, reason, source
MATCH (p:Person)-[r:SENT_APOLOGIES]->(m:Meeting)
WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
    OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  AND ($person IS NULL OR toLower(p.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person)))
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
RETURN m.name AS meeting, m.date AS date, p.name AS person, r.organisation AS organisation,
  r.position AS position, r.reason AS reason, r.source AS source
ORDER BY date, m.key, person, p.key, source
