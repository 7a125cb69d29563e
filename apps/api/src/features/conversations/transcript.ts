import { type Transaction, tables } from '@halloo/db'
import type { Transcript } from '@halloo/protocol'
import { eq } from 'drizzle-orm'
import { Temporal } from 'temporal-polyfill'
import type { TenantActor, VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'
import { type FullMessage, readMessages } from '../messages/read.ts'
import { type FullConversation, readConversation } from './read.ts'

const { chatUsers, messages, organizations } = tables
const MOST = 1_000_000

/** A conversation as a text file, for its visitor. Times are those of their clock where it is known, else UTC. */
export async function writeTranscript(ctx: Context<TenantActor>, id: string): Promise<Transcript> {
  const full = await readConversation(ctx.tx, id)
  const { team, zone } = await readNames(ctx.tx, full.row.chatUserId)
  const said = await readMessages(ctx.tx, { where: eq(messages.conversationId, id), limit: MOST })
  const names = { visitor: oneLine(full.contact.name ?? 'You'), team: oneLine(team) }
  const head = [headline(full, names.team), `Times are ${zone === 'UTC' ? 'UTC' : `those of ${zone}`}.`]
  const text = [...head, ...byDay(said, names, zone), ''].join('\n')
  return { fileName: `conversation-${full.row.number}.txt`, text }
}

/** Asks for the transcript by mail; it goes out after this is committed, to the address of that moment. */
export async function requestTranscript(ctx: Context<VisitorActor>, id: string) {
  const { row } = await readConversation(ctx.tx, id)
  const [contact] = await ctx.tx
    .select({ email: chatUsers.email, verified: chatUsers.verified })
    .from(chatUsers)
    .where(eq(chatUsers.id, row.chatUserId))
  if (!contact?.email || !contact.verified) throw new Refusal('email_not_verified')
  const sight = { conversationId: id, before: [], after: [`chatuser:${row.chatUserId}`] }
  ctx.emit('transcript.requested', { conversationId: id }, null, sight)
  return { sent: true as const }
}

async function readNames(tx: Transaction, chatUserId: string) {
  const [row] = await tx
    .select({ team: organizations.name, zone: chatUsers.timeZone })
    .from(chatUsers)
    .innerJoin(organizations, eq(organizations.id, chatUsers.organizationId))
    .where(eq(chatUsers.id, chatUserId))
  return { team: row?.team ?? '', zone: row?.zone ?? 'UTC' }
}

const headline = ({ row }: FullConversation, team: string) =>
  `Conversation ${row.number} with ${team}${row.subject ? `: ${oneLine(row.subject)}` : ''}`

interface Names {
  visitor: string
  team: string
}

function byDay(said: readonly FullMessage[], names: Names, zone: string) {
  let day = ''
  return said.flatMap(full => {
    const at = Temporal.Instant.fromEpochMilliseconds(full.row.createdAt.getTime()).toZonedDateTimeISO(zone)
    const date = at.toPlainDate().toString()
    const isNew = date !== day
    day = date
    const time = at.toPlainTime().toString({ smallestUnit: 'minute' })
    return [...(isNew ? ['', date] : []), `[${time}] ${linesOf(full, names)}`]
  })
}

function linesOf(full: FullMessage, names: Names) {
  const { content, deletedAt, senderType } = full.row
  if (senderType === 'system') return `* ${indented(content)}`
  const who = senderType === 'user' ? names.visitor : oneLine(full.senderName ?? names.team)
  const files = full.files.map(({ fileName }) => `(file: ${oneLine(fileName)})`)
  const words = deletedAt ? '(message deleted)' : indented(content)
  return `${who}: ${[...(words ? [words] : []), ...files].join('\n    ')}`
}

// Whoever opens the file in a terminal, an editor or a spreadsheet sees text: nothing is obeyed, and no line but
// our own begins at the margin.
const OBEYED = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu
const plain = (line: string) => line.replaceAll(OBEYED, '')
const oneLine = (text: string) => plain(text.replaceAll(/\s+/g, ' ')).trim()
const indented = (text: string) =>
  text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map(line => plain(line.replaceAll('\t', ' ')))
    .join('\n    ')
