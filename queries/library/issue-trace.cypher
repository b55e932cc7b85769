// How did an issue travel through the meetings, and what came of it?
// param issue: required: its words in any order; what is found has them all in its text, or stands under an item that has them in its title
// param person: part of the name, or an alias, of somebody who speaks or is to act
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column date, meeting, item, ref, kind, text, people, source
// draw (meeting:Meeting {date})-[:RECORDS]->(text, meeting, ref:$kind {item, ref, text, date, source})
// draw (people:Person|Organisation)-[:CONCERNED_IN {source}]->(text, meeting, ref:$kind)
CALL {
  // The last word is looked for first, which is quick and leaves few texts to go through.
  UNWIND CASE WHEN $person IS NULL THEN [1] ELSE [] END AS anybody
  MATCH (i:AgendaItem)
  WHERE toLower(i.heading) CONTAINS split(toLower(trim($issue)), ' ')[-1]
    AND all(word IN split(toLower($issue), ' ') WHERE toLower(i.heading) CONTAINS word)
  MATCH (i)<-[:HAS_ITEM]-(:Session)<-[:HAS_SESSION]-(n:Meeting)
  RETURN DISTINCT i AS x, n.key AS key
  UNION ALL
  UNWIND CASE WHEN $person IS NULL THEN [1] ELSE [] END AS anybody
  MATCH (x:Paragraph)
  WHERE toLower(x.text) CONTAINS split(toLower(trim($issue)), ' ')[-1]
    AND all(word IN split(toLower($issue), ' ') WHERE toLower(x.text) CONTAINS word)
  RETURN x AS x, x.meeting AS key
  UNION ALL
  UNWIND CASE WHEN $person IS NULL THEN [1] ELSE [] END AS anybody
  MATCH (x:Action)
  WHERE toLower(x.text) CONTAINS split(toLower(trim($issue)), ' ')[-1]
    AND all(word IN split(toLower($issue), ' ') WHERE toLower(x.text) CONTAINS word)
  RETURN x AS x, x.meeting AS key
  UNION ALL
  UNWIND CASE WHEN $person IS NULL THEN [1] ELSE [] END AS anybody
  MATCH (x:Decision)
  WHERE toLower(x.text) CONTAINS split(toLower(trim($issue)), ' ')[-1]
    AND all(word IN split(toLower($issue), ' ') WHERE toLower(x.text) CONTAINS word)
  RETURN x AS x, x.meeting AS key
  UNION ALL
  // What stands under such an item and has not been found by its own words.
  UNWIND CASE WHEN $person IS NULL THEN [1] ELSE [] END AS anybody
  MATCH (i:AgendaItem)
  WHERE toLower(i.heading) CONTAINS split(toLower(trim($issue)), ' ')[-1]
    AND all(word IN split(toLower($issue), ' ') WHERE toLower(i.heading) CONTAINS word)
  MATCH (i)-[:HAS_PARAGRAPH|RAISED_IN|TAKEN_IN*1..2]-(x)
  WHERE (x:Paragraph OR x:Action OR x:Decision)
    AND NOT all(word IN split(toLower($issue), ' ') WHERE toLower(x.text) CONTAINS word)
  RETURN DISTINCT x AS x, x.meeting AS key
  UNION ALL
  UNWIND CASE WHEN $person IS NULL THEN [] ELSE [1] END AS somebody
  MATCH (p:Person)
  WHERE toLower(p.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person))
  MATCH (p)-[:SPOKE_IN|ASSIGNED_TO]-(x)
  OPTIONAL MATCH (x)-[:RAISED_IN|TAKEN_IN*0..1]->()<-[:HAS_PARAGRAPH*0..1]-(i:AgendaItem)
  WHERE all(word IN split(toLower($issue), ' ') WHERE toLower(i.heading) CONTAINS word)
  WITH x, i
  WHERE i IS NOT NULL
    OR all(word IN split(toLower($issue), ' ') WHERE toLower(x.text) CONTAINS word)
  RETURN DISTINCT x AS x, x.meeting AS key
}
// Each meeting is looked at once, however much of it has been found.
WITH key, x
ORDER BY x.key
WITH key, collect(x) AS found
MATCH (m:Meeting {key: key})
WHERE ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
UNWIND found AS x
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
