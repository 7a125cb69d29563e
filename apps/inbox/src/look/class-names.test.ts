import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const src = join(import.meta.dirname, '..')
const CONVERSATIONS = ['chat-users', 'conversations', 'messages']
/** These stand on every page, beside either. */
const EVERYWHERE = ['look', 'shell', 'auth']
/** What the frame says of itself; every sheet may ask for it. */
const FRAME = ['phone', 'rail']

/** The sheets of a folder, without their comments. */
const sheetsOf = (folder: string) =>
  readdirSync(join(src, folder))
    .filter(name => name.endsWith('.css'))
    .map(name => readFileSync(join(src, folder, name), 'utf8').replace(/\/\*.*?\*\//gs, ''))

/** The classes with which rules of these folders begin. */
const classesOf = (folders: string[]) =>
  new Set(
    folders
      .flatMap(sheetsOf)
      .flatMap(text => [...text.matchAll(/(?<=^|[{},])\s*\.([\w-]+)/g)])
      .map(([, name = '']) => name)
      .filter(name => !FRAME.includes(name)),
  )

// A sheet stays once its page was seen: what shares a name is drawn by where one has been before.
test('conversations and settings share no class', () => {
  const folders = readdirSync(src, { withFileTypes: true }).filter(entry => entry.isDirectory())
  const settings = classesOf(
    folders.map(({ name }) => name).filter(name => ![...CONVERSATIONS, ...EVERYWHERE].includes(name)),
  )
  expect(settings.size).toBeGreaterThan(40)
  expect([...classesOf(CONVERSATIONS)].filter(name => settings.has(name))).toEqual([])
})
