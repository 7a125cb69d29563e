import { createStore, type EventOf, type MemberSide, type Store, type VisitorSide } from '@halloo/client'
import { contract, type Operation, widgetLook } from '@halloo/protocol'
import { describe, expect, test } from 'vitest'
import { givenHouse } from '../testing/house.ts'
import { givenOrganization, type TestMember, type TestVisitor } from '../testing/organization.ts'
import { openSocket, type TestSocket } from '../testing/socket.ts'
import { type Fixture, givenFixture, samples } from './samples.ts'
import { send } from './send.ts'

// Every change: what was known before, plus the events that it made, is what a fresh fetch tells.

const house = givenHouse()
const changes = (Object.keys(contract) as Operation[]).filter(op => !op.startsWith('GET '))

/** Everything that a member can fetch. */
async function fetchAsMember(as: TestMember): Promise<Store<MemberSide>> {
  const store = createStore<MemberSide>()
  for (const view of ['all', 'ended'] as const) {
    const { items } = (await as.call('GET /v1/conversations', { query: { view, limit: '100' } })).body
    store.putConversations(items)
    for (const { id } of items)
      store.putMessages(
        (
          await as.call('GET /v1/conversations/:conversationId/messages', {
            params: { conversationId: id },
            query: { limit: '100' },
          })
        ).body.items,
      )
  }
  store.putDepartments((await as.call('GET /v1/departments')).body.items)
  store.putMembers((await as.call('GET /v1/members')).body.items)
  store.putCounts((await as.call('GET /v1/counts')).body.items)
  store.putChatUsers((await as.call('GET /v1/chat-users', { query: { limit: '100' } })).body.items)
  store.putSettings((await as.call('GET /v1/settings')).body)
  store.putTheme((await as.call('GET /v1/theme')).body)
  return store
}

/** Everything that a visitor can fetch. */
async function fetchAsVisitor(as: TestVisitor, key: string): Promise<Store<VisitorSide>> {
  const store = createStore<VisitorSide>()
  const config = await (await fetch(`${house.server.url}/widget/${key}.json`)).json()
  store.putTheme({ ...widgetLook.parse(config.settings), version: 0 })
  const { items } = (await as.call('GET /v1/widget/conversations', { query: { limit: '100' } })).body
  store.putConversations(items)
  for (const { id } of items)
    store.putMessages(
      (
        await as.call('GET /v1/widget/conversations/:conversationId/messages', {
          params: { conversationId: id },
          query: { limit: '100' },
        })
      ).body.items,
    )
  return store
}

/** Waits until everything caused so far was heard, then takes it in. */
async function hear<S extends MemberSide | VisitorSide>(socket: TestSocket, store: Store<S>, op: Operation) {
  // What a trigger wrote is read from the log a moment after the answer.
  await house.server.hub.feed.check()
  const id = `settled ${op}`
  socket.send({ t: 'call', id, op })
  await socket.frame('answer', frame => frame.id === id)
  for (const frame of socket.frames)
    if (frame.t === 'event') store.apply({ type: frame.type, data: frame.data } as EventOf<S>)
}

/** What screens show; how the store came to know it does not matter. */
const shown = ({ state: { sources: _, ...state } }: Store<MemberSide> | Store<VisitorSide>) => state

describe.each(changes)('%s', op => {
  test('is told completely by its events, to members and to the visitor', async () => {
    const fixture: Fixture = await givenFixture(await givenOrganization(house))
    const { owner, visitor } = fixture
    const { key } = fixture.organization
    const sample = await samples[op](fixture)
    const [team, person] = [await openSocket(house, owner), await openSocket(house, visitor)]
    await Promise.all([team.frame('welcome'), person.frame('welcome')])
    const [teamStore, personStore] = [await fetchAsMember(owner), await fetchAsVisitor(visitor, key)]
    const { status } = await send(op.includes(' /v1/widget/') ? visitor : owner, op, sample)
    expect(status).toBeLessThan(300)
    await hear(team, teamStore, 'GET /v1/counts')
    await hear(person, personStore, 'GET /v1/widget/me')
    expect(shown(teamStore)).toEqual(shown(await fetchAsMember(owner)))
    // The page's settings carry no version; everything else of the look is compared.
    const theme = personStore.state.theme && { ...personStore.state.theme, version: 0 }
    expect({ ...shown(personStore), theme, chatUsers: {} }).toEqual({
      ...shown(await fetchAsVisitor(visitor, key)),
      chatUsers: {},
    })
    await Promise.all([team.close(), person.close()])
  })
})
