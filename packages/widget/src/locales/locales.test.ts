import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { languageOf } from '../panel/words.ts'

type Told = string | string[] | Record<string, string>

const read = (name: string): Record<string, Told> =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))

const en = read('en.json')
const others = readdirSync(import.meta.dirname).filter(name => name.endsWith('.json') && name !== 'en.json')
/** Forms by number, in English. */
const isCounted = (told: Told) => typeof told === 'object' && 'other' in told
const placesOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([place]) => place).sort()
const textsOf = (told: Told) => (typeof told === 'string' ? [told] : Object.values(told))

describe.each(['en.json', ...others])('the words in %s', name => {
  const language = name.replace('.json', '')
  const words = read(name)

  it('are all there, and no others', () => {
    expect(Object.keys(words)).toEqual(Object.keys(en))
    for (const [key, told] of Object.entries(en)) {
      const same = words[key] ?? ''
      expect(typeof same, key).toBe(typeof told)
      if (typeof told === 'object' && !isCounted(told))
        expect(Object.keys(same), key).toEqual(Object.keys(told))
    }
  })

  it('have every form that the language counts by', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const [key, told] of Object.entries(en))
      if (isCounted(told)) expect(Object.keys(words[key] ?? ''), key).toEqual(expect.arrayContaining(forms))
  })

  it('name what is to be filled in', () => {
    for (const [key, told] of Object.entries(en)) {
      if (isCounted(told)) {
        // “One person” may be said without a figure.
        const { other = '' } = words[key] as Record<string, string>
        expect(placesOf(other), key).toEqual(['{n}'])
      } else
        textsOf(told).forEach((text, at) => {
          expect(placesOf(textsOf(words[key] ?? '')[at] ?? ''), `${key} ${at}`).toEqual(placesOf(text))
        })
    }
  })

  it('say something', () => {
    for (const told of Object.values(words))
      for (const text of textsOf(told)) expect(text.trim()).not.toBe('')
  })

  it('can be asked for', () => {
    expect(languageOf(language)).toBe(language)
    expect(languageOf(`${language.toUpperCase()}_XX`)).toBe(language)
  })
})

describe('a language that nobody speaks', () => {
  it.each(['', 'sv', '<svg onload=alert(1)>', 'constructor', '__proto__', 'english'])('%s is none', tag => {
    expect(languageOf(tag)).toBeUndefined()
  })
})
