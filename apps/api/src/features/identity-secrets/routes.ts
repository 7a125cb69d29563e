import type { Handlers } from '../../door/context.ts'
import { listIdentitySecrets, makeIdentitySecret, revokeIdentitySecret } from './service.ts'

export const identitySecretHandlers = {
  'GET /v1/identity-secrets': ctx => listIdentitySecrets(ctx),
  'POST /v1/identity-secrets': ctx => makeIdentitySecret(ctx),
  'DELETE /v1/identity-secrets/:identitySecretId': (ctx, { params }) =>
    revokeIdentitySecret(ctx, params.identitySecretId),
} satisfies Partial<Handlers>
