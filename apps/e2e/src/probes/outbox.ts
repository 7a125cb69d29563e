import { type BrowserContext, expect, type Page } from '@playwright/test'
import { demo } from '../house.ts'
import { composer, log } from './visitor.ts'

/** What the visitor has said, as their own log shows it, in order. */
export const saidIn = (page: Page) => log(page).locator('.said.me .b:not(.file)').allTextContents()

/** What the team reads in the conversation that a search finds. */
export const readByTeam = (inbox: Page, search: string) =>
  inbox.evaluate(async text => {
    const list = await (await fetch(`/v1/conversations?view=all&q=${encodeURIComponent(text)}`)).json()
    const told = await Promise.all(
      list.items.map(async ({ id }: { id: string }) =>
        (await (await fetch(`/v1/conversations/${id}/messages?limit=100`)).json()).items
          .filter((message: { senderType: string }) => message.senderType === 'user')
          .map((message: { content: string; attachments: { fileName: string }[] }) =>
            [message.content, ...message.attachments.map(file => file.fileName)].filter(Boolean).join(' + '),
          ),
      ),
    )
    return told as string[][]
  }, search)

/** What the browser keeps of the chat: the names of databases and of entries. */
export const keptIn = (page: Page) =>
  page.evaluate(async () => ({
    databases: (await indexedDB.databases()).map(({ name }) => name ?? ''),
    entries: Object.keys(localStorage),
  }))

interface Kept {
  state?: string
  extra?: { quickReplies?: string[] }
}

/** The entries and files of an outbox, as the browser will find them after a reload. */
export const outboxOf = (page: Page, name: string) =>
  page.evaluate(
    database =>
      new Promise<Kept[]>((done, fail) => {
        const asked = indexedDB.open(database)
        asked.onerror = () => fail(asked.error)
        asked.onsuccess = () => {
          const all = asked.result.transaction('kept').objectStore('kept').getAll()
          all.onsuccess = () => {
            asked.result.close()
            done(all.result)
          }
        }
      }),
    name,
  )

/** How many entries and files wait in the outbox. */
export const waitingIn = async (page: Page) => (await outboxOf(page, `halloo:${demo().key}`)).length

export async function queue(page: Page, text: string) {
  await composer(page).fill(text)
  await page.keyboard.press('Enter')
}

/** Sockets that never open, as behind some proxies. */
export const withoutSockets = () => {
  class NoSocket extends EventTarget {
    onclose: ((event: { code: number }) => void) | null = null
    constructor() {
      super()
      setTimeout(() => this.onclose?.({ code: 1006 }), 20)
    }
    send() {}
    close() {}
  }
  Object.defineProperty(window, 'WebSocket', { value: NoSocket })
}

export const waitsFor = (page: Page) =>
  expect(log(page).getByText('Waiting for the network').first()).toBeVisible()

export async function cutOff(context: BrowserContext, page: Page) {
  await context.setOffline(true)
  await expect(page.getByText('No connection. Your words stay here until it is back.')).toBeVisible()
}

export const letter = { name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear bulbs') }
export const stamp = () => crypto.randomUUID().slice(0, 8)
/** What the console says of a network that is away. */
export const QUIET = /ERR_INTERNET_DISCONNECTED|WebSocket/
