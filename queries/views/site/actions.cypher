// Which actions are there, and which of an earlier meeting is each?
// column key, text, before
MATCH (a:Action)
OPTIONAL MATCH (a)-[:CARRIES_OVER]->(e:Action)
RETURN a.key AS key, coalesce(a.text, a.name) AS text, min(e.key) AS before
ORDER BY key
