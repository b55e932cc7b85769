// Who and what is referred to, and where?
// param name: part of the name, or an acronym or alias
// param kind: one of: person, organisation, meeting
// param meeting: date, beginning of a date, or part of the name of the meeting that refers to it
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column name, kind, as_written, date, meeting, item, ref, source
// draw (meeting:Meeting {date})-[:HAS_ITEM]->(item, meeting:AgendaItem)-[:MENTIONS {as_written, ref, source}]->(name:$kind)
CALL {
  MATCH (x:Person)
  WHERE toLower(x.name) CONTAINS toLower($name)
    OR any(alias IN coalesce(x.aliases, []) WHERE toLower(alias) = toLower($name))
  RETURN collect(x) AS people
}
CALL {
  MATCH (x:Organisation)
  WHERE toLower(x.name) CONTAINS toLower($name) OR toLower(x.acronym) = toLower($name)
    OR any(alias IN coalesce(x.aliases, []) WHERE toLower(alias) = toLower($name))
  RETURN collect(x) AS organisations
}
CALL {
  MATCH (x:Meeting)
  WHERE toLower(x.name) CONTAINS toLower($name)
  RETURN collect(x) AS meetings
}
WITH people + organisations + meetings AS named
// Both ways give values, not nodes, which would be copied as often as they are mentioned.
CALL {
  UNWIND CASE WHEN $name IS NULL THEN [1] ELSE [] END AS everything
  MATCH (m:Meeting)
  WHERE ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
      OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
    AND ($since IS NULL OR m.date >= $since)
    AND ($until IS NULL OR m.date <= $until)
    AND ($body IS NULL OR EXISTS {
        MATCH (m)-[:MEETING_OF]->(b:Organisation)
        WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
      })
  MATCH (q:Paragraph {meeting: m.key})
  MATCH (q)-[r:MENTIONS]->(x)
  WHERE $kind IS NULL OR CASE WHEN x:Person THEN 'person' WHEN x:Organisation THEN 'organisation'
    ELSE 'meeting' END = toLower($kind)
  OPTIONAL MATCH (q)<-[h:HAS_PARAGRAPH]-(i:AgendaItem)
  WHERE h.document = r.document
  RETURN x.name AS name, CASE WHEN x:Person THEN 'person' WHEN x:Organisation THEN 'organisation'
      ELSE 'meeting' END AS kind, x.key AS key, r.as_written AS as_written, m.date AS date,
    m.name AS meeting, m.key AS at, i.name AS item, q.ref AS ref, q.ordinal AS ordinal,
    q.key AS paragraph, r.source AS source
  UNION ALL
  WITH named
  UNWIND named AS x
  MATCH (x)<-[r:MENTIONS]-(q:Paragraph)
  MATCH (m:Meeting {key: q.meeting})
  WHERE ($kind IS NULL OR CASE WHEN x:Person THEN 'person' WHEN x:Organisation THEN 'organisation'
      ELSE 'meeting' END = toLower($kind))
    AND ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
      OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
    AND ($since IS NULL OR m.date >= $since)
    AND ($until IS NULL OR m.date <= $until)
    AND ($body IS NULL OR EXISTS {
        MATCH (m)-[:MEETING_OF]->(b:Organisation)
        WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
      })
  OPTIONAL MATCH (q)<-[h:HAS_PARAGRAPH]-(i:AgendaItem)
  WHERE h.document = r.document
  RETURN x.name AS name, CASE WHEN x:Person THEN 'person' WHEN x:Organisation THEN 'organisation'
      ELSE 'meeting' END AS kind, x.key AS key, r.as_written AS as_written, m.date AS date,
    m.name AS meeting, m.key AS at, i.name AS item, q.ref AS ref, q.ordinal AS ordinal,
    q.key AS paragraph, r.source AS source
}
RETURN name AS name, kind AS kind, as_written AS as_written, date AS date, meeting AS meeting,
  item AS item, ref AS ref, source AS source
ORDER BY name, key, date, at, ordinal, paragraph, source
