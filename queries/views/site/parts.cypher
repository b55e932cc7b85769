// Which organisations are part of which?
// column part, whole
MATCH (p:Organisation)-[:PART_OF]->(w:Organisation)
RETURN p.key AS part, w.key AS whole
ORDER BY part, whole
