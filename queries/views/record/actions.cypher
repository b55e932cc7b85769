// Which actions do the minutes of some meetings give or look at again?
// param meetings: required: keys of meetings
// column meeting, place, action, ref, text, due, due_date, status, outcome, state, carried_over, owners, before, after, line, source
UNWIND $meetings AS wanted
MATCH (a:Action {meeting: wanted})
OPTIONAL MATCH (a)-[:RAISED_IN]->(at)
WITH a, min(at.key) AS place
OPTIONAL MATCH (a)-[:CARRIES_OVER]->(e:Action)
WITH a, place, min(e.key) AS before
OPTIONAL MATCH (n:Action)-[:CARRIES_OVER]->(a)
WITH a, place, before, min(n.key) AS after
RETURN a.meeting AS meeting, place AS place, a.key AS action, coalesce(a.number, a.ref) AS ref,
  a.text AS text, a.due AS due, a.due_date AS due_date, a.status AS status, a.outcome AS outcome,
  a.state AS state, a.carried_over AS carried_over, coalesce(a.owners_as_written, []) AS owners,
  before AS before, after AS after, a.line AS line, a.source AS source
ORDER BY meeting, line, action
