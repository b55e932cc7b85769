// Who sits on which body, in which role, from when to when?
// param person: part of a name, or an alias
// param body: part of the body's name, or its acronym
// param role: member, chair, secretary, alternate
// column person, body, role, first_seen, last_seen, ended, source
MATCH (p:Person)-[r:MEMBER_OF]->(b:Organisation)
WHERE ($person IS NULL OR toLower(p.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person)))
  AND ($body IS NULL OR toLower(b.name) CONTAINS toLower($body)
    OR toLower(b.acronym) = toLower($body))
  AND ($role IS NULL OR r.role = toLower($role))
RETURN p.name AS person, b.name AS body, r.role AS role, r.first_seen AS first_seen,
  r.last_seen AS last_seen, r.ended AS ended, r.source[-1] AS source
ORDER BY body, b.key, person, p.key
