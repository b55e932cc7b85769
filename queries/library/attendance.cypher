// Who attended which sessions?
// param meeting: date, beginning of a date, or part of the meeting's name
// param session: number of the session, or part of its name
// param person: part of a name, or an alias
// param capacity: one of: member, official, guest, staff, observer, chair, secretary, alternate
// param organisation: part of the organisation's name, or its acronym
// param body: part of the body's name, or its acronym
// param status: one of: present, remote, partial
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column meeting, date, session, person, capacity, organisation, position, status, from_item, to_item, source
// draw (person:Person)-[:ATTENDED {capacity, organisation, position, status, from_item, to_item, date, source}]->(session, meeting:Session)<-[:HAS_SESSION]-(meeting:Meeting {date})
OPTIONAL MATCH (o:Organisation)
WHERE toLower(o.name) CONTAINS toLower($organisation)
  OR toLower(o.acronym) = toLower($organisation)
WITH collect(o.key) AS organisations
CALL {
  UNWIND CASE WHEN $person IS NULL AND $organisation IS NULL THEN [1] ELSE [] END AS everybody
  MATCH (m:Meeting)
  WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
      OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
    AND ($since IS NULL OR m.date >= $since)
    AND ($until IS NULL OR m.date <= $until)
    AND ($body IS NULL OR EXISTS {
        MATCH (m)-[:MEETING_OF]->(b:Organisation)
        WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
      })
  MATCH (m)-[h:HAS_SESSION]->(s:Session)<-[r:ATTENDED]-(p:Person)
  WHERE h.document = r.document
    AND ($capacity IS NULL OR r.capacity = toLower($capacity))
    AND ($status IS NULL OR r.status = toLower($status))
  RETURN m AS m, s AS s, r AS r, p AS p
  UNION ALL
  WITH organisations
  UNWIND CASE WHEN $person IS NULL AND $organisation IS NOT NULL THEN [1] ELSE [] END AS theirs
  MATCH (p:Person)-[r:ATTENDED]->(s:Session)
  WHERE r.organisation_key IN organisations
    OR toLower(r.organisation) CONTAINS toLower($organisation)
  MATCH (s)<-[h:HAS_SESSION]-(m:Meeting)
  WHERE h.document = r.document
  RETURN m AS m, s AS s, r AS r, p AS p
  UNION ALL
  MATCH (p:Person)
  WHERE toLower(p.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person))
  MATCH (p)-[r:ATTENDED]->(s:Session)<-[h:HAS_SESSION]-(m:Meeting)
  WHERE h.document = r.document
  RETURN m AS m, s AS s, r AS r, p AS p
}
WITH m, s, r, p, organisations
WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
    OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  AND ($session IS NULL OR toString(s.ordinal) = $session
    OR toLower(s.name) CONTAINS toLower($session))
  AND ($capacity IS NULL OR r.capacity = toLower($capacity))
  AND ($organisation IS NULL OR r.organisation_key IN organisations
    OR toLower(r.organisation) CONTAINS toLower($organisation))
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
  AND ($status IS NULL OR r.status = toLower($status))
  AND ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
OPTIONAL MATCH (s)-[hf:HAS_ITEM]->(f:AgendaItem)
WHERE f.ordinal = r.from_ordinal AND hf.document = r.document
OPTIONAL MATCH (s)-[ht:HAS_ITEM]->(t:AgendaItem)
WHERE t.ordinal = r.to_ordinal AND ht.document = r.document
RETURN m.name AS meeting, m.date AS date, s.name AS session, p.name AS person,
  r.capacity AS capacity, r.organisation AS organisation, r.position AS position,
  r.status AS status, coalesce(f.ref, toString(r.from_ordinal)) AS from_item,
  coalesce(t.ref, toString(r.to_ordinal)) AS to_item, r.source AS source
ORDER BY date, m.key, s.ordinal, person, p.key, r.from_ordinal, source
