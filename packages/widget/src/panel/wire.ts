// A chunk of its own: the socket, uploads and the outbox.
export { createClient } from '@halloo/client'
export { createVisitorOutbox } from './outbox.ts'
