// When, where and by whom were some meetings held, and what records them?
// param meetings: required: keys of meetings
// column meeting, name, date, heading, mode, venue, began, closed, next_meeting, body, body_name, documents, files, before, after
UNWIND $meetings AS wanted
MATCH (m:Meeting {key: wanted})
OPTIONAL MATCH (m)-[:MEETING_OF]->(b:Organisation)
WITH m, min(b.key) AS body
OPTIONAL MATCH (b:Organisation {key: body})
OPTIONAL MATCH (m)-[:RECORDED_IN]->(d:Document)
WITH m, b, d
ORDER BY d.key
WITH m, b, collect(d.key) AS documents, collect(d.name) AS files
OPTIONAL MATCH (m)-[:FOLLOWS]->(e:Meeting)
WITH m, b, documents, files, min(e.key) AS before
OPTIONAL MATCH (n:Meeting)-[:FOLLOWS]->(m)
WITH m, b, documents, files, before, min(n.key) AS after
RETURN m.key AS meeting, m.name AS name, m.date AS date, m.heading AS heading, m.mode AS mode,
  m.venue AS venue, m.began AS began, m.closed AS closed, m.next_meeting AS next_meeting,
  b.key AS body, b.name AS body_name, documents AS documents, files AS files, before AS before,
  after AS after
ORDER BY meeting
