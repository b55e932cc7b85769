// What was decided?
// param meeting: date, beginning of a date, or part of the meeting's name
// param topic: words of the decision
// param person: part of the name, as written, of who proposed or seconded it
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column date, meeting, item, ref, decision, by, votes, source
// draw (decision, meeting, ref:Decision {ref, by, votes, date, source})-[:TAKEN_IN]->(item, meeting:AgendaItem)<-[:HAS_ITEM]-(meeting:Meeting {date})
MATCH (m:Meeting)
WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
    OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  AND ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
MATCH (d:Decision {meeting: m.key})
WHERE ($topic IS NULL OR toLower(d.text) CONTAINS toLower($topic))
  AND ($person IS NULL OR toLower(d.proposer) CONTAINS toLower($person)
    OR toLower(d.seconder) CONTAINS toLower($person))
OPTIONAL MATCH (d)-[:TAKEN_IN]->(x)<-[:HAS_PARAGRAPH*0..1]-(i:AgendaItem)
WITH m, d, min(i.name) AS item
RETURN m.date AS date, m.name AS meeting, item AS item, d.ref AS ref, d.text AS decision,
  d.by AS by, d.votes AS votes, d.source AS source
ORDER BY date, m.key, d.line, d.key
