import { Refusal } from '@halloo/client'
import type { Department, Input } from '@halloo/protocol'
import { client, store } from '../live/world.ts'
import { toastTrouble } from '../look/Toast.tsx'

type DepartmentWords = { name: string; description: string }

/** Each answers with what went wrong, if something did. */
async function take(ask: () => Promise<Department>): Promise<string | undefined> {
  try {
    store.putDepartments([await ask()])
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (error.code === 'name_taken') return 'There is a department of that name already.'
    return error.code === 'offline' ? 'There is no connection.' : error.message
  }
}

const tell = (fault: string | undefined) => fault && toastTrouble(`Not changed. ${fault}`)

export const saveDepartment = (id: string | null, body: DepartmentWords) =>
  take(() =>
    id
      ? client.call('PATCH /v1/departments/:departmentId', { params: { departmentId: id }, body })
      : client.call('POST /v1/departments', { body }),
  )

export const changeDepartment = async (
  departmentId: string,
  body: Input<'PATCH /v1/departments/:departmentId'>['body'],
) =>
  tell(
    await take(() => client.call('PATCH /v1/departments/:departmentId', { params: { departmentId }, body })),
  )

export const addToDepartment = async (departmentId: string, memberId: string) =>
  tell(
    await take(() =>
      client.call('PUT /v1/departments/:departmentId/members/:memberId', {
        params: { departmentId, memberId },
      }),
    ),
  )

export const takeOutOfDepartment = async (departmentId: string, memberId: string) =>
  tell(
    await take(() =>
      client.call('DELETE /v1/departments/:departmentId/members/:memberId', {
        params: { departmentId, memberId },
      }),
    ),
  )

export async function deleteDepartment(departmentId: string) {
  try {
    await client.call('DELETE /v1/departments/:departmentId', { params: { departmentId } })
    store.apply({ type: 'department.deleted', data: { id: departmentId } })
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return error.message
  }
}
