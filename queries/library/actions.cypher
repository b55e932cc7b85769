// What is to be done, by whom, and what became of it?
// param owner: part of a name, an alias, or a role as written
// param status: open (carried over included), carried, done, dropped, unclear, or words of the status as written
// param overdue: flag: only what is still to be done and was due before the day of as_of
// param as_of: the day to answer for: later meetings are left out; today counts for overdue where it is left out
// param meeting: date, beginning of a date, or part of the name of a meeting that lists it
// param number: of the action, as the minutes number it
// column action, owners, due, status, raised, meeting, history, source
// further key, at
// draw (action, raised, meeting:Action {due, status, raised, history, source})-[:ASSIGNED_TO]->(owners:Person|Organisation)
OPTIONAL MATCH (n:Meeting)
WHERE toString(n.date) STARTS WITH $meeting OR toLower(n.name) CONTAINS toLower($meeting)
  OR n.key CONTAINS toLower($meeting)
WITH collect(n.key) AS meetings
// Of actions that somebody owns or a meeting lists, those alone are followed to their last step.
CALL {
  UNWIND CASE WHEN $owner IS NULL AND $meeting IS NULL THEN [1] ELSE [] END AS any_action
  MATCH (a:Action)
  WHERE ($as_of IS NULL OR a.date <= $as_of)
    AND ($status IS NULL OR coalesce(a.state, toLower($status)) = toLower($status)
      OR toLower($status) = 'open' AND a.state = 'carried'
      OR NOT toLower($status) IN ['open', 'carried', 'done', 'dropped', 'unclear'])
    AND ($overdue IS NULL OR coalesce(a.state, 'open') IN ['open', 'carried'])
    AND NOT EXISTS {
      MATCH (a)<-[:CARRIES_OVER]-(y:Action)
      WHERE $as_of IS NULL OR y.date <= $as_of
    }
  RETURN a AS a
  UNION
  MATCH (n:Meeting)
  WHERE $owner IS NULL AND (toString(n.date) STARTS WITH $meeting
      OR toLower(n.name) CONTAINS toLower($meeting) OR n.key CONTAINS toLower($meeting))
  MATCH (x:Action {meeting: n.key})
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
// The last step of each action; what it alone can tell is asked first.
WITH meetings, a
WHERE ($as_of IS NULL OR a.date <= $as_of)
  AND ($status IS NULL OR coalesce(a.state, toLower($status)) = toLower($status)
    OR toLower($status) = 'open' AND a.state = 'carried'
    OR NOT toLower($status) IN ['open', 'carried', 'done', 'dropped', 'unclear'])
  AND ($overdue IS NULL OR coalesce(a.state, 'open') IN ['open', 'carried'])
  AND NOT EXISTS {
    MATCH (a)<-[:CARRIES_OVER]-(y:Action)
    WHERE $as_of IS NULL OR y.date <= $as_of
  }
MATCH (a)-[:CARRIES_OVER*0..100]->(x:Action)
WITH meetings, a, x
ORDER BY x.date, x.key
// An action's steps, one a meeting; of what they say the latest counts.
WITH meetings, a, collect(x) AS steps, collect(x.meeting) AS places, collect(x.number) AS numbers,
  collect(x.state) AS states, collect(x.status) AS statuses,
  collect(CASE WHEN x.due IS NULL THEN null ELSE x END) AS timed,
  collect(CASE WHEN x.owners_as_written IS NULL THEN null ELSE x END) AS owned
WITH meetings, steps, steps[0] AS o, places, numbers, CASE WHEN size(states) = 0 THEN 'unclear'
    WHEN states[-1] = 'open' AND size(steps) > 1 THEN 'carried' ELSE states[-1] END AS status,
  statuses[-1] AS written, coalesce(owned[-1], a) AS last,
  coalesce([x IN owned WHERE x.owners_as_written = owned[-1].owners_as_written][0], a) AS first,
  // "In two weeks" said again later is still two weeks from when it was said first.
  [x IN timed WHERE x.due = timed[-1].due][0] AS timed
// Initials that the last list does not resolve are whose they were when it was given.
WITH meetings, steps, o, places, numbers, status, written, timed,
  CASE WHEN EXISTS { MATCH (last)-[:ASSIGNED_TO]->() } THEN last ELSE first END AS owned
WHERE ($meeting IS NULL OR any(key IN places WHERE key IN meetings))
  AND ($number IS NULL OR toLower(o.ref) = toLower($number)
    OR any(number IN numbers WHERE toLower(number) = toLower($number)))
  AND ($status IS NULL OR status = toLower($status)
    OR toLower($status) = 'open' AND status = 'carried'
    OR NOT toLower($status) IN ['open', 'carried', 'done', 'dropped', 'unclear']
      AND toLower(written) CONTAINS toLower($status))
  AND ($overdue IS NULL
    OR status IN ['open', 'carried'] AND timed.due_date < coalesce($as_of, $today))
  AND ($owner IS NULL
    OR any(name IN coalesce(owned.owners_as_written, [])
      WHERE toLower(name) CONTAINS toLower($owner))
    OR EXISTS {
      MATCH (owned)-[:ASSIGNED_TO]->(w)
      WHERE toLower(w.name) CONTAINS toLower($owner) OR toLower(w.acronym) = toLower($owner)
        OR any(alias IN coalesce(w.aliases, []) WHERE toLower(alias) = toLower($owner))
    })
OPTIONAL MATCH (owned)-[t:ASSIGNED_TO]->(w)
WITH o, steps, status, timed, owned, t, w
ORDER BY t.line, w.name
WITH o, steps, status, timed, owned, collect(DISTINCT w.name) AS known,
  collect(t.as_written) AS written
WITH o, steps, status, timed,
  known + [name IN coalesce(owned.owners_as_written, []) WHERE NOT name IN written] AS owners
UNWIND steps AS x
OPTIONAL MATCH (x)-[v:REVIEWED_AT]->(:Meeting)
WITH o, steps, status, timed, owners, x, v
ORDER BY v.source
WITH o, steps, status, timed, owners, x, collect(DISTINCT v.source) AS reviews
OPTIONAL MATCH (x)-[t:ASSIGNED_TO]->(w)
WITH o, steps, status, timed, owners, x, reviews, t, w
ORDER BY w.name
WITH o, steps, status, timed, owners, x, collect(DISTINCT w.name) AS known,
  collect(t.as_written) AS written,
  CASE WHEN size(reviews) = 0 THEN [x.source] ELSE reviews END AS sources
WITH o, steps, status, timed, owners, x, sources,
  known + [n IN coalesce(x.owners_as_written, []) WHERE NOT n IN written] AS these
ORDER BY x.date, x.key
WITH o, steps, status, timed, owners,
  collect(reduce(s = head(sources), n IN tail(sources) | s + '; ' + n)) AS cited,
  collect(reduce(s = '', n IN these | s + CASE WHEN s = '' THEN '' ELSE ' & ' END + n)) AS given
OPTIONAL MATCH (m:Meeting {key: o.meeting})
WITH o, steps, cited, status, timed, owners, given, m, steps[-1].meeting AS latest
OPTIONAL MATCH (:Meeting {key: latest})<-[:FOLLOWS]-(n:Meeting)
WHERE $as_of IS NULL OR n.date <= $as_of
WITH o, steps, cited, status, timed, owners, given, m, count(n) AS later
RETURN o.text AS action, owners AS owners, timed.due AS due, status AS status,
  CASE WHEN o.carried_over THEN null ELSE m.date END AS raised, m.name AS meeting,
  [k IN range(0, size(steps) - 1)
    | coalesce(toString(steps[k].date), m.name) + ': '
    + CASE WHEN k = 0 AND NOT steps[k].carried_over AND steps[k].state = 'open' THEN 'raised'
      WHEN k = 0 AND NOT steps[k].carried_over THEN 'raised, ' + steps[k].state
      WHEN toLower(steps[k].status) STARTS WITH steps[k].state THEN steps[k].status
      WHEN steps[k].state = 'open' THEN 'carried'
      ELSE coalesce(steps[k].state, 'reviewed') END
    + CASE WHEN toLower(steps[k].status) STARTS WITH steps[k].state THEN ''
      ELSE coalesce(', ' + steps[k].status, '') END
    + coalesce(', ' + steps[k].outcome, '')
    + CASE WHEN k > 0 AND given[k] <> '' AND given[k] <> given[k - 1]
        AND steps[k].owners_as_written <> steps[k - 1].owners_as_written
      THEN ', now ' + given[k] ELSE '' END
    + ' (' + cited[k] + ')']
  + CASE WHEN later > 0 AND status IN ['open', 'carried']
    THEN ['last seen ' + toString(steps[-1].date)] ELSE [] END AS history,
  o.source AS source, o.key AS key, o.meeting AS at
ORDER BY m.date, m.key, o.line, o.key
