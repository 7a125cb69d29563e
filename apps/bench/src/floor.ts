import { fileURLToPath } from 'node:url'
import { startDatabase } from './database.ts'
import { PAST } from './past.ts'
import { startRoomSystem } from './room-system.ts'

/** The least that could be called a chat: one statement a message, acknowledged after its commit, sent on to two. */
export async function startFloor(folder: string) {
  const database = await startDatabase(folder)
  const { sql } = database
  await sql`create table conversations (id int primary key, last_seq int not null, preview text)`
  await sql`create table messages (id text primary key, conversation_id int not null, seq int not null, body text not null,
    created_at timestamptz not null default now(), unique (conversation_id, seq))`
  await sql`insert into conversations select n, ${PAST.messages}, '' from generate_series(0, ${PAST.conversations - 1}) n`
  await sql`
    insert into messages
    select 'msg_' || left(translate(encode(sha256(convert_to(c || '.' || s, 'UTF8')), 'base64'), '+/', '-_'), 21), c, s, ${PAST.body}
    from generate_series(0, ${PAST.conversations - 1}) c, generate_series(1, ${PAST.messages}) s`
  await sql`vacuum analyze`
  return startRoomSystem({
    name: 'floor',
    program: fileURLToPath(new URL('./floor-server.ts', import.meta.url)),
    dialect: { answer: '{"t":"ack"' },
    database,
    seat: (port, conversation) => ({
      url: `ws://127.0.0.1:${port}/?conversation=${conversation}`,
      opening: [],
    }),
    message: '{"id":"$id","text":"$body"}',
  })
}
