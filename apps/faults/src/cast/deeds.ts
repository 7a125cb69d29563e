import { type Company, startOne } from './company.ts'
import { newId } from './people.ts'

/** Something that somebody of a company does, at random. */
export type Deed = (company: Company) => Promise<unknown>

const one = <T>(list: readonly T[]): T => {
  const found = list[Math.floor(Math.random() * list.length)]
  if (found === undefined) throw new Error('nothing to choose from')
  return found
}

const params = (company: Company) => ({ conversationId: one(company.conversations).id })
const message = () => ({ id: newId('message'), content: 'a word' })
const by = (company: Company) => one(company.members).call
const upTo = () => ({ seq: Math.floor(Math.random() * 60) })

const sendAsVisitor: Deed = company => {
  const { id: conversationId, visitor } = one(company.conversations)
  const op = 'POST /v1/widget/conversations/:conversationId/messages'
  return (
    company.visitors[visitor]?.call(op, { params: { conversationId }, body: message() }) ?? Promise.resolve()
  )
}
const readAsVisitor: Deed = company => {
  const { id: conversationId, visitor } = one(company.conversations)
  const op = 'PUT /v1/widget/conversations/:conversationId/read'
  return (
    company.visitors[visitor]?.call(op, { params: { conversationId }, body: upTo() }) ?? Promise.resolve()
  )
}
const reply: Deed = company =>
  by(company)('POST /v1/conversations/:conversationId/messages', { params: params(company), body: message() })
const read: Deed = company =>
  by(company)('PUT /v1/conversations/:conversationId/read', { params: params(company), body: upTo() })
const accept: Deed = company =>
  by(company)('POST /v1/conversations/:conversationId/accept', { params: params(company) })
const assign: Deed = company =>
  company.members[0]!.call('POST /v1/conversations/:conversationId/assign', {
    params: params(company),
    body: { memberId: Math.random() < 0.3 ? null : one(company.members).id },
  })
const transfer: Deed = company =>
  company.members[0]!.call('POST /v1/conversations/:conversationId/transfer', {
    params: params(company),
    body: { departmentId: one(company.departmentIds) },
  })
const close: Deed = company =>
  by(company)('POST /v1/conversations/:conversationId/close', { params: params(company) })
const reopen: Deed = company =>
  by(company)('POST /v1/conversations/:conversationId/reopen', { params: params(company) })
const block: Deed = company =>
  company.members[0]!.call(
    Math.random() < 0.5 ? 'POST /v1/chat-users/:chatUserId/block' : 'POST /v1/chat-users/:chatUserId/unblock',
    { params: { chatUserId: one(company.visitors).id } },
  )
const start: Deed = async company => {
  const visitor = Math.floor(Math.random() * company.visitors.length)
  const { call } = company.visitors[visitor] ?? {}
  if (call) company.conversations.push(await startOne(call, visitor))
}

const WEIGHTS: [Deed, number][] = [
  [sendAsVisitor, 30],
  [reply, 22],
  [read, 14],
  [readAsVisitor, 6],
  [accept, 8],
  [assign, 6],
  [transfer, 4],
  [close, 4],
  [reopen, 3],
  [block, 2],
  [start, 1],
]
const all = WEIGHTS.flatMap(([deed, weight]) => Array.from({ length: weight }, () => deed))

/** A deed by its weight: mostly talk. */
export const someDeed = () => one(all)
