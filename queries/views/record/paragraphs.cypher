// What do the minutes of some meetings say?
// param meetings: required: keys of meetings
// column meeting, place, paragraph, ref, text, ordinal, source
UNWIND $meetings AS wanted
MATCH (p:Paragraph {meeting: wanted})
MATCH (at)-[:HAS_PARAGRAPH]->(p)
RETURN p.meeting AS meeting, min(at.key) AS place, p.key AS paragraph, p.ref AS ref,
  p.text AS text, p.ordinal AS ordinal, p.source AS source
ORDER BY meeting, ordinal, paragraph
