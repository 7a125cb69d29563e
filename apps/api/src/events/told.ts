import type { Message, Participant, SentMessage } from '@halloo/protocol'
import { previewOf } from '../preview.ts'
import type { LoggedEvent } from './write.ts'

/** What the log holds of a new message: once, without what is empty and what follows from the rest. */
interface Facts {
  message: Pick<Message, 'id' | 'seq' | 'senderType' | 'type' | 'content' | 'createdAt'> &
    Partial<Pick<Message, 'senderId' | 'attachments' | 'metadata' | 'quickReplies' | 'deletedAt'>> & {
      senderName?: string
      senderAvatarUrl?: string | null
    }
  conversation: Pick<State, 'status' | 'version'> &
    Partial<Pick<State, 'lastMessage' | (typeof MOMENTS)[number]>> & {
      totals: [visitor: number, team: number]
      participants: [kind: Participant['kind'], id: string, lastReadSeq: number, readTotal: number][]
    }
}
type State = SentMessage['conversation']
const MOMENTS = ['closedAt', 'waitingSince', 'firstResponseAt', 'lastAgentResponseAt'] as const

type Row = Omit<LoggedEvent, 'seq'> & { seq: number | string }

/** An event of the log as both sides read it. */
export function asLogged(row: Row): LoggedEvent {
  const { type, audience, hiddenFrom, conversationId, data, visitorData } = row
  const seq = Number(row.seq)
  if (type !== 'message.created' || visitorData !== null || conversationId === null)
    return { seq, type, audience, hiddenFrom, conversationId, data, visitorData }
  const { team, visitor } = tellMessage(conversationId, data)
  return {
    seq,
    type,
    audience,
    hiddenFrom,
    conversationId,
    data: team,
    visitorData: visitor,
    held: data,
  }
}

/** The other way round: an event as the log holds it, which is shorter. */
export function asHeld(event: LoggedEvent): LoggedEvent {
  const { seq, type, audience, hiddenFrom, conversationId, held } = event
  const data = held ?? event.data
  const visitorData = held === undefined ? event.visitorData : null
  return { seq, type, audience, hiddenFrom, conversationId, data, visitorData }
}

/**
 * The data of a `message.created`, as JSON for the team and for the visitor. Put together by hand, for every message:
 * objects would cost ten times as much. A test holds it against the contract.
 */
export function tellMessage(conversationId: string, facts: string): { team: string; visitor: string } {
  const { message, conversation } = JSON.parse(facts) as Facts
  const { id, seq, senderType, type, createdAt, senderId, senderName, senderAvatarUrl } = message
  const { status, version, totals, participants } = conversation
  const head =
    `{"message":{"id":"${id}","conversationId":"${conversationId}","seq":${seq},"senderType":"${senderType}",` +
    `"type":"${type}","content":${JSON.stringify(message.content)},"attachments":${json(message.attachments, '[]')},` +
    `"metadata":${json(message.metadata, '{}')},"quickReplies":${json(message.quickReplies, '[]')},` +
    `"editedAt":null,"deletedAt":${quoted(message.deletedAt)},"createdAt":"${createdAt}","version":1`
  const state =
    `},"conversation":{"id":"${conversationId}","status":"${status}","lastSeq":${seq},"updatedAt":"${createdAt}",` +
    `"version":${version},"closedAt":${quoted(conversation.closedAt)},"lastMessage":`
  const last = lastOf(message, conversation.lastMessage)
  const reading = readingOf(participants, totals)
  const waiting =
    `"waitingSince":${quoted(conversation.waitingSince)},"firstResponseAt":${quoted(conversation.firstResponseAt)},` +
    `"lastAgentResponseAt":${quoted(conversation.lastAgentResponseAt)}`
  return {
    team: `${head},"senderId":${quoted(senderId)}${state}${last.team},${reading.team},${waiting}}}`,
    visitor: `${head},"senderName":${json(senderName, 'null')},"senderAvatarUrl":${json(senderAvatarUrl, 'null')}${state}${last.visitor},${reading.visitor}}}`,
  }
}

const quoted = (plain: string | null | undefined) => (plain ? `"${plain}"` : 'null')
const json = (value: unknown, empty: string) => (value === undefined ? empty : JSON.stringify(value))

/** What lists show: this message, unless it is a sentence of the house itself. */
function lastOf(message: Facts['message'], before: State['lastMessage'] | undefined) {
  const { seq, senderType, type, createdAt, senderId } = message
  if (senderType === 'system') {
    if (!before) return { team: 'null', visitor: 'null' }
    return { team: JSON.stringify(before), visitor: JSON.stringify({ ...before, senderId: undefined }) }
  }
  const shared =
    `{"seq":${seq},"senderType":"${senderType}","type":"${type}","preview":${JSON.stringify(previewOf(message.content))},` +
    `${message.deletedAt ? '"isDeleted":true,' : ''}"createdAt":"${createdAt}"`
  return { team: `${shared},"senderId":${quoted(senderId)}}`, visitor: `${shared}}` }
}

/** What was said and read: by everybody for the team, in brief for the visitor. */
function readingOf(
  participants: Facts['conversation']['participants'],
  [visitorTotal, teamTotal]: [number, number],
) {
  if (participants.length > 1) participants.sort((a, b) => (a[1] < b[1] ? -1 : 1))
  let list = ''
  let [readSeq, read, agentReadSeq] = [0, 0, 0]
  for (const [kind, id, lastReadSeq, readTotal] of participants) {
    list += `${list && ','}{"kind":"${kind}","id":"${id}","lastReadSeq":${lastReadSeq},"readTotal":${readTotal}}`
    if (kind === 'member') agentReadSeq = Math.max(agentReadSeq, lastReadSeq)
    else [readSeq, read] = [lastReadSeq, readTotal]
  }
  return {
    team: `"totals":{"visitor":${visitorTotal},"team":${teamTotal}},"participants":[${list}]`,
    visitor: `"unread":${Math.max(0, teamTotal - read)},"readSeq":${readSeq},"agentReadSeq":${agentReadSeq}`,
  }
}
