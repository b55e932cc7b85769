// Which nodes are these, and what links those of them that belong together?
// param keys: required: keys of people, organisations and meetings
// column n, r, m
UNWIND $keys AS key
MATCH (n:Person {key: key})
OPTIONAL MATCH (n)-[r:AFFILIATED_WITH|MEMBER_OF|MEETING_OF|PART_OF]->(m:Organisation)
WHERE m.key IN $keys
RETURN n AS n, r AS r, m AS m
ORDER BY n.key, type(r), m.key
UNION ALL
UNWIND $keys AS key
MATCH (n:Organisation {key: key})
OPTIONAL MATCH (n)-[r:AFFILIATED_WITH|MEMBER_OF|MEETING_OF|PART_OF]->(m:Organisation)
WHERE m.key IN $keys
RETURN n AS n, r AS r, m AS m
ORDER BY n.key, type(r), m.key
UNION ALL
UNWIND $keys AS key
MATCH (n:Meeting {key: key})
OPTIONAL MATCH (n)-[r:AFFILIATED_WITH|MEMBER_OF|MEETING_OF|PART_OF]->(m:Organisation)
WHERE m.key IN $keys
RETURN n AS n, r AS r, m AS m
ORDER BY n.key, type(r), m.key
