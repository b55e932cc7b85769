// Who was in the room at some meetings, for whom, and for which items?
// param meetings: required: keys of meetings
// column meeting, session, person, name, capacity, organisation, organisation_key, position, status, from_item, to_item, arrived, left_at, as_written, basis, source
UNWIND $meetings AS wanted
MATCH (m:Meeting {key: wanted})-[:HAS_SESSION]->(s:Session)
MATCH (w:Person)-[r:ATTENDED]->(s)
RETURN m.key AS meeting, s.key AS session, w.key AS person, w.name AS name,
  r.capacity AS capacity, r.organisation AS organisation, r.organisation_key AS organisation_key,
  r.position AS position, r.status AS status, r.from_ordinal AS from_item,
  r.to_ordinal AS to_item, r.arrived AS arrived, r.left AS left_at, r.as_written AS as_written,
  r.basis AS basis, r.source AS source
ORDER BY meeting, session, name, person, from_item, source
