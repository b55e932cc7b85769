// With whom did a person sit in most sessions?
// param key: required: key of the person
// param limit: people at most
// column key, name, sessions
MATCH (p:Person {key: $key})-[v:ATTENDED]->(s:Session)<-[w:ATTENDED]-(o:Person)
WHERE o.key <> p.key
  AND coalesce(v.from_ordinal, 0) <= coalesce(w.to_ordinal, v.from_ordinal, 0)
  AND coalesce(w.from_ordinal, 0) <= coalesce(v.to_ordinal, w.from_ordinal, 0)
RETURN o.key AS key, o.name AS name, count(DISTINCT s) AS sessions
ORDER BY sessions DESC, name, key
LIMIT toInteger($limit)
