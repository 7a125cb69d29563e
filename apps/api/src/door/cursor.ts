import { createHmac, timingSafeEqual } from 'node:crypto'
import { LIMITS } from '@halloo/protocol'
import { type SQL, sql } from 'drizzle-orm'
import type { MemberActor, VisitorActor } from '../auth/actor.ts'
import { Refusal } from '../refusal.ts'

type Key = readonly [at: Date | string, id: string]

/** Makes and reads cursors of lists: signed, so that nobody makes up a place to start from. */
export interface Cursors {
  seal(list: string, key: Key): string
  open(list: string, cursor: string): { at: string; id: string }
}

export function createCursors(secret: string): Cursors {
  const sign = (list: string, text: string) =>
    createHmac('sha256', secret).update(`cursor\0${list}\0${text}`).digest('base64url').slice(0, 22)
  return {
    seal(list, [at, id]) {
      const text = Buffer.from(JSON.stringify([at instanceof Date ? at.toISOString() : at, id])).toString(
        'base64url',
      )
      return `${text}.${sign(list, text)}`
    },
    open(list, cursor) {
      const [, text, mac] = /^([A-Za-z0-9_-]{1,460})\.([A-Za-z0-9_-]{22})$/.exec(cursor) ?? []
      if (!text || !mac || cursor.length > LIMITS.cursorLength) throw new Refusal('invalid_cursor')
      if (!timingSafeEqual(Buffer.from(mac), Buffer.from(sign(list, text))))
        throw new Refusal('invalid_cursor')
      const [at, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string]
      if (/^[+-]\d{6}-/.test(at)) throw new Refusal('invalid_cursor')
      return { at, id }
    },
  }
}

interface ListOptions<Row, Item> {
  cursors: Cursors
  /** Who reads: a cursor is good for nobody else. */
  actor: MemberActor | VisitorActor
  /** Names the list and its order: a cursor is good for no other. */
  list: string
  page: { cursor?: string | undefined; limit?: number | undefined }
  ascending: boolean
  by: SQL
  id: SQL
  /** Whether `by` is text; moments otherwise. */
  byText?: boolean
  read(page: { after: SQL | undefined; orderBy: SQL[]; limit: number }): PromiseLike<Row[]>
  keyOf(row: Row): Key
  present(row: Row): Item
}

/** One page of a list by keyset: page 10,000 costs what page 1 costs. */
export async function pageOf<Row, Item>(options: ListOptions<Row, Item>) {
  const { cursors, actor, page, ascending, by, id } = options
  const list = `${actor.organizationId} ${actor.id} ${options.list}`
  const size = page.limit ?? 30
  const from = page.cursor === undefined ? undefined : cursors.open(list, page.cursor)
  const at = from && (options.byText ? sql`${from.at}::text` : sql`${from.at}::timestamptz`)
  const after =
    from &&
    (ascending ? sql`(${by}, ${id}) > (${at}, ${from.id})` : sql`(${by}, ${id}) < (${at}, ${from.id})`)
  const orderBy = ascending ? [sql`${by} asc`, sql`${id} asc`] : [sql`${by} desc`, sql`${id} desc`]
  const rows = await options.read({ after, orderBy, limit: size + 1 })
  const last = rows.length > size ? rows[size - 1] : undefined
  return {
    items: rows.slice(0, size).map(options.present),
    nextCursor: last === undefined ? null : cursors.seal(list, options.keyOf(last)),
  }
}
