// To which organisations and bodies does a person belong, or which people belong to one, since when?
// param key: required: key of the person or organisation
// column relation, label, key, name, kinds, positions, dates, sources, since, until, ended
MATCH (:Person {key: $key})-[r:AFFILIATED_WITH|MEMBER_OF|HOLDS_POST]->(x:Organisation)
RETURN type(r) AS relation, 'Organisation' AS label, x.key AS key, x.name AS name,
  CASE WHEN x:Body THEN 'Body' ELSE 'Organisation' END AS kinds,
  coalesce(r.roles, r.positions, [r.position]) AS positions, coalesce(r.dates, []) AS dates,
  r.source AS sources, r.since AS since, r.until AS until, r.ended AS ended
ORDER BY relation, name, key
UNION ALL
MATCH (:Organisation {key: $key})<-[r:AFFILIATED_WITH|MEMBER_OF|HOLDS_POST]-(x:Person)
RETURN type(r) AS relation, 'Person' AS label, x.key AS key, x.name AS name,
  CASE WHEN x:Member AND NOT x:Official THEN 'Member'
    WHEN x:Official AND NOT x:Member THEN 'Official' ELSE 'Person' END AS kinds,
  coalesce(r.roles, r.positions, [r.position]) AS positions, coalesce(r.dates, []) AS dates,
  r.source AS sources, r.since AS since, r.until AS until, r.ended AS ended
ORDER BY relation, name, key
