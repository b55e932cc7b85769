// Which meetings did a person attend, miss, chair or write the minutes of?
// param key: required: key of the person
// column date, meeting, meeting_key, body, how, session, ordinal, capacity, organisation, position, from_item, to_item, as_written, basis, source
MATCH (:Person {key: $key})-[r:ATTENDED]->(s:Session)<-[h:HAS_SESSION]-(m:Meeting)
WHERE h.document = r.document
OPTIONAL MATCH (s)-[hf:HAS_ITEM]->(f:AgendaItem)
WHERE f.ordinal = r.from_ordinal AND hf.document = r.document
OPTIONAL MATCH (s)-[ht:HAS_ITEM]->(t:AgendaItem)
WHERE t.ordinal = r.to_ordinal AND ht.document = r.document
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
WITH m, s, r, f, t, min(b.name) AS body
RETURN m.date AS date, m.name AS meeting, m.key AS meeting_key, body AS body, r.status AS how,
  s.name AS session, s.ordinal AS ordinal, r.capacity AS capacity, r.organisation AS organisation,
  r.position AS position, coalesce(f.ref, toString(r.from_ordinal)) AS from_item,
  coalesce(t.ref, toString(r.to_ordinal)) AS to_item, r.as_written AS as_written,
  r.basis AS basis, r.source AS source
ORDER BY date DESC, meeting_key, ordinal, source
UNION ALL
MATCH (:Person {key: $key})-[r:SENT_APOLOGIES|CHAIRED|TOOK_NOTES]->(m:Meeting)
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
WITH m, r, min(b.name) AS body
RETURN m.date AS date, m.name AS meeting, m.key AS meeting_key, body AS body,
  CASE type(r) WHEN 'SENT_APOLOGIES' THEN 'apologies' WHEN 'CHAIRED' THEN 'in the chair'
    ELSE 'took the notes' END AS how,
  null AS session, 0 AS ordinal, r.capacity AS capacity, r.organisation AS organisation,
  r.position AS position, null AS from_item, null AS to_item, r.as_written AS as_written,
  r.reason AS basis, r.source AS source
ORDER BY date DESC, meeting_key, ordinal, source
