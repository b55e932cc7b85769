// Where do the minutes refer to a person or organisation?
// param key: required: key of the person or organisation
// param limit: places at most
// column date, meeting, meeting_key, item, ref, key, text, who, as_written, source, place
MATCH (x:Person {key: $key})<-[r:MENTIONS]-(q:Paragraph)
WHERE NOT EXISTS { (q)<-[:SPOKE_IN]-(x) }
MATCH (m:Meeting {key: q.meeting})
WITH r, q, m
ORDER BY m.date DESC, m.key, q.ordinal DESC, q.key, r.source
LIMIT toInteger($limit)
OPTIONAL MATCH (q)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
WITH r, q, m, min(i.name) AS item
RETURN m.date AS date, m.name AS meeting, m.key AS meeting_key, item AS item, q.ref AS ref,
  q.key AS key, q.text AS text, null AS who, r.as_written AS as_written, r.source AS source,
  q.ordinal AS place
ORDER BY date DESC, meeting_key, place DESC, key, source
UNION ALL
MATCH (:Organisation {key: $key})<-[r:MENTIONS]-(q:Paragraph)
MATCH (m:Meeting {key: q.meeting})
WITH r, q, m
ORDER BY m.date DESC, m.key, q.ordinal DESC, q.key, r.source
LIMIT toInteger($limit)
OPTIONAL MATCH (q)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
WITH r, q, m, min(i.name) AS item
RETURN m.date AS date, m.name AS meeting, m.key AS meeting_key, item AS item, q.ref AS ref,
  q.key AS key, q.text AS text, null AS who, r.as_written AS as_written, r.source AS source,
  q.ordinal AS place
ORDER BY date DESC, meeting_key, place DESC, key, source
