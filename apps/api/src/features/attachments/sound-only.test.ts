import { describe, expect, it } from 'vitest'
import { detect } from './detect.ts'
import { isSoundOnly } from './sound-only.ts'

const bytes = (...parts: (number | string | Uint8Array)[]) =>
  Uint8Array.from(
    parts.flatMap(part =>
      typeof part === 'number'
        ? [part]
        : typeof part === 'string'
          ? [...Buffer.from(part, 'latin1')]
          : [...part],
    ),
  )

/** An element of Matroska, its size in one byte. */
const element = (id: number[], ...content: Uint8Array[]) => {
  const inner = bytes(...content)
  return bytes(...id, 0x80 | inner.length, inner)
}
const track = (type: number) => element([0xae], element([0xd7], bytes(1)), element([0x83], bytes(type)))
const webm = (...types: number[]) =>
  bytes(
    element([0x1a, 0x45, 0xdf, 0xa3], element([0x42, 0x82], bytes('webm'))),
    // A recorder does not know how long the segment will be.
    bytes(0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff),
    element([0x16, 0x54, 0xae, 0x6b], ...types.map(track)),
    bytes(0x1f, 0x43, 0xb6, 0x75, 0x81, 0x83, 1),
  )

const box = (kind: string, ...content: Uint8Array[]) => {
  const inner = bytes(...content)
  const size = Buffer.alloc(4)
  size.writeUInt32BE(inner.length + 8)
  return bytes(size, kind, inner)
}
const mp4 = (...handlers: string[]) =>
  bytes(
    box('ftyp', bytes('isom', 0, 0, 2, 0, 'isomiso5mp41')),
    box(
      'moov',
      box('mvhd', new Uint8Array(20)),
      ...handlers.map(kind =>
        box('trak', box('mdia', box('hdlr', new Uint8Array(8), bytes(kind), new Uint8Array(12)))),
      ),
    ),
    box('mdat', new Uint8Array(40)),
  )

describe('a recording', () => {
  it('is sound where its container has no picture', async () => {
    expect(await detect({ bytes: webm(2), fileName: 'voice.webm', declaredType: '' })).toMatchObject({
      kind: 'audio',
      contentType: 'audio/webm',
    })
    expect(await detect({ bytes: mp4('soun'), fileName: 'voice.m4a', declaredType: '' })).toMatchObject({
      kind: 'audio',
      contentType: 'audio/mp4',
    })
  })

  it('is a film where it has one', async () => {
    expect(await detect({ bytes: webm(1, 2), fileName: 'film.webm', declaredType: '' })).toMatchObject({
      kind: 'video',
      contentType: 'video/webm',
    })
    expect(
      await detect({ bytes: mp4('vide', 'soun'), fileName: 'film.mp4', declaredType: '' }),
    ).toMatchObject({
      kind: 'video',
      contentType: 'video/mp4',
    })
  })

  it.each([
    ['nothing', new Uint8Array()],
    ['half an element', webm(2).subarray(0, 30)],
    ['boxes within boxes', bytes(...Array<string>(2000).fill('\0\0\x10\0moov'))],
    ['boxes of no length', bytes(...Array<string>(2000).fill('\0\0\0\0moov'))],
    ['noise', Uint8Array.from({ length: 4096 }, (_, at) => (at * 2_654_435_761) >>> 24)],
  ])('that is %s is no sound, and breaks nothing', (_, noise) => {
    expect(isSoundOnly(noise, 'video/webm')).toBe(false)
    expect(isSoundOnly(noise, 'video/mp4')).toBe(false)
  })
})
