CREATE TABLE "removed_files" (
	"organization_id" text DEFAULT nullif(current_setting('app.organization_id', true), '') NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"storage_key" text NOT NULL,
	"removed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "removed_files_pk" PRIMARY KEY("organization_id","storage_key")
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "quick_replies" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "removed_files" ADD CONSTRAINT "removed_files_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
ALTER TYPE message_draft ADD ATTRIBUTE quick_replies text;
--> statement-breakpoint
-- As before, with the answers that a reply offers.
CREATE OR REPLACE FUNCTION append_messages(drafts message_draft[], moment timestamptz, patient boolean, alone boolean)
RETURNS event_draft[] LANGUAGE plpgsql AS $$
DECLARE
  free int[];
  reads boolean;
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
  SELECT array_agg(held.ord), bool_or(held.reads) INTO free, reads FROM (
    SELECT d.ord, d.sender_type = 'agent' AND (p.id IS NULL OR p.read_total < v.visitor_messages) AS reads
      FROM unnest(drafts) d
      JOIN conversations v ON v.organization_id = d.organization_id AND v.id = d.conversation_id
      LEFT JOIN conversation_participants p
        ON d.sender_type = 'agent' AND p.organization_id = d.organization_id AND p.conversation_id = d.conversation_id
       AND p.id = d.sender_id
     ORDER BY v.organization_id, v.id
       FOR NO KEY UPDATE OF v SKIP LOCKED
  ) held;

  -- Whoever replies has read what was on their screen; nobody who only writes has.
  IF reads THEN
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
     WHERE d.sender_type = 'agent' AND d.ord = ANY (free) AND (alone OR v.audience && d.topics AND v.closed_at IS NULL)
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
  -- What a message makes of its conversation. Lists show what people said; the house's own sentences do not push that away.
  told AS MATERIALIZED (
    SELECT c.ord, c.organization_id, c.conversation_id, c.id, c.sender_type, c.sender_id, c.type, c.content, c.metadata, c.quick_replies, c.audience,
           c.outcome, c.seq, c.next_version, c.visitor_total, c.team_total, c.answered, c.is_last, n.*, p.*, s.*,
           CASE WHEN c.sender_type <> 'system' THEN concat('{"seq":', c.seq, ',"senderType":"', c.sender_type, '","type":"', c.type,
             '","preview":', to_json(coalesce(c.preview, c.content)), ',"createdAt":"', now_text, '"') END AS last_text,
           c.last_message,
           concat('{"message":{"id":"', c.id, '","conversationId":"', c.conversation_id, '","seq":', c.seq, ',"senderType":"', c.sender_type,
             '","type":"', c.type, '","content":', to_json(c.content), ',"attachments":', coalesce(c.attachments, '[]'),
             ',"metadata":', coalesce(c.metadata, '{}'), ',"quickReplies":', coalesce(c.quick_replies, '[]'),
             ',"editedAt":null,"deletedAt":null,"createdAt":"', now_text, '","version":1,') AS message_text,
           concat('},"conversation":{"id":"', c.conversation_id, '","status":"', n.next_status, '","lastSeq":', c.seq,
             ',"closedAt":', coalesce('"' || iso(n.next_closed) || '"', 'null'), ',"updatedAt":"', now_text,
             '","version":', c.next_version, ',"lastMessage":') AS state_text
      FROM counted c
      CROSS JOIN LATERAL (
        SELECT CASE c.sender_type WHEN 'user' THEN 'waiting_for_agent' WHEN 'agent' THEN 'waiting_for_user' ELSE c.status END AS next_status,
               CASE WHEN c.sender_type NOT IN ('user', 'agent') THEN c.closed_at END AS next_closed,
               CASE c.sender_type WHEN 'user' THEN CASE WHEN c.answered THEN moment ELSE coalesce(c.waiting_since, moment) END
                 WHEN 'agent' THEN NULL ELSE c.waiting_since END AS next_waiting,
               CASE WHEN c.answered THEN coalesce(c.first_response_at, moment) ELSE c.first_response_at END AS first_response,
               CASE WHEN c.answered THEN moment ELSE c.last_agent_response_at END AS last_response
      ) n
      CROSS JOIN LATERAL (
        SELECT string_agg(concat('{"kind":"', CASE WHEN p.member_id IS NULL THEN 'chat_user' ELSE 'member' END, '","id":"', p.id,
                 '","lastReadSeq":', p.last_read_seq, ',"readTotal":', p.read_total, '}'), ',' ORDER BY p.id) AS list,
               max(p.read_total) FILTER (WHERE p.member_id IS NULL) AS own_total,
               max(p.last_read_seq) FILTER (WHERE p.member_id IS NULL) AS own_seq,
               max(p.last_read_seq) FILTER (WHERE p.member_id IS NOT NULL) AS team_seq,
               max(p.read_total) FILTER (WHERE p.id = c.assigned_agent_id) AS assignee_total
          FROM conversation_participants p
         WHERE p.organization_id = c.organization_id AND p.conversation_id = c.conversation_id
      ) p
      LEFT JOIN LATERAL (
        SELECT m.name, CASE WHEN g.chat_show_agent_avatar THEN m.avatar_url END AS avatar
          FROM member_profiles m JOIN organizations g ON g.id = m.organization_id
         WHERE m.organization_id = c.organization_id AND m.id = c.sender_id
      ) s ON c.sender_type = 'agent'
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
           last_message = CASE WHEN t.last_text IS NULL THEN v.last_message
             ELSE concat(t.last_text, ',"senderId":', coalesce('"' || t.sender_id || '"', 'null'), '}')::json END,
           last_message_at = CASE WHEN t.last_text IS NULL THEN v.last_message_at ELSE moment END,
           queued_at = CASE WHEN t.sender_type = 'user' AND v.assigned_agent_id IS NULL THEN coalesce(v.queued_at, moment) ELSE v.queued_at END,
           assignee_read_total = CASE WHEN t.answered THEN greatest(v.assignee_read_total, t.assignee_total) ELSE v.assignee_read_total END
      FROM told t
     WHERE t.is_last AND t.outcome = 'message.created' AND v.organization_id = t.organization_id AND v.id = t.conversation_id
  )
  SELECT array_agg(ROW(
           t.ord, t.organization_id, t.outcome, t.audience, '{}', t.conversation_id,
           CASE t.sender_type WHEN 'user' THEN 'chatuser:' WHEN 'agent' THEN 'member:' ELSE 'system' END || coalesce(t.sender_id, ''),
           concat(t.message_text, '"senderId":', sender, t.state_text,
             coalesce(t.last_text || ',"senderId":' || sender || '}', t.last_message::text, 'null'),
             ',"totals":{"visitor":', t.visitor_total, ',"team":', t.team_total, '},"participants":[', t.list,
             '],"waitingSince":', coalesce('"' || iso(t.next_waiting) || '"', 'null'),
             ',"firstResponseAt":', coalesce('"' || iso(t.first_response) || '"', 'null'),
             ',"lastAgentResponseAt":', coalesce('"' || iso(t.last_response) || '"', 'null'), '}}'),
           concat(t.message_text, '"senderName":', coalesce(to_json(t.name)::text, 'null'),
             ',"senderAvatarUrl":', coalesce(to_json(t.avatar)::text, 'null'), t.state_text,
             coalesce(t.last_text || '}', (t.last_message::jsonb - 'senderId')::text, 'null'),
             ',"unread":', greatest(0, t.team_total - coalesce(t.own_total, 0)), ',"readSeq":', coalesce(t.own_seq, 0),
             ',"agentReadSeq":', coalesce(t.team_seq, 0), '}}')
         )::event_draft),
         count(*) FILTER (WHERE t.outcome = 'message.created'), (SELECT array_agg(w.id) FROM written w)
    INTO made, wanted, ids
    FROM told t CROSS JOIN LATERAL (SELECT coalesce('"' || t.sender_id || '"', 'null') AS sender) x;
  -- Looking first would cost every message a search. The place that was kept for it must not stay empty.
  IF wanted > coalesce(cardinality(ids), 0) THEN
    RAISE EXCEPTION 'ids in use' USING ERRCODE = CASE WHEN alone THEN '40001' ELSE 'HL001' END,
      DETAIL = (SELECT string_agg(d.ord::text, ',') FROM unnest(drafts) d WHERE d.ord = ANY (free) AND d.id <> ALL (coalesce(ids, '{}')));
  END IF;
  RETURN coalesce(made, '{}');
END $$;
--> statement-breakpoint
-- What an event told, without the text of one message: in full, and as the last of its conversation.
CREATE FUNCTION without_message(told text, message_id text, place int, moment text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  d jsonb := told;
  preview jsonb := '{"type":"text","preview":"","isDeleted":true}';
BEGIN
  IF d #>> '{message,id}' = message_id THEN
    d := jsonb_set(d, '{message}', d -> 'message' || '{"type":"text","content":"","attachments":[],"metadata":{},"quickReplies":[]}'
      || jsonb_build_object('deletedAt', moment));
  END IF;
  IF d #>> '{lastMessage,seq}' = place::text THEN
    d := jsonb_set(d, '{lastMessage}', d -> 'lastMessage' || preview);
  END IF;
  IF d #>> '{conversation,lastMessage,seq}' = place::text THEN
    d := jsonb_set(d, '{conversation,lastMessage}', d #> '{conversation,lastMessage}' || preview);
  END IF;
  RETURN d;
END $$;
