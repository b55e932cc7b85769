// How often did members come to the meetings held while they were members?
// param person: part of a name, or an alias
// param body: part of the body's name, or its acronym
// param role: one of: member, chair, secretary, alternate; all but alternates where it is left out
// param since: first day, as 2020-06-16
// param until: last day, as 2020-06-16
// column person, body, role, first_seen, last_seen, meetings, attended, apologies, absent, rate, source
// draw (person:Person)-[:MEMBER_OF {*}]->(body:Body)
MATCH (b:Body)
WHERE $body IS NULL OR toLower(b.name) CONTAINS toLower($body)
  OR toLower(b.acronym) = toLower($body)
// Only meetings whose minutes list who came.
MATCH (b)<-[:MEETING_OF]-(m:Meeting)
WHERE m.status = 'recorded' AND m.date IS NOT NULL
  AND EXISTS { MATCH (m)-[:HAS_SESSION]->(:Session)<-[:ATTENDED]-(:Person) }
WITH b, collect(DISTINCT m.date) AS days
MATCH (b)<-[r:MEMBER_OF]-(p:Person)
WHERE ($person IS NULL OR toLower(p.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person)))
  AND (r.role = toLower($role) OR $role IS NULL AND coalesce(r.role, 'member') <> 'alternate')
// From the first to the last minutes that have them as a member, less the time after leaving.
WITH b, p, r, [d IN days WHERE d >= r.first_seen AND d <= coalesce(r.ended, r.last_seen)
  AND ($since IS NULL OR d >= $since) AND ($until IS NULL OR d <= $until)] AS held
WITH b, p, r, CASE WHEN NOT 'leaves' IN r.changes THEN held ELSE
  [d IN held WHERE none(
    k IN [[n IN range(0, size(r.dates) - 1) WHERE r.dates[n] <= toString(d)][-1]]
    WHERE r.changes[k] = 'leaves' AND r.dates[k] < toString(d))] END AS held
WHERE size(held) > 0
OPTIONAL MATCH (p)-[:ATTENDED]->(:Session)<-[:HAS_SESSION]-(m:Meeting)-[:MEETING_OF]->(b)
WHERE m.date IN held
WITH b, p, r, held, collect(DISTINCT m.date) AS came
OPTIONAL MATCH (p)-[:SENT_APOLOGIES]->(n:Meeting)-[:MEETING_OF]->(b)
WHERE n.date IN held AND NOT n.date IN came
WITH b, p, r, size(held) AS meetings, size(came) AS attended, count(DISTINCT n.date) AS apologies
RETURN p.name AS person, b.name AS body, r.role AS role, r.first_seen AS first_seen,
  coalesce(r.ended, r.last_seen) AS last_seen, meetings AS meetings, attended AS attended,
  apologies AS apologies, meetings - attended - apologies AS absent,
  round(100.0 * attended / meetings) / 100 AS rate, r.source[-1] AS source
ORDER BY body, b.key, person, p.key
