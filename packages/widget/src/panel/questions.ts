import type { PreChat, PreChatField, Visitor, WidgetSettings } from '@halloo/protocol'

/** What is asked before the first message. */
export interface Questions {
  /** Without a label: in the words of the panel's own language. */
  fields: PreChatField[]
  consent: PreChat['consent']
  /** Nobody is there: a message and an address are left instead. */
  away: boolean
}

/** What the owner asks and does not know of this visitor yet. */
export function questionsOf(settings: WidgetSettings, me: Visitor | undefined): Questions {
  const { chatCollectName, chatCollectEmail, chatPreChat, hours } = settings
  const away = isAway(settings) && hours?.whenClosed === 'form'
  const asked = chatPreChat?.fields ?? []
  const own: PreChatField[] = [
    ...(chatCollectName ? [{ key: 'name', label: '', type: 'text' as const, required: false }] : []),
    ...(chatCollectEmail || away
      ? [{ key: 'email', label: '', type: 'email' as const, required: away }]
      : []),
  ]
  const fields = [
    ...own.filter(field => !asked.some(other => columnOf(other) === columnOf(field))),
    ...asked.map(field => (away && field.type === 'email' ? { ...field, required: true } : field)),
  ]
  return {
    fields: fields.filter(field => !me?.[columnOf(field) ?? 'avatarUrl'] || !columnOf(field)),
    consent: (me?.consentedAt ? null : chatPreChat?.consent) ?? null,
    away,
  }
}

/** What of the visitor's own profile a field fills; all others belong to the conversation. */
export const columnOf = ({ key, type }: Pick<PreChatField, 'key' | 'type'>) =>
  type === 'email' || type === 'phone' ? type : key === 'name' ? key : undefined

/** The team is away, now: what the settings say was true when they were served. */
export const isAway = ({ hours }: WidgetSettings) =>
  !!hours && hours.isOpen === (!!hours.changesAt && Date.parse(hours.changesAt) <= Date.now())
