// Which issues are followed, and how far do they go?
// param topic: part of the topic's name or of its other words
// column topic, within, bodies, meetings, first, last, items, paragraphs, decisions, actions, open
// draw (topic:Topic {meetings, first, last, items, paragraphs, decisions, actions, open})
MATCH (t:Topic)
WHERE $topic IS NULL OR toLower(t.name) CONTAINS toLower($topic)
  OR any(word IN coalesce(t.aliases, []) WHERE toLower(word) CONTAINS toLower($topic))
OPTIONAL MATCH (t)<-[:ABOUT]-(i:AgendaItem)<-[:HAS_ITEM]-(:Session)<-[:HAS_SESSION]-(n:Meeting)
WITH t, count(DISTINCT i) AS items, collect(DISTINCT n.key) AS headed
OPTIONAL MATCH (x)-[:ABOUT]->(t)
WHERE x:Paragraph OR x:Decision OR x:Action
WITH t, items, headed, collect(DISTINCT x.meeting) AS held,
  sum(CASE WHEN x:Paragraph THEN 1 ELSE 0 END) AS paragraphs,
  sum(CASE WHEN x:Decision THEN 1 ELSE 0 END) AS decisions
OPTIONAL MATCH (t)<-[:ABOUT]-(:Action)<-[:CARRIES_OVER*0..60]-(a:Action)
WHERE NOT EXISTS { MATCH (:Action)-[:CARRIES_OVER]->(a) }
WITH t, items, headed, held, paragraphs, decisions, count(DISTINCT a) AS actions,
  count(DISTINCT CASE WHEN a.state IN ['open', 'carried'] THEN a.key END) AS open
UNWIND CASE WHEN size(headed + held) = 0 THEN [null] ELSE headed + held END AS key
OPTIONAL MATCH (m:Meeting {key: key})
OPTIONAL MATCH (:Meeting {key: key})-[:MEETING_OF]->(b:Organisation)
WITH t, items, paragraphs, decisions, actions, open, m, b
ORDER BY b.name
WITH t, items, paragraphs, decisions, actions, open, count(DISTINCT m) AS meetings,
  min(m.date) AS first, max(m.date) AS last, collect(DISTINCT b.name) AS bodies
RETURN t.name AS topic, coalesce(t.within, []) AS within, bodies AS bodies, meetings AS meetings,
  first AS first, last AS last, items AS items, paragraphs AS paragraphs, decisions AS decisions,
  actions AS actions, open AS open
ORDER BY topic, t.key
