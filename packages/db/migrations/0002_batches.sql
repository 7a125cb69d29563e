-- Messages are written many at a time, of all organizations that write at that moment, in one call.

ALTER TABLE "events" DROP CONSTRAINT "events_organization_id_organizations_id_fk";
--> statement-breakpoint
ALTER TABLE "messages" DROP CONSTRAINT "messages_organization_id_organizations_id_fk";
--> statement-breakpoint
-- It reads the session's language and is therefore not immutable; saying so lets PostgreSQL put it in place.
ALTER FUNCTION iso(timestamptz) STABLE;
--> statement-breakpoint
-- Room on the page for the next version of a row: nothing that a message changes is indexed.
ALTER TABLE conversations SET (fillfactor = 70);
--> statement-breakpoint
ALTER TABLE event_heads SET (fillfactor = 10);
--> statement-breakpoint
-- Messages go with their conversation; the log has no other table to go with.
CREATE FUNCTION forget_events() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM events WHERE organization_id = OLD.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER forget_events AFTER DELETE ON organizations FOR EACH ROW EXECUTE FUNCTION forget_events();
--> statement-breakpoint
-- The badge counts as before; a note in the transaction says that there are some to tell.
CREATE OR REPLACE FUNCTION keep_counts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE change record;
BEGIN
  FOR change IN
    SELECT d.organization_id, d.topic, sum(d.queued)::int AS queued, sum(d.active)::int AS active, sum(d.unread)::int AS unread
      FROM (
        SELECT NEW.organization_id, t.topic, NEW.is_queued::int AS queued, NEW.is_active::int AS active, NEW.is_unread::int AS unread
          FROM unnest(NEW.audience) AS t(topic) WHERE TG_OP <> 'DELETE'
        UNION ALL
        SELECT OLD.organization_id, t.topic, -OLD.is_queued::int, -OLD.is_active::int, -OLD.is_unread::int
          FROM unnest(OLD.audience) AS t(topic) WHERE TG_OP <> 'INSERT'
      ) d
     WHERE d.topic NOT LIKE 'chatuser:%'
     GROUP BY d.organization_id, d.topic
    HAVING sum(d.queued) <> 0 OR sum(d.active) <> 0 OR sum(d.unread) <> 0
     ORDER BY d.topic
  LOOP
    INSERT INTO conversation_counts (organization_id, topic) VALUES (change.organization_id, change.topic)
      ON CONFLICT DO NOTHING;
    UPDATE conversation_counts
       SET queued = queued + change.queued, active = active + change.active, unread = unread + change.unread,
           version = version + 1
     WHERE organization_id = change.organization_id AND topic = change.topic;
    PERFORM set_config('app.counted', 'yes', true);
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- JSON is kept as it was made, so that nobody reads it again to store it.
ALTER TABLE events ALTER COLUMN data TYPE text, ALTER COLUMN visitor_data TYPE text;
--> statement-breakpoint
ALTER TABLE conversations ALTER COLUMN last_message TYPE json;
--> statement-breakpoint
-- A message as its writer hands it over. `seen_seq` and `confirm` come with replies; `topics` are the writer's.
CREATE TYPE message_draft AS (
  ord int, organization_id text, conversation_id text, id text, sender_type text, sender_id text, topics text[],
  type text, content text, preview text, attachments text, metadata text, seen_seq int, confirm boolean
);
--> statement-breakpoint
CREATE TYPE event_draft AS (
  ord int, organization_id text, type text, audience text[], hidden_from text[], conversation_id text, actor text,
  data text, visitor_data text
);
--> statement-breakpoint
-- Puts messages at the end of their conversations: `seq` without gaps, totals, preview and times, the read cursor
-- of whoever replies, and the JSON of what both sides are told. Runs under the policies of whoever calls.
-- Answers with a `message.created` for each that was written; with `ended` or `stale` where it was not; with nothing
-- where there is no such conversation for its writer. Ids that are in use fail the whole (HL001, naming each `ord`).
-- A conversation that somebody else holds is told as `held` unless the caller is patient: nobody waits for the lock of
-- a stranger. `alone`: one message within a larger change, whose caller answers for the rest; an id in use is then told
-- as `known`.
CREATE FUNCTION append_messages(drafts message_draft[], moment timestamptz, patient boolean, alone boolean)
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
    SELECT c.ord, c.organization_id, c.conversation_id, c.id, c.sender_type, c.sender_id, c.type, c.content, c.metadata, c.audience,
           c.outcome, c.seq, c.next_version, c.visitor_total, c.team_total, c.answered, c.is_last, n.*, p.*, s.*,
           CASE WHEN c.sender_type <> 'system' THEN concat('{"seq":', c.seq, ',"senderType":"', c.sender_type, '","type":"', c.type,
             '","preview":', to_json(coalesce(c.preview, c.content)), ',"createdAt":"', now_text, '"') END AS last_text,
           c.last_message,
           concat('{"message":{"id":"', c.id, '","conversationId":"', c.conversation_id, '","seq":', c.seq, ',"senderType":"', c.sender_type,
             '","type":"', c.type, '","content":', to_json(c.content), ',"attachments":', coalesce(c.attachments, '[]'),
             ',"metadata":', coalesce(c.metadata, '{}'), ',"createdAt":"', now_text, '","version":1,') AS message_text,
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
    INSERT INTO messages (organization_id, id, conversation_id, seq, sender_type, chat_user_id, member_id, type, content, metadata, created_at)
    SELECT t.organization_id, t.id, t.conversation_id, t.seq, t.sender_type,
           CASE WHEN t.sender_type = 'user' THEN t.sender_id END, CASE WHEN t.sender_type = 'agent' THEN t.sender_id END,
           t.type, t.content, coalesce(t.metadata, '{}')::jsonb, moment
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
-- The counts that the transaction has changed so far, as events; each is told once.
CREATE FUNCTION changed_counts() RETURNS event_draft[] LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('app.counted', true) IS DISTINCT FROM 'yes' THEN RETURN '{}'; END IF;
  PERFORM set_config('app.counted', '', true);
  RETURN coalesce((
    SELECT array_agg(ROW(
             NULL, c.organization_id, 'counts.updated',
             CASE WHEN c.topic = 'everything' THEN ARRAY[c.topic] ELSE ARRAY[c.topic, 'everything'] END, '{}', NULL,
             coalesce(nullif(current_setting('app.actor', true), ''), 'system'),
             json_build_object('topic', c.topic, 'queued', c.queued, 'active', c.active, 'unread', c.unread, 'version', c.version)::text,
             NULL)::event_draft ORDER BY c.topic)
      FROM conversation_counts c
     WHERE c.xmin = pg_current_xact_id_if_assigned()::xid), '{}');
END $$;
--> statement-breakpoint
-- Appends events to the logs of their organizations, in order of `ord`, and answers with the position of each. The
-- counter of each organization is taken here, as the last lock before the commit: the order of the log is that of commits.
CREATE FUNCTION log_events(drafts event_draft[]) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  heads jsonb;
  seqs bigint[];
BEGIN
  WITH head AS (
    INSERT INTO event_heads AS h (organization_id, seq)
    SELECT d.organization_id, count(*) FROM unnest(drafts) d GROUP BY 1 ORDER BY 1
        ON CONFLICT (organization_id) DO UPDATE SET seq = h.seq + excluded.seq, version = h.version + 1
    RETURNING h.organization_id, h.seq
  )
  SELECT jsonb_object_agg(head.organization_id, head.seq) INTO heads FROM head;

  SELECT array_agg(n.seq ORDER BY n.place) INTO seqs FROM (
    SELECT d.place, (heads ->> d.organization_id)::bigint + 1
             - row_number() OVER (PARTITION BY d.organization_id ORDER BY d.ord DESC NULLS FIRST, d.place DESC) AS seq
      FROM unnest(drafts) WITH ORDINALITY AS d
             (ord, organization_id, type, audience, hidden_from, conversation_id, actor, data, visitor_data, place)
  ) n;

  INSERT INTO events (organization_id, seq, type, audience, hidden_from, conversation_id, actor, data, visitor_data)
  SELECT d.organization_id, d.seq, d.type, d.audience, d.hidden_from, d.conversation_id, d.actor, d.data, d.visitor_data
    FROM ROWS FROM (unnest(drafts), unnest(seqs)) AS d
           (ord, organization_id, type, audience, hidden_from, conversation_id, actor, data, visitor_data, seq);
  RETURN seqs;
END $$;
--> statement-breakpoint
-- The whole of a batch: messages, counts, log. What the database refuses fails it, and its caller tries row by row.
CREATE FUNCTION post_messages(input json, moment timestamptz, organizations text, patient boolean) RETURNS TABLE (
  ord int, organization_id text, type text, audience text, conversation_id text, data text, visitor_data text, seq bigint
) LANGUAGE plpgsql AS $$
DECLARE
  made event_draft[];
  refused event_draft[];
BEGIN
  PERFORM set_config('app.organizations', organizations, true);
  made := append_messages(array(SELECT json_populate_recordset(NULL::message_draft, input)), moment, patient, false);
  IF EXISTS (SELECT FROM unnest(made) m WHERE m.type <> 'message.created') THEN
    refused := array(SELECT m FROM unnest(made) m WHERE m.type <> 'message.created');
    made := array(SELECT m FROM unnest(made) m WHERE m.type = 'message.created');
  END IF;
  made := made || changed_counts();
  RETURN QUERY
  SELECT d.ord, d.organization_id, d.type, array_to_string(d.audience, ','), d.conversation_id, d.data, d.visitor_data, d.seq
    FROM ROWS FROM (unnest(made), unnest(log_events(made))) AS d
           (ord, organization_id, type, audience, hidden_from, conversation_id, actor, data, visitor_data, seq)
   UNION ALL
  SELECT r.ord, r.organization_id, r.type, NULL, NULL, NULL, NULL, NULL FROM unnest(refused) r;
END $$;
--> statement-breakpoint
-- The events of a transaction that changes other things.
CREATE FUNCTION log_transaction(input json) RETURNS TABLE (
  type text, audience text[], hidden_from text[], conversation_id text, data text, visitor_data text, seq bigint
) LANGUAGE plpgsql AS $$
DECLARE made event_draft[] := array(SELECT json_populate_recordset(NULL::event_draft, input)) || changed_counts();
BEGIN
  RETURN QUERY
  SELECT d.type, d.audience, d.hidden_from, d.conversation_id, d.data, d.visitor_data, d.seq
    FROM ROWS FROM (unnest(made), unnest(log_events(made))) AS d
           (ord, organization_id, type, audience, hidden_from, conversation_id, actor, data, visitor_data, seq)
   ORDER BY d.seq;
END $$;
