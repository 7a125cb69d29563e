import { signal } from '@preact/signals'
import { navigate as go } from 'wouter-preact/use-browser-location'
import { type Place, placeOf } from './place.ts'

/** Where we are, for those who are not drawn. */
export const here = signal<Place>(placeOf(location.pathname))
export const inConversation = () => (here.value.kind === 'inbox' ? here.value.conversationId : null)

export { go }
