import { Refusal } from '@halloo/client'
import type { PanelContext } from '../panel-face.ts'

export type Identity = ReturnType<typeof createIdentity>

/** The token by which the page proves who its visitor is. The server judges it; here it is only carried. */
export function createIdentity({ read, emit }: Pick<PanelContext, 'read' | 'emit'>) {
  let token: string | undefined
  return {
    get token() {
      return token
    },
    /** Whom the token names. */
    get sub() {
      return token && subjectOf(token)
    },
    /** Keeps it; says what it means for the visitor who is known here. */
    take(given: string): 'nobody' | 'the same' | 'another' | 'new' {
      const sub = subjectOf(given)
      if (sub === undefined) {
        console.warn('Halloo: identify() ignored what is no token')
        return 'nobody'
      }
      token = given
      const known = read()?.sub
      return known === undefined ? 'new' : known === sub ? 'the same' : 'another'
    },
    taken: () => token && emit('identity', { ok: true }),
    /** A token that was refused is not shown again. Any other error is not ours. */
    refused(error: unknown): boolean {
      if (!(error instanceof Refusal && error.code === 'identity_verification_failed')) return false
      token = undefined
      const code = error.problem?.errors?.[0]?.code ?? error.code
      console.warn(`Halloo: identify() was refused: ${code}`)
      emit('identity', { ok: false, code })
      return true
    },
    forget() {
      token = undefined
    },
  }
}

function subjectOf(token: unknown): string | undefined {
  try {
    const [, claims = ''] = String(token).split('.')
    const bytes = Uint8Array.from(atob(claims.replace(/-/g, '+').replace(/_/g, '/')), one =>
      one.charCodeAt(0),
    )
    const { sub } = JSON.parse(new TextDecoder().decode(bytes))
    return typeof sub === 'string' ? sub : undefined
  } catch {
    return undefined
  }
}
