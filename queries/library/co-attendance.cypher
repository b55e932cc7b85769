// Who sat in the same sessions, and in how many?
// param person: part of a name, or an alias; every pair once where nothing says who is meant
// param other: part of the other one's name, or an alias
// param organisation: part of the name of the organisation the other one came for, or its acronym
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column person, other, sessions
// draw (person:Person)-[:SAT_WITH {sessions}]->(other:Person)
OPTIONAL MATCH (g:Organisation)
WHERE toLower(g.name) CONTAINS toLower($organisation)
  OR toLower(g.acronym) = toLower($organisation)
WITH collect(g.key) AS organisations
// One of the two is found by what is asked of them, the other by sitting there as well.
CALL {
  UNWIND CASE WHEN $person IS NULL AND $other IS NULL AND $organisation IS NULL THEN [1] ELSE [] END
    AS everybody
  MATCH (x:Person)-[v:ATTENDED]->(s:Session)
  RETURN x AS x, v AS v, s AS s
  UNION ALL
  MATCH (x:Person)
  WHERE toLower(x.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(x.aliases, []) WHERE toLower(alias) = toLower($person))
  MATCH (x)-[v:ATTENDED]->(s:Session)
  RETURN x AS x, v AS v, s AS s
  UNION ALL
  MATCH (x:Person)
  WHERE $person IS NULL AND (toLower(x.name) CONTAINS toLower($other)
      OR any(alias IN coalesce(x.aliases, []) WHERE toLower(alias) = toLower($other)))
  MATCH (x)-[v:ATTENDED]->(s:Session)
  RETURN x AS x, v AS v, s AS s
  UNION ALL
  WITH organisations
  UNWIND CASE WHEN $person IS NULL AND $other IS NULL AND $organisation IS NOT NULL THEN [1]
    ELSE [] END AS theirs
  MATCH (x:Person)-[v:ATTENDED]->(s:Session)
  WHERE v.organisation_key IN organisations
    OR toLower(v.organisation) CONTAINS toLower($organisation)
  RETURN x AS x, v AS v, s AS s
}
WITH organisations, x, v, s
WHERE ($body IS NULL AND $since IS NULL AND $until IS NULL) OR EXISTS {
    MATCH (s)<-[:HAS_SESSION]-(m:Meeting)
    WHERE ($since IS NULL OR m.date >= $since)
      AND ($until IS NULL OR m.date <= $until)
      AND ($body IS NULL OR EXISTS {
          MATCH (m)-[:MEETING_OF]->(c:Organisation)
          WHERE toLower(c.name) CONTAINS toLower($body) OR toLower(c.acronym) = toLower($body)
        })
  }
MATCH (s)<-[w:ATTENDED]-(y:Person)
// Both were there for one item at least; where there are no items, for the session.
WHERE x.key <> y.key
  AND coalesce(v.from_ordinal, 0) <= coalesce(w.to_ordinal, v.from_ordinal, 0)
  AND coalesce(w.from_ordinal, 0) <= coalesce(v.to_ordinal, w.from_ordinal, 0)
  AND ($person IS NOT NULL OR $other IS NOT NULL OR $organisation IS NOT NULL OR x.key < y.key)
  AND ($person IS NULL OR $other IS NULL OR toLower(y.name) CONTAINS toLower($other)
    OR any(alias IN coalesce(y.aliases, []) WHERE toLower(alias) = toLower($other)))
  AND ($organisation IS NULL
    OR CASE WHEN $person IS NULL THEN v.organisation_key ELSE w.organisation_key END
      IN organisations
    OR toLower(CASE WHEN $person IS NULL THEN v.organisation ELSE w.organisation END)
      CONTAINS toLower($organisation))
WITH x, y, count(DISTINCT s) AS sessions,
  $person IS NULL AND ($other IS NOT NULL OR $organisation IS NOT NULL) AS turned
WITH CASE WHEN turned THEN y ELSE x END AS p, CASE WHEN turned THEN x ELSE y END AS o, sessions
RETURN p.name AS person, o.name AS other, sessions AS sessions
ORDER BY person, p.key, sessions DESC, other, o.key
