// At which meetings was an organisation represented, by whom; which are a body's own?
// param key: required: key of the organisation
// column date, meeting, meeting_key, body, how, session, ordinal, capacity, organisation, position, from_item, to_item, as_written, basis, source
MATCH (:Organisation {key: $key})-[r:REPRESENTED_AT]->(s:Session)<-[h:HAS_SESSION]-(m:Meeting)
WHERE h.document = r.document
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
WITH m, s, r, min(b.name) AS body
RETURN m.date AS date, m.name AS meeting, m.key AS meeting_key, body AS body,
  'represented' AS how, s.name AS session, s.ordinal AS ordinal, r.capacity AS capacity,
  reduce(text = '', name IN r.by | text + CASE text WHEN '' THEN '' ELSE '; ' END + name)
    AS organisation,
  null AS position, null AS from_item, null AS to_item, null AS as_written, null AS basis,
  r.source AS source
ORDER BY date DESC, meeting_key, ordinal, source
UNION ALL
MATCH (o:Organisation {key: $key})<-[r:MEETING_OF]-(m:Meeting)
RETURN m.date AS date, m.name AS meeting, m.key AS meeting_key, o.name AS body,
  CASE m.status WHEN 'recorded' THEN 'its own meeting' ELSE 'its own, mentioned' END AS how,
  null AS session, 0 AS ordinal, null AS capacity, null AS organisation, null AS position,
  null AS from_item, null AS to_item, null AS as_written, null AS basis, r.source AS source
ORDER BY date DESC, meeting_key, ordinal, source
