import { spawn } from 'node:child_process'
import { program, root } from './program.ts'
import { fetchBy } from './way.ts'

/** One process of the program, on a port of its own. */
export interface Node {
  port: number
  readonly pid: number
  readonly isRunning: boolean
  start(): Promise<void>
  /** Sends a signal and waits until the process is gone. */
  end(signal: NodeJS.Signals): Promise<void>
  output(): string
  /** Asks this very process, under the public name. */
  fetch(path: string): Promise<Response>
  /** A number from its metrics: the sum over all labels. */
  metric(name: string): Promise<number>
}

export function createNode(port: number, env: { PUBLIC_URL: string } & Record<string, string>): Node {
  const ask = fetchBy({ port, host: new URL(env.PUBLIC_URL).host, headers: {}, patienceMs: 5000 })
  let child: ReturnType<typeof spawn> | undefined
  let output = ''
  let gone = Promise.resolve()
  return {
    port,
    get pid() {
      return child?.pid ?? 0
    },
    get isRunning() {
      return child !== undefined
    },
    output: () => output,
    start() {
      const started = spawn(process.execPath, program(), {
        cwd: root,
        env: { PATH: process.env.PATH, PORT: String(port), ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = started
      return new Promise((resolve, reject) => {
        const look = (chunk: Buffer) => {
          output = (output + String(chunk)).slice(-20_000)
          if (output.includes('is ready')) resolve()
        }
        started.stdout.on('data', look)
        started.stderr.on('data', look)
        output = ''
        gone = new Promise(ended =>
          started.once('exit', code => {
            if (child === started) child = undefined
            reject(new Error(`the program ended with ${code}:\n${output}`))
            ended()
          }),
        )
      })
    },
    end(signal) {
      child?.kill(signal)
      return gone
    },
    fetch: path => ask(`http://node${path}`),
    async metric(name) {
      const text = await (await ask('http://node/metrics')).text()
      const values = [...text.matchAll(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'gm'))]
      return values.reduce((sum, [, value]) => sum + Number(value), 0)
    },
  }
}
