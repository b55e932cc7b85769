// Which actions are to be done, and what calendars ask of them?
// param as_of: the day to answer for: later meetings are left out
// column key, number, action, body, owners, as_written, due, due_date, raised, state, steps, seen, history
MATCH (a:Action)
WHERE coalesce(a.state, 'open') IN ['open', 'carried']
  AND ($as_of IS NULL OR a.date <= $as_of)
  AND NOT EXISTS {
    MATCH (a)<-[:CARRIES_OVER]-(y:Action)
    WHERE $as_of IS NULL OR y.date <= $as_of
  }
MATCH (a)-[:CARRIES_OVER*0..100]->(x:Action)
WITH a, x
ORDER BY x.date, x.key
WITH a, collect(x) AS steps, collect(x.state) AS states, collect(x.number) AS numbers,
  collect(CASE WHEN x.due IS NULL THEN null ELSE x END) AS timed,
  collect(CASE WHEN x.owners_as_written IS NULL THEN null ELSE x END) AS owned
WHERE states[-1] IN ['open', 'carried']
WITH a, steps, CASE WHEN size(steps) > 1 THEN 'carried' ELSE states[-1] END AS state,
  numbers[-1] AS number,
  [x IN timed WHERE x.due = timed[-1].due][0] AS timed, coalesce(owned[-1], a) AS last,
  coalesce([x IN owned WHERE x.owners_as_written = owned[-1].owners_as_written][0], a) AS first
WITH steps, state, number, timed,
  CASE WHEN EXISTS { MATCH (last)-[:ASSIGNED_TO]->() } THEN last ELSE first END AS owned
OPTIONAL MATCH (owned)-[t:ASSIGNED_TO]->(w)
WITH steps, state, number, timed, owned, t, w
ORDER BY t.line, w.name
WITH steps, state, number, timed, owned, collect(DISTINCT w.name) AS known,
  collect(t.as_written) AS written
WITH steps, steps[0] AS o, state, number, timed, coalesce(owned.owners_as_written, []) AS written,
  known + [n IN coalesce(owned.owners_as_written, []) WHERE NOT n IN written] AS owners
OPTIONAL MATCH (m:Meeting {key: o.meeting})-[:MEETING_OF]->(b:Organisation)
WITH steps, o, state, number, timed, written, owners, min(b.name) AS body
RETURN o.key AS key, number AS number, o.text AS action, body AS body, owners AS owners,
  written AS as_written, timed.due AS due, timed.due_date AS due_date,
  CASE WHEN o.carried_over THEN null ELSE o.date END AS raised, state AS state,
  size(steps) AS steps, steps[-1].date AS seen,
  [x IN steps | coalesce(toString(x.date) + ': ', '') + coalesce(x.status + ', ', '')
    + coalesce(x.outcome + ', ', '') + x.source] AS history
ORDER BY due_date, key
