import { type Transaction, tables } from '@halloo/db'
import type { Transcript } from '@halloo/protocol'
import { eq } from 'drizzle-orm'
import type { TenantActor, VisitorActor } from '../../auth/actor.ts'
import type { Context } from '../../door/context.ts'
import { Refusal } from '../../refusal.ts'
import { fill, type Speech, speak, type Words } from '../../words/speak.ts'
import { type FullMessage, readMessages } from '../messages/read.ts'
import { type FullConversation, readConversation } from './read.ts'

const { chatUsers, messages, organizations } = tables
const MOST = 1_000_000

/**
 * A conversation as a text file, for its visitor and in their language. Times are those of their clock where it is
 * known, else UTC.
 */
export async function writeTranscript(
  ctx: Context<TenantActor>,
  id: string,
): Promise<Transcript & { speech: Speech }> {
  const full = await readConversation(ctx.tx, id)
  const { team, zone, language } = await readReader(ctx.tx, full.row.chatUserId)
  const said = await readMessages(ctx.tx, { where: eq(messages.conversationId, id), limit: MOST })
  const speech = speak(language)
  const { words, direction } = speech
  const names = { visitor: oneLine(full.contact.name ?? words.you), team: oneLine(team), words }
  const head = [headline(full, names), zone ? fill(words.times, { zone }) : words.utc]
  const lines = [...head, ...byDay(said, names, clockOf(speech, zone)), ''].join('\n').split('\n')
  // A line that begins with a clock or a Latin name would be read from the left.
  const text = direction === 'rtl' ? lines.map(line => line && `\u200F${line}`) : lines
  return { fileName: `conversation-${full.row.number}.txt`, text: text.join('\n'), speech }
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

async function readReader(tx: Transaction, chatUserId: string) {
  const [row] = await tx
    .select({ team: organizations.name, zone: chatUsers.timeZone, language: chatUsers.language })
    .from(chatUsers)
    .innerJoin(organizations, eq(organizations.id, chatUsers.organizationId))
    .where(eq(chatUsers.id, chatUserId))
  return { team: row?.team ?? '', zone: row?.zone ?? null, language: row?.language ?? null }
}

const headline = ({ row }: FullConversation, { words, team }: Names) =>
  `${fill(words.conversation, { number: row.number, team })}${row.subject ? `: ${oneLine(row.subject)}` : ''}`

interface Names {
  visitor: string
  team: string
  words: Words
}

function clockOf({ locale }: Speech, zone: string | null) {
  const timeZone = zone ?? 'UTC'
  return {
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }),
    time: new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }),
  }
}

function byDay(said: readonly FullMessage[], names: Names, clock: ReturnType<typeof clockOf>) {
  let last = ''
  return said.flatMap(full => {
    const day = clock.day.format(full.row.createdAt)
    const isNew = day !== last
    last = day
    return [...(isNew ? ['', day] : []), `[${clock.time.format(full.row.createdAt)}] ${linesOf(full, names)}`]
  })
}

function linesOf(full: FullMessage, { words, visitor, team }: Names) {
  const { content, deletedAt, senderType } = full.row
  if (senderType === 'system') return `* ${indented(systemWords(full, words))}`
  const who = senderType === 'user' ? visitor : oneLine(full.senderName ?? team)
  const files = full.files.map(({ fileName }) => fill(words.file, { name: oneLine(fileName) }))
  const text = deletedAt ? words.deleted : indented(content)
  return `${who}: ${[...(text ? [text] : []), ...files].join('\n    ')}`
}

/** What happened to the conversation; in the words that it was told in, where there are no others. */
function systemWords({ row: { content, metadata } }: FullMessage, { system }: Words) {
  const { kind, name, status } = metadata
  const told = kind === 'transferred' && !name ? 'requeued' : status === 'unresolved' ? status : kind
  const sentence = Object.entries(system).find(([known]) => known === told)?.[1]
  if (!sentence || (sentence.includes('{name}') && !name)) return content
  return fill(sentence, { name: String(name) })
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
