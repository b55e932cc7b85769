// Who sits on which body, in which role, from when to when?
// param person: part of a name, or an alias
// param body: part of the body's name, or its acronym
// param role: one of: member, chair, secretary, alternate
// param as_of: the day to answer for: who had been named a member by then, and had not left
// column person, body, role, first_seen, last_seen, ended, source
// draw (person:Person)-[:MEMBER_OF {*}]->(body:Body)
MATCH (p:Person)-[r:MEMBER_OF]->(b:Organisation)
WHERE ($person IS NULL OR toLower(p.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person)))
  AND ($body IS NULL OR toLower(b.name) CONTAINS toLower($body)
    OR toLower(b.acronym) = toLower($body))
WITH p, r, b, [k IN range(0, size(r.dates) - 1)
  WHERE $as_of IS NULL OR r.dates[k] <= toString($as_of)] AS known
WHERE size(known) > 0
WITH p, r, b, size(known) - 1 AS last, [k IN known WHERE r.roles[k] <> ''] AS stated,
  [k IN known WHERE r.changes[k] = 'leaves'] AS leavings
// Who is listed again after leaving has not left.
WITH p, r, b, last, CASE WHEN size(stated) = 0 THEN null ELSE r.roles[stated[-1]] END AS role,
  CASE WHEN $as_of IS NULL THEN r.ended
    WHEN size(leavings) > 0 AND r.dates[leavings[-1]] = r.dates[last]
      AND r.dates[last] <> '' THEN date(r.dates[last])
    ELSE null END AS ended
WHERE ($role IS NULL OR role = toLower($role))
  AND ($as_of IS NULL OR ended IS NULL OR ended >= $as_of)
RETURN p.name AS person, b.name AS body, role AS role, r.first_seen AS first_seen,
  CASE WHEN r.dates[last] = '' THEN null ELSE date(r.dates[last]) END AS last_seen,
  ended AS ended, r.source[last] AS source
ORDER BY body, b.key, person, p.key
