import { fileURLToPath } from 'node:url'
import { startDatabase } from './database.ts'
import { PAST } from './past.ts'
import { startRoomSystem } from './room-system.ts'

/**
 * socket.io with drizzle transactions, as a good engineer would write it who was asked for a chat. Its frames are
 * said by hand: its own client would weigh more than what it measures.
 * https://socket.io/docs/v4/socket-io-protocol/ https://socket.io/docs/v4/engine-io-protocol/
 */
export async function startPeer(folder: string) {
  const database = await startDatabase(folder)
  const { sql } = database
  await sql`create table conversations (id text primary key, last_seq int not null, last_message text,
    updated_at timestamptz not null default now())`
  await sql`create table messages (id text primary key, conversation_id text not null references conversations, seq int not null,
    sender text not null, body text not null, created_at timestamptz not null default now(), unique (conversation_id, seq))`
  await sql`insert into conversations select 'conv_' || n, ${PAST.messages}, '' from generate_series(0, ${PAST.conversations - 1}) n`
  await sql`
    insert into messages
    select 'msg_' || left(translate(encode(sha256(convert_to(c || '.' || s, 'UTF8')), 'base64'), '+/', '-_'), 21),
      'conv_' || c, s, 'user', ${PAST.body}
    from generate_series(0, ${PAST.conversations - 1}) c, generate_series(1, ${PAST.messages}) s`
  await sql`vacuum analyze`
  return startRoomSystem({
    name: 'peer',
    program: fileURLToPath(new URL('./peer-server.ts', import.meta.url)),
    dialect: { welcome: '40', answer: '43', accepted: '"seq"', ping: { heard: '2', said: '3' } },
    database,
    seat: (port, conversation) => ({
      url: `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`,
      opening: [
        `40${JSON.stringify({ user: `user_${conversation}`, conversation: `conv_${conversation}` })}`,
      ],
    }),
    message: '421["message",{"id":"$id","text":"$body"}]',
  })
}
