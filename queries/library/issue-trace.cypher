// How did an issue travel through the meetings, and what came of it?
// param issue: issue: a topic, or words; AND, OR, NOT, parentheses and quotation marks as for trace
// param person: part of the name, or an alias, of somebody who speaks, moves or is to act
// param organisation: part of the name, or the acronym, of an organisation they belong to
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// param kind: one of: raised, discussed, asked, answered, decided, action given or action reviewed
// column date, meeting, item, ref, kind, text, people, source
// further place, body, state, due, outcome
// draw (meeting:Meeting {date})-[:RECORDS]->(text, meeting, ref:Paragraph {kind, item, ref, text, date, source})
// draw (people:Person|Organisation)-[:CONCERNED_IN {source}]->(text, meeting, ref:Paragraph)
OPTIONAL MATCH (o:Organisation)<-[:AFFILIATED_WITH]-(p:Person)
WHERE toLower(o.name) CONTAINS toLower($organisation)
  OR toLower(o.acronym) = toLower($organisation)
WITH p
ORDER BY p.key
WITH collect(DISTINCT p.key) AS theirs, collect(DISTINCT p.name) AS names
CALL {
  // What $issue holds has been found by its words and put in order; here is what it says.
  UNWIND $issue AS row
  WITH row
  WHERE row.label = 'AgendaItem' AND $person IS NULL AND $organisation IS NULL
  MATCH (x:AgendaItem {key: row.key})
  RETURN row.place AS place, row.kind AS kind, row.meeting AS at, x.name AS item, x.ref AS ref,
    x.heading AS text, [] AS people, null AS state, null AS due, null AS outcome, x.source AS source
  UNION ALL
  WITH theirs
  UNWIND $issue AS row
  WITH theirs, row
  WHERE row.label = 'Paragraph'
  MATCH (x:Paragraph {key: row.key})
  WHERE ($person IS NULL OR EXISTS {
      MATCH (x)<-[:SPOKE_IN]-(p:Person)
      WHERE toLower(p.name) CONTAINS toLower($person)
        OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person))
    })
    AND ($organisation IS NULL OR EXISTS {
      MATCH (x)<-[:SPOKE_IN]-(p:Person)
      WHERE p.key IN theirs
    })
  WITH row.place AS place, row.kind AS kind, row.meeting AS at, x
  OPTIONAL MATCH (x)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
  WITH place, kind, at, x, min(i.name) AS item
  OPTIONAL MATCH (x)<-[:SPOKE_IN]-(w:Person)
  WITH place, kind, at, x, item, w
  ORDER BY w.name, w.key
  WITH place, kind, at, x, item, collect(DISTINCT w.name) AS known
  RETURN place AS place, kind AS kind, at AS at, item AS item, x.ref AS ref, x.text AS text,
    known + coalesce(x.unresolved, []) AS people, null AS state, null AS due, null AS outcome,
    x.source AS source
  UNION ALL
  UNWIND $issue AS row
  WITH row
  WHERE row.label = 'Action'
  MATCH (x:Action {key: row.key})
  WHERE ($person IS NULL
      OR any(name IN coalesce(x.owners_as_written, [])
        WHERE toLower(name) CONTAINS toLower($person))
      OR EXISTS {
        MATCH (x)-[:ASSIGNED_TO]->(p:Person)
        WHERE toLower(p.name) CONTAINS toLower($person)
          OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person))
      })
    AND ($organisation IS NULL OR EXISTS {
      MATCH (x)-[:ASSIGNED_TO]->()-[:AFFILIATED_WITH*0..1]->(o:Organisation)
      WHERE toLower(o.name) CONTAINS toLower($organisation)
        OR toLower(o.acronym) = toLower($organisation)
    })
  WITH row.place AS place, row.kind AS kind, row.meeting AS at, x
  OPTIONAL MATCH (x)-[:RAISED_IN]->(:Paragraph)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
  WITH place, kind, at, x, min(i.name) AS through
  OPTIONAL MATCH (x)-[:RAISED_IN]->(i:AgendaItem)
  WITH place, kind, at, x, through, min(i.name) AS own
  WITH place, kind, at, x, coalesce(through, own) AS item
  OPTIONAL MATCH (x)-[r:ASSIGNED_TO]->(w)
  WITH place, kind, at, x, item, r, w
  ORDER BY w.name, w.key
  WITH place, kind, at, x, item, collect(DISTINCT w.name) AS known, collect(r.as_written) AS written
  RETURN place AS place, kind AS kind, at AS at, item AS item, x.ref AS ref, x.text AS text,
    known + [name IN coalesce(x.owners_as_written, []) WHERE NOT name IN written] AS people,
    x.state AS state, x.due AS due, x.outcome AS outcome, x.source AS source
  UNION ALL
  WITH names
  UNWIND $issue AS row
  WITH names, row
  WHERE row.label = 'Decision'
  MATCH (x:Decision {key: row.key})
  WHERE ($person IS NULL OR any(name IN [x.proposer, x.seconder]
      WHERE toLower(name) CONTAINS toLower($person)))
    AND ($organisation IS NULL OR any(name IN [x.proposer, x.seconder] WHERE name IN names))
  WITH row.place AS place, row.kind AS kind, row.meeting AS at, x
  OPTIONAL MATCH (x)-[:TAKEN_IN]->(:Paragraph)<-[:HAS_PARAGRAPH]-(i:AgendaItem)
  WITH place, kind, at, x, min(i.name) AS through
  OPTIONAL MATCH (x)-[:TAKEN_IN]->(i:AgendaItem)
  WITH place, kind, at, x, through, min(i.name) AS own
  WITH place, kind, at, x, coalesce(through, own) AS item
  RETURN place AS place, kind AS kind, at AS at, item AS item, x.ref AS ref, x.text AS text,
    [name IN [x.proposer, x.seconder] WHERE name IS NOT NULL] AS people,
    null AS state, null AS due, null AS outcome, x.source AS source
}
MATCH (m:Meeting {key: at})
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
WITH place, kind, item, ref, text, people, state, due, outcome, source, m, min(b.name) AS body
RETURN m.date AS date, m.name AS meeting, item AS item, ref AS ref, kind AS kind, text AS text,
  people AS people, source AS source, place AS place, body AS body, state AS state, due AS due,
  outcome AS outcome
ORDER BY place
