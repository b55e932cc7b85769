// Who and what is referred to, and where?
// param name: part of the name, or an acronym or alias
// param kind: person, organisation, meeting
// param meeting: date, beginning of a date, or part of the name of the meeting that refers to it
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column name, kind, as_written, date, meeting, item, ref, source
CALL {
  MATCH (m:Meeting)
  WHERE $name IS NULL
    AND ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
      OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  MATCH (m)-[h:HAS_SESSION]->(:Session)-[i:HAS_ITEM]->(:AgendaItem)-[j:HAS_PARAGRAPH]->(q:Paragraph)
  MATCH (q)-[r:MENTIONS]->(x)
  WHERE h.document = r.document AND i.document = r.document AND j.document = r.document
  RETURN q AS q, r AS r, x AS x
  UNION ALL
  MATCH (m:Meeting)
  WHERE $name IS NULL
    AND ($meeting IS NULL OR toString(m.date) STARTS WITH $meeting
      OR toLower(m.name) CONTAINS toLower($meeting) OR m.key CONTAINS toLower($meeting))
  MATCH (m)-[h:HAS_SESSION]->(:Session)-[j:HAS_PARAGRAPH]->(q:Paragraph)
  MATCH (q)-[r:MENTIONS]->(x)
  WHERE h.document = r.document AND j.document = r.document
  RETURN q AS q, r AS r, x AS x
  UNION ALL
  MATCH (x:Person)
  WHERE toLower(x.name) CONTAINS toLower($name)
    OR any(alias IN coalesce(x.aliases, []) WHERE toLower(alias) = toLower($name))
  MATCH (x)<-[r:MENTIONS]-(q:Paragraph)
  RETURN q AS q, r AS r, x AS x
  UNION ALL
  MATCH (x:Organisation)
  WHERE toLower(x.name) CONTAINS toLower($name) OR toLower(x.acronym) = toLower($name)
    OR any(alias IN coalesce(x.aliases, []) WHERE toLower(alias) = toLower($name))
  MATCH (x)<-[r:MENTIONS]-(q:Paragraph)
  RETURN q AS q, r AS r, x AS x
  UNION ALL
  MATCH (x:Meeting)
  WHERE toLower(x.name) CONTAINS toLower($name)
  MATCH (x)<-[r:MENTIONS]-(q:Paragraph)
  RETURN q AS q, r AS r, x AS x
}
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
RETURN x.name AS name, CASE WHEN x:Person THEN 'person'
    WHEN x:Organisation THEN 'organisation' ELSE 'meeting' END AS kind, r.as_written AS as_written,
  m.date AS date, m.name AS meeting, i.name AS item, q.ref AS ref, r.source AS source
ORDER BY name, x.key, date, m.key, q.ordinal, q.key, source
