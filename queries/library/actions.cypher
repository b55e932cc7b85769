// What is to be done, by whom, and what became of it?
// param owner: part of a name, an alias, or a role as written
// param status: part of the status as written
// param meeting: date, beginning of a date, or part of the name of a meeting that lists it
// column action, owners, due, status, raised, meeting, history, source
MATCH (a:Action)
WHERE NOT EXISTS { MATCH (a)<-[:CARRIES_OVER]-(:Action) }
  AND ($status IS NULL OR toLower(a.status) CONTAINS toLower($status))
MATCH (a)-[:CARRIES_OVER*0..100]->(o:Action)
WHERE NOT EXISTS { MATCH (o)-[:CARRIES_OVER]->(:Action) }
  AND ($meeting IS NULL OR EXISTS {
    MATCH (a)-[:CARRIES_OVER*0..100]->(x:Action)
    MATCH (n:Meeting {key: x.meeting})
    WHERE toString(n.date) STARTS WITH $meeting OR toLower(n.name) CONTAINS toLower($meeting)
      OR n.key CONTAINS toLower($meeting)
  })
  AND ($owner IS NULL
    OR any(name IN coalesce(a.owners_as_written, []) WHERE toLower(name) CONTAINS toLower($owner))
    OR EXISTS {
      MATCH (a)-[:ASSIGNED_TO]->(w)
      WHERE toLower(w.name) CONTAINS toLower($owner)
        OR any(alias IN coalesce(w.aliases, []) WHERE toLower(alias) = toLower($owner))
        OR toLower(w.acronym) = toLower($owner)
    })
OPTIONAL MATCH (a)-[t:ASSIGNED_TO]->(w)
WITH a, o, t, w
ORDER BY t.line, w.name
WITH a, o, collect(DISTINCT w.name) AS known, collect(t.as_written) AS written
OPTIONAL MATCH (a)-[:CARRIES_OVER*0..100]->(x:Action)-[v:REVIEWED_AT]->(n:Meeting)
WITH a, o, known, written, v, n
ORDER BY n.date, n.key, v.source
WITH a, o, known, written, collect(coalesce(toString(n.date), n.name) + ': '
  + coalesce(v.status + ', ' + v.as_written, v.as_written, v.status, 'reviewed')
  + ' (' + v.source + ')') AS history
OPTIONAL MATCH (m:Meeting {key: o.meeting})
RETURN o.text AS action,
  known + [name IN coalesce(a.owners_as_written, []) WHERE NOT name IN written] AS owners,
  coalesce(a.due, o.due) AS due, a.status AS status,
  CASE WHEN o.carried_over THEN null ELSE m.date END AS raised, m.name AS meeting,
  history AS history, o.source AS source
ORDER BY m.date, m.key, o.line, o.key, a.key
