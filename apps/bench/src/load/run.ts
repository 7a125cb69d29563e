import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Mark } from './clock.ts'
import type { Job, LoadResult } from './job.ts'

/** A load under way. */
export interface Load {
  result: Promise<LoadResult>
  /** Lets sockets that rest go. */
  end(): void
}

/** Starts a load, and tells when the time that counts begins and ends. */
export function startLoad(job: Job, onMark: (at: Mark) => void): Load {
  const child = fork(fileURLToPath(new URL('./generator.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  })
  const result = new Promise<LoadResult>((resolve, reject) => {
    child.on('message', said => {
      const { mark, result } = said as { mark?: Mark; result?: LoadResult }
      if (mark) onMark(mark)
      if (result) resolve(result)
    })
    child.once('error', reject)
    child.once('exit', code => code !== 0 && reject(new Error(`the load generator ended with ${code}`)))
  })
  child.send(job)
  return { result, end: () => void child.send('end') }
}
