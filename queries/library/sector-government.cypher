// Which organisations met which government departments, how often, through whom?
// param organisation: part of the organisation's name, or its acronym
// param sector: voluntary, academic, private, …; all but government where it is left out
// param government: part of the department's name, or its acronym; what is part of it is included
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column organisation, sector, government, sessions, items, people
// draw (organisation:Organisation)-[:MET {sessions, items, people}]->(government:Organisation)
CALL {
  // An organisation that is asked for is where to begin: it met few, and departments meet many.
  UNWIND CASE WHEN $organisation IS NULL THEN [1] ELSE [] END AS everybody
  MATCH (g:Organisation)
  WHERE g.sector = 'government'
    AND ($government IS NULL OR toLower(g.name) CONTAINS toLower($government)
      OR toLower(g.acronym) = toLower($government) OR EXISTS {
        MATCH (g)-[:PART_OF*1..9]->(w:Organisation)
        WHERE toLower(w.name) CONTAINS toLower($government)
          OR toLower(w.acronym) = toLower($government)
      })
  MATCH (g)-[y:REPRESENTED_AT]->(s:Session)<-[x:REPRESENTED_AT]-(o:Organisation)
  WHERE coalesce(o.sector, '') <> 'government' AND x.document = y.document
    AND ($sector IS NULL OR o.sector = toLower($sector))
    AND ($body IS NULL OR EXISTS {
        MATCH (s)<-[:HAS_SESSION]-(:Meeting)-[:MEETING_OF]->(c:Organisation)
        WHERE toLower(c.name) CONTAINS toLower($body) OR toLower(c.acronym) = toLower($body)
      })
    AND ($since IS NULL AND $until IS NULL OR EXISTS {
        MATCH (s)<-[:HAS_SESSION]-(m:Meeting)
        WHERE ($since IS NULL OR m.date >= $since) AND ($until IS NULL OR m.date <= $until)
      })
  RETURN g.key AS g, o.key AS o, s.key AS s, x AS x, y AS y
  UNION ALL
  MATCH (o:Organisation)
  WHERE (toLower(o.name) CONTAINS toLower($organisation)
      OR toLower(o.acronym) = toLower($organisation))
    AND coalesce(o.sector, '') <> 'government'
    AND ($sector IS NULL OR o.sector = toLower($sector))
  WITH DISTINCT o
  MATCH (o)-[x:REPRESENTED_AT]->(s:Session)<-[y:REPRESENTED_AT]-(g:Organisation)
  WHERE x.document = y.document AND g.sector = 'government'
    AND ($government IS NULL OR toLower(g.name) CONTAINS toLower($government)
      OR toLower(g.acronym) = toLower($government) OR EXISTS {
        MATCH (g)-[:PART_OF*1..9]->(w:Organisation)
        WHERE toLower(w.name) CONTAINS toLower($government)
          OR toLower(w.acronym) = toLower($government)
      })
    AND ($body IS NULL OR EXISTS {
        MATCH (s)<-[:HAS_SESSION]-(:Meeting)-[:MEETING_OF]->(c:Organisation)
        WHERE toLower(c.name) CONTAINS toLower($body) OR toLower(c.acronym) = toLower($body)
      })
    AND ($since IS NULL AND $until IS NULL OR EXISTS {
        MATCH (s)<-[:HAS_SESSION]-(m:Meeting)
        WHERE ($since IS NULL OR m.date >= $since) AND ($until IS NULL OR m.date <= $until)
      })
  RETURN g.key AS g, o.key AS o, s.key AS s, x AS x, y AS y
}
WITH g, o, s, x, y,
  [n IN coalesce(x.items, []) WHERE n IN coalesce(y.items, [])] AS shared
WHERE size(shared) > 0 OR x.items IS NULL
// Of several people, those who were there for one of the items shared.
WITH g, o, s, size(shared) AS items,
  CASE WHEN size(x.by) = 1 OR size(shared) = 0 THEN x.by
    ELSE [k IN range(0, size(x.by) - 1)
      WHERE any(n IN shared WHERE (' ' + x.during[k] + ' ') CONTAINS (' ' + toString(n) + ' '))
      | x.by[k]] END AS theirs,
  CASE WHEN size(y.by) = 1 OR size(shared) = 0 THEN y.by
    ELSE [k IN range(0, size(y.by) - 1)
      WHERE any(n IN shared WHERE (' ' + y.during[k] + ' ') CONTAINS (' ' + toString(n) + ' '))
      | y.by[k]] END AS officials
// A meeting that two documents record counts once.
WITH g, o, s, max(items) AS items, collect(theirs)[0] AS theirs, collect(officials)[0] AS officials
UNWIND range(0, size(theirs) + size(officials) - 1) AS place
WITH g, o, s, CASE WHEN place = 0 THEN items ELSE 0 END AS items,
  (theirs + officials)[place] AS person, place >= size(theirs) AS official
ORDER BY official, person
WITH g, o, count(DISTINCT s) AS sessions, sum(items) AS items,
  collect(DISTINCT CASE WHEN official THEN null ELSE person END) AS theirs,
  collect(DISTINCT CASE WHEN official THEN person ELSE null END) AS officials
MATCH (a:Organisation {key: o})
MATCH (b:Organisation {key: g})
RETURN a.name AS organisation, a.sector AS sector, b.name AS government,
  sessions AS sessions, items AS items, theirs + officials AS people
ORDER BY organisation, government, a.key, b.key
