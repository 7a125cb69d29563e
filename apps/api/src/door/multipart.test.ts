import { expect, test } from 'vitest'
import { readForm } from './multipart.ts'

const read = (text: string, type = 'multipart/form-data; boundary=b') =>
  readForm(new Uint8Array(Buffer.from(text)), type)
const file = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain'

test('a form as browsers write it comes apart', async () => {
  const form = new FormData()
  form.append('x', 'one\r\ntwo')
  form.append('file', new File(['bytes'], 'a "quoted" näme.png', { type: 'image/png' }))
  const sent = new Response(form)
  const parts = readForm(new Uint8Array(await sent.arrayBuffer()), sent.headers.get('content-type') ?? '')
  expect(
    parts.map(part => [part.name, part.fileName, part.contentType, Buffer.from(part.bytes).toString()]),
  ).toEqual([
    ['x', undefined, undefined, 'one\r\ntwo'],
    ['file', 'a "quoted" näme.png', 'image/png', 'bytes'],
  ])
})

test('a part may be empty, and may hold what looks like a boundary', () => {
  const [empty, full] = read(`--b\r\n${file}\r\n\r\n\r\n--b\r\n${file}\r\n\r\n--b--\r\n--b--\r\n`)
  expect(empty?.bytes).toHaveLength(0)
  expect(Buffer.from(full?.bytes ?? []).toString()).toBe('--b--')
})

test.each<[what: string, text: string, type?: string]>([
  ['no boundary in the type', `--b\r\n${file}\r\n\r\nx\r\n--b--`, 'multipart/form-data'],
  ['another boundary', `--c\r\n${file}\r\n\r\nx\r\n--c--`],
  ['no end', `--b\r\n${file}\r\n\r\nx`],
  ['no headers', '--b\r\n\r\nx\r\n--b--'],
  ['a header twice', `--b\r\n${file}\r\nContent-Type: text/html\r\n\r\nx\r\n--b--`],
  ['a foreign header', `--b\r\n${file}\r\nX-A: b\r\n\r\nx\r\n--b--`],
  ['a name without quotes', '--b\r\nContent-Disposition: form-data; name=file\r\n\r\nx\r\n--b--'],
  ['nothing', ''],
])('is refused: %s', (_, text, type) => {
  expect(() => read(text, type)).toThrow('malformed_multipart')
})
