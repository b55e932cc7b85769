// Who sent apologies to some meetings?
// param meetings: required: keys of meetings
// column meeting, person, name, capacity, organisation, position, reason, as_written, source
UNWIND $meetings AS wanted
MATCH (m:Meeting {key: wanted})
MATCH (w:Person)-[r:SENT_APOLOGIES]->(m)
RETURN m.key AS meeting, w.key AS person, w.name AS name, r.capacity AS capacity,
  r.organisation AS organisation, r.position AS position, r.reason AS reason,
  r.as_written AS as_written, r.source AS source
ORDER BY meeting, name, person, source
