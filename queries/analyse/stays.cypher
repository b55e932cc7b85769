// Who was in which session, from which item to which, and for whom?
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column person, name, session, date, first, last, organisation, official, source
MATCH (m:Meeting)
WHERE ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
MATCH (m)-[h:HAS_SESSION]->(s:Session)<-[r:ATTENDED]-(p:Person)
WHERE h.document = r.document
WITH m, s, r, p, r.organisation_key AS employer
OPTIONAL MATCH (o:Organisation {key: employer})
RETURN p.key AS person, p.name AS name, s.key AS session, m.date AS date,
  r.from_ordinal AS first, r.to_ordinal AS last, r.organisation AS organisation,
  r.capacity = 'official' OR coalesce(o.sector, '') = 'government' AS official,
  r.source AS source
