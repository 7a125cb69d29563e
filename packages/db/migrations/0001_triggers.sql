-- What the tables do by themselves: a member's lasting profile, the log of changes that Better Auth makes,
-- and the badge counts. Every function runs as whoever wrote, under the same policies.

CREATE FUNCTION iso(moment timestamptz) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
--> statement-breakpoint
CREATE FUNCTION log_event(organization text, event_type text, event_data json) RETURNS void LANGUAGE plpgsql AS $$
DECLARE position bigint;
BEGIN
  INSERT INTO event_heads AS head (organization_id, seq) VALUES (organization, 1)
    ON CONFLICT (organization_id) DO UPDATE SET seq = head.seq + 1
    RETURNING head.seq INTO position;
  INSERT INTO events (organization_id, seq, type, audience, actor, data)
    VALUES (organization, position, event_type, ARRAY['org'],
            coalesce(nullif(current_setting('app.actor', true), ''), 'system'), event_data);
END $$;
--> statement-breakpoint
CREATE FUNCTION keep_member_profile() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO member_profiles (organization_id, id, user_id, name, email, avatar_url, role, chat_is_online, chat_max_concurrent_chats)
      SELECT NEW.organization_id, NEW.id, NEW.user_id, u.name, u.email, u.image,
             CASE WHEN NEW.role IN ('owner', 'admin') THEN NEW.role ELSE coalesce(NEW.chat_role, 'agent') END,
             NEW.chat_is_online, NEW.chat_max_concurrent_chats
        FROM auth.users u WHERE u.id = NEW.user_id;
  ELSIF TG_OP = 'UPDATE' THEN
    UPDATE member_profiles
       SET role = CASE WHEN NEW.role IN ('owner', 'admin') THEN NEW.role ELSE coalesce(NEW.chat_role, 'agent') END,
           chat_is_online = NEW.chat_is_online, chat_max_concurrent_chats = NEW.chat_max_concurrent_chats,
           version = version + 1
     WHERE organization_id = NEW.organization_id AND id = NEW.id;
  ELSIF EXISTS (SELECT FROM organizations WHERE id = OLD.organization_id) THEN
    DELETE FROM department_members WHERE organization_id = OLD.organization_id AND member_id = OLD.id;
    UPDATE member_profiles SET left_at = now(), chat_is_online = false, version = version + 1
     WHERE organization_id = OLD.organization_id AND id = OLD.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_member_profile AFTER INSERT OR UPDATE OR DELETE ON members
  FOR EACH ROW EXECUTE FUNCTION keep_member_profile();
--> statement-breakpoint
CREATE FUNCTION keep_member_names() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE member_profiles SET name = NEW.name, email = NEW.email, avatar_url = NEW.image, version = version + 1
   WHERE user_id = NEW.id AND left_at IS NULL;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_member_names AFTER UPDATE ON auth.users FOR EACH ROW
  WHEN ((OLD.name, OLD.email, OLD.image) IS DISTINCT FROM (NEW.name, NEW.email, NEW.image))
  EXECUTE FUNCTION keep_member_names();
--> statement-breakpoint
-- The data is the member of the contract, letter for letter; a test compares the two.
CREATE FUNCTION log_member() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.left_at IS NOT NULL THEN
    PERFORM log_event(NEW.organization_id, 'member.removed',
      json_build_object('id', NEW.id, 'leftAt', iso(NEW.left_at), 'version', NEW.version));
  ELSE
    PERFORM log_event(NEW.organization_id, 'member.updated', json_build_object(
      'id', NEW.id, 'name', NEW.name, 'email', NEW.email, 'avatarUrl', NEW.avatar_url, 'role', NEW.role,
      'status', NEW.status, 'chatIsOnline', NEW.chat_is_online,
      'chatMaxConcurrentChats', NEW.chat_max_concurrent_chats, 'lastSeenAt', iso(NEW.last_seen_at),
      'leftAt', iso(NEW.left_at), 'version', NEW.version));
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER log_new_member AFTER INSERT ON member_profiles FOR EACH ROW EXECUTE FUNCTION log_member();
--> statement-breakpoint
CREATE TRIGGER log_changed_member AFTER UPDATE ON member_profiles FOR EACH ROW
  WHEN (OLD.version IS DISTINCT FROM NEW.version) EXECUTE FUNCTION log_member();
--> statement-breakpoint
-- Adds what a conversation now counts to every topic that sees it, and takes away what it counted before.
-- Topics are always locked in the same order.
CREATE FUNCTION keep_counts() RETURNS trigger LANGUAGE plpgsql AS $$
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
  END LOOP;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER count_new_conversation AFTER INSERT OR DELETE ON conversations
  FOR EACH ROW EXECUTE FUNCTION keep_counts();
--> statement-breakpoint
CREATE TRIGGER count_changed_conversation AFTER UPDATE ON conversations FOR EACH ROW
  WHEN ((OLD.is_queued, OLD.is_active, OLD.is_unread, OLD.audience) IS DISTINCT FROM
        (NEW.is_queued, NEW.is_active, NEW.is_unread, NEW.audience))
  EXECUTE FUNCTION keep_counts();
