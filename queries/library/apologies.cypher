// Who sent apologies?
// param meeting: date, beginning of a date, or part of the meeting's name
// param person: part of a name, or an alias
// param organisation: part of the name of the organisation the person is listed for, or its acronym
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column meeting, date, person, organisation, position, reason, source
// draw (person:Person)-[:SENT_APOLOGIES {*}]->(meeting:Meeting {date})
OPTIONAL MATCH (o:Organisation)
WHERE toLower(o.name) CONTAINS toLower($organisation)
  OR toLower(o.acronym) = toLower($organisation)
WITH collect(toLower(o.name)) AS organisations
MATCH (p:Person)-[r:SENT_APOLOGIES]->(m:Meeting)
WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
    OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  AND ($person IS NULL OR toLower(p.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person)))
  AND ($organisation IS NULL OR toLower(r.organisation) CONTAINS toLower($organisation)
    OR toLower(r.organisation) IN organisations)
  AND ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
RETURN m.name AS meeting, m.date AS date, p.name AS person, r.organisation AS organisation,
  r.position AS position, r.reason AS reason, r.source AS source
ORDER BY date, m.key, person, p.key, source
