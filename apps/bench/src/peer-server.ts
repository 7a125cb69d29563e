import { createServer } from 'node:http'
import { eq } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { Server } from 'socket.io'
import { conversations, messages } from './peer-schema.ts'

// A chat as it is usually written with these tools: a room for each conversation, a transaction for each message.

const db = drizzle(postgres(process.env.DATABASE_URL ?? '', { max: 10 }))
const http = createServer()
const io = new Server(http, { transports: ['websocket'] })

interface NewMessage {
  id: string
  text: string
}

io.use((socket, next) => {
  const { user, conversation } = socket.handshake.auth
  if (typeof user !== 'string' || typeof conversation !== 'string') return next(new Error('unauthorized'))
  socket.data = { user, conversation }
  next()
})

io.on('connection', socket => {
  const { user, conversation } = socket.data as { user: string; conversation: string }
  socket.join(conversation)
  socket.on('message', async ({ id, text }: NewMessage, ack: (answer: object) => void) => {
    if (typeof id !== 'string' || typeof text !== 'string' || !text.trim() || text.length > 10_000)
      return ack({ error: 'invalid' })
    try {
      const message = await write({ id, text, user, conversation })
      io.to(conversation).emit('message', message)
      ack({ id: message.id, seq: message.seq })
    } catch {
      ack({ error: 'failed' })
    }
  })
})

const write = ({ id, text, user, conversation }: NewMessage & { user: string; conversation: string }) =>
  db.transaction(async tx => {
    const [known] = await tx
      .select()
      .from(conversations)
      .where(eq(conversations.id, conversation))
      .for('update')
    if (!known) throw new Error('no such conversation')
    const seq = known.lastSeq + 1
    const [message] = await tx
      .insert(messages)
      .values({ id, conversationId: conversation, seq, sender: user, body: text })
      .returning()
    if (!message) throw new Error('not written')
    await tx
      .update(conversations)
      .set({ lastSeq: seq, lastMessage: text, updatedAt: message.createdAt })
      .where(eq(conversations.id, conversation))
    return message
  })

http.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('ready\n'))
process.once('SIGTERM', () => process.exit(0))
