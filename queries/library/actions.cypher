// What is to be done, by whom, and what became of it?
// param owner: part of a name, an alias, or a role as written
// param status: part of the status as written
// param meeting: date, beginning of a date, or part of the name of a meeting that lists it
// column action, owners, due, status, raised, meeting, history, source
OPTIONAL MATCH (n:Meeting)
WHERE toString(n.date) STARTS WITH $meeting OR toLower(n.name) CONTAINS toLower($meeting)
  OR n.key CONTAINS toLower($meeting)
WITH collect(n.key) AS meetings
MATCH (a:Action)
WHERE NOT EXISTS { MATCH (a)<-[:CARRIES_OVER]-(:Action) }
  AND ($status IS NULL OR toLower(a.status) CONTAINS toLower($status) OR EXISTS {
    MATCH (a)-[:CARRIES_OVER*0..100]->(:Action)-[v:REVIEWED_AT]->(:Meeting)
    WHERE toLower(v.status) CONTAINS toLower($status)
  })
MATCH (a)-[:CARRIES_OVER*0..100]->(o:Action)
WHERE NOT EXISTS { MATCH (o)-[:CARRIES_OVER]->(:Action) }
  AND ($meeting IS NULL OR EXISTS {
    MATCH (a)-[:CARRIES_OVER*0..100]->(x:Action)
    WHERE x.meeting IN meetings
  })
  AND ($owner IS NULL
    OR any(name IN coalesce(a.owners_as_written, o.owners_as_written, [])
      WHERE toLower(name) CONTAINS toLower($owner))
    OR EXISTS {
      MATCH (a)-[:CARRIES_OVER*0..100]->(x:Action)-[:ASSIGNED_TO]->(w)
      WHERE (x.key = a.key OR a.owners_as_written IS NULL AND x.key = o.key)
        AND (toLower(w.name) CONTAINS toLower($owner) OR toLower(w.acronym) = toLower($owner)
          OR any(alias IN coalesce(w.aliases, []) WHERE toLower(alias) = toLower($owner)))
    })
// Who owns it now: as listed last, or as given first where the last list names nobody.
WITH a, o, CASE WHEN a.owners_as_written IS NULL THEN o ELSE a END AS owned
OPTIONAL MATCH (owned)-[t:ASSIGNED_TO]->(w)
WITH a, o, owned, t, w
ORDER BY t.line, w.name
WITH a, o, owned, collect(DISTINCT w.name) AS known, collect(t.as_written) AS written
WITH a, o, known + [name IN coalesce(owned.owners_as_written, []) WHERE NOT name IN written]
  AS owners
OPTIONAL MATCH (a)-[:CARRIES_OVER*0..100]->(x:Action)-[v:REVIEWED_AT]->(n:Meeting)
WITH a, o, owners, v, n
ORDER BY n.date, n.key, v.source
WITH a, o, owners, collect(coalesce(toString(n.date), n.name) + ': '
  + coalesce(v.status + ', ' + v.as_written, v.as_written, v.status, 'reviewed')
  + ' (' + v.source + ')') AS history, collect(v.status)[-1] AS last
WITH a, o, owners, history, coalesce(a.status, last) AS status
WHERE $status IS NULL OR toLower(status) CONTAINS toLower($status)
OPTIONAL MATCH (m:Meeting {key: o.meeting})
RETURN o.text AS action, owners AS owners, coalesce(a.due, o.due) AS due, status AS status,
  CASE WHEN o.carried_over THEN null ELSE m.date END AS raised, m.name AS meeting,
  history AS history, o.source AS source
ORDER BY m.date, m.key, o.line, o.key, a.key
