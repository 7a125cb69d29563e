import postgres from 'postgres'
import { type WebSocket, WebSocketServer } from 'ws'

// No tenants, no rights, no log, no validation: what remains is the price of a socket and of a commit.

const [, , url = '', senders = '0'] = process.argv
const sql = postgres(url, { max: 10 })
await sql`create table conversations (id int primary key, last_seq int not null, preview text)`
await sql`create table messages (id text primary key, conversation_id int not null, seq int not null, body text not null,
  created_at timestamptz not null default now(), unique (conversation_id, seq))`
await sql`insert into conversations select n, 0, '' from generate_series(0, ${Number(senders)}) n`

const rooms = new Map<number, WebSocket[]>()
const wss = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
wss.on('connection', (ws, request) => {
  const conversation = Number(new URL(request.url ?? '/', 'http://floor').searchParams.get('conversation'))
  const room = rooms.get(conversation) ?? []
  rooms.set(conversation, room)
  room.push(ws)
  ws.on('message', async data => {
    const { id, text } = JSON.parse(String(data)) as { id: string; text: string }
    const [row] = await sql<{ seq: number }[]>`
      with c as (update conversations set last_seq = last_seq + 1, preview = ${text} where id = ${conversation} returning last_seq)
      insert into messages (id, conversation_id, seq, body) select ${id}, ${conversation}, last_seq, ${text} from c returning seq`
    ws.send(JSON.stringify({ t: 'ack', id, seq: row?.seq }))
    const frame = JSON.stringify({ t: 'message', id, seq: row?.seq, text })
    for (const other of room) if (other !== ws) other.send(frame)
  })
})
wss.once('listening', () => process.send?.((wss.address() as { port: number }).port))
