// Which meetings are there, recorded or mentioned?
// column key, name, date, status, body
MATCH (m:Meeting)
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
RETURN m.key AS key, m.name AS name, m.date AS date, m.status AS status, min(b.key) AS body
ORDER BY key
