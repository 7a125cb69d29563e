import type { EventType } from '@halloo/protocol'

// What happens when …? Every event that has consequences after its transaction, and which.

/** What the log says happened, without what was said. */
export interface Happened {
  organizationId: string
  seq: number
  type: EventType
  conversationId: string | null
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

interface Reaction {
  /** Whose doing it has to be, as SQL's LIKE says it: the log is not asked for the others. */
  actor: 'member:%' | '%'
  job(event: Happened & { conversationId: string }, waits: Waits): Job
}

const REACTIONS: { [T in EventType]?: Reaction } = {
  'message.created': {
    actor: 'member:%',
    job: ({ organizationId, conversationId }, { answerMs }) => ({
      name: 'mailAnswer',
      key: `answer ${organizationId} ${conversationId}`,
      about: { organizationId, conversationId },
      afterMs: answerMs,
    }),
  },
  'transcript.requested': {
    actor: '%',
    job: ({ organizationId, conversationId, seq }) => ({
      name: 'mailTranscript',
      key: `transcript ${organizationId} ${conversationId}`,
      about: { organizationId, conversationId, seq },
      afterMs: 0,
    }),
  },
}

/** Types of events that the reactor asks the log for, and whose. */
export const REACTED = Object.entries(REACTIONS).map(([type, { actor }]) => ({ type, actor }))

/** The jobs that follow from events, one for each key. */
export function jobsAfter(events: readonly Happened[], waits: Waits): Job[] {
  const jobs = new Map<string, Job>()
  for (const { conversationId, ...event } of events) {
    const job = conversationId !== null && REACTIONS[event.type]?.job({ ...event, conversationId }, waits)
    if (job) jobs.set(job.key, job)
  }
  return [...jobs.values()]
}
