import type { z } from 'zod'
import type { Permission } from './permissions.ts'

/**
 * One operation of the contract, keyed `'METHOD /path'`. HTTP routes, the typed `call()`, the OpenAPI
 * document and the permission and isolation sweeps are all made from these rows.
 */
export interface Row {
  /** Who may; a row of the permission table. */
  can: Permission
  summary: string
  tag: string
  params?: z.ZodObject
  query?: z.ZodType
  body?: z.ZodType
  /** `multipart` takes one file in the field `file`; only over HTTP. */
  bodyType?: 'json' | 'multipart'
  /** Size of that file at most, where it is less than a side may send elsewhere. */
  fileBytes?: number
  returns: z.ZodType
  /** 200 unless said otherwise. */
  status?: 200 | 201
  /** Joins what others write at the same moment, in one statement, instead of a transaction of its own. */
  batch?: true
  /** May wait for something to happen, and therefore holds no transaction. */
  waits?: true
}

/** Keeps the literal types of the rows of one feature. */
export const operations = <const T extends Record<`${string} /v1/${string}`, Row>>(rows: T): T => rows
