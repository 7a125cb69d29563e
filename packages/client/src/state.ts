import type { Count, Member, Settings } from '@halloo/protocol'
import type { Side } from './side.ts'

type ById<T> = Readonly<Record<string, T>>

/** What is known, as screens read it. Never changed in place. */
export interface State<S extends Side> {
  readonly conversations: ById<S['conversation']>
  /** By conversation, in order of `seq`. */
  readonly messages: ById<readonly S['message'][]>
  readonly departments: ById<S['department']>
  readonly members: ById<Member>
  /** By topic. */
  readonly counts: ById<Count>
  readonly chatUsers: ById<S['chatUser']>
  readonly settings: Settings | null
  readonly theme: S['theme'] | null
  /** What each conversation was put together from, so that the order of arrival does not matter. */
  readonly sources: ById<Source<S>>
}

export interface Source<S extends Side> {
  /** The newest that was told in full. */
  full?: S['conversation']
  /** The newest that a message, or reading, told in part. */
  state?: S['state']
  /** Messages that were changed and are not known yet: putting them in would tear a hole into the list. */
  changed?: ById<S['message']>
}

export const emptyState = <S extends Side>(): State<S> => ({
  conversations: {},
  messages: {},
  departments: {},
  members: {},
  counts: {},
  chatUsers: {},
  settings: null,
  theme: null,
  sources: {},
})
