import type { z } from 'zod'
import { attachmentOperations } from './attachments.ts'
import { chatUserOperations } from './chat-users.ts'
import { conversationOperations } from './conversations.ts'
import { countOperations } from './counts.ts'
import { departmentOperations } from './departments.ts'
import { doctorOperations } from './doctor.ts'
import { feedOperations } from './feed.ts'
import { identityOperations } from './identity.ts'
import { installOperations } from './install.ts'
import { memberOperations } from './members.ts'
import { messageOperations } from './messages.ts'
import { privacyOperations } from './privacy.ts'
import { settingsOperations } from './settings.ts'
import { signInOperations } from './sign-in-options.ts'
import { themeOperations } from './theme.ts'
import { transcriptOperations } from './transcripts.ts'
import { widgetConversationOperations } from './widget-conversations.ts'
import { widgetSessionOperations } from './widget-sessions.ts'

/** Every operation of the house. */
export const contract = {
  ...attachmentOperations,
  ...chatUserOperations,
  ...conversationOperations,
  ...countOperations,
  ...departmentOperations,
  ...doctorOperations,
  ...feedOperations,
  ...identityOperations,
  ...installOperations,
  ...memberOperations,
  ...messageOperations,
  ...privacyOperations,
  ...settingsOperations,
  ...signInOperations,
  ...transcriptOperations,
  ...themeOperations,
  ...widgetConversationOperations,
  ...widgetSessionOperations,
}

export type Contract = typeof contract
export type Operation = keyof Contract

type Of<K extends Operation, Part extends string> =
  Contract[K] extends Record<Part, infer S extends z.ZodType> ? S : never
type Field<K extends Operation, Part extends 'params' | 'query' | 'body', Value> = [Of<K, Part>] extends [
  never,
]
  ? unknown
  : Record<Part, Value>
type QueryField<K extends Operation, Value> = [Of<K, 'query'>] extends [never] ? unknown : { query?: Value }

/** What a caller passes. */
export type Input<K extends Operation> = Field<K, 'params', z.input<Of<K, 'params'>>> &
  QueryField<K, z.input<Of<K, 'query'>>> &
  Field<K, 'body', z.input<Of<K, 'body'>>>

/** What a handler gets, after validation. */
export type Validated<K extends Operation> = Field<K, 'params', z.output<Of<K, 'params'>>> &
  Field<K, 'query', z.output<Of<K, 'query'>>> &
  Field<K, 'body', z.output<Of<K, 'body'>>>

/** What a caller is answered. */
export type Answer<K extends Operation> = z.output<Contract[K]['returns']>
