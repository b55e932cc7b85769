// What was on the agenda of some meetings?
// param meetings: required: keys of meetings
// column meeting, session, item, ref, name, ordinal, source
UNWIND $meetings AS wanted
MATCH (m:Meeting {key: wanted})-[:HAS_SESSION]->(s:Session)-[:HAS_ITEM]->(i:AgendaItem)
RETURN DISTINCT m.key AS meeting, s.key AS session, i.key AS item, i.ref AS ref,
  coalesce(i.heading, i.name) AS name, i.ordinal AS ordinal, i.source AS source
ORDER BY meeting, ordinal, item
