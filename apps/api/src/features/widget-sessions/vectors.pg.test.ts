import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { TEST_SECRET } from '@halloo/db/testing'
import { signIdentity } from '@halloo/sdk'
import vectors from '@halloo/sdk/vectors/identity.json'
import postgres from 'postgres'
import { describe, expect, test } from 'vitest'
import { createVault } from '../../storage/vault.ts'
import { callerOf } from '../../testing/caller.ts'
import { givenHouse } from '../../testing/house.ts'
import { givenIdentity } from '../../testing/identity.ts'
import { givenOrganization, type TestOrganization } from '../../testing/organization.ts'

// What is published for other languages, and what the documentation shows, against the server itself.

describe('the vectors', () => {
  const house = givenHouse({}, () => new Date(vectors.now * 1000))

  test('get the answers that they promise', async () => {
    const { organizationId, keyId } = vectors
    const key = 'pk_vectors_vectors_vectors'
    const sealed = createVault(TEST_SECRET).seal(
      organizationId,
      `identity_secrets.secret ${keyId}`,
      vectors.secret,
    )
    const sql = postgres(house.database.ownerUrl, { max: 1 })
    await sql`insert into organizations (id, name, slug, chat_api_key, chat_identity_mode)
      values (${organizationId}, 'Vectors', 'vectors', ${key}, 'optional')`
    await sql`insert into identity_secrets (organization_id, id, place, secret, hint)
      values (${organizationId}, ${keyId}, 1, ${sealed}, 'hint')`
    await sql.end()
    for (const { name, token: identityToken, accepted, ...wanted } of vectors.vectors) {
      const from = callerOf(house, {})
      const { status, body } = await from.raw('POST /v1/widget/sessions', { body: { key, identityToken } })
      const errors = (body as { errors?: unknown }).errors
      const { code, pointer } = wanted
      expect({ status, errors }, name).toEqual(
        accepted ? { status: 201, errors: undefined } : { status: 401, errors: [{ code, pointer }] },
      )
    }
  })
})

describe('what is shown to owners', () => {
  const house = givenHouse()

  const visitorOf = async (shop: TestOrganization, identityToken: string) => {
    const from = callerOf(house, { origin: shop.origin })
    const { body } = await from.call('POST /v1/widget/sessions', { body: { key: shop.key, identityToken } })
    return body.visitor
  }

  test('signIdentity makes what the server believes, and the server keeps all of it', async () => {
    const shop = await givenOrganization(house)
    const { secret, id: keyId } = await givenIdentity(shop)
    const told = {
      name: 'Ada Łovelace',
      email: 'ada@x.test',
      phone: '+4915112345678',
      avatarUrl: 'https://x.test/a.png',
    }
    const attributes = { plan: 'pro', seats: 3, trial: false }
    const token = await signIdentity({
      secret,
      keyId,
      organizationId: shop.id,
      sub: 'user-1',
      ...told,
      emailVerified: true,
      attributes,
    })
    const { id } = await visitorOf(shop, token)
    const { body } = await shop.owner.call('GET /v1/chat-users/:chatUserId', { params: { chatUserId: id } })
    expect(body).toMatchObject({ ...told, verified: true, metadata: attributes })
  })

  const page = readFileSync(new URL('../../../../../docs/identity.md', import.meta.url), 'utf8')
  const user = "'Ada Łovelace'"
  const LANGUAGES: [name: string, command: string[], begin: string, call: string][] = [
    ['python', ['python3', '-'], '', `print(halloo_token({"id": "user-1", "name": ${user}}), end="")`],
    ['php', ['php'], '<?php ', `echo halloo_token(['id' => 'user-1', 'name' => ${user}]);`],
    ['ruby', ['ruby', '-'], '', `print halloo_token({ id: 'user-1', name: ${user} })`],
  ]

  test.for(LANGUAGES)(
    'the lines of %s make what the server believes',
    async ([name, [command = '', ...args], begin, call], { skip }) => {
      if (spawnSync(command, ['--version']).error) return skip(`there is no ${command} here`)
      const [, lines] = new RegExp(`\`\`\`${name}\\n([^]*?)\`\`\``).exec(page) ?? []
      const shop = await givenOrganization(house)
      const { secret } = await givenIdentity(shop)
      const { stdout, stderr } = spawnSync(command, args, {
        input: `${begin}${lines}\n${call}\n`,
        env: { ...process.env, HALLOO_IDENTITY_SECRET: secret, HALLOO_ORGANIZATION: shop.id },
        encoding: 'utf8',
      })
      expect(stderr).toBe('')
      expect((await visitorOf(shop, stdout)).name).toBe('Ada Łovelace')
    },
  )
})
