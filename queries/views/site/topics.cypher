// Which issues are there?
// column key, name, aliases, unlike, broader, related
MATCH (t:Topic)
RETURN t.key AS key, t.name AS name, t.aliases AS aliases, t.unlike AS unlike,
  t.broader AS broader, t.related AS related
ORDER BY key
