// Which parts did some meetings have?
// param meetings: required: keys of meetings
// column meeting, session, name, ordinal, basis
UNWIND $meetings AS wanted
MATCH (m:Meeting {key: wanted})-[:HAS_SESSION]->(s:Session)
RETURN DISTINCT m.key AS meeting, s.key AS session, s.name AS name, s.ordinal AS ordinal,
  s.basis AS basis
ORDER BY meeting, ordinal, session
