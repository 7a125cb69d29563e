import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** How long the link in a mail brings somebody back, in milliseconds, and how often: several devices, not a crowd. */
export const RETURN_MS = 14 * 24 * 60 * 60_000
export const RETURN_USES = 10

/**
 * What a mail lets its reader do without a sign-in. Nothing of it is stored: a return token is good while the row
 * of its mail is, and the organization's name in the signature keeps it at home.
 */
export interface MailLinks {
  /** The way back into the chat; with `mayEnter` it also says who comes. */
  back(mail: MailPlace, mayEnter: boolean): string
  /** What a mail is known by to mail programs: sent again, it is the same. Without the brackets. */
  messageId(id: string): string
  /** The id of the mail that a return token came with. */
  readReturn(organizationId: string, token: string): string | undefined
  /** One request there and the address gets no more such mails. */
  stop(organizationId: string, addressHash: string): string
  readStop(token: string): { organizationId: string; addressHash: string } | undefined
}

interface MailPlace {
  organizationId: string
  id: string
}

const ID = '[A-Za-z0-9_-]{21}'
const HASH = '[A-Za-z0-9_-]{43}'

export function createMailLinks(secret: string, publicUrl: string): MailLinks {
  const mac = (purpose: 'return' | 'stop', ...parts: string[]) =>
    createHmac('sha256', secret)
      .update(['mail', purpose, ...parts].join('\0'))
      .digest('base64url')
  const isMac = (given: string, right: string) => timingSafeEqual(Buffer.from(given), Buffer.from(right))
  return {
    back: ({ organizationId, id }, mayEnter) =>
      `${publicUrl}/back/${organizationId.slice(4)}/${id.slice(5)}` +
      (mayEnter ? `#halloo=${id.slice(5)}.${mac('return', organizationId, id)}` : ''),
    messageId: id => `${id}@${new URL(publicUrl).hostname}`,
    readReturn(organizationId, token) {
      const [, rest = '', given = ''] = new RegExp(`^(${ID})\\.(${HASH})$`).exec(token) ?? []
      const id = `mail_${rest}`
      return rest && isMac(given, mac('return', organizationId, id)) ? id : undefined
    },
    stop: (organizationId, addressHash) =>
      `${publicUrl}/unsubscribe/${organizationId.slice(4)}.${addressHash}.${mac('stop', organizationId, addressHash)}`,
    readStop(token) {
      const [, rest = '', addressHash = '', given = ''] =
        new RegExp(`^(${ID})\\.(${HASH})\\.(${HASH})$`).exec(token) ?? []
      const organizationId = `org_${rest}`
      return rest && isMac(given, mac('stop', organizationId, addressHash))
        ? { organizationId, addressHash }
        : undefined
    },
  }
}

/** An address as it is kept where the address itself is not to be. */
export const addressHash = (organizationId: string, address: string) =>
  createHash('sha256').update(`${organizationId}\0${address.toLowerCase()}`).digest('base64url')

/** Whose inbox an address is: `ada+shop@` is Ada's too, and she is one person to be left in peace. */
export const inboxOf = (address: string) => address.replace(/\+[^@]*(?=@[^@]*$)/, '')
