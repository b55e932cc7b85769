// Which organisations were represented in which sessions, for which items?
// column session, document, key, name, items
MATCH (o:Organisation)-[v:REPRESENTED_AT]->(s:Session)
RETURN s.key AS session, v.document AS document, o.key AS key, o.name AS name, v.items AS items
ORDER BY session, document, key
