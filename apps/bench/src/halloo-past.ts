import type postgres from 'postgres'
import { HALL, HALL_CONVERSATION, HOT, MEMBERS } from './halloo-people.ts'
import { PAST } from './past.ts'

const DAY = "interval '1 day'"

/** Fills the database with organizations, people and what they have said; the numbers are those of `halloo-people`. */
export async function writePast(sql: postgres.Sql) {
  await sql.begin(async tx => {
    for (const statement of [...functions, ...people, ...conversations, ...log]) await tx.unsafe(statement)
  })
  await sql`vacuum analyze`
}

const functions = [
  `create function pg_temp.hash(text) returns text language sql immutable as
    $$ select rtrim(translate(encode(sha256(convert_to($1, 'UTF8')), 'base64'), '+/', '-_'), '=') $$`,
  `create function pg_temp.id(kind text, n int) returns text language sql immutable as
    $$ select kind || '_' || left(pg_temp.hash(kind || n), 21) $$`,
  `create temp table numbered as
    select n, case when n < ${PAST.conversations} then n % ${PAST.organizations} when n < ${HALL_CONVERSATION} then ${HOT} else ${HALL} end as org,
      case when n < ${PAST.conversations} then (n % ${PAST.organizations}) * ${MEMBERS.many} + n / ${PAST.organizations} % ${MEMBERS.many}
        when n < ${HALL_CONVERSATION} then ${HOT * MEMBERS.many} + (n - ${PAST.conversations}) % ${MEMBERS.hot} end as member
    from generate_series(0, ${HALL_CONVERSATION}) n`,
  `create temp table place as
    select n, pg_temp.id('org', org) as organization, pg_temp.id('conv', n) as conversation, pg_temp.id('cu', n) as visitor,
      pg_temp.id('mem', member) as member
    from numbered`,
  `create temp table person as
    select n, case when n < ${HOT * MEMBERS.many} then n / ${MEMBERS.many} when n < ${HOT * MEMBERS.many + MEMBERS.hot} then ${HOT} else ${HALL} end as org
    from generate_series(0, ${HOT * MEMBERS.many + MEMBERS.hot + MEMBERS.hall - 1}) n`,
]

const people = [
  `insert into organizations (id, name, slug, chat_api_key, chat_visibility)
    select pg_temp.id('org', n), 'Shop ' || n, 'shop-' || n, pg_temp.id('pk', n), case n when ${HALL} then 'all' else 'assigned' end
    from generate_series(0, ${HALL}) n`,
  `insert into auth.users (id, name, email, email_verified)
    select pg_temp.id('usr', n), 'Agent ' || n, n || '@bench.test', true from person`,
  `insert into auth.sessions (id, token, user_id, expires_at, active_organization_id)
    select pg_temp.id('ses', n), pg_temp.hash('session' || n), pg_temp.id('usr', n), now() + ${DAY}, pg_temp.id('org', org) from person`,
  `insert into members (id, organization_id, user_id, chat_role)
    select pg_temp.id('mem', n), pg_temp.id('org', org), pg_temp.id('usr', n), 'agent' from person`,
  `insert into chat_users (organization_id, id, name) select organization, visitor, 'Visitor ' || n from place`,
  `insert into visitor_sessions (organization_id, id, chat_user_id, token_hash, expires_at)
    select organization, pg_temp.id('vis', n), visitor,
      pg_temp.hash('vt_' || substr(organization, 5) || '.' || pg_temp.hash('token' || n)), now() + ${DAY} from place`,
]

const conversations = [
  `insert into conversations (organization_id, id, number, chat_user_id, assigned_agent_id, status, last_seq, visitor_messages)
    select organization, conversation, n + 1, visitor, member, 'waiting_for_agent', ${PAST.messages}, ${PAST.messages} from place`,
  `insert into conversation_participants (organization_id, conversation_id, id, member_id, chat_user_id, last_read_seq)
    select organization, conversation, member, member, null, 20 from place where member is not null
    union all
    select organization, conversation, visitor, null, visitor, ${PAST.messages} from place`,
  // Hundreds of thousands of rows that are right by construction need no trigger to look at each.
  'set local session_replication_role = replica',
  `insert into messages (organization_id, id, conversation_id, seq, sender_type, chat_user_id, content)
    select organization, 'msg_' || left(pg_temp.hash(n || '.' || s), 21), conversation, s, 'user', visitor, '${PAST.body}'
    from place, generate_series(1, ${PAST.messages}) s`,
]

// An event is about as long as one of today.
const log = [
  `insert into event_heads (organization_id, seq) select pg_temp.id('org', n), 0 from generate_series(0, ${HALL}) n
    on conflict do nothing`,
  `insert into events (organization_id, seq, type, audience, conversation_id, actor, data, visitor_data)
    select m.organization_id, h.seq + row_number() over (partition by m.organization_id order by m.seq, m.conversation_id), 'message.created',
      c.audience, m.conversation_id, 'chatuser:' || m.chat_user_id,
      '{"message":' || row_to_json(m) || '}', '{"message":' || row_to_json(m) || '}'
    from messages m join conversations c on c.organization_id = m.organization_id and c.id = m.conversation_id
    join event_heads h on h.organization_id = m.organization_id`,
  `update event_heads h set seq = e.seq from (select organization_id, max(seq) as seq from events group by 1) e
    where e.organization_id = h.organization_id`,
  'set local session_replication_role = origin',
]
