import { Refusal } from '@halloo/client'

/** Whether sending again may help. */
export const isForNow = (error: unknown) =>
  !(error instanceof Refusal) ||
  ['offline', 'unavailable', 'busy', 'internal', 'request_timeout', 'rate_limited'].includes(error.code)
