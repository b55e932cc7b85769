// Who belongs to which organisation, in which post, from when to when?
// param person: part of a name, or an alias
// param organisation: part of the organisation's name, or its acronym
// param as_of: the day to answer for: what was stated last until then, or before and after it
// column person, organisation, position, first_seen, last_seen, source
// draw (person:Person)-[:AFFILIATED_WITH {*}]->(organisation:Organisation)
CALL {
  MATCH (p:Person)-[r:AFFILIATED_WITH]->(o:Organisation)
  WHERE ($person IS NULL OR toLower(p.name) CONTAINS toLower($person)
      OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person)))
    AND ($organisation IS NULL OR EXISTS {
        MATCH (p)-[:AFFILIATED_WITH]->(w:Organisation)
        WHERE toLower(w.name) CONTAINS toLower($organisation)
          OR toLower(w.acronym) = toLower($organisation)
          OR any(alias IN coalesce(w.aliases, []) WHERE toLower(alias) = toLower($organisation))
      })
  WITH p, r, o, [k IN range(0, size(r.dates) - 1)
    WHERE $as_of IS NULL OR r.dates[k] <= toString($as_of)] AS known
  WHERE size(known) > 0
  WITH p, r, o, known, r.dates[size(known) - 1] AS until
  ORDER BY p.key, o.key
  WITH p, collect(r) AS ties, collect(o) AS organisations, collect(size(known)) AS counts,
    collect(until) AS untils, max(until) AS latest
  UNWIND range(0, size(ties) - 1) AS i
  WITH p, ties[i] AS r, organisations[i] AS o, counts[i] AS many, untils[i] AS until, latest
  WHERE $as_of IS NULL OR until = latest OR r.dates[-1] >= toString($as_of)
  // Where another position is stated than before, it begins.
  WITH p, r, o, many,
    [k IN range(0, many - 1) WHERE r.positions[k] <> ''] AS stated
  WITH p, r, o, many, stated, [n IN range(0, size(stated) - 1)
    WHERE n = 0 OR r.positions[stated[n]] <> r.positions[stated[n - 1]]] AS begins
  WITH p, r, o, many, stated, CASE WHEN size(begins) = 0 THEN [0] ELSE begins END AS begins,
    size(begins) = 0 AS none
  UNWIND range(0, size(begins) - 1) AS i
  WITH p, r, o, none, i = size(begins) - 1 AS last,
    CASE WHEN none THEN null ELSE r.positions[stated[begins[i]]] END AS position,
    CASE WHEN i = 0 THEN 0 ELSE stated[begins[i]] END AS opening,
    CASE WHEN i = size(begins) - 1 THEN many - 1 ELSE stated[begins[i + 1] - 1] END AS closing
  WHERE $as_of IS NULL OR last
  RETURN p AS p, o AS o, position AS position,
    CASE WHEN r.dates[opening] = '' THEN null ELSE date(r.dates[opening]) END AS first_seen,
    CASE WHEN r.dates[closing] = '' THEN null ELSE date(r.dates[closing]) END AS last_seen,
    r.source[closing] AS source
  UNION ALL
  MATCH (p:Person)-[r:HOLDS_POST]->(o:Organisation)
  WHERE ($person IS NULL OR toLower(p.name) CONTAINS toLower($person)
      OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person)))
    AND ($as_of IS NULL OR coalesce(r.since, $as_of) <= $as_of
      AND coalesce(r.until, $as_of) >= $as_of)
  RETURN p AS p, o AS o, r.position AS position, r.since AS first_seen, r.until AS last_seen,
    r.source AS source
}
WITH p, o, position, first_seen, last_seen, source
WHERE $organisation IS NULL OR toLower(o.name) CONTAINS toLower($organisation)
  OR toLower(o.acronym) = toLower($organisation)
  OR any(alias IN coalesce(o.aliases, []) WHERE toLower(alias) = toLower($organisation))
RETURN p.name AS person, o.name AS organisation, position AS position, first_seen AS first_seen,
  last_seen AS last_seen, source AS source
ORDER BY person, p.key, first_seen, organisation, o.key, position
