// Who and what belongs to one meeting: its sessions, people, organisations, items, actions and decisions?
// param meeting: key, date (YYYY-MM-DD) or part of the name; of several the latest; omit for the latest of all
// param paragraphs: true for every paragraph; otherwise those that hold an action or a decision
// column n, r, m
MATCH (meeting:Meeting)
WHERE $meeting IS NULL OR meeting.key = $meeting OR toString(meeting.date) = $meeting
  OR toLower(meeting.name) CONTAINS toLower($meeting)
WITH meeting
ORDER BY coalesce(toString(meeting.date), '') DESC, meeting.key
LIMIT 1
OPTIONAL MATCH (meeting)-[:HAS_SESSION]->(session:Session)
WITH meeting, [meeting] + collect(DISTINCT session) AS sessions
OPTIONAL MATCH (meeting)-[:HAS_SESSION]->(:Session)-[:HAS_ITEM]->(item:AgendaItem)
WITH meeting, sessions, collect(DISTINCT item) AS items
OPTIONAL MATCH (meeting)-[:HAS_SESSION]->(:Session)-[:HAS_ITEM]->(:AgendaItem)
  -[:HAS_PARAGRAPH]->(paragraph:Paragraph)
WHERE toLower(toString($paragraphs)) = 'true'
  OR EXISTS { (paragraph)<-[:RAISED_IN|TAKEN_IN]-() }
WITH sessions + items + collect(DISTINCT paragraph) AS places
UNWIND places AS place
OPTIONAL MATCH (place)<-[:RAISED_IN|TAKEN_IN]-(outcome)
WITH places, collect(DISTINCT outcome) AS outcomes
WITH places + outcomes AS core
UNWIND core AS part
OPTIONAL MATCH (part)-[link]-(near)
WHERE type(link) IN ['ATTENDED', 'SENT_APOLOGIES', 'CHAIRED', 'TOOK_NOTES', 'REPRESENTED_AT',
  'ASSIGNED_TO', 'MEETING_OF', 'RECORDED_IN', 'ABOUT']
WITH core, collect(DISTINCT near) AS around
WITH core + around AS present
UNWIND present AS somebody
OPTIONAL MATCH (somebody)-[:AFFILIATED_WITH]->(organisation:Organisation)
WITH present, collect(DISTINCT organisation) AS organisations
WITH present + organisations AS drawn
UNWIND drawn AS n
OPTIONAL MATCH (n)-[r]->(m)
WHERE m IN drawn
RETURN DISTINCT n AS n, r AS r, m AS m
ORDER BY n.key, type(r), m.key
