import { connect } from '@halloo/db'
import type { Waits } from '../events/reactions.ts'
import { react } from '../events/reactor.ts'
import type { Logger } from '../telemetry/logger.ts'
import { type MailParts, mailAnswer } from './mail-answer.ts'
import { mailTranscript } from './mail-transcript.ts'
import { createQueue, type Queue } from './queue.ts'

export interface JobsParts extends MailParts {
  /** Login of the background. */
  url: string
  waits: Waits
  log: Logger
}

export interface Background extends Queue {
  /** Queues what follows from what has happened. */
  react(): Promise<void>
}

/** What follows from what happened: the reactor, the queue, and what is done for each kind of job. */
export function createJobs(parts: JobsParts): Background {
  const { url, waits, log } = parts
  const { now } = parts.work
  const { sql, close } = connect(url, { max: 1 })
  const queue = createQueue({
    url,
    sql,
    now,
    log,
    tasks: { mailAnswer: mailAnswer(parts), mailTranscript: mailTranscript(parts) },
  })
  return {
    ...queue,
    react: () => react({ sql, waits, now }),
    async stop() {
      await queue.stop()
      await close()
    },
  }
}
