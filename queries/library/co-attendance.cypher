// Who sat in the same sessions, and in how many?
// param person: part of a name, or an alias; every pair once where it is left out
// param other: part of the other one's name, or an alias
// param organisation: part of the name of the organisation the other one came for, or its acronym
// param body: part of the body's name, or its acronym
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column person, other, sessions
OPTIONAL MATCH (g:Organisation)
WHERE toLower(g.name) CONTAINS toLower($organisation)
  OR toLower(g.acronym) = toLower($organisation)
WITH collect(g.key) AS organisations
CALL {
  MATCH (p:Person)
  WHERE toLower(p.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person))
  MATCH (p)-[a:ATTENDED]->(s:Session)
  RETURN p AS p, a AS a, s AS s
  UNION ALL
  MATCH (p:Person)-[a:ATTENDED]->(s:Session)
  WHERE $person IS NULL
  RETURN p AS p, a AS a, s AS s
}
WITH organisations, p, a, s
WHERE ($body IS NULL AND $since IS NULL AND $until IS NULL) OR EXISTS {
    MATCH (s)<-[:HAS_SESSION]-(m:Meeting)
    WHERE ($since IS NULL OR m.date >= $since)
      AND ($until IS NULL OR m.date <= $until)
      AND ($body IS NULL OR EXISTS {
          MATCH (m)-[:MEETING_OF]->(c:Organisation)
          WHERE toLower(c.name) CONTAINS toLower($body) OR toLower(c.acronym) = toLower($body)
        })
  }
MATCH (s)<-[b:ATTENDED]-(o:Person)
// Both were there for one item at least; where there are no items, for the session.
WHERE o.key <> p.key AND ($person IS NOT NULL OR p.key < o.key)
  AND coalesce(a.from_ordinal, 0) <= coalesce(b.to_ordinal, a.from_ordinal, 0)
  AND coalesce(b.from_ordinal, 0) <= coalesce(a.to_ordinal, b.from_ordinal, 0)
  AND ($other IS NULL OR toLower(o.name) CONTAINS toLower($other)
    OR any(alias IN coalesce(o.aliases, []) WHERE toLower(alias) = toLower($other)))
  AND ($organisation IS NULL OR b.organisation_key IN organisations
    OR toLower(b.organisation) CONTAINS toLower($organisation))
WITH p, o, count(DISTINCT s) AS sessions
RETURN p.name AS person, o.name AS other, sessions AS sessions
ORDER BY person, p.key, sessions DESC, other, o.key
