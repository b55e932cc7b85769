// Who is to do the actions in the minutes of some meetings?
// param meetings: required: keys of meetings
// column meeting, action, label, owner, name, as_written
UNWIND $meetings AS wanted
MATCH (a:Action {meeting: wanted})
MATCH (a)-[r:ASSIGNED_TO]->(x)
RETURN DISTINCT a.meeting AS meeting, a.key AS action,
  CASE WHEN x:Person THEN 'Person' ELSE 'Organisation' END AS label, x.key AS owner,
  x.name AS name, r.as_written AS as_written
ORDER BY meeting, action, name, owner, as_written
