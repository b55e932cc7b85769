// Which meetings are there?
// param body: part of the body's name, or its acronym
// param person: part of the name, or an alias, of somebody who attended
// param organisation: part of the name, or the acronym, of an organisation that was represented
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// param status: one of: recorded, mentioned; mentioned where no document holds its minutes
// column meeting, date, body, status, mode, venue, sessions, items, people, actions, decisions, source
// draw (meeting:Meeting {*})-[:MEETING_OF]->(body:Body)
MATCH (m:Meeting)
WHERE ($since IS NULL OR m.date >= $since)
  AND ($until IS NULL OR m.date <= $until)
  AND ($status IS NULL OR m.status = toLower($status))
  AND ($person IS NULL OR EXISTS {
      MATCH (m)-[:HAS_SESSION]->(:Session)<-[:ATTENDED]-(p:Person)
      WHERE toLower(p.name) CONTAINS toLower($person)
        OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person))
    })
  AND ($organisation IS NULL OR EXISTS {
      MATCH (m)-[:HAS_SESSION]->(:Session)<-[:REPRESENTED_AT]-(o:Organisation)
      WHERE toLower(o.name) CONTAINS toLower($organisation)
        OR toLower(o.acronym) = toLower($organisation)
    })
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
WITH DISTINCT m, b
WHERE $body IS NULL OR toLower(b.name) CONTAINS toLower($body)
  OR toLower(b.acronym) = toLower($body)
OPTIONAL MATCH (m)-[:HAS_SESSION]->(s:Session)
WITH m, b, count(DISTINCT s) AS sessions
OPTIONAL MATCH (m)-[:HAS_SESSION]->(:Session)-[:HAS_ITEM]->(i:AgendaItem)
WITH m, b, sessions, count(DISTINCT i) AS items
OPTIONAL MATCH (m)-[:HAS_SESSION]->(:Session)<-[:ATTENDED]-(p:Person)
WITH m, b, sessions, items, count(DISTINCT p) AS people
OPTIONAL MATCH (a:Action {meeting: m.key})
WHERE NOT a.carried_over
WITH m, b, sessions, items, people, count(DISTINCT a) AS actions
OPTIONAL MATCH (d:Decision {meeting: m.key})
WITH m, b, sessions, items, people, actions, count(DISTINCT d) AS decisions
OPTIONAL MATCH (m)-[r:RECORDED_IN]->(:Document)
WITH m, b, sessions, items, people, actions, decisions, min(r.source) AS source
RETURN m.name AS meeting, m.date AS date, b.name AS body, m.status AS status, m.mode AS mode,
  m.venue AS venue, sessions AS sessions, items AS items, people AS people, actions AS actions,
  decisions AS decisions, source AS source
ORDER BY date, meeting, m.key, body
