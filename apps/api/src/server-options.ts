import type { Env } from './env.ts'
import type { Logger } from './telemetry/logger.ts'

/** What a server is started with: settings, logins, secrets, and what tests put in their place. */
export interface ServerOptions {
  root: string
  env: Env
  appUrl: string
  authUrl: string
  writerUrl: string
  jobsUrl: string
  authSecret: string
  encryptionKey: string
  dataFolder: string
  now?: () => Date
  /** How often the log and the sessions are looked at without anybody having rung. */
  checkMs?: number
  log?: Logger
  /** Jobs are queued and run only when a test says so. */
  jobsByHand?: boolean
  /** Told of every statement of the serving role. */
  onStatement?: (text: string) => void
  /** Widget key of the demo shop, if there is one. */
  demoKey?: () => string | undefined
  /** Whether what a first start makes is there; nobody is sent here before. */
  isPrepared?: () => boolean
}
