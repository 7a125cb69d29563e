// For customers' servers. Nothing here belongs in a page or an app: it works with a secret.

export { type Identity, signIdentity } from './sign-identity.ts'
