// Who was in the chair of some meetings, and who took the notes?
// param meetings: required: keys of meetings
// column meeting, office, person, name, source
UNWIND $meetings AS wanted
MATCH (m:Meeting {key: wanted})
MATCH (w:Person)-[r:CHAIRED|TOOK_NOTES]->(m)
RETURN m.key AS meeting, CASE WHEN type(r) = 'CHAIRED' THEN 'chair' ELSE 'notes' END AS office,
  w.key AS person, w.name AS name, r.source AS source
ORDER BY meeting, office, name, person, source
