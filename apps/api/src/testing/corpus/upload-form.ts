import { type Case, type Fields, fieldsOf, numberOf, textOf } from './corpus.ts'
import { makeFile } from './files.ts'
import type { Stage } from './stage.ts'
import { expand } from './values.ts'

// Forms with files as the corpus wants them: complete, cut, doubled, or wrong on purpose.

const BOUNDARY = 'corpus-boundary'

/** How browsers write a file name: quotes and line breaks are the only things that they change. */
const quoted = (name: string) =>
  name.replace(/["\r\n]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)

const part = (input: Fields, name: string, content: Buffer) => {
  const { declared_type: type, part_header_bytes: extra, raw } = input
  const lines = [
    `Content-Disposition: form-data; name="file"; filename="${quoted(name)}"`,
    ...(typeof type === 'string' ? [`Content-Type: ${type}`] : []),
    ...(typeof extra === 'number' ? [`X-Long: ${'a'.repeat(extra)}`] : []),
    ...(typeof raw === 'string' && raw.startsWith('content-transfer-encoding') ? [raw] : []),
  ]
  return Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\n${lines.join('\r\n')}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ])
}

/** The body of an upload and its content type. */
export async function formOf(one: Case, stage: Stage): Promise<{ type: string; bytes: Buffer }> {
  const { input } = one
  const type = `multipart/form-data; boundary=${BOUNDARY}`
  if (input.raw_body !== undefined) {
    const bytes = await makeFile(textOf(fieldsOf(input.raw_body).make), {})
    return { type: textOf(fieldsOf(input.headers)['content-type']), bytes }
  }
  const end = Buffer.from(input.raw === 'no closing boundary' ? '' : `--${BOUNDARY}--\r\n`)
  if (Array.isArray(input.multipart)) {
    const fields = input.multipart.map(([name, value]: [string, string]) =>
      Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    )
    return { type, bytes: Buffer.concat([...fields, end]) }
  }
  const content = fieldsOf(input.content)
  const file = part(
    input,
    textOf(expand(input.filename, stage)),
    await makeFile(textOf(content.make), content),
  )
  const times = input.parts === undefined ? 1 : numberOf(input.parts)
  return { type, bytes: Buffer.concat([...Array<Buffer>(times).fill(file), end]) }
}
