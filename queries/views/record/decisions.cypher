// What did some meetings decide?
// param meetings: required: keys of meetings
// column meeting, place, decision, ref, text, by, proposer, seconder, votes, line, source
UNWIND $meetings AS wanted
MATCH (d:Decision {meeting: wanted})
OPTIONAL MATCH (d)-[:TAKEN_IN]->(at)
RETURN d.meeting AS meeting, min(at.key) AS place, d.key AS decision, d.ref AS ref, d.text AS text,
  d.by AS by, d.proposer AS proposer, d.seconder AS seconder, d.votes AS votes, d.line AS line,
  d.source AS source
ORDER BY meeting, line, decision
