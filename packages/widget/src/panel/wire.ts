// A chunk of its own: the socket, uploads, the outbox, and what tells of news.
export { createClient } from '@halloo/client'
export { createAlerts } from './alerts.ts'
export { createVisitorOutbox } from './outbox.ts'
export { createTyping } from './typing.ts'
