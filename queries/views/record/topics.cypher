// Which issues do the minutes of some meetings concern?
// param meetings: required: keys of meetings
// column meeting, place, topic, name, terms, basis
UNWIND $meetings AS wanted
CALL {
  WITH wanted
  MATCH (x:Paragraph {meeting: wanted})-[r:ABOUT]->(t:Topic)
  RETURN x.key AS place, t.key AS topic, t.name AS name, r.terms AS terms, r.basis AS basis
  UNION
  WITH wanted
  MATCH (x:Action {meeting: wanted})-[r:ABOUT]->(t:Topic)
  RETURN x.key AS place, t.key AS topic, t.name AS name, r.terms AS terms, r.basis AS basis
  UNION
  WITH wanted
  MATCH (x:Decision {meeting: wanted})-[r:ABOUT]->(t:Topic)
  RETURN x.key AS place, t.key AS topic, t.name AS name, r.terms AS terms, r.basis AS basis
}
RETURN wanted AS meeting, place AS place, topic AS topic, name AS name, terms AS terms,
  basis AS basis
ORDER BY meeting, place, name, topic
