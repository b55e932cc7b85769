// What does the whole graph look like, the links between its best connected nodes first?
// param label: only nodes with this label, e.g. Person
// param relationship: only relationships of this type, e.g. ATTENDED
// param limit: rows at most, a link or a node each; 2000 where omitted
// column n, r, m
MATCH (n)
WHERE $label IS NULL OR $label IN labels(n)
WITH n, COUNT { (n)--() } AS links
OPTIONAL MATCH (n)-[r]->(m)
WHERE ($relationship IS NULL OR type(r) = $relationship)
  AND ($label IS NULL OR $label IN labels(m))
WITH n, r, m, links, CASE WHEN m IS NULL THEN 0 ELSE COUNT { (m)--() } END AS others
WITH n, r, m, CASE WHEN links < others THEN links ELSE others END AS weight
ORDER BY weight DESC, n.key, type(r), m.key
LIMIT toInteger(coalesce($limit, 2000))
RETURN n AS n, r AS r, m AS m
