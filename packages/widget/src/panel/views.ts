import type { Chat } from './chat.ts'
import { later, Waiting } from './later.tsx'
import { loadWire } from './once.ts'
import { questionsOf } from './questions.ts'

// Each view beyond home is a chunk of its own.

const loadConversation = () => import('./conversation/Conversation.tsx').then(it => it.Conversation)
const loadForm = () => import('./form/Form.tsx').then(it => it.Form)
const loadMine = () => import('./mine/Mine.tsx').then(it => it.Mine)

/** Stands in the first view, not in its place. */
export const Mine = later(loadMine)
export const Conversation = later(async (chat: Chat) => {
  const [loaded] = await Promise.all([loadConversation(), chat.keep.load()])
  return loaded
}, Waiting)
export const Form = later(loadForm, Waiting)
export const Data = later(() => import('./data/Data.tsx').then(it => it.Data), Waiting)

/** On intent: what comes after home, so that it is there at once, and without network, too. */
export function loadAhead({ face, session }: Chat) {
  const { fields, consent, away } = questionsOf(face.value.settings, session.me())
  const asks = fields.length > 0 || consent !== null || away
  for (const load of [loadConversation, loadMine, loadWire, ...(asks ? [loadForm] : [])])
    load().catch(() => {})
}
