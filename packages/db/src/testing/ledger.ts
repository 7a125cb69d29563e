import type postgres from 'postgres'

// Everything that is counted along must equal what counting tells. Each query finds the rows that do not.

type Organizations = readonly string[]

/** Sentences about every number that is not what it should be; empty where all is well. `sql` is the owner's. */
export async function wrongCounts(sql: postgres.Sql, organizationIds: Organizations): Promise<string[]> {
  const ids = [...organizationIds]
  const found = await Promise.all([
    sql<{ what: string }[]>`
      select 'totals of ' || c.id || ': ' || c.last_seq || '/' || c.visitor_messages || '/' || c.team_messages
        || ', counted ' || n.all || '/' || n.visitor || '/' || n.team as what
      from conversations c cross join lateral (
        select count(*) as all, count(*) filter (where sender_type = 'user') as visitor,
          count(*) filter (where sender_type in ('agent', 'bot')) as team, coalesce(max(seq), 0) as last
        from messages m where (m.organization_id, m.conversation_id) = (c.organization_id, c.id)) n
      where c.organization_id = any(${ids})
        and (c.last_seq, c.last_seq, c.visitor_messages, c.team_messages) is distinct from (n.all, n.last, n.visitor, n.team)`,
    sql<{ what: string }[]>`
      select 'read by ' || p.id || ' in ' || c.id || ': ' || p.read_total || ', counted ' || n.total as what
      from conversation_participants p
      join conversations c on (c.organization_id, c.id) = (p.organization_id, p.conversation_id)
      cross join lateral (
        select count(*) as total from messages m
        where (m.organization_id, m.conversation_id) = (c.organization_id, c.id) and m.seq <= p.last_read_seq
          and m.sender_type = any(case when p.member_id is null then array['agent', 'bot'] else array['user'] end)) n
      where c.organization_id = any(${ids}) and p.read_total <> n.total`,
    sql<{ what: string }[]>`
      select 'badge of ' || topic || ': ' || coalesce(k.queued, 0) || '/' || coalesce(k.active, 0) || '/'
        || coalesce(k.unread, 0) || ', counted ' || coalesce(n.queued, 0) || '/' || coalesce(n.active, 0) || '/'
        || coalesce(n.unread, 0) as what
      from (select * from conversation_counts where organization_id = any(${ids})) k
      full join (
        select organization_id, topic, count(*) filter (where is_queued) as queued,
          count(*) filter (where is_active) as active, count(*) filter (where is_unread) as unread
        from conversations, unnest(audience) as topic
        where organization_id = any(${ids}) and topic not like 'chatuser:%'
        group by 1, 2) n using (organization_id, topic)
      where (coalesce(k.queued, 0), coalesce(k.active, 0), coalesce(k.unread, 0))
        is distinct from (coalesce(n.queued, 0), coalesce(n.active, 0), coalesce(n.unread, 0))`,
  ])
  return found.flat().map(({ what }) => what)
}

/** What is wrong with the log: gaps, a head that is not its end, messages without their one event. */
export async function wrongEvents(sql: postgres.Sql, organizationIds: Organizations): Promise<string[]> {
  const ids = [...organizationIds]
  const found = await Promise.all([
    sql<{ what: string }[]>`
      select 'log of ' || e.organization_id || ': ' || count(*) || ' events up to ' || max(e.seq) || ', head '
        || h.seq as what
      from events e join event_heads h using (organization_id)
      where e.organization_id = any(${ids})
      group by e.organization_id, h.seq having count(*) <> max(e.seq) or max(e.seq) <> h.seq or min(e.seq) <> 1`,
    sql<{ what: string }[]>`
      with e as materialized (
        select organization_id, seq, data::json -> 'message' ->> 'id' as id from events
        where organization_id = any(${ids}) and type = 'message.created')
      select 'message ' || m.id || ' has ' || count(e.seq) || ' events' as what
      from messages m left join e using (organization_id, id)
      where m.organization_id = any(${ids})
      group by m.organization_id, m.id having count(e.seq) <> 1`,
  ])
  return found.flat().map(({ what }) => what)
}

/** Conversations whose assignee has another number of messages behind them than their own cursor says. */
export async function wrongUnread(sql: postgres.Sql, organizationIds: Organizations): Promise<string[]> {
  const ids = [...organizationIds]
  const found = await sql<{ what: string }[]>`
    select 'unread of ' || c.id || ': the assignee has read ' || c.assignee_read_total || ', their cursor says '
      || coalesce(p.read_total, 0) as what
    from conversations c left join conversation_participants p
      on (p.organization_id, p.conversation_id, p.id) = (c.organization_id, c.id, c.assigned_agent_id)
    where c.organization_id = any(${ids}) and c.assigned_agent_id is not null
      and c.assignee_read_total <> coalesce(p.read_total, 0)`
  return found.map(({ what }) => what)
}
