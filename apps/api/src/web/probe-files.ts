import { staticFile } from './static-files.ts'

// What the doctor of the widget fetches, to see whether a page's policy lets pictures and sound through.

const named = (name: string, text: string, type: string, encoding: BufferEncoding) => ({
  ...staticFile(Buffer.from(text, encoding), type),
  name,
})

export const TRANSPARENT = named(
  'dot.svg',
  '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>',
  'image/svg+xml',
  'utf8',
)

/** A wave file of one silent sample: 8 bits, one channel, 8 kHz. http://soundfile.sapp.org/doc/WaveFormat */
export const SILENCE = named(
  'silence.wav',
  'UklGRiUAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQEAAACA',
  'audio/wav',
  'base64',
)
