import { describe, expect, test } from 'vitest'
import { givenSoftNodes, turn } from '../testing/soft-nodes.ts'
import type { Connection } from './connection.ts'

describe('presence', () => {
  test('ends fifteen seconds after the last socket has closed', async () => {
    const { nodes, pass } = givenSoftNodes('one')
    const [one] = nodes
    const anna = one.arrive('anna')
    await turn()
    const ben = one.arrive('ben')
    ben.leave()
    await pass(14_000)
    expect(anna.online()).toEqual([['anna'], ['anna', 'ben']])
    await pass(1000)
    expect(anna.online().at(-1)).toEqual(['anna'])
  })

  test('does not flicker while a network comes and goes every two seconds', async () => {
    const { nodes, pass } = givenSoftNodes('one', 'two')
    const [one, two] = nodes
    const [anna, cleo] = [one.arrive('anna'), two.arrive('cleo')]
    await turn()
    const before = [anna.online().length, cleo.online().length]
    for (let round = 0; round < 150; round++) {
      const ben = (round % 2 ? one : two).arrive('ben')
      await pass(2000)
      ben.leave()
      await pass(2000)
    }
    expect([anna.online().length, cleo.online().length]).toEqual(before.map(count => count + 1))
  })

  test('counts the sockets of a member, on every node', async () => {
    const { nodes, pass } = givenSoftNodes('one', 'two')
    const [one, two] = nodes
    const anna = one.arrive('anna')
    const [first, second, third] = [one.arrive('ben'), one.arrive('ben'), two.arrive('ben')]
    first.leave()
    second.leave()
    await pass(30_000)
    expect(anna.online().at(-1)).toEqual(['anna', 'ben'])
    third.leave()
    await pass(15_000)
    expect(anna.online().at(-1)).toEqual(['anna'])
  })

  test('of a node that died ends after a minute, of one that has left after fifteen seconds', async () => {
    const { nodes, pass, lose } = givenSoftNodes('one', 'two')
    const [one, two] = nodes
    const anna = one.arrive('anna')
    two.arrive('ben')
    lose('two')
    await pass(39_000)
    expect(anna.online().at(-1)).toEqual(['anna', 'ben'])
    await pass(21_000)
    expect(anna.online().at(-1)).toEqual(['anna'])

    const other = givenSoftNodes('one', 'two')
    const cleo = other.nodes[0].arrive('cleo')
    other.nodes[1].arrive('ben')
    other.lose('two')
    other.gone('two')
    await other.pass(14_000)
    expect(cleo.online().at(-1)).toEqual(['ben', 'cleo'])
    await other.pass(1000)
    expect(cleo.online().at(-1)).toEqual(['cleo'])
  })

  test('is repeated for nodes that have missed it, and says nothing new to people', async () => {
    const { nodes, pass, said } = givenSoftNodes('one', 'two')
    const anna = nodes[0].arrive('anna')
    await turn()
    const before = anna.online().length
    nodes[1].arrive('ben')
    await pass(120_000)
    expect(anna.online().length).toBe(before + 1)
    expect(said.filter(([topic]) => topic === 'presence').length).toBe(2 + 2 * 6)
  })

  test('of a team that comes back all at once is told once, and to visitors once at all', async () => {
    const { nodes } = givenSoftNodes('one')
    const visitor = nodes[0].arrive('v', 'visitor')
    const team = Array.from({ length: 50 }, (_, at) => nodes[0].arrive(`member ${at}`))
    await turn()
    nodes[0].arrive('latecomer')
    await turn()
    expect(team.map(member => member.online().length)).toEqual(team.map(() => 2))
    expect(team[0]?.online().at(-1)?.length).toBe(51)
    expect(visitor.online()).toEqual([[], ['team']])
  })

  test('tells visitors that somebody is there, and not who', async () => {
    const { nodes, pass } = givenSoftNodes('one', 'two')
    const visitor = nodes[0].arrive('v', 'visitor')
    const ben = nodes[1].arrive('ben')
    ben.leave()
    await pass(15_000)
    expect(visitor.online()).toEqual([[], ['team'], []])
  })

  test('is not shaken by a socket that closes before it was ready', async () => {
    const { nodes, pass } = givenSoftNodes('one')
    const anna = nodes[0].arrive('anna')
    nodes[0].soft.left({ ...anna.connection, viewing: null } as Connection)
    await pass(20_000)
    expect(anna.online()).toEqual([['anna']])
  })
})

describe('viewing', () => {
  test('adds up over nodes, and ends with a node that says nothing any more', async () => {
    const { nodes, pass, lose } = givenSoftNodes('one', 'two')
    const [one, two] = nodes
    const [anna, ben] = [one.arrive('anna'), two.arrive('ben')]
    await one.soft.viewing(anna.connection, 'conv_1')
    await two.soft.viewing(ben.connection, 'conv_1')
    expect(anna.viewers().at(-1)).toEqual(['anna', 'ben'])
    expect(ben.viewers().at(-1)).toEqual(['anna', 'ben'])
    await pass(120_000)
    expect(anna.viewers().length).toBe(2)
    lose('two')
    await pass(60_000)
    expect(anna.viewers().at(-1)).toEqual(['anna'])
  })
})

describe('typing', () => {
  test('goes to other nodes at most once a second, and not to the writer', async () => {
    const { nodes, clock } = givenSoftNodes('one', 'two')
    const [one, two] = nodes
    const [visitor, again] = [one.arrive('v', 'visitor'), two.arrive('v', 'visitor')]
    const ben = two.arrive('ben')
    for (clock.now = 0; clock.now < 3000; clock.now += 100)
      await one.soft.typing(visitor.connection, 'conv_1')
    expect(ben.frames.filter(({ t }) => t === 'typing').length).toBe(3)
    expect(again.frames.filter(({ t }) => t === 'typing')).toEqual([])
  })

  test('shows what a visitor has written so far to the team, and to nobody else', async () => {
    const { nodes } = givenSoftNodes('one', 'two')
    const [one, two] = nodes
    const [visitor, other] = [one.arrive('v', 'visitor'), two.arrive('w', 'visitor')]
    const [ann, ben] = [one.arrive('ann'), two.arrive('ben')]
    await one.soft.typing(visitor.connection, 'conv_1', 'My card number is')
    for (const member of [ann, ben])
      expect(member.frames.find(({ t }) => t === 'typing')).toMatchObject({ preview: 'My card number is' })
    await one.soft.typing(ann.connection, 'conv_1', 'Do not tell')
    for (const { frames } of [visitor, other, ben])
      expect(JSON.stringify(frames)).not.toContain('Do not tell')
    for (const { frames } of [visitor, other]) expect(JSON.stringify(frames)).not.toContain('My card')
  })
})
