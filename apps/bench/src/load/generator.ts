import { closed } from './closed.ts'
import { fan } from './fan.ts'
import type { Job, LoadResult } from './job.ts'
import { open } from './open.ts'
import { rest } from './rest.ts'
import { resume } from './resume.ts'

// The load, in a process of its own: it must not take turns with what it measures.

process.once('message', job => {
  run(job as Job).then(
    result => process.send?.({ result }, undefined, undefined, () => process.exit(0)),
    error => {
      console.error(error)
      process.exit(1)
    },
  )
})

function run(job: Job): Promise<LoadResult> {
  if (job.kind === 'closed') return closed(job, job)
  if (job.kind === 'open') return open(job, job)
  if (job.kind === 'fan') return fan(job, job)
  if (job.kind === 'resume') return resume(job, job)
  return rest(job)
}
