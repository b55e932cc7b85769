// What is to be done, by whom, and what became of it?
// param owner: part of a name, an alias, or a role as written
// param status: open (carried over included), carried, done, dropped, unclear, or words of the status as written
// param overdue: flag: only what is still to be done and was due before the day of as_of
// param as_of: the day to answer for: later meetings are left out; today counts for overdue where it is left out
// param meeting: date, beginning of a date, or part of the name of a meeting that lists it
// param number: of the action, as the minutes number it
// column action, owners, due, status, raised, meeting, history, source
OPTIONAL MATCH (n:Meeting)
WHERE toString(n.date) STARTS WITH $meeting OR toLower(n.name) CONTAINS toLower($meeting)
  OR n.key CONTAINS toLower($meeting)
WITH collect(n.key) AS meetings
MATCH (o:Action)
WHERE NOT EXISTS { MATCH (o)-[:CARRIES_OVER]->(:Action) }
  AND ($as_of IS NULL OR o.date <= $as_of)
MATCH (x:Action)-[:CARRIES_OVER*0..100]->(o)
WHERE $as_of IS NULL OR x.date <= $as_of
OPTIONAL MATCH (x)-[v:REVIEWED_AT]->(:Meeting)
WITH meetings, o, x, v
ORDER BY v.source
WITH meetings, o, x, collect(DISTINCT v.source) AS reviews
WITH meetings, o, x, CASE WHEN size(reviews) = 0 THEN [x.source] ELSE reviews END AS sources
ORDER BY x.date, x.key
// An action's steps, one a meeting, each with its sources; of what they say the latest counts.
WITH meetings, o, collect(x) AS steps, collect(x.meeting) AS places, collect(x.number) AS numbers,
  collect(reduce(s = head(sources), n IN tail(sources) | s + '; ' + n)) AS cited,
  collect(x.state) AS states, collect(x.status) AS statuses,
  collect(CASE WHEN x.due IS NULL THEN null ELSE x END) AS timed,
  collect(CASE WHEN x.owners_as_written IS NULL THEN null ELSE x END) AS owned
WITH meetings, o, steps, places, numbers, cited, coalesce(states[-1], 'unclear') AS status,
  statuses[-1] AS written, timed[-1] AS timed, coalesce(owned[-1], o) AS owned
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
WITH o, steps, cited, status, timed, owned, t, w
ORDER BY t.line, w.name
WITH o, steps, cited, status, timed, owned, collect(DISTINCT w.name) AS known,
  collect(t.as_written) AS written
WITH o, steps, cited, status, timed,
  known + [name IN coalesce(owned.owners_as_written, []) WHERE NOT name IN written] AS owners,
  [x IN steps | reduce(s = '', n IN coalesce(x.owners_as_written, [])
    | s + CASE WHEN s = '' THEN '' ELSE ' & ' END + n)] AS given
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
      ELSE coalesce(steps[k].state, 'reviewed') END
    + CASE WHEN k > 0 AND given[k] <> '' AND given[k] <> given[k - 1]
      THEN ', by ' + given[k] ELSE '' END
    + CASE WHEN toLower(steps[k].status) = steps[k].state THEN ''
      ELSE coalesce(', ' + steps[k].status, '') END
    + coalesce(', ' + steps[k].outcome, '') + ' (' + cited[k] + ')']
  + CASE WHEN later > 0 AND status IN ['open', 'carried']
    THEN ['last seen ' + toString(steps[-1].date)] ELSE [] END AS history,
  o.source AS source
ORDER BY m.date, m.key, o.line, o.key
