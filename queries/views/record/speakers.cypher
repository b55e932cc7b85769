// Who spoke in the minutes of some meetings?
// param meetings: required: keys of meetings
// column meeting, paragraph, person, name, as_written, source
UNWIND $meetings AS wanted
MATCH (p:Paragraph {meeting: wanted})
MATCH (w:Person)-[r:SPOKE_IN]->(p)
RETURN p.meeting AS meeting, p.key AS paragraph, w.key AS person, w.name AS name,
  r.as_written AS as_written, r.source AS source
ORDER BY meeting, paragraph, name, person, source
