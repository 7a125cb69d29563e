import { createTransport } from 'nodemailer'
import type { Logger } from '../telemetry/logger.ts'

export interface Mail {
  to: string
  subject: string
  text: string
  html?: string
  /** The same mail sent again has the same; without the brackets. */
  messageId?: string
  /** Where one request, without a sign-in, stops such mails. https://www.rfc-editor.org/rfc/rfc8058 */
  stopUrl?: string
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
/** Milliseconds; a server that says nothing is tried again later. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

/** Sends by SMTP; without a server keeps the last mails in memory, to be read at /mail on this machine. */
export function createMailer(smtpUrl: string | undefined, from: string, log: Logger): Mailer {
  if (!smtpUrl) return savingMailer()
  const transport = createTransport({ url: smtpUrl, ...PATIENCE }, { from })
  return {
    async send(mail) {
      try {
        await transport.sendMail({ ...asMessage(mail), disableFileAccess: true, disableUrlAccess: true })
      } catch (error) {
        if (isRefusedForGood(error)) throw new AddressRefused()
        log.error({ reason: error instanceof Error ? error.message : 'unknown' }, 'a mail could not be sent')
        throw error
      }
    },
    saved: () => [],
  }
}

const asMessage = ({ messageId, stopUrl, ...mail }: Mail) => ({
  ...mail,
  ...(messageId && { messageId: `<${messageId}>` }),
  ...(stopUrl && {
    list: { unsubscribe: stopUrl },
    headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click', 'Auto-Submitted': 'auto-generated' },
  }),
})

/** The mail server will never take a mail to this address. */
export class AddressRefused extends Error {}

const isRefusedForGood = (error: unknown) => {
  const { code, responseCode } = error as { code?: string; responseCode?: number }
  return code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500
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
