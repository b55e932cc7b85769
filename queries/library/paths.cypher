// How are two people or organisations connected?
// param from: required: a name or part of it, an acronym or an alias
// param to: required: a name or part of it, an acronym or an alias
// param limit: paths at most; 20 where it is left out
// column from, to, steps, path, source
// draw (from:Person|Organisation)-[:CONNECTED_WITH {*}]->(to:Person|Organisation)
CALL {
  MATCH (a:Person)
  WHERE toLower(a.name) CONTAINS toLower($from)
    OR any(alias IN coalesce(a.aliases, []) WHERE toLower(alias) = toLower($from))
  RETURN a AS a
  UNION
  MATCH (a:Organisation)
  WHERE toLower(a.name) CONTAINS toLower($from) OR toLower(a.acronym) = toLower($from)
    OR any(alias IN coalesce(a.aliases, []) WHERE toLower(alias) = toLower($from))
  RETURN a AS a
}
// Those of just that name, where there are any; else five at most.
WITH a, CASE WHEN toLower($from) IN [toLower(a.name), toLower(coalesce(a.acronym, a.name))]
  THEN 1 ELSE 0 END AS exact
ORDER BY exact DESC, a.key
WITH collect(a) AS found, sum(exact) AS exact
WITH CASE WHEN exact > 0 THEN found[0..exact] ELSE found[0..5] END AS first
CALL {
  MATCH (b:Person)
  WHERE toLower(b.name) CONTAINS toLower($to)
    OR any(alias IN coalesce(b.aliases, []) WHERE toLower(alias) = toLower($to))
  RETURN b AS b
  UNION
  MATCH (b:Organisation)
  WHERE toLower(b.name) CONTAINS toLower($to) OR toLower(b.acronym) = toLower($to)
    OR any(alias IN coalesce(b.aliases, []) WHERE toLower(alias) = toLower($to))
  RETURN b AS b
}
WITH first, b, CASE WHEN toLower($to) IN [toLower(b.name), toLower(coalesce(b.acronym, b.name))]
  THEN 1 ELSE 0 END AS exact
ORDER BY exact DESC, b.key
WITH first, collect(b) AS found, sum(exact) AS exact
WITH first, CASE WHEN exact > 0 THEN found[0..exact] ELSE found[0..5] END AS last
UNWIND first AS a
UNWIND last AS b
WITH a, b
WHERE a.key <> b.key
CALL {
  WITH a, b
  MATCH (a)-[r:AFFILIATED_WITH|MEMBER_OF|PART_OF]-(b)
  RETURN [a, b] AS places, [r] AS links
  UNION ALL
  WITH a, b
  MATCH (a)-[r:ATTENDED|REPRESENTED_AT|AFFILIATED_WITH|MEMBER_OF|PART_OF]-(x)
  MATCH (x)-[t:ATTENDED|REPRESENTED_AT|AFFILIATED_WITH|MEMBER_OF|PART_OF]-(b)
  RETURN [a, x, b] AS places, [r, t] AS links
  UNION ALL
  // No sessions on longer ways: of people who meet often there would be thousands.
  WITH a, b
  MATCH path = allShortestPaths((a)-[:AFFILIATED_WITH|MEMBER_OF|PART_OF*1..6]-(b))
  WITH path
  WHERE length(path) > 2
  RETURN nodes(path) AS places, relationships(path) AS links
  UNION ALL
  // But somebody who sat with both, where they are not nearer: one session of each will do.
  WITH a, b
  WITH a, b
  WHERE NOT EXISTS {
      MATCH (a)-[:ATTENDED|REPRESENTED_AT|AFFILIATED_WITH|MEMBER_OF|PART_OF*1..2]-(z)
      WHERE z.key = b.key
    }
  MATCH (a)-[r:ATTENDED|REPRESENTED_AT]->(s:Session)<-[t:ATTENDED]-(c:Person)
  WITH a, b, c, r, s, t
  ORDER BY s.key, r.source, t.source
  WITH a, b, c, collect(s)[0] AS s, collect(r)[0] AS r, collect(t)[0] AS t
  MATCH (b)-[v:ATTENDED|REPRESENTED_AT]->(w:Session)<-[u:ATTENDED]-(c)
  WITH a, b, c, s, r, t, w, u, v
  ORDER BY w.key, u.source, v.source
  WITH a, b, c, s, r, t, collect(w)[0] AS w, collect(u)[0] AS u, collect(v)[0] AS v
  RETURN [a, s, c, w, b] AS places, [r, t, u, v] AS links
}
WITH a, b, places, links
ORDER BY size(links)
WITH a, b, collect(size(links))[0] AS steps, collect(places) AS ways, collect(links) AS links
UNWIND range(0, size(ways) - 1) AS way
WITH a, b, steps, way, ways[way] AS places, links[way] AS links
WHERE size(links) = steps
UNWIND range(1, steps) AS step
WITH a, b, steps, way, step, places[step - 1] AS before, places[step] AS place,
  links[step - 1] AS link
OPTIONAL MATCH (place)<-[:HAS_SESSION]-(m:Meeting)
WITH a, b, steps, way, step, link,
  CASE WHEN startNode(link).key = before.key THEN ' → ' ELSE ' ← ' END AS arrow,
  coalesce(m.name + ', ' + place.name, place.name) AS name
ORDER BY step
WITH a, b, steps, way,
  collect(arrow + toLower(replace(type(link), '_', ' ')) + arrow + name) AS parts,
  collect(CASE WHEN type(link) IN ['AFFILIATED_WITH', 'MEMBER_OF'] THEN link.source[-1]
    ELSE link.source END) AS sources
WITH a, b, steps, reduce(text = a.name, part IN parts | text + part) AS path,
  reduce(text = '', source IN sources | text + CASE text WHEN '' THEN '' ELSE '; ' END + source)
  AS source
WITH a, b, steps, path, min(source) AS source
RETURN a.name AS from, b.name AS to, steps AS steps, path AS path, source AS source
ORDER BY steps, from, a.key, to, b.key, path
LIMIT toInteger(coalesce($limit, 20))
