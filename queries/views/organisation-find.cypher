// Which organisation or body does a name mean?
// param organisation: required: key, acronym, part of the name, or another name in full
// param limit: organisations at most; 9 where omitted
// column key, name, kind, organisations, meetings, fit
MATCH (o:Organisation)
WHERE o.key = $organisation OR toLower(o.name) CONTAINS toLower($organisation)
  OR toLower(o.acronym) = toLower($organisation)
  OR any(alias IN coalesce(o.aliases, []) WHERE toLower(alias) = toLower($organisation))
OPTIONAL MATCH (o)-[:PART_OF]->(w:Organisation)
WITH o, w
ORDER BY w.name, w.key
WITH o, collect(DISTINCT w.name) AS organisations,
  COUNT { (o)-[:REPRESENTED_AT]->(:Session) } + COUNT { (o)<-[:MEETING_OF]-(:Meeting) } AS meetings
RETURN o.key AS key, o.name AS name, CASE WHEN o:Body THEN 'Body' ELSE 'Organisation' END AS kind,
  organisations AS organisations,
  meetings AS meetings,
  CASE WHEN o.key = $organisation THEN 0
    WHEN toLower(o.name) = toLower($organisation) OR toLower(o.acronym) = toLower($organisation)
    THEN 1 ELSE 2 END AS fit
ORDER BY fit, meetings DESC, name, key
LIMIT toInteger(coalesce($limit, 9))
