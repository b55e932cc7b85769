// What was said, by somebody or about something?
// param person: part of the speaker's name, or an alias
// param organisation: part of the name, or the acronym, of an organisation the speaker belongs to
// param topic: words: a topic, or words of the paragraph; AND, OR, NOT, parentheses and quotation marks as for trace
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column date, meeting, item, ref, text, source
// draw (meeting:Meeting {date})-[:HAS_ITEM]->(item, meeting:AgendaItem)-[:HAS_PARAGRAPH]->(text, meeting, ref:Paragraph {ref, text, date, source})
CALL {
  // Values are returned, not nodes, which would be copied.
  UNWIND CASE WHEN $person IS NULL AND $organisation IS NULL AND $topic IS NULL THEN [1] ELSE [] END
    AS everybody
  MATCH (m:Meeting)
  WHERE ($since IS NULL OR m.date >= $since)
    AND ($until IS NULL OR m.date <= $until)
    AND ($body IS NULL OR EXISTS {
        MATCH (m)-[:MEETING_OF]->(b:Organisation)
        WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
      })
  MATCH (q:Paragraph {meeting: m.key})
  WHERE EXISTS { MATCH (q)<-[:SPOKE_IN]-(:Person) }
  OPTIONAL MATCH (q)<-[h:HAS_PARAGRAPH]-(i:AgendaItem)
  WHERE h.document = q.document[0]
  RETURN m.date AS date, m.name AS meeting, m.key AS at, i.name AS item, q.ref AS ref,
    q.text AS text, q.ordinal AS ordinal, q.key AS key, q.source AS source
  UNION ALL
  // What has the words has been found: it is not gone through again.
  UNWIND CASE WHEN $person IS NULL AND $organisation IS NULL THEN $topic ELSE [] END AS found
  MATCH (q:Paragraph {key: found})
  WHERE EXISTS { MATCH (q)<-[:SPOKE_IN]-(:Person) }
  MATCH (m:Meeting {key: q.meeting})
  WHERE ($since IS NULL OR m.date >= $since)
    AND ($until IS NULL OR m.date <= $until)
    AND ($body IS NULL OR EXISTS {
        MATCH (m)-[:MEETING_OF]->(b:Organisation)
        WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
      })
  OPTIONAL MATCH (q)<-[h:HAS_PARAGRAPH]-(i:AgendaItem)
  WHERE h.document = q.document[0]
  RETURN m.date AS date, m.name AS meeting, m.key AS at, i.name AS item, q.ref AS ref,
    q.text AS text, q.ordinal AS ordinal, q.key AS key, q.source AS source
  UNION ALL
  MATCH (p:Person)
  WHERE ($person IS NOT NULL OR $organisation IS NOT NULL)
    AND ($person IS NULL OR toLower(p.name) CONTAINS toLower($person)
      OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person)))
    AND ($organisation IS NULL OR EXISTS {
        MATCH (p)-[:AFFILIATED_WITH]->(o:Organisation)
        WHERE toLower(o.name) CONTAINS toLower($organisation)
          OR toLower(o.acronym) = toLower($organisation)
      })
  MATCH (p)-[:SPOKE_IN]->(q:Paragraph)
  WHERE $topic IS NULL OR q.key IN $topic
  MATCH (m:Meeting {key: q.meeting})
  WHERE ($since IS NULL OR m.date >= $since)
    AND ($until IS NULL OR m.date <= $until)
    AND ($body IS NULL OR EXISTS {
        MATCH (m)-[:MEETING_OF]->(b:Organisation)
        WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
      })
  OPTIONAL MATCH (q)<-[h:HAS_PARAGRAPH]-(i:AgendaItem)
  WHERE h.document = q.document[0]
  RETURN DISTINCT m.date AS date, m.name AS meeting, m.key AS at, i.name AS item, q.ref AS ref,
    q.text AS text, q.ordinal AS ordinal, q.key AS key, q.source AS source
}
RETURN date AS date, meeting AS meeting, item AS item, ref AS ref, text AS text, source AS source
ORDER BY date, at, ordinal, key
