// Whom does a name mean?
// param person: required: key, or part of the name, or another name in full
// param limit: people at most; 9 where omitted
// column key, name, kind, organisations, meetings, fit
MATCH (p:Person)
WHERE p.key = $person OR toLower(p.name) CONTAINS toLower($person)
  OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person))
OPTIONAL MATCH (p)-[:AFFILIATED_WITH]->(o:Organisation)
WITH p, o
ORDER BY o.name, o.key
WITH p, collect(DISTINCT o.name) AS organisations,
  COUNT { (p)-[:ATTENDED]->(:Session) } AS meetings
RETURN p.key AS key, p.name AS name, 'Person' AS kind, organisations AS organisations,
  meetings AS meetings,
  CASE WHEN p.key = $person THEN 0 WHEN toLower(p.name) = toLower($person) THEN 1
    ELSE 2 END AS fit
ORDER BY fit, meetings DESC, name, key
LIMIT toInteger(coalesce($limit, 9))
