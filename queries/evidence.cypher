// How is somebody or something written, where, and how often?
// param key: required: key of a person or organisation
// column written, organisation, position, times, source
MATCH (:Person {key: $key})-[r:ATTENDED|SENT_APOLOGIES|SPOKE_IN|MENTIONS|ASSIGNED_TO]-()
WITH r.as_written AS written, r.organisation AS organisation, r.position AS position,
  count(*) AS times, min(r.source) AS source
RETURN written AS written, organisation AS organisation, position AS position, times AS times,
  source AS source
ORDER BY times DESC, source, written
UNION ALL
MATCH (:Organisation {key: $key})<-[r:MENTIONS]-()
WITH r.as_written AS written, count(*) AS times, min(r.source) AS source
RETURN written AS written, null AS organisation, null AS position, times AS times, source AS source
ORDER BY times DESC, source, written
UNION ALL
MATCH (n:Organisation {key: $key})<-[r:AFFILIATED_WITH]-(p:Person)
RETURN p.name AS written, n.name AS organisation, r.position AS position,
  size(r.document) AS times, r.source[0] AS source
ORDER BY times DESC, source, written
