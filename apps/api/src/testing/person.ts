import { nanoid } from 'nanoid'
import { expect } from 'vitest'
import type { House } from './house.ts'
import { linkIn, type ReceivedMail } from './smtp.ts'

/** A browser's view of Better Auth: it keeps cookies and says where it comes from. */
export function personAt(house: House) {
  const jar = new Map<string, string>()
  const fetchAs = async (path: string, method: string, body?: unknown) => {
    const response = await fetch(house.server.url + path, {
      method,
      redirect: 'manual',
      headers: {
        origin: house.server.url,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (/max-age=0/i.test(cookie)) jar.delete(name)
      else jar.set(name, value)
    }
    const text = await response.text()
    return { status: response.status, body: /^[{[]/.test(text) ? JSON.parse(text) : null }
  }
  return {
    get: (path: string) => fetchAs(`/api/auth${path}`, 'GET'),
    post: (path: string, body: unknown = {}) => fetchAs(`/api/auth${path}`, 'POST', body),
    api: (path: string) => fetchAs(path, 'GET'),
  }
}

export const newAddress = () =>
  `${nanoid(10)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, 'x')}@people.test`

/** Signs up, follows the link in the mail, and is signed in. */
export async function givenPerson(
  house: House,
  mailTo: (address: string) => ReceivedMail | undefined,
  email = newAddress(),
) {
  const person = personAt(house)
  const password = `long enough ${nanoid(6)}`
  expect((await person.post('/sign-up/email', { name: 'Anna', email, password })).status).toBe(200)
  const link = linkIn(mailTo(email)?.text)
  await person.get(link.pathname.replace('/api/auth', '') + link.search)
  return { ...person, email, password }
}
