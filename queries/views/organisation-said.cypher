// What did those say last who were there for an organisation?
// param key: required: key of the organisation
// param limit: statements at most
// column date, meeting, meeting_key, item, ref, key, text, who, as_written, source, place
MATCH (:Organisation {key: $key})<-[:AFFILIATED_WITH]-(p:Person)
MATCH (p)-[a:ATTENDED]->(s:Session)
WHERE a.organisation_key = $key
MATCH (s)<-[:HAS_SESSION]-(n:Meeting)
WITH DISTINCT p, n
MATCH (p)-[r:SPOKE_IN]->(q:Paragraph)
WHERE q.meeting = n.key
WITH p, r, q, n AS m
ORDER BY m.date DESC, m.key, q.ordinal DESC, q.key, p.key, r.source
LIMIT toInteger($limit)
OPTIONAL MATCH (q)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
WITH p, r, q, m, min(i.name) AS item
RETURN m.date AS date, m.name AS meeting, m.key AS meeting_key, item AS item, q.ref AS ref,
  q.key AS key, q.text AS text, p.name AS who, r.as_written AS as_written, r.source AS source,
  q.ordinal AS place
ORDER BY date DESC, meeting_key, place DESC, key, who, source
