// Who was in the room at an item of a meeting?
// param meeting: required: date, beginning of a date, or part of the meeting's name
// param item: its number, its title, or its place in the meeting where it has no number; the whole meeting where it is left out
// param body: part of the body's name, or its acronym, where several met that day
// column person, capacity, organisation, source
// draw (person:Person)-[:PRESENT_FOR {capacity, source}]->(organisation:Organisation)
MATCH (m:Meeting)
WHERE (toString(m.date) STARTS WITH $meeting OR toLower(m.name) CONTAINS toLower($meeting)
    OR m.key CONTAINS toLower($meeting))
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
MATCH (m)-[:HAS_SESSION]->(s:Session)<-[r:ATTENDED]-(p:Person)
WHERE $item IS NULL OR EXISTS {
    MATCH (s)-[:HAS_ITEM]->(i:AgendaItem)
    WHERE coalesce(r.from_ordinal, i.ordinal) <= i.ordinal
      AND coalesce(r.to_ordinal, i.ordinal) >= i.ordinal
      AND (i.ref = $item OR i.ref = $item + '.' OR toLower(i.heading) = toLower($item)
        OR toString(i.ordinal) = $item AND NOT EXISTS {
          MATCH (m)-[:HAS_SESSION]->(:Session)-[:HAS_ITEM]->(j:AgendaItem)
          WHERE j.ref = $item OR j.ref = $item + '.'
        })
  }
WITH p, r
ORDER BY r.source, r.from_ordinal
WITH p, collect(r)[0] AS first
RETURN p.name AS person, first.capacity AS capacity, first.organisation AS organisation,
  first.source AS source
ORDER BY person, p.key
