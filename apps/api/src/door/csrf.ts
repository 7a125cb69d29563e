import type { Context } from 'hono'
import { Refusal } from '../refusal.ts'

/** A request that rides on a cookie and changes something must come from the inbox itself. */
export function refuseForgedRequest(c: Context, publicOrigin: string) {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') throw new Refusal('csrf_rejected')
  if (c.req.header('origin') !== publicOrigin) throw new Refusal('csrf_rejected')
}
