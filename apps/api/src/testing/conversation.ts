import { newId } from '../ids.ts'
import type { TestVisitor } from './organization.ts'

interface Beginning {
  content?: string
  departmentId?: string
  pageUrl?: string
}

/** Lets a visitor start a conversation. */
export async function givenConversation(
  visitor: TestVisitor,
  { content = 'Hello', ...more }: Beginning = {},
) {
  const { body } = await visitor.call('POST /v1/widget/conversations', {
    body: { id: newId('conversation'), message: { id: newId('message'), content }, ...more },
  })
  return body
}
