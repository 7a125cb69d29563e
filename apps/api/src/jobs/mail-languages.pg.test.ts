import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { newId } from '../ids.ts'
import { givenConversation } from '../testing/conversation.ts'
import { givenHouse } from '../testing/house.ts'
import { runDueJobs } from '../testing/jobs.ts'
import { givenOrganization, type TestOrganization } from '../testing/organization.ts'
import { newAddress } from '../testing/person.ts'
import { givenSmtp } from '../testing/smtp.ts'
import { fill, speak } from '../words/speak.ts'

// Mails to visitors, in the language that they read the chat in.

const settings: Record<string, string> = { ANSWER_MAIL_SECONDS: '0' }
const { mailTo } = givenSmtp(settings)
const house = givenHouse(settings)

const TRANSCRIPT = 'POST /v1/widget/conversations/:conversationId/transcript'
const locales = new URL('../words/locales/', import.meta.url)
const languages = readdirSync(locales)
  .filter(name => name.endsWith('.json'))
  .map(name => name.replace('.json', ''))

/** Somebody who reads a language, has proved an address, and was answered. */
async function givenAnswered(shop: TestOrganization, language: string, proved = true) {
  const email = newAddress()
  const visitor = await shop.visitor()
  await visitor.call('PATCH /v1/widget/me', { body: { email, language, timeZone: 'Asia/Tokyo' } })
  if (proved) await shop.prove(visitor.id, email)
  const { conversation } = await givenConversation(visitor)
  const params = { conversationId: conversation.id }
  await shop.owner.call('POST /v1/conversations/:conversationId/messages', {
    params,
    body: { id: newId('message'), content: 'An answer' },
  })
  await runDueJobs(house)
  return { visitor, email, params }
}

describe.each(languages)('in %s', language => {
  const { words, direction } = speak(language)

  test('an answer and a transcript are mailed, and read from their side', async () => {
    const shop = await givenOrganization(house, 'Wren & Oak')
    const { visitor, email, params } = await givenAnswered(shop, language)
    const answer = mailTo(email)
    expect(answer?.subject).toBe(fill(words.answered, { team: 'Wren & Oak' }))
    for (const sentence of [words.readHere, words.linkOpens, words.whyKnown, words.stop])
      expect(answer?.text).toContain(sentence)
    expect(answer?.html).toContain(`<html lang="${language}" dir="${direction}">`)
    expect(answer?.html).toContain(`>${words.read}</a>`)
    expect(answer?.html).toContain(direction === 'rtl' ? 'border-right' : 'border-left')

    await visitor.call(TRANSCRIPT, { params, body: {} })
    await runDueJobs(house)
    const transcript = mailTo(email)
    expect(transcript?.subject).toBe(fill(words.transcriptOf, { team: 'Wren & Oak' }))
    expect(transcript?.text).toContain(fill(words.times, { zone: 'Asia/Tokyo' }))
    expect(transcript?.html).toContain(`dir="${direction}"`)
  })

  test('a stranger whose address was given reads why, and nothing that anybody wrote', async () => {
    const shop = await givenOrganization(house, 'Shop')
    const { email } = await givenAnswered(shop, language, false)
    expect(mailTo(email)?.text).toContain(fill(words.whyClaimed, { team: 'Shop' }))
    expect(JSON.stringify(mailTo(email))).not.toContain('An answer')
  })

  test('the pages that mails lead to speak as the browser asks', async () => {
    const headers = { 'accept-language': `sv, ${language};q=0.8, en;q=0.5` }
    const page = await (await fetch(`${house.server.url}/unsubscribe/none`, { headers })).text()
    expect(page).toContain(`dir="${direction}"`)
    expect(page).toContain(`<h1>${words.unknown}</h1>`)
  })
})

test('a language that we do not write is English', async () => {
  const shop = await givenOrganization(house, 'Shop')
  expect(mailTo((await givenAnswered(shop, 'sv')).email)?.subject).toBe('Shop has answered you')
})
