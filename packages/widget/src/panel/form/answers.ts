import type { PreChatField } from '@halloo/protocol'
import { columnOf } from '../questions.ts'
import { words } from '../words.ts'

type Values = Readonly<Record<string, string>>

/** What is wrong with what was written, by field. */
export function faultsOf(fields: readonly PreChatField[], values: Values) {
  const faults: Record<string, string> = {}
  for (const { key, type, required } of fields) {
    const value = (values[key] ?? '').trim()
    if (!value && required) faults[key] = words.missing
    if (value && type === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) faults[key] = words.emailWrong
    if (value && type === 'phone' && !/^\+[\d\s().\-/]{6,24}$/.test(value)) faults[key] = words.phoneWrong
  }
  return faults
}

/** The same, as the server takes it: the visitor's own profile, and what belongs to the conversation. */
export function answersOf(fields: readonly PreChatField[], values: Values) {
  const profile: { name?: string; email?: string; phone?: string } = {}
  const customFields: Record<string, string> = {}
  for (const field of fields) {
    const value = (values[field.key] ?? '').trim()
    const column = columnOf(field)
    if (!value) continue
    if (column) profile[column] = value
    else customFields[field.key] = value
  }
  return { profile, customFields }
}
