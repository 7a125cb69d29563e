import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { speak } from '../speak.ts'

type Told = string | Record<string, string>

const read = (name: string): Record<string, Told> =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
const namesIn = (folder: string | URL) => readdirSync(folder).filter(name => name.endsWith('.json'))
const textsOf = (words: Record<string, Told>) =>
  Object.entries(words).flatMap(([key, told]): [string, string][] =>
    typeof told === 'string'
      ? [[key, told]]
      : Object.entries(told).map(([part, text]) => [`${key}.${part}`, text]),
  )
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort()

const en = read('en.json')

test('mails are written in every language that the chat speaks, and in no other', () => {
  const chat = new URL('../../../../../packages/widget/src/locales/', import.meta.url)
  expect(namesIn(import.meta.dirname)).toEqual(namesIn(chat))
})

describe.each(namesIn(import.meta.dirname))('the words in %s', name => {
  const words = read(name)

  test('are all there, and no others', () => {
    expect(textsOf(words).map(([key]) => key)).toEqual(textsOf(en).map(([key]) => key))
  })

  test('name what is to be filled in', () => {
    const places = (of: Record<string, Told>) => textsOf(of).map(([key, text]) => [key, placesOf(text)])
    expect(places(words)).toEqual(places(en))
  })

  test('say something', () => {
    for (const [key, text] of textsOf(words)) expect(text.trim(), key).not.toBe('')
  })

  test('are spoken to who asks for them', () => {
    expect(speak(name.replace('.json', '')).words).toEqual(words)
  })
})
