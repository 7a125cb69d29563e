import { type ByeReason, CLOSE_CODES } from '@halloo/protocol/constants'

/** Whether the server wants no further attempt. */
export const isFinal = (reason: ByeReason) => reason === 'unauthorized' || reason === 'revoked'

/** The reason that a close code stands for, where the last frame was lost. */
export const reasonOf = (code: number) =>
  (Object.keys(CLOSE_CODES) as ByeReason[]).find(reason => CLOSE_CODES[reason] === code)
