// Which actions is a person or organisation to do, and how do they stand?
// param key: required: key of the person or organisation
// param limit: actions at most
// column date, meeting, meeting_key, key, ref, text, state, status, due, as_written, role, source
MATCH (:Person {key: $key})<-[r:ASSIGNED_TO]-(a:Action)
WHERE NOT EXISTS { (a)<-[:CARRIES_OVER]-(:Action) }
OPTIONAL MATCH (m:Meeting {key: a.meeting})
RETURN a.date AS date, m.name AS meeting, m.key AS meeting_key, a.key AS key, a.ref AS ref,
  a.text AS text, a.state AS state, a.status AS status, a.due AS due, r.as_written AS as_written,
  r.role AS role, a.source AS source
ORDER BY date DESC, meeting_key, key, source
LIMIT toInteger($limit)
UNION ALL
MATCH (:Organisation {key: $key})<-[r:ASSIGNED_TO]-(a:Action)
WHERE NOT EXISTS { (a)<-[:CARRIES_OVER]-(:Action) }
OPTIONAL MATCH (m:Meeting {key: a.meeting})
RETURN a.date AS date, m.name AS meeting, m.key AS meeting_key, a.key AS key, a.ref AS ref,
  a.text AS text, a.state AS state, a.status AS status, a.due AS due, r.as_written AS as_written,
  r.role AS role, a.source AS source
ORDER BY date DESC, meeting_key, key, source
LIMIT toInteger($limit)
