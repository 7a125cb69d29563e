import { freePort } from '@halloo/db/embedded/free-port'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll } from 'vitest'

export interface ReceivedMail {
  to: string
  subject: string
  text: string
  html: string
  headers: Record<string, string>
}

/** A real mail server for a test file. `settings` names it, once it listens, to a house that is built later. */
export function givenSmtp(settings: Record<string, string>) {
  const received: ReceivedMail[] = []
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', chunk => chunks.push(chunk))
      stream.on('end', async () => {
        const mail = await PostalMime.parse(Buffer.concat(chunks))
        const to = session.envelope.rcptTo[0]?.address ?? ''
        const headers = Object.fromEntries(mail.headers.map(({ key, value }) => [key, value]))
        received.push({
          to,
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          html: mail.html ?? '',
          headers,
        })
        done()
      })
    },
  })
  beforeAll(async () => {
    const port = await freePort()
    await new Promise<void>(resolve => smtp.listen(port, '127.0.0.1', resolve))
    settings.SMTP_URL = `smtp://127.0.0.1:${port}`
  })
  afterAll(() => new Promise<void>(resolve => smtp.close(resolve)))
  return {
    received,
    mailTo: (address: string) => received.findLast(({ to }) => to === address),
  }
}

/** The address in a mail that it asks to follow. */
export const linkIn = (text = '') => new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '')
