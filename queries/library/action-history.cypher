// What became of an action, step by step?
// param action: words of it
// param number: of the action, as the minutes number it
// param owner: part of a name, an alias, or a role as written, at any step
// param as_of: the day to answer for: later meetings are left out
// column action, number, date, meeting, state, as_written, owners, due, due_date, basis, source
// draw (action:Action)-[:REVIEWED_AT {*}]->(meeting:Meeting {date})
CALL {
  UNWIND CASE WHEN $owner IS NULL AND $action IS NULL THEN [1] ELSE [] END AS any_action
  MATCH (a:Action)
  RETURN a AS a
  UNION
  MATCH (x:Action)
  WHERE $owner IS NULL AND toLower(x.text) CONTAINS toLower($action)
  MATCH (x)<-[:CARRIES_OVER*0..100]-(a:Action)
  RETURN a AS a
  UNION
  UNWIND CASE WHEN $owner IS NULL THEN [] ELSE [1] END AS as_written
  MATCH (x:Action)
  WHERE any(name IN coalesce(x.owners_as_written, []) WHERE toLower(name) CONTAINS toLower($owner))
  MATCH (x)<-[:CARRIES_OVER*0..100]-(a:Action)
  RETURN a AS a
  UNION
  MATCH (w:Person)
  WHERE toLower(w.name) CONTAINS toLower($owner)
    OR any(alias IN coalesce(w.aliases, []) WHERE toLower(alias) = toLower($owner))
  MATCH (w)<-[:ASSIGNED_TO]-(:Action)<-[:CARRIES_OVER*0..100]-(a:Action)
  RETURN a AS a
  UNION
  MATCH (w:Organisation)
  WHERE toLower(w.name) CONTAINS toLower($owner) OR toLower(w.acronym) = toLower($owner)
    OR any(alias IN coalesce(w.aliases, []) WHERE toLower(alias) = toLower($owner))
  MATCH (w)<-[:ASSIGNED_TO]-(:Action)<-[:CARRIES_OVER*0..100]-(a:Action)
  RETURN a AS a
}
WITH a
WHERE ($as_of IS NULL OR a.date <= $as_of)
  AND NOT EXISTS {
    MATCH (a)<-[:CARRIES_OVER]-(y:Action)
    WHERE $as_of IS NULL OR y.date <= $as_of
  }
MATCH (a)-[:CARRIES_OVER*0..100]->(x:Action)
WITH a, x
ORDER BY x.date, x.key
WITH a, collect(x) AS steps
WHERE ($action IS NULL OR any(x IN steps WHERE toLower(x.text) CONTAINS toLower($action)))
  AND ($number IS NULL
    OR any(x IN steps WHERE toLower(coalesce(x.number, x.ref)) = toLower($number)))
  AND ($owner IS NULL
    OR any(x IN steps WHERE any(name IN coalesce(x.owners_as_written, [])
      WHERE toLower(name) CONTAINS toLower($owner)))
    OR EXISTS {
      MATCH (a)-[:CARRIES_OVER*0..100]->(:Action)-[:ASSIGNED_TO]->(w)
      WHERE toLower(w.name) CONTAINS toLower($owner) OR toLower(w.acronym) = toLower($owner)
        OR any(alias IN coalesce(w.aliases, []) WHERE toLower(alias) = toLower($owner))
    })
WITH steps, steps[0] AS o
UNWIND range(0, size(steps) - 1) AS place
WITH o, place, steps[place] AS x, [s IN steps WHERE s.due = steps[place].due][0] AS timed
MATCH (m:Meeting {key: x.meeting})
OPTIONAL MATCH (x)-[v:REVIEWED_AT]->(:Meeting)
WITH o, place, x, timed, m, v
ORDER BY v.source
WITH o, place, x, timed, m, collect(v.source) AS reviews
OPTIONAL MATCH (x)-[r:CARRIES_OVER]->(:Action)
WITH o, place, x, timed, m, reviews, min(r.basis) AS basis
OPTIONAL MATCH (x)-[t:ASSIGNED_TO]->(w)
WITH o, place, x, timed, m, reviews, basis, t, w
ORDER BY t.line, w.name
WITH o, place, x, timed, m, reviews, basis, collect(DISTINCT w.name) AS known,
  collect(t.as_written) AS written
RETURN o.text AS action, coalesce(x.number, o.number) AS number, m.date AS date,
  m.name AS meeting, CASE WHEN place > 0 AND x.state = 'open' THEN 'carried'
    ELSE coalesce(x.state, 'unclear') END AS state,
  coalesce(x.status + ', ' + x.outcome, x.status, x.outcome) AS as_written,
  known + [name IN coalesce(x.owners_as_written, []) WHERE NOT name IN written] AS owners,
  x.due AS due, timed.due_date AS due_date, basis AS basis, coalesce(reviews[0], x.source) AS source
ORDER BY o.date, o.meeting, o.line, o.key, place
