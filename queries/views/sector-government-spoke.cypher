// Who spoke for which organisation, in which item of which session?
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column session, organisation, item, person, name, times, paragraph, source
MATCH (m:Meeting)
WHERE ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
MATCH (m)-[:HAS_SESSION]->(s:Session)-[:HAS_ITEM]->(i:AgendaItem)-[:HAS_PARAGRAPH]->(q:Paragraph)
  <-[:SPOKE_IN]-(p:Person)
MATCH (p)-[r:ATTENDED]->(s)
WHERE r.organisation_key IS NOT NULL
  AND (r.from_ordinal IS NULL OR r.from_ordinal <= i.ordinal AND i.ordinal <= r.to_ordinal)
WITH DISTINCT s, i, q, p, r.organisation_key AS organisation
ORDER BY q.line, q.key
WITH s, i, p, organisation, collect(q.key) AS keys, collect(q.source) AS sources
RETURN s.key AS session, organisation AS organisation, i.ordinal AS item, p.key AS person,
  p.name AS name, size(keys) AS times, keys[0] AS paragraph, sources[0] AS source
ORDER BY session, organisation, item, name, person
