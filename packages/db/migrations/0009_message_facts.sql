-- The log holds a new message once: what both sides read, and what only one of them does. Their texts are made from it.
-- As before, but for what it tells.
CREATE OR REPLACE FUNCTION append_messages(drafts message_draft[], moment timestamptz, patient boolean, alone boolean)
RETURNS event_draft[] LANGUAGE plpgsql AS $$
DECLARE
  free int[];
  replies boolean;
  now_text text := iso(moment);
  made event_draft[];
  wanted int;
  ids text[];
BEGIN
  -- Held in the order of their ids, so that two writers never wait for each other in a circle.
  IF patient THEN
    PERFORM FROM unnest(drafts) d
      JOIN conversations v ON v.organization_id = d.organization_id AND v.id = d.conversation_id
     ORDER BY v.organization_id, v.id
       FOR NO KEY UPDATE OF v;
  END IF;
  SELECT array_agg(held.ord), bool_or(held.replies) INTO free, replies FROM (
    SELECT d.ord, d.sender_type = 'agent' AS replies
      FROM unnest(drafts) d
      JOIN conversations v ON v.organization_id = d.organization_id AND v.id = d.conversation_id
     ORDER BY v.organization_id, v.id
       FOR NO KEY UPDATE OF v SKIP LOCKED
  ) held;

  -- Whoever replies has read what was on their screen; nobody who only writes has.
  IF replies THEN
    INSERT INTO conversation_participants AS p
           (organization_id, conversation_id, id, member_id, last_read_seq, read_total, updated_at)
    SELECT DISTINCT ON (d.organization_id, d.conversation_id, d.sender_id)
           d.organization_id, d.conversation_id, d.sender_id, d.sender_id, least(coalesce(d.seen_seq, v.last_seq), v.last_seq),
           v.visitor_messages - (
             SELECT count(*) FROM messages m
              WHERE m.organization_id = d.organization_id AND m.conversation_id = d.conversation_id
                AND m.seq > d.seen_seq AND m.sender_type = 'user'), moment
      FROM unnest(drafts) d
      JOIN conversations v ON v.organization_id = d.organization_id AND v.id = d.conversation_id
      LEFT JOIN conversation_participants o
        ON o.organization_id = d.organization_id AND o.conversation_id = d.conversation_id AND o.id = d.sender_id
     WHERE d.sender_type = 'agent' AND d.ord = ANY (free) AND (alone OR v.audience && d.topics AND v.closed_at IS NULL)
       AND (o.id IS NULL OR o.read_total < v.visitor_messages)
       -- What is not written reads nothing: as it is judged below.
       AND NOT EXISTS (SELECT FROM messages m WHERE m.organization_id = d.organization_id AND m.id = d.id)
       AND (d.confirm IS TRUE OR NOT EXISTS (
         SELECT FROM messages m
          WHERE m.organization_id = d.organization_id AND m.conversation_id = d.conversation_id
            AND m.seq > d.seen_seq AND m.sender_type = 'agent' AND m.member_id <> d.sender_id))
     ORDER BY d.organization_id, d.conversation_id, d.sender_id, d.seen_seq DESC
        ON CONFLICT (organization_id, conversation_id, id) DO UPDATE
       SET last_read_seq = greatest(p.last_read_seq, excluded.last_read_seq),
           read_total = greatest(p.read_total, excluded.read_total),
           updated_at = moment, version = p.version + 1;
  END IF;

  -- One list from beginning to end, the refused among it: joining two lists of a hundred compares each with each.
  WITH judged AS (
    SELECT d.*, v.last_seq, v.version, v.status, v.last_message, v.visitor_messages, v.team_messages, v.assigned_agent_id,
           v.waiting_since, v.first_response_at, v.last_agent_response_at, v.closed_at, v.audience,
           CASE
             WHEN d.ord <> ALL (free) IS NOT FALSE THEN 'held'
             WHEN alone AND EXISTS (SELECT FROM messages m WHERE m.organization_id = d.organization_id AND m.id = d.id) THEN 'known'
             WHEN v.closed_at IS NOT NULL AND NOT alone THEN 'ended'
             WHEN d.seen_seq < v.last_seq AND d.confirm IS NOT TRUE AND EXISTS (
               SELECT FROM messages m
                WHERE m.organization_id = d.organization_id AND m.conversation_id = d.conversation_id
                  AND m.seq > d.seen_seq AND m.sender_type = 'agent' AND m.member_id <> d.sender_id) THEN 'stale'
             ELSE 'message.created'
           END AS outcome
      FROM unnest(drafts) d
      JOIN conversations v ON v.organization_id = d.organization_id AND v.id = d.conversation_id
     WHERE alone OR v.audience && d.topics
  ),
  -- Several in one conversation: each sees what those before it have done.
  counted AS (
    SELECT j.*, j.last_seq + row_number() OVER earlier AS seq, j.version + row_number() OVER earlier AS next_version,
           j.visitor_messages + count(*) FILTER (WHERE j.sender_type = 'user') OVER earlier AS visitor_total,
           j.team_messages + count(*) FILTER (WHERE j.sender_type IN ('agent', 'bot')) OVER earlier AS team_total,
           count(*) FILTER (WHERE j.sender_type = 'agent') OVER earlier > 0 AS answered,
           lead(j.ord) OVER earlier IS NULL AS is_last
      FROM judged j
    WINDOW earlier AS (PARTITION BY j.organization_id, j.conversation_id, j.outcome ORDER BY j.ord ROWS UNBOUNDED PRECEDING)
  ),
  -- What a message makes of its conversation.
  told AS MATERIALIZED (
    SELECT c.*, n.*
      FROM counted c
      CROSS JOIN LATERAL (
        SELECT CASE c.sender_type WHEN 'user' THEN 'waiting_for_agent' WHEN 'agent' THEN 'waiting_for_user' ELSE c.status END AS next_status,
               CASE WHEN c.sender_type NOT IN ('user', 'agent') THEN c.closed_at END AS next_closed,
               CASE c.sender_type WHEN 'user' THEN CASE WHEN c.answered THEN moment ELSE coalesce(c.waiting_since, moment) END
                 WHEN 'agent' THEN NULL ELSE c.waiting_since END AS next_waiting,
               CASE WHEN c.answered THEN coalesce(c.first_response_at, moment) ELSE c.first_response_at END AS first_response,
               CASE WHEN c.answered THEN moment ELSE c.last_agent_response_at END AS last_response
      ) n
  ),
  written AS (
    INSERT INTO messages (organization_id, id, conversation_id, seq, sender_type, chat_user_id, member_id, type, content, metadata, quick_replies, created_at)
    SELECT t.organization_id, t.id, t.conversation_id, t.seq, t.sender_type,
           CASE WHEN t.sender_type = 'user' THEN t.sender_id END, CASE WHEN t.sender_type = 'agent' THEN t.sender_id END,
           t.type, t.content, coalesce(t.metadata, '{}')::jsonb, coalesce(t.quick_replies, '[]')::jsonb, moment
      FROM told t WHERE t.outcome = 'message.created'
        ON CONFLICT (organization_id, id) DO NOTHING
    RETURNING id
  ),
  kept AS (
    UPDATE conversations v
       SET last_seq = t.seq, version = t.next_version, status = t.next_status, closed_at = t.next_closed, updated_at = moment,
           visitor_messages = t.visitor_total, team_messages = t.team_total, waiting_since = t.next_waiting,
           first_response_at = t.first_response, last_agent_response_at = t.last_response,
           -- Lists show what people said; the house's own sentences do not push that away.
           last_message = CASE WHEN t.sender_type = 'system' THEN v.last_message
             ELSE concat('{"seq":', t.seq, ',"senderType":"', t.sender_type, '","type":"', t.type, '","preview":',
               to_json(coalesce(t.preview, t.content)), ',"createdAt":"', now_text, '","senderId":',
               coalesce('"' || t.sender_id || '"', 'null'), '}')::json END,
           last_message_at = CASE WHEN t.sender_type = 'system' THEN v.last_message_at ELSE moment END,
           queued_at = CASE WHEN t.sender_type = 'user' AND v.assigned_agent_id IS NULL THEN coalesce(v.queued_at, moment) ELSE v.queued_at END,
           assignee_read_total = CASE WHEN t.answered THEN greatest(v.assignee_read_total, (
             SELECT p.read_total FROM conversation_participants p
              WHERE p.organization_id = v.organization_id AND p.conversation_id = v.id AND p.id = v.assigned_agent_id)) ELSE v.assignee_read_total END
      FROM told t
     WHERE t.is_last AND t.outcome = 'message.created' AND v.organization_id = t.organization_id AND v.id = t.conversation_id
  )
  SELECT array_agg(ROW(
           t.ord, t.organization_id, t.outcome, t.audience, '{}', t.conversation_id,
           CASE t.sender_type WHEN 'user' THEN 'chatuser:' WHEN 'agent' THEN 'member:' ELSE 'system' END || coalesce(t.sender_id, ''),
           -- What is empty is left out: concat() passes over nulls.
           concat('{"message":{"id":"', t.id, '","seq":', t.seq, ',"senderType":"', t.sender_type, '","type":"', t.type,
             '","content":', to_json(t.content), ',"createdAt":"', now_text, '"', ',"senderId":"' || t.sender_id || '"',
             ',"attachments":' || t.attachments, ',"metadata":' || t.metadata, ',"quickReplies":' || t.quick_replies,
             CASE WHEN t.sender_type = 'agent' THEN (
               SELECT concat(',"senderName":' || to_json(m.name)::text,
                        CASE WHEN g.chat_show_agent_avatar THEN ',"senderAvatarUrl":' || to_json(m.avatar_url)::text END)
                 FROM member_profiles m JOIN organizations g ON g.id = m.organization_id
                WHERE m.organization_id = t.organization_id AND m.id = t.sender_id) END,
             '},"conversation":{"status":"', t.next_status, '","version":', t.next_version,
             ',"totals":[', t.visitor_total, ',', t.team_total, '],"participants":[', (
               SELECT string_agg(concat(CASE WHEN p.member_id IS NULL THEN '["chat_user","' ELSE '["member","' END, p.id, '",',
                        p.last_read_seq, ',', p.read_total, ']'), ',')
                 FROM conversation_participants p
                WHERE p.organization_id = t.organization_id AND p.conversation_id = t.conversation_id), ']',
             ',"closedAt":"' || iso(t.next_closed) || '"', ',"waitingSince":"' || iso(t.next_waiting) || '"',
             ',"firstResponseAt":"' || iso(t.first_response) || '"', ',"lastAgentResponseAt":"' || iso(t.last_response) || '"',
             CASE WHEN t.sender_type = 'system' THEN ',"lastMessage":' || t.last_message::text END, '}}'), NULL
         )::event_draft),
         count(*) FILTER (WHERE t.outcome = 'message.created'), (SELECT array_agg(w.id) FROM written w)
    INTO made, wanted, ids
    FROM told t;
  -- Looking first would cost every message a search. The place that was kept for it must not stay empty.
  IF wanted > coalesce(cardinality(ids), 0) THEN
    RAISE EXCEPTION 'ids in use' USING ERRCODE = CASE WHEN alone THEN '40001' ELSE 'HL001' END,
      DETAIL = (SELECT string_agg(d.ord::text, ',') FROM unnest(drafts) d WHERE d.ord = ANY (free) AND d.id <> ALL (coalesce(ids, '{}')));
  END IF;
  RETURN coalesce(made, '{}');
END $$;
