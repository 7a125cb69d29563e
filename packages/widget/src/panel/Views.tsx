/// <reference path="../css.d.ts" />
import { addSheet } from './add-sheet.ts'
import { Conversation } from './Conversation.tsx'
import { Form } from './Form.tsx'
import type { View } from './face.ts'
import { useChat } from './use-chat.ts'
import css from './views.css?inline'

export { createVisitorOutbox } from './outbox.ts'

/** The views beyond home, with the styles that only they need. */
export function Views({ view }: { view: Exclude<View, { name: 'home' }> }) {
  addSheet(useChat().root, css)
  return view.name === 'form' ? <Form departmentId={view.departmentId} /> : <Conversation id={view.id} />
}
