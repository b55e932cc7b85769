// With which organisations did one sit in most sessions?
// param key: required: key of the organisation
// param limit: organisations at most
// column key, name, sessions
MATCH (p:Organisation {key: $key})-[v:REPRESENTED_AT]->(s:Session)
  <-[w:REPRESENTED_AT]-(o:Organisation)
WHERE o.key <> p.key AND v.document = w.document
  AND (v.items IS NULL OR w.items IS NULL OR any(n IN v.items WHERE n IN w.items))
RETURN o.key AS key, o.name AS name, count(DISTINCT s) AS sessions
ORDER BY sessions DESC, name, key
LIMIT toInteger($limit)
