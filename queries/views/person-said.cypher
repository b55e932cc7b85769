// What did a person say last?
// param key: required: key of the person
// param limit: statements at most
// column date, meeting, meeting_key, item, ref, key, text, who, as_written, source, place
MATCH (p:Person {key: $key})-[r:SPOKE_IN]->(q:Paragraph)
MATCH (m:Meeting {key: q.meeting})
WITH p, r, q, m
ORDER BY m.date DESC, m.key, q.ordinal DESC, q.key, r.source
LIMIT toInteger($limit)
OPTIONAL MATCH (q)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
WITH p, r, q, m, min(i.name) AS item
RETURN m.date AS date, m.name AS meeting, m.key AS meeting_key, item AS item, q.ref AS ref,
  q.key AS key, q.text AS text, p.name AS who, r.as_written AS as_written, r.source AS source,
  q.ordinal AS place
ORDER BY date DESC, meeting_key, place DESC, key, source
