import { expect } from 'vitest'
import { givenHouse } from '../house.ts'
import { givenOrganization, type TestVisitor } from '../organization.ts'
import { expectCalm } from './always.ts'
import { type Case, fieldsOf, numberOf, textOf } from './corpus.ts'
import { addressOf, expectedOf } from './corpus-map.ts'
import { givenAttachments, playDownload, servedBy } from './downloads.ts'
import { drive } from './drive.ts'
import { credentialsOf, requestOf } from './http-request.ts'
import { judge, type Look } from './judge.ts'
import { givenStage } from './stage.ts'
import { formOf } from './upload-form.ts'
import { type Reply, send, sendRaw } from './wire.ts'

// Bad files: what they are, what they are called, how they arrive, and who may fetch them.

const house = givenHouse()
const limited = givenHouse({ RATE_LIMITS: 'on' })
const apart = givenHouse({ FILES_URL: 'http://files.test' })
const stage = givenStage(house)
const refs = givenAttachments(stage)

drive('upload', stage, async one => {
  const { input } = one
  const [before, put] = [await countRows(), watchStorage(input.fault === 'store_500')]
  if (input.op === 'attachment.get') return playDownload(stage, apart, refs, one)
  if (input.op === 'widget.message.create') {
    const scene = { names: stage, conversationId: stage.conversation.id }
    return judge(await send(house, requestOf(stage, one, scene)), expectedOf(one))
  }
  if (input.cut_after !== undefined) await sendCut(one)
  const reply = input.cut_after === undefined ? await upload(one) : undefined
  const objects = put()
  const created = (await countRows()) - before
  const looks: Record<string, Look> = {
    ...LOOKS,
    rows_created: wanted => expect(created).toBe(wanted),
    objects_left_in_storage: wanted => expect(objects).toBe(wanted),
  }
  if (reply) return judge(reply, expectedOf(one), looks)
  expect([created, objects], 'rows and objects of an upload that was cut').toEqual([0, 0])
})

async function upload(one: Case): Promise<Reply> {
  if (one.input.nth !== undefined) return uploadTooOften(numberOf(one.input.nth), one)
  return post(one, credentialsOf(stage, one))
}

async function post(one: Case, headers: Record<string, string>, to = house): Promise<Reply> {
  const { type, bytes } = await formOf(one, stage)
  const [method = '', path = ''] = addressOf(textOf(one.input.op), one.input.as).split(' ')
  return send(to, { method, path, headers: { ...headers, 'content-type': type }, body: bytes })
}

async function uploadTooOften(nth: number, one: Case) {
  const visitor: TestVisitor = await (await givenOrganization(limited)).visitor()
  for (let n = 1; n < nth; n++) expect((await post(one, visitor.headers, limited)).status).toBe(201)
  return post(one, visitor.headers, limited)
}

/** Promises more than it sends, and hangs up. */
async function sendCut(one: Case) {
  const { type, bytes } = await formOf(one, stage)
  const length = textOf(fieldsOf(one.input.headers)['content-length'] ?? String(bytes.length))
  const headers = { ...credentialsOf(stage, one), 'content-type': type, 'content-length': length }
  const lines = Object.entries({ host: `localhost:${house.server.port}`, ...headers })
  const head = `POST /v1/widget/attachments HTTP/1.1\r\n${lines.map(line => line.join(': ')).join('\r\n')}\r\n\r\n`
  const cut = Math.min(numberOf(one.input.cut_after), bytes.length)
  const answer = await sendRaw(house, Buffer.concat([Buffer.from(head), bytes]), {
    cutAfter: head.length + cut,
  })
  expect(answer).toBe('')
}

async function countRows() {
  const [row] = await stage.sql`select count(*)::int as n from attachments`
  return Number(row?.n)
}

/** Counts what is put into the storage and not removed again; out of order on request. */
function watchStorage(broken: boolean) {
  const { storage } = house.server.work
  const { put, remove } = storage
  let objects = 0
  storage.put = async (key, bytes) => {
    if (broken) throw new Error('the object store answers 500')
    await put(key, bytes)
    objects++
  }
  storage.remove = async key => {
    await remove(key)
    objects--
  }
  return () => {
    Object.assign(storage, { put, remove })
    return objects
  }
}

const idOf = (reply: Reply) => textOf(fieldsOf(reply.json).id)
const nameOf = (reply: Reply) => textOf(fieldsOf(reply.json).fileName)
const served = (reply: Reply) => servedBy(stage, idOf(reply))

const LOOKS: Record<string, Look> = {
  stored_type: (wanted, reply) => expect(fieldsOf(reply.json).contentType).toBe(wanted),
  served: async (wanted, reply) => {
    const file = await served(reply)
    for (const [name, value] of Object.entries(fieldsOf(wanted))) expect(file.headers[name]).toContain(value)
  },
  storage_key: async (_, reply) => {
    const [row] = await stage.sql`select storage_key from attachments where id = ${idOf(reply)}`
    expect(row?.storage_key).toBe(`${stage.a.id}/${idOf(reply)}`)
  },
  display_name: (_, reply) => {
    const name = nameOf(reply)
    expect(name).toMatch(/\.png$/)
    expect(name).not.toMatch(/[\p{Cc}\p{Cf}<>:"|?*/\\]|^\./u)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
  },
  download_header: async (_, reply) => {
    const disposition = (await served(reply)).headers['content-disposition']
    expect(disposition).toMatch(/^(inline|attachment); filename\*=UTF-8''[\w.~!#$&+^`|%-]+$/)
    expect(decodeURIComponent(String(disposition).split("''")[1] ?? '')).toBe(nameOf(reply))
  },
  stored_without: async (wanted, reply) => {
    const file = await served(reply)
    for (const note of wanted as string[]) expect(file.bytes.includes(note), note).toBe(false)
  },
  bytes_not_decoded_silently: (_, reply) => expectCalm(reply),
}
