import { describe, expect, it } from 'vitest'
import { markdown, type Piece } from './markdown.ts'
import { plainWords } from './plain-words.ts'

const wordsOf = (pieces: Piece[]): string =>
  pieces.map(piece => (typeof piece === 'string' ? piece : wordsOf(piece.pieces))).join('')
const linksOf = (pieces: Piece[]): string[] =>
  pieces.flatMap(piece =>
    typeof piece === 'string' ? [] : [...(piece.href ? [piece.href] : []), ...linksOf(piece.pieces)],
  )
const b = (...pieces: Piece[]) => ({ tag: 'b' as const, pieces })
const i = (...pieces: Piece[]) => ({ tag: 'i' as const, pieces })

describe('markdown', () => {
  it.each<[string, Piece[]]>([
    ['plain words', ['plain words']],
    ['**No** frost', [b('No'), ' frost']],
    ['a *light* frost', ['a ', i('light'), ' frost']],
    ['__so__ _it_ is', [b('so'), ' ', i('it'), ' is']],
    ['**bold and *both* here**', [b('bold and ', i('both'), ' here')]],
    ['2*3*4, snake_case_name, 5 * 6 * 7', ['2*3*4, snake_case_name, 5 * 6 * 7']],
    ['**never closed', ['**', 'never closed']],
    ['run `npm **x**`', ['run ', { tag: 'code', pieces: ['npm **x**'] }]],
    ['```\na *b*\n```', [{ tag: 'pre', pieces: ['a *b*'] }]],
    ['(*sic*)', ['(', i('sic'), ')']],
  ])('reads %s', (text, pieces) => {
    const joined = (all: Piece[]): Piece[] =>
      all.reduce<Piece[]>((done, piece) => {
        const last = done.at(-1)
        const own = typeof piece === 'string' ? piece : { ...piece, pieces: joined(piece.pieces) }
        if (typeof own === 'string' && typeof last === 'string') done[done.length - 1] = last + own
        else done.push(own)
        return done
      }, [])
    expect(joined(markdown(text))).toEqual(joined(pieces))
  })

  it('makes lists, and goes on after them', () => {
    expect(markdown('Please:\n- water\n- wait\n1. one\n2) two\nDone')).toEqual([
      'Please:',
      {
        tag: 'ul',
        pieces: [
          { tag: 'li', pieces: ['water'] },
          { tag: 'li', pieces: ['wait'] },
        ],
      },
      {
        tag: 'ol',
        pieces: [
          { tag: 'li', pieces: ['one'] },
          { tag: 'li', pieces: ['two'] },
        ],
      },
      'Done',
    ])
  })

  it('finds addresses, and leaves the sentence its marks', () => {
    expect(
      linksOf(markdown('See https://example.com/a?b=1. Or (https://example.com/x_(y)), *https://e.x/*')),
    ).toEqual(['https://example.com/a?b=1', 'https://example.com/x_(y)', 'https://e.x/'])
    expect(markdown('[our shop](https://example.com)')).toEqual([
      { tag: 'a', href: 'https://example.com/', pieces: ['our shop'] },
    ])
  })

  it.each([
    '[a](javascript:window.__x=1)',
    '[a](java\tscript:window.__x=1)',
    '[a](javascript&colon;window.__x=1)',
    '[a](data:text/html,<script>1</script>)',
    '<javascript:window.__x=1>',
    'https://bank.test@evil.test/',
    '[bank](https://bank.test:pin@evil.test/)',
    '<svg/onload=window.__x=1>',
    '<a href="x" onmouseover="window.__x=1',
    '<![CDATA[<script>window.__x=1</script>]]>',
    '<base href=//x.test/>',
  ])('makes no link of %s, and loses no letter', text => {
    expect(linksOf(markdown(text))).toEqual([])
    expect(wordsOf(markdown(text))).toBe(text)
  })

  it.each([
    '[',
    '*_',
    '**a ',
    '`',
    '```\n',
    '_a',
    '[a](',
    '- ',
    ')',
    'https://x)',
    'https://x/_*',
    '*a _b ',
    '**',
  ])('reads %j, repeated to the longest message, in one go', part => {
    const text = part.repeat(10_000 / part.length)
    const pieces = markdown(text)
    expect(pieces.length).toBeGreaterThan(0)
  })
})

it('leaves the words alone where there is no room for shapes', () => {
  expect(plainWords('**No** frost, `npm` and __so__ on: 2*3')).toBe('No frost, npm and so on: 2*3')
})
