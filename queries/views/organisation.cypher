// What is this organisation: its people, bodies, meetings, actions, and where it is spoken of?
// param organisation: key, acronym, part of the name, or another name in full; required
// param hops: 2 to go on from each neighbour to its own neighbours; 1 where omitted
// param limit: neighbours at most at each step, paragraphs last; 300 where omitted
// column n, r, m
MATCH (centre:Organisation)
WHERE centre.key = $organisation
  OR toLower(centre.name) CONTAINS toLower($organisation)
  OR toLower(centre.acronym) = toLower($organisation)
  OR any(alias IN coalesce(centre.aliases, []) WHERE toLower(alias) = toLower($organisation))
WITH centre
ORDER BY centre.key
LIMIT 5
WITH collect(DISTINCT centre) AS centres
UNWIND centres AS one
OPTIONAL MATCH (one)--(near)
WITH DISTINCT centres, near, CASE WHEN near:Paragraph THEN 1 ELSE 0 END AS fineness
ORDER BY fineness, near.key
LIMIT toInteger(coalesce($limit, 300))
WITH centres, collect(near) AS around
WITH centres + around AS reached
UNWIND reached AS part
OPTIONAL MATCH (part)<-[:HAS_SESSION|HAS_ITEM|HAS_PARAGRAPH*1..3]-(whole)
WITH reached, collect(DISTINCT whole) AS wholes
UNWIND reached AS one
OPTIONAL MATCH (one)--(far)
WHERE toString($hops) = '2'
WITH DISTINCT reached, wholes, far, CASE WHEN far:Paragraph THEN 1 ELSE 0 END AS fineness
ORDER BY fineness, far.key
LIMIT toInteger(coalesce($limit, 300))
WITH reached, wholes, collect(far) AS beyond
WITH reached + wholes + beyond AS drawn
UNWIND drawn AS n
OPTIONAL MATCH (n)-[r]->(m)
WHERE m IN drawn
RETURN DISTINCT n AS n, r AS r, m AS m
ORDER BY n.key, type(r), m.key
