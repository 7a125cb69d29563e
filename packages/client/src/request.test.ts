import { describe, expect, it } from 'vitest'
import { createClient } from './client.ts'
import { newId } from './id.ts'

function given(status: number, answer: unknown, token?: string) {
  const asked: Array<{ url: string; init: RequestInit | undefined }> = []
  const fakeFetch: typeof fetch = async (url, init) => {
    asked.push({ url: String(url), init })
    return new Response(JSON.stringify(answer), { status })
  }
  const client = createClient({
    url: 'https://chat.example.com',
    socketPath: '/v1/widget/socket',
    fetch: fakeFetch,
    ...(token ? { token: () => token } : {}),
  })
  return { client, asked }
}

describe('a call', () => {
  it('fills in the address and asks as the row says', async () => {
    const { client, asked } = given(200, { items: [] }, 'secret')
    const params = { conversationId: 'conv_V1StGXR8Z5jdHi6BmyT00' }
    await client.call('GET /v1/widget/conversations/:conversationId/messages', {
      params,
      query: { beforeSeq: '9', limit: 30 },
    })
    expect(asked[0]?.url).toBe(
      'https://chat.example.com/v1/widget/conversations/conv_V1StGXR8Z5jdHi6BmyT00/messages?beforeSeq=9&limit=30',
    )
    expect(asked[0]?.init).toMatchObject({
      method: 'GET',
      credentials: 'omit',
      headers: { authorization: 'Bearer secret' },
    })
  })

  it('is refused with the code of the problem', async () => {
    const problem = { code: 'rate_limited', title: 'Too many requests', status: 429, retryAfterMs: 900 }
    const { client } = given(429, problem)
    await expect(client.call('GET /v1/counts', {})).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 900,
    })
  })

  it('is refused by its status where the answer is not ours', async () => {
    await expect(given(502, 'Bad gateway').client.call('GET /v1/counts', {})).rejects.toMatchObject({
      code: 'unavailable',
    })
  })

  it('is offline where no answer comes', async () => {
    const client = createClient({
      url: '',
      socketPath: '/v1/socket',
      fetch: () => Promise.reject(new Error()),
    })
    await expect(client.call('GET /v1/counts', {})).rejects.toMatchObject({ code: 'offline', status: 0 })
  })
})

describe('an id made by the client', () => {
  it('has the prefix and 21 characters of the nanoid alphabet', () => {
    expect(newId('msg')).toMatch(/^msg_[A-Za-z0-9_-]{21}$/)
  })
})
