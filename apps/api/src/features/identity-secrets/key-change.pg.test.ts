import { TEST_SECRET } from '@halloo/db/testing'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../auth/actor.ts'
import { transact } from '../../door/transaction.ts'
import { createVault } from '../../storage/vault.ts'
import { callerOf } from '../../testing/caller.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'
import { resealIdentitySecrets } from './service.ts'

// An operator changes the encryption key: nothing stops, and the former key can go in the end.

const FORMER = 'the encryption key that was used before this one'
const house = givenHouse({ FORMER_ENCRYPTION_KEY: FORMER })
let sql: postgres.Sql
beforeAll(() => {
  sql = postgres(house.database.ownerUrl, { max: 1 })
})
afterAll(() => sql.end())

const exchange = (shop: TestOrganization, identityToken: string) =>
  callerOf(house, { origin: shop.origin }).raw('POST /v1/widget/sessions', {
    body: { key: shop.key, identityToken },
  })

test('what was sealed with the former key is believed, and sealed anew with the present one', async () => {
  const shop = await givenOrganization(house)
  const visitor = await shop.visitor()
  const { id, secret, token } = await givenIdentity(shop)
  const place = `identity_secrets.secret ${id}`
  const before = createVault(FORMER).seal(shop.id, place, secret)
  await sql`update identity_secrets set secret = ${before} where id = ${id}`
  expect((await exchange(shop, token())).status).toBe(201)
  expect((await visitor.call('GET /v1/widget/me')).status).toBe(200)

  await transact(house.server.work, systemActor(shop.id), { requestId: 'test' }, resealIdentitySecrets)
  const [row] = await sql<{ secret: string }[]>`select secret from identity_secrets where id = ${id}`
  expect(createVault(TEST_SECRET).open(shop.id, place, row?.secret ?? '')).toBe(secret)
  expect((await exchange(shop, token())).status).toBe(201)
})

test('what was sealed with a key that is gone is believed no more, and can be revoked', async () => {
  const shop = await givenOrganization(house)
  const { id, secret, token } = await givenIdentity(shop)
  const lost = createVault('a key that nobody has any more').seal(
    shop.id,
    `identity_secrets.secret ${id}`,
    secret,
  )
  await sql`update identity_secrets set secret = ${lost} where id = ${id}`
  const { status, body } = await exchange(shop, token())
  expect([status, (body as { errors: unknown }).errors]).toEqual([
    401,
    [{ pointer: '/identityToken', code: 'signature_invalid' }],
  ])
  const params = { identitySecretId: id }
  await shop.owner.call('DELETE /v1/identity-secrets/:identitySecretId', { params })
  const next = await givenIdentity(shop)
  expect((await exchange(shop, next.token())).status).toBe(201)
})
