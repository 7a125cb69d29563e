import type { EventType } from '@halloo/protocol'

// What happens when …? Every event that has consequences after its transaction, and which.

/** What the log says happened, without what was said. */
export interface Happened {
  organizationId: string
  seq: number
  type: EventType
  conversationId: string | null
  /** `member:<id>`, `chatuser:<id>` or `system`. */
  actor: string
}

/** Every kind of job, and what it is told: ids only, so that nothing of a person waits in the queue. */
export interface Jobs {
  mailAnswer: { organizationId: string; conversationId: string }
  mailTranscript: { organizationId: string; conversationId: string; seq: number }
}
export type JobName = keyof Jobs

export type Job = {
  [N in JobName]: {
    name: N
    /** Jobs of one key that wait are one job, which runs when the first of them was to. */
    key: string
    about: Jobs[N]
    /** How long it waits, in milliseconds. */
    afterMs: number
  }
}[JobName]

/** What an installation decides about its jobs. */
export interface Waits {
  /** How long an answer is left to be read where it was written. */
  answerMs: number
}

type Reactions = { [T in EventType]?: (event: Happened & { conversationId: string }, waits: Waits) => Job[] }

const REACTIONS: Reactions = {
  'message.created': ({ organizationId, conversationId, actor }, { answerMs }) =>
    actor.startsWith('member:')
      ? [
          {
            name: 'mailAnswer',
            key: `answer ${organizationId} ${conversationId}`,
            about: { organizationId, conversationId },
            afterMs: answerMs,
          },
        ]
      : [],
  'transcript.requested': ({ organizationId, conversationId, seq }) => [
    {
      name: 'mailTranscript',
      key: `transcript ${organizationId} ${conversationId}`,
      about: { organizationId, conversationId, seq },
      afterMs: 0,
    },
  ],
}

/** Types of events that the reactor asks the log for. */
export const REACTED = Object.keys(REACTIONS) as EventType[]

/** The jobs that follow from events, one for each key. */
export function jobsAfter(events: readonly Happened[], waits: Waits): Job[] {
  const jobs = new Map<string, Job>()
  for (const { conversationId, ...event } of events)
    if (conversationId !== null)
      for (const job of REACTIONS[event.type]?.({ ...event, conversationId }, waits) ?? [])
        jobs.set(job.key, job)
  return [...jobs.values()]
}
