// Which organisations and departments were represented in which session, by whom, for which items?
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// param organisation: part of the organisation's name, or its acronym
// param sector: voluntary, academic, private, …; all but government where it is left out
// param government: part of the department's name, or its acronym; what is part of it is included
// column meeting, called, date, session, ordinal, organisation, name, acronym, sector, basis, people, during, items, document, source
MATCH (m:Meeting)
WHERE ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($body IS NULL OR EXISTS {
      MATCH (m)-[:MEETING_OF]->(b:Organisation)
      WHERE toLower(b.name) CONTAINS toLower($body) OR toLower(b.acronym) = toLower($body)
    })
MATCH (m)-[h:HAS_SESSION]->(s:Session)<-[x:REPRESENTED_AT]-(o:Organisation)
WHERE h.document = x.document
  AND (o.sector = 'government' AND ($government IS NULL
      OR toLower(o.name) CONTAINS toLower($government)
      OR toLower(o.acronym) = toLower($government)
      OR EXISTS {
        MATCH (o)-[:PART_OF*1..9]->(w:Organisation)
        WHERE toLower(w.name) CONTAINS toLower($government)
          OR toLower(w.acronym) = toLower($government)
      })
    OR coalesce(o.sector, '') <> 'government'
      AND ($organisation IS NULL OR toLower(o.name) CONTAINS toLower($organisation)
        OR toLower(o.acronym) = toLower($organisation))
      AND ($sector IS NULL OR o.sector = toLower($sector)))
RETURN m.key AS meeting, m.name AS called, m.date AS date, s.key AS session, s.ordinal AS ordinal,
  o.key AS organisation, o.name AS name, o.acronym AS acronym, o.sector AS sector,
  o.sector_basis AS basis, x.by AS people, x.during AS during, x.items AS items,
  x.document AS document, x.source AS source
ORDER BY date, meeting, session, name, organisation, document
