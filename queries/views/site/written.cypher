// How is everybody and everything written, where, and how often?
// column key, label, written, organisation, position, times, source
MATCH (p:Person)-[r:ATTENDED|SENT_APOLOGIES|SPOKE_IN|MENTIONS|ASSIGNED_TO]-()
WITH p, r.as_written AS written, r.organisation AS organisation, r.position AS position,
  count(*) AS times, min(r.source) AS source
RETURN p.key AS key, 'Person' AS label, written AS written, organisation AS organisation,
  position AS position, times AS times, source AS source
ORDER BY key, times DESC, source, written
UNION ALL
MATCH (o:Organisation)<-[r:MENTIONS]-()
WITH o, r.as_written AS written, count(*) AS times, min(r.source) AS source
RETURN o.key AS key, 'Organisation' AS label, written AS written, null AS organisation,
  null AS position, times AS times, source AS source
ORDER BY key, times DESC, source, written
