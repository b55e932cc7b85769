// Which people are there?
// column key, name, honorific, post_nominals, aliases, may_be, member, official
MATCH (p:Person)
RETURN p.key AS key, p.name AS name, p.honorific AS honorific, p.post_nominals AS post_nominals,
  p.aliases AS aliases, p.may_be AS may_be, p:Member AS member, p:Official AS official
ORDER BY key
