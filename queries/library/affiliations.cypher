// Who belongs to which organisation, in which post, from when to when?
// param person: part of a name, or an alias
// param organisation: part of the organisation's name, or its acronym
// column person, organisation, position, first_seen, last_seen, source
MATCH (p:Person)-[r:AFFILIATED_WITH]->(o:Organisation)
WHERE ($person IS NULL OR toLower(p.name) CONTAINS toLower($person)
    OR any(alias IN coalesce(p.aliases, []) WHERE toLower(alias) = toLower($person)))
  AND ($organisation IS NULL OR toLower(o.name) CONTAINS toLower($organisation)
    OR toLower(o.acronym) = toLower($organisation)
    OR any(alias IN coalesce(o.aliases, []) WHERE toLower(alias) = toLower($organisation)))
RETURN p.name AS person, o.name AS organisation, r.position AS position,
  r.first_seen AS first_seen, r.last_seen AS last_seen, r.source[-1] AS source
ORDER BY person, p.key, first_seen, organisation, o.key
