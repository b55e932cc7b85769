// How did an issue travel through the meetings, and what came of it?
// param issue: required: its words in any order; what is found has them all in its text, or stands under an item that has them in its title
// param person: part of the name, or an alias, of somebody who speaks or is to act
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column date, meeting, item, ref, kind, text, people, source
WITH [word IN split(toLower($issue), ' ') WHERE word <> ''] AS words
OPTIONAL MATCH (i:AgendaItem)
WHERE all(word IN words WHERE toLower(i.heading) CONTAINS word)
WITH words, collect(i) AS items
CALL {
  WITH items
  UNWIND items AS i
  MATCH (i)-[:HAS_PARAGRAPH|RAISED_IN|TAKEN_IN*0..2]-(x)
  WHERE x:Paragraph OR x:Action OR x:Decision OR x IN items
  RETURN x AS x
  UNION
  // One word is looked for before all are: most texts have none of them.
  MATCH (x:Paragraph)
  WHERE toLower(x.text) CONTAINS split(toLower($issue), ' ')[-1]
    AND all(word IN split(toLower($issue), ' ') WHERE toLower(x.text) CONTAINS word)
  RETURN x AS x
  UNION
  MATCH (x:Action)
  WHERE toLower(x.text) CONTAINS split(toLower($issue), ' ')[-1]
    AND all(word IN split(toLower($issue), ' ') WHERE toLower(x.text) CONTAINS word)
  RETURN x AS x
  UNION
  MATCH (x:Decision)
  WHERE toLower(x.text) CONTAINS split(toLower($issue), ' ')[-1]
    AND all(word IN split(toLower($issue), ' ') WHERE toLower(x.text) CONTAINS word)
  RETURN x AS x
}
OPTIONAL MATCH (x)<-[:HAS_ITEM]-(:Session)<-[:HAS_SESSION]-(n:Meeting)
WITH DISTINCT x, coalesce(x.meeting, n.key) AS key
MATCH (m:Meeting {key: key})
WHERE ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
  AND ($person IS NULL OR EXISTS {
      MATCH (x)-[:SPOKE_IN|ASSIGNED_TO]-(p:Person)
      WHERE toLower(p.name) CONTAINS toLower($person)
        OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person))
    })
OPTIONAL MATCH (x)-[:RAISED_IN|TAKEN_IN*0..1]->()<-[:HAS_PARAGRAPH*0..1]-(i:AgendaItem)
WITH x, m, min(i.name) AS item
OPTIONAL MATCH (x)-[r:SPOKE_IN|ASSIGNED_TO]-(w)
WITH x, m, item, r, w
ORDER BY w.name, w.key
WITH x, m, item, collect(DISTINCT w.name) AS known, collect(r.as_written) AS written
RETURN m.date AS date, m.name AS meeting, item AS item, x.ref AS ref,
  CASE WHEN x:AgendaItem THEN 'item' WHEN x:Paragraph THEN 'paragraph'
    WHEN x:Action THEN 'action' ELSE 'decision' END AS kind,
  CASE WHEN x:AgendaItem THEN x.heading ELSE x.text END AS text,
  known + [name IN coalesce(x.owners_as_written, []) WHERE NOT name IN written]
    + coalesce(x.unresolved, [])
    + [name IN [x.proposer, x.seconder] WHERE name IS NOT NULL] AS people,
  x.source AS source
ORDER BY date, m.key, coalesce(x.line, 0),
  CASE kind WHEN 'item' THEN 0 WHEN 'paragraph' THEN 1 WHEN 'action' THEN 2 ELSE 3 END, x.key
