import { describe, expect, it } from 'vitest'
import { Refusal } from './refusal.ts'
import { settle } from './testing/outbox-house.ts'
import { given } from './testing/way-house.ts'

describe('where no socket goes through', () => {
  it('asks after two upgrades in a row that failed, and is open', async () => {
    const { server, asked, socket, page, keepOut } = given()
    await keepOut()
    expect(server.calls).toBe(2)
    expect(asked).toEqual([{ wait: '0' }])
    await page('c0')
    expect([socket.status, socket.transport]).toEqual(['open', 'poll'])
    expect(asked.at(-1)).toEqual({ cursor: 'c0', wait: '25' })
  })

  it('does not take two unlucky ones far apart for a rule', async () => {
    const { clock, server, asked, socket, welcome } = given()
    socket.connect()
    server.drop()
    clock.pass(1_000)
    welcome('c0')
    clock.pass(5_000)
    server.drop()
    clock.pass(1_000)
    server.drop()
    clock.pass(2_000)
    await settle()
    expect(server.calls).toBe(4)
    expect(asked).toEqual([])
    expect(socket.transport).toBe('socket')
  })

  it('tells every event once, and asks on from the last answer', async () => {
    const { asked, seen, page, keepOut } = given()
    await keepOut()
    await page('c2', 1, 2)
    await page('c3', 3)
    expect(seen).toEqual(['1', '2', '3'])
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, 'c2', 'c3'])
  })

  it('stays alive on answers without events', async () => {
    const { clock, socket, page, keepOut } = given()
    await keepOut()
    await page('c0')
    for (let n = 0; n < 4; n++) {
      clock.pass(25_000)
      await page('c0')
    }
    expect(socket.status).toBe('open')
  })

  it('does not ask without a pause where the server does not wait', async () => {
    const { clock, asked, page, keepOut } = given()
    await keepOut()
    await page('c0')
    await page('c0')
    expect(asked).toHaveLength(2)
    clock.pass(1_000)
    await settle()
    expect(asked).toHaveLength(3)
  })

  it('has its owner fetch again after a resync, and asks on without the old cursor', async () => {
    const { clock, asked, seen, page, resync, keepOut } = given()
    await keepOut()
    await page('c1', 1)
    await resync('far')
    clock.pass(0)
    await settle()
    expect(asked.at(-1)).toEqual({ wait: '0' })
    await page('far')
    expect(seen).toEqual(['1', 'resync'])
  })

  it('ends where it is not let in', async () => {
    const { socket, refuse, keepOut } = given()
    await keepOut()
    await refuse(new Refusal(401, 'unauthenticated'))
    expect([socket.status, socket.reason]).toEqual(['closed', 'unauthorized'])
  })

  it('believes in sockets again when asking fails as well: it was the network', async () => {
    const { clock, server, socket, refuse, keepOut, welcome } = given()
    await keepOut()
    await refuse(new Refusal(0, 'offline'))
    expect(socket.status).toBe('waiting')
    clock.pass(4_000)
    await settle()
    expect(server.calls).toBe(3)
    welcome('c0')
    expect([socket.status, socket.transport]).toEqual(['open', 'socket'])
  })

  it('answers calls by HTTP', async () => {
    const { socket, page, keepOut } = given()
    await keepOut()
    await page('c0')
    await expect(socket.call('GET /v1/counts', {})).resolves.toEqual({ items: [] })
  })
})

describe('the way back', () => {
  it('looks for a socket every minute, unseen while there is none', async () => {
    const { clock, server, socket, page, keepOut } = given()
    await keepOut()
    await page('c1', 1)
    for (const calls of [3, 4]) {
      for (let n = 0; n < 3; n++) {
        clock.pass(20_000)
        await page('c1')
      }
      expect(server.calls).toBe(calls)
      server.drop()
      expect([socket.status, socket.transport]).toEqual(['open', 'poll'])
    }
  })

  it('hands the cursor over: nothing is lost, nothing told twice', async () => {
    const { clock, server, asked, socket, seen, page, keepOut, welcome } = given()
    await keepOut()
    await page('c1', 1)
    await page('c2', 2)
    for (let n = 0; n < 3; n++) {
      clock.pass(20_000)
      await page('c2')
    }
    const before = asked.length
    welcome('c9')
    expect(server.heard).toEqual([{ t: 'hello', protocol: 1, cursor: 'c2' }])
    // An answer to the last question comes late.
    await page('c3', 3)
    server.say({ t: 'event', n: 5, cursor: 'c3', type: 'counts.updated', data: 3 })
    expect(seen).toEqual(['1', '2', '3'])
    expect([socket.status, socket.transport]).toEqual(['open', 'socket'])
    clock.pass(30_000)
    await settle()
    expect(asked).toHaveLength(before)
  })

  it('is silent after it was closed', async () => {
    const { clock, server, asked, socket, page, keepOut } = given()
    await keepOut()
    await page('c1', 1)
    socket.close()
    await page('c2', 2)
    clock.pass(300_000)
    await settle()
    expect(server.calls).toBe(2)
    expect(asked).toHaveLength(2)
  })
})
