import { APP_ROLE } from '@halloo/db'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { callerOf } from './caller.ts'
import { givenHouse } from './house.ts'
import type { TestOrganization, TestVisitor } from './organization.ts'

/** A house in which visitors are identified, and tables can be held so that they have to wait. */
export function givenIdentityHouse() {
  const house = givenHouse()
  let sql: postgres.Sql
  beforeAll(async () => {
    sql = postgres(house.database.ownerUrl, { max: 2, onnotice: () => {} })
    // Some wait for locks here on purpose; on a busy machine two seconds are soon over.
    const [row] = await sql<{ name: string }[]>`select current_database() as name`
    await sql.unsafe(`alter role ${APP_ROLE} in database "${row?.name}" set lock_timeout = '9s'`)
    await house.restart()
  })
  afterAll(() => sql.end())

  /** Exchanges a token, as the visitor who has the page open if there is one. */
  async function exchange(shop: TestOrganization, identityToken: string, as?: TestVisitor) {
    const from = callerOf(house, as?.headers ?? { origin: shop.origin })
    const body = { key: shop.key, identityToken }
    return from.raw('POST /v1/widget/sessions', { body }) as Promise<{
      status: number
      body: { token: string; visitor: { id: string; name: string }; code?: string; errors?: unknown }
    }>
  }

  return {
    house,
    /** The database, past all policies. */
    get sql() {
      return sql
    },
    exchange,
    /** The same, as somebody who goes on with it. */
    async become(shop: TestOrganization, identityToken: string, as?: TestVisitor): Promise<TestVisitor> {
      const { status, body } = await exchange(shop, identityToken, as)
      if (status !== 201) throw new Error(JSON.stringify(body))
      const headers = { authorization: `Bearer ${body.token}`, origin: shop.origin }
      return { id: body.visitor.id, token: body.token, ...callerOf(house, headers) }
    },
    /** Keeps everybody from a table until released. */
    async hold(table: string) {
      const held = await sql.reserve()
      await held`begin`
      await held.unsafe(`lock table ${table} in access exclusive mode`)
      return async () => {
        await held`rollback`
        held.release()
      }
    },
    /** So many wait for a lock. */
    waiting: (count: number) =>
      vi.waitFor(async () => {
        const [row] = await sql`select count(distinct pid)::int as n from pg_locks l
          join pg_database d on d.oid = l.database where d.datname = current_database() and not granted`
        expect(row?.n).toBe(count)
      }, 8000),
    conversationsOf: async (visitor: TestVisitor) =>
      (await visitor.call('GET /v1/widget/conversations')).body.items.map(({ id }) => id),
    contactOf: async (shop: TestOrganization, chatUserId: string) =>
      (await shop.owner.call('GET /v1/chat-users/:chatUserId', { params: { chatUserId } })).body,
  }
}
