// Which organisations and bodies are there?
// column key, name, acronym, aliases, may_be, sector, sector_basis, body
MATCH (o:Organisation)
RETURN o.key AS key, o.name AS name, o.acronym AS acronym, o.aliases AS aliases,
  o.may_be AS may_be, o.sector AS sector, o.sector_basis AS sector_basis, o:Body AS body
ORDER BY key
