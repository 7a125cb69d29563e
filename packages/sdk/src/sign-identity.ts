/** Who a visitor is, and what signs for it. */
export interface Identity {
  /** The identity secret, `isk_…`, of *Settings, Identity*. */
  secret: string
  /** Your organization's id, `org_…`. */
  organizationId: string
  /** The person's id on your server, up to 255 characters; one that never changes hands. */
  sub: string
  name?: string | undefined
  email?: string | undefined
  /** You have proved that the address is theirs. */
  emailVerified?: boolean | undefined
  /** As E.164: `+4915112345678`. */
  phone?: string | undefined
  /** An absolute address of a picture. */
  avatarUrl?: string | undefined
  /** Up to 50 of them; joined with what is known of the contact. */
  attributes?: Record<string, string | number | boolean> | undefined
  /** For how long the token can be exchanged: 12 hours unless said otherwise, 24 at most. */
  expiresInSeconds?: number | undefined
  /** The secret's id, `ids_…`: saves the server a try while two secrets are live. */
  keyId?: string | undefined
}

const LONGEST_S = 24 * 60 * 60
const USUAL_S = 12 * 60 * 60
const LONGEST_SUB = 255

/**
 * Makes an identity token for the page or app of somebody who is signed in with you. Each is exchanged once, at the
 * visitor's first act: make one for each page that you serve.
 * @throws TypeError for what the server would refuse anyway
 * @example
 * const token = await signIdentity({ secret, organizationId: 'org_…', sub: user.id, name: user.name })
 * page.write(`<script>Halloo.identify(${JSON.stringify(token)})</script>`)
 */
export async function signIdentity(identity: Identity): Promise<string> {
  refuseMistakes(identity)
  const { secret, keyId } = identity
  const text = `${encoded({ alg: 'HS256', typ: 'JWT', kid: keyId })}.${encoded(claimsOf(identity))}`
  const bytes = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes.encode(secret), algorithm, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', key, bytes.encode(text))
  return `${text}.${base64url(new Uint8Array(signature))}`
}

function claimsOf(identity: Identity) {
  const { sub, name, email, emailVerified, phone, avatarUrl, attributes } = identity
  const iat = Math.floor(Date.now() / 1000)
  return {
    sub,
    aud: identity.organizationId,
    iat,
    exp: iat + (identity.expiresInSeconds ?? USUAL_S),
    jti: base64url(crypto.getRandomValues(new Uint8Array(16))),
    name,
    email,
    email_verified: emailVerified,
    phone,
    avatarUrl,
    attributes,
  }
}

function refuseMistakes({ secret, organizationId, sub, expiresInSeconds = USUAL_S }: Identity) {
  if ('document' in globalThis && globalThis.document !== undefined)
    throw new TypeError('signIdentity works with a secret: call it on your server, never in a page')
  if (typeof secret !== 'string' || !secret.startsWith('isk_'))
    throw new TypeError('secret is the identity secret of Settings, Identity: it begins with isk_')
  if (typeof organizationId !== 'string' || !organizationId.startsWith('org_'))
    throw new TypeError("organizationId is your organization's id: it begins with org_")
  if (typeof sub !== 'string' || !sub.trim() || [...sub].length > LONGEST_SUB)
    throw new TypeError(`sub is the person's id on your server, 1 to ${LONGEST_SUB} characters`)
  if (!(expiresInSeconds > 0 && expiresInSeconds <= LONGEST_S))
    throw new TypeError(`expiresInSeconds lies between 1 and ${LONGEST_S}`)
}

const encoded = (value: object) => base64url(new TextEncoder().encode(JSON.stringify(value)))

const base64url = (bytes: Uint8Array) =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
