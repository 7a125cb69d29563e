import { type Client, createClient, type MemberSide, type VisitorSide } from '@halloo/client'
import type { House } from '../stage/house.ts'
import { fetchBy } from '../stage/way.ts'
import { callerOf } from './caller.ts'
import { type Member, newId, putMember, putOrganization, putVisitors, type Visitor } from './people.ts'

/** An organization whose people only call, each by a process of their own. */
export interface Company {
  organizationId: string
  members: { id: string; call: Client<MemberSide>['call'] }[]
  visitors: { id: string; call: Client<VisitorSide>['call'] }[]
  departmentIds: string[]
  /** Conversations with the place of their visitor. */
  conversations: { id: string; visitor: number }[]
}

export async function givenCompany(
  house: House,
  size: { members: number; visitors: number },
): Promise<Company> {
  const organizationId = await putOrganization(house)
  const people: Member[] = []
  for (let at = 0; at < size.members; at++)
    people.push(await putMember(house, organizationId, at === 0 ? 'owner' : 'member'))
  const portOf = (at: number) => house.nodes[at % house.nodes.length]?.port ?? house.door.port
  const members = people.map((member, at) => ({
    id: member.id,
    call: callerOf(house, member, portOf(at)).call,
  }))
  const visitors = (await putVisitors(house, organizationId, size.visitors)).map((visitor, at) => ({
    id: visitor.id,
    call: visitorCaller(house, visitor, portOf(at)),
  }))
  const [lead] = members
  const departmentIds = await Promise.all(
    ['Sales', 'Help', 'Returns'].map(
      async name => (await lead?.call('POST /v1/departments', { body: { name } }))?.id ?? '',
    ),
  )
  const conversations = await Promise.all(visitors.map(({ call }, at) => startOne(call, at)))
  return { organizationId, members, visitors, departmentIds, conversations }
}

export async function startOne(call: Client<VisitorSide>['call'], visitor: number) {
  const id = newId('conversation')
  await call('POST /v1/widget/conversations', {
    body: { id, message: { id: newId('message'), content: 'hello' } },
  })
  return { id, visitor }
}

function visitorCaller(house: House, { token }: Visitor, port: number): Client<VisitorSide>['call'] {
  return createClient({
    url: `http://127.0.0.1:${port}`,
    socketPath: '/v1/widget/socket',
    token: () => token,
    fetch: fetchBy({ port, host: new URL(house.url).host, headers: {} }),
  }).call
}
