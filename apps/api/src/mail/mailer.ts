import { createTransport } from 'nodemailer'
import type { Logger } from '../telemetry/logger.ts'

export interface Mail {
  to: string
  subject: string
  text: string
}

export interface SavedMail extends Mail {
  at: Date
}

export interface Mailer {
  /** Resolves when the mail is on its way, or is saved where there is no server to send it by. */
  send(mail: Mail): Promise<void>
  /** Newest first; empty where mails are really sent. */
  saved(): readonly SavedMail[]
}

const KEPT = 200

/** Sends by SMTP; without a server keeps the last mails in memory, to be read at /mail on this machine. */
export function createMailer(smtpUrl: string | undefined, from: string, log: Logger): Mailer {
  if (!smtpUrl) return savingMailer()
  const transport = createTransport(smtpUrl, { from })
  return {
    async send(mail) {
      try {
        await transport.sendMail({ ...mail, disableFileAccess: true, disableUrlAccess: true })
      } catch (error) {
        log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'a mail could not be sent')
        throw error
      }
    },
    saved: () => [],
  }
}

function savingMailer(): Mailer {
  const mails: SavedMail[] = []
  return {
    async send(mail) {
      mails.unshift({ ...mail, at: new Date() })
      mails.length = Math.min(mails.length, KEPT)
    },
    saved: () => mails,
  }
}
