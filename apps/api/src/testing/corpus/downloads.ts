import { TEST_SECRET } from '@halloo/db/testing'
import { beforeAll, expect } from 'vitest'
import { newId } from '../../ids.ts'
import { createSignedLinks } from '../../storage/signed-links.ts'
import type { House } from '../house.ts'
import { uploadFile } from '../upload.ts'
import { expectCalm } from './always.ts'
import { type Case, fieldsOf, numberOf, textOf } from './corpus.ts'
import { addressOf, expectedOf } from './corpus-map.ts'
import { makeFile } from './files.ts'
import { credentialsOf } from './http-request.ts'
import { judge, type Look } from './judge.ts'
import type { Stage } from './stage.ts'
import { expand, type Names } from './values.ts'
import { type Reply, send } from './wire.ts'

// Files that are fetched: with the wrong id, by the wrong person, by a link that was tampered with.

/** A file of the visitor, of another visitor, and of the other organization. */
export function givenAttachments(stage: Stage): Names {
  const refs = new Map<string, string>()
  beforeAll(async () => {
    for (const [name, as] of [
      ['own', 'visitor'],
      ['visitor2', 'visitor2'],
      ['org_b', 'org_b_visitor'],
    ] as const) {
      const form = new FormData()
      form.append('file', new File([new Uint8Array(await makeFile('png', {}))], 'a.png'))
      const { headers } = stage.visitors[as]
      const response = await fetch(`${stage.house.server.url}/v1/widget/attachments`, {
        method: 'POST',
        headers,
        body: form,
      })
      refs.set(`${name}.attachment.id`, textOf(fieldsOf(await response.json()).id))
    }
  })
  return { make: stage.make, ref: name => refs.get(name) ?? stage.ref(name) }
}

/** The path of the signed link to a file. */
async function linkTo(stage: Stage, id: string, visitor = stage.visitors.visitor) {
  const params = { attachmentId: id }
  const { body } = await visitor.call('GET /v1/widget/attachments/:attachmentId', { params })
  return new URL(body.url).pathname
}

const get = (house: House, path: string, headers: Record<string, string> = {}) =>
  send(house, { method: 'GET', path, headers })

/** A file as whoever has the link gets it. */
export const servedBy = async (stage: Stage, id: string) => get(stage.house, await linkTo(stage, id))

export async function playDownload(stage: Stage, apart: House, refs: Names, one: Case) {
  const { input } = one
  if (input.make === 'enumerate') return enumerate(stage, one)
  if (input.origin === 'app') return playApart(stage, apart, refs, one)
  if (input.state === 'erased') return playErased(stage, one)
  await judge(await fetchIt(stage, refs, one), expectedOf(one), LOOKS)
}

async function fetchIt(stage: Stage, refs: Names, one: Case): Promise<Reply> {
  const { input } = one
  if (input.bucket === 'list') return get(stage.house, '/files/')
  if (input.path !== undefined) {
    const [, path = ''] = addressOf(textOf(input.op), input.as).split(' ')
    const id = textOf(expand(input.path, refs))
    return get(stage.house, path.replace(':attachmentId', id), credentialsOf(stage, one))
  }
  const link = await linkTo(stage, refs.ref('own.attachment.id'))
  if (input.signed_url === 'valid, twice') await get(stage.house, link)
  const headers = Object.entries(fieldsOf(expand(input.headers ?? {}, stage)))
  return get(
    stage.house,
    bent(stage, link, input.signed_url),
    Object.fromEntries(headers.map(([k, v]) => [k, textOf(v)])),
  )
}

/** The link as the case wants it: expired, or with one thing in it that was never signed. */
function bent(stage: Stage, link: string, how: unknown) {
  const [text = '', mac = ''] = link.slice('/files/'.length).split('.')
  const [key, name, type, expires]: unknown[] = JSON.parse(Buffer.from(text, 'base64url').toString())
  const file = { storageKey: textOf(key), fileName: textOf(name), contentType: textOf(type) }
  const links = createSignedLinks(TEST_SECRET, '')
  const forged = (...parts: unknown[]) =>
    `/files/${Buffer.from(JSON.stringify(parts)).toString('base64url')}.${mac}`
  if (how === 'expired') return links.sign(file, new Date(Date.now() - 1000))
  if (how === 'tampered id') return forged(`${stage.b.id}/${newId('attachment')}`, name, type, expires)
  if (how === 'tampered name') return forged(key, 'a.html', type, expires)
  if (how === 'tampered exp') return forged(key, name, type, numberOf(expires) + 3_600_000)
  return link
}

async function enumerate(stage: Stage, one: Case) {
  const n = numberOf(one.input.n)
  const { headers } = stage.members.agent
  const ids = Array.from({ length: n }, (_, i) => `att_${String(i).padStart(21, '0')}`)
  for (let at = 0; at < n; at += 50) {
    const replies = await Promise.all(
      ids.slice(at, at + 50).map(id => get(stage.house, `/v1/attachments/${id}`, headers)),
    )
    for (const reply of replies) {
      expectCalm(reply)
      expect(reply.status).toBe(expectedOf(one).all_status)
    }
  }
}

/** A link that is still good leads nowhere once its visitor was erased. */
async function playErased(stage: Stage, one: Case) {
  const visitor = await stage.a.visitor()
  const bytes = Buffer.from(await makeFile('png', {}))
  const { body } = await uploadFile(visitor, '/v1/widget/attachments', bytes, 'a.png')
  const link = await linkTo(stage, body.id, visitor)
  expect((await get(stage.house, link)).status).toBe(200)
  await visitor.call('DELETE /v1/widget/me')
  const { storage } = stage.house.server.work
  const object_absent: Look = async () => expect(await storage.get(`${stage.a.id}/${body.id}`)).toBeNull()
  await judge(await get(stage.house, link), expectedOf(one), { object_absent })
}

/** Where files have a name of their own, the inbox's name does not serve them, and theirs serves nothing else. */
async function playApart(stage: Stage, apart: House, refs: Names, one: Case) {
  const link = await linkTo(stage, refs.ref('own.attachment.id'))
  await judge(await get(apart, link), expectedOf(one))
  const theirs = await get(apart, link, { host: 'files.test' })
  expect([theirs.status, theirs.json]).toEqual([404, expect.objectContaining({ code: 'not_found' })])
  expect((await get(apart, '/', { host: 'files.test' })).status).toBe(404)
}

const LOOKS: Record<string, Look> = {
  header: (_, reply) => {
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
    expect(reply.headers['content-type']).toBe('image/png')
  },
}
