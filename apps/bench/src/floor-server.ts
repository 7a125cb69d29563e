import postgres from 'postgres'
import { type WebSocket, WebSocketServer } from 'ws'

// No tenants, no rights, no log, no validation: what remains is the price of a socket and of a commit.

const sql = postgres(process.env.DATABASE_URL ?? '', { max: 10 })
const rooms = new Map<number, WebSocket[]>()
const wss = new WebSocketServer({
  port: Number(process.env.PORT),
  host: '127.0.0.1',
  perMessageDeflate: false,
  clientTracking: false,
})

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
    const frame = JSON.stringify({ t: 'message', id, conversation, seq: row?.seq, text })
    for (const other of room) if (other !== ws) other.send(frame)
  })
  ws.on('close', () => room.splice(room.indexOf(ws), 1))
})
wss.once('listening', () => process.stdout.write('ready\n'))
process.once('SIGTERM', () => process.exit(0))
