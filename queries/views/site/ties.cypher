// Who belongs to which organisations and sits on which bodies, since when?
// column relation, person, person_name, organisation, organisation_name, position, first, last, ended, positions, dates, since, until, sources
MATCH (p:Person)-[r:AFFILIATED_WITH|MEMBER_OF|HOLDS_POST]->(o:Organisation)
RETURN type(r) AS relation, p.key AS person, p.name AS person_name, o.key AS organisation,
  o.name AS organisation_name, coalesce(r.position, r.role) AS position,
  coalesce(r.first_seen, r.since) AS first, coalesce(r.last_seen, r.until) AS last,
  r.ended AS ended, coalesce(r.roles, r.positions, [r.position]) AS positions,
  coalesce(r.dates, []) AS dates, r.since AS since, r.until AS until, r.source AS sources
ORDER BY relation, person, organisation, position, first
