// Whom and what do the minutes of some meetings refer to?
// param meetings: required: keys of meetings
// column meeting, paragraph, label, other, name, as_written
UNWIND $meetings AS wanted
MATCH (p:Paragraph {meeting: wanted})
MATCH (p)-[r:MENTIONS]->(x)
RETURN DISTINCT p.meeting AS meeting, p.key AS paragraph,
  CASE WHEN x:Person THEN 'Person' WHEN x:Meeting THEN 'Meeting' ELSE 'Organisation' END AS label,
  x.key AS other, x.name AS name, r.as_written AS as_written
ORDER BY meeting, paragraph, label, name, other, as_written
