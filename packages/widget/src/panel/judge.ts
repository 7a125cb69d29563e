import { Refusal, request } from '@halloo/client'
import type { Answer } from '@halloo/protocol'
import type { Finding } from '../halloo.ts'

const OP = 'POST /v1/widget/doctor'

/** What the server says of this site, its key, and the token that proves who somebody is. */
export async function judge(url: string, key: string, identityToken: string | undefined) {
  try {
    const body = { key, ...(identityToken && { identityToken }) }
    const answer = await request({ url, token: () => undefined }, OP, { body })
    return { answer, findings: findingsOf(answer) }
  } catch (error) {
    const code = error instanceof Refusal ? error.code : 'unknown'
    const isSilent = code === 'offline'
    const findings: Finding[] = isSilent
      ? [{ name: 'server', ok: false, says: 'no answer' }]
      : [{ name: 'key', ok: false, says: code, fix: 'Copy the tag again from the inbox.' }]
    return { answer: undefined, findings }
  }
}

function findingsOf({ origin, isAllowed, isActive, identity }: Answer<typeof OP>): Finding[] {
  return [
    { name: 'server', ok: true, says: 'answers' },
    isActive
      ? { name: 'key', ok: true, says: 'known' }
      : { name: 'key', ok: false, says: 'switched off', fix: 'Switch the chat on in the inbox.' },
    isAllowed
      ? { name: 'site', ok: true, says: `${origin} is listed` }
      : {
          name: 'site',
          ok: false,
          says: `${origin} is not listed`,
          fix: 'Add it in the inbox under Settings, Install, Websites.',
        },
    ...(identity
      ? [
          identity.code === null
            ? { name: 'identity', ok: true, says: 'the token is good' }
            : {
                name: 'identity',
                ok: false,
                says: `${identity.code}${identity.claim ? ` (${identity.claim})` : ''}`,
                fix: 'See what your server puts into the token.',
              },
        ]
      : []),
  ]
}
