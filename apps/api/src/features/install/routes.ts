import type { DirectHandlers } from '../../door/context.ts'
import { type TransactionParts, transact } from '../../door/transaction.ts'
import { readOrganization } from '../settings/service.ts'
import { reportToken } from '../widget-sessions/site-report.ts'
import { examineSite, type Place } from './service.ts'

/** Looks at websites without holding a transaction meanwhile. */
export const installHandlers = (work: TransactionParts, place: Place) =>
  ({
    'POST /v1/install/check': async (ctx, { body }) => {
      const organization = await transact(work, ctx.actor, ctx, ({ tx }) => readOrganization(tx))
      const findings = await examineSite(body.url, organization, place)
      return { findings: [...findings, ...(await tokenFinding(work, ctx, organization, body.identityToken))] }
    },
  }) satisfies Partial<DirectHandlers>

async function tokenFinding(
  work: TransactionParts,
  ctx: Parameters<DirectHandlers['POST /v1/install/check']>[0],
  organization: Awaited<ReturnType<typeof readOrganization>>,
  token: string | undefined,
) {
  if (token === undefined) return []
  const told = await reportToken(work, ctx, organization, token)
  const claim = told?.claim ? ` (${told.claim})` : ''
  return told?.code
    ? [
        {
          name: 'identity' as const,
          ok: false,
          says: `The token is refused: ${told.code}${claim}.`,
          fix: 'See what your server puts into the token.',
        },
      ]
    : [{ name: 'identity' as const, ok: true, says: 'The token is good.', fix: null }]
}
